/** Milliseconds of a time such as 500ms, 3s or 2m; `undefined` for other texts. */
export function millisecondsOf(text: string | undefined): number | undefined {
  const [, amount, unit] = /^(\d+(?:\.\d+)?)(ms|s|m)$/.exec(text ?? '') ?? [];
  if (amount === undefined) return undefined;
  return Number(amount) * (unit === 'm' ? 60_000 : unit === 's' ? 1_000 : 1);
}
