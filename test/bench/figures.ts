/** The value that this share of the values does not exceed, such as 0.95; by the nearest rank. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const value = sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)];
  if (value === undefined) throw new Error('There are no values.');
  return value;
}

export function median(values: readonly number[]): number {
  return percentile(values, 0.5);
}

/** To one decimal: more would be noise. */
export function rounded(value: number): number {
  return Math.round(value * 10) / 10;
}
