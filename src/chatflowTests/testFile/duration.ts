/** The longest time of a timer, 24 days. A timer with a longer one ends at once. */
const maxMs = 2 ** 31 - 1;

/** Milliseconds of a time such as 500ms, 3s or 2m, at most 24 days; `undefined` for other texts. */
export function millisecondsOf(text: string | undefined): number | undefined {
  const [, amount, unit] = /^(\d+(?:\.\d+)?)(ms|s|m)$/.exec(text ?? '') ?? [];
  if (amount === undefined) return undefined;
  return Math.min(maxMs, Number(amount) * (unit === 'm' ? 60_000 : unit === 's' ? 1_000 : 1));
}
