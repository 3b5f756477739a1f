import type { Range } from '../testFile/checkSpec';

/** What a message says of a number outside its limits. */
export interface RangeFailure {
  /** `$range.below` and the like: the words table has the text. */
  readonly relation: string;
  readonly limit: string;
  readonly found: string;
  /** Allows the failure to be the parameters of a message. */
  readonly [name: string]: string;
}

/** Checks a number; `undefined` if it is within the limits. `read` makes numbers of the limits. */
export function rangeFailure(
  { below, above, equals }: Range,
  value: number,
  read: (limit: number | string) => number = numberOf,
  written: (value: number) => string = String,
): RangeFailure | undefined {
  const failure = (relation: string, limit: number | string): RangeFailure => ({
    relation: `$range.${relation}`,
    limit: isBlank(limit) ? '“”' : String(limit),
    found: written(value),
  });
  if (below !== undefined && !(value < read(below))) return failure('below', below);
  if (above !== undefined && !(value > read(above))) return failure('above', above);
  if (equals !== undefined && value !== read(equals)) return failure('equals', equals);
  return undefined;
}

/** An empty text, which an empty variable leaves, is no limit: no number is within it. */
function numberOf(limit: number | string): number {
  return isBlank(limit) ? NaN : Number(limit);
}

function isBlank(limit: number | string): boolean {
  return typeof limit === 'string' && limit.trim() === '';
}
