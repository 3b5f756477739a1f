import { Refusal } from '../../refusal';

/** Which page of a list a request asks for. */
export interface PageQuery {
  /** From 1. */
  readonly number: number;
  readonly size: number;
}

/** The fields `page_num` and `page_size`. Refuses values outside of the limits of the list. */
export function pageQuery(query: URLSearchParams, defaultSize: number, maxSize: number): PageQuery {
  return {
    number: whole(query, 'page_num', 1, Number.MAX_SAFE_INTEGER),
    size: whole(query, 'page_size', defaultSize, maxSize),
  };
}

export function pageOf<T>(items: readonly T[], { number, size }: PageQuery): readonly T[] {
  return items.slice((number - 1) * size, number * size);
}

export function hasMore(items: readonly unknown[], { number, size }: PageQuery): boolean {
  return number * size < items.length;
}

/** A field of the query that must have one of some values; the first one by default. */
export function choice<T extends string>(
  query: URLSearchParams,
  name: string,
  values: readonly [T, ...T[]],
): T {
  const sent = query.get(name) || values[0];
  const found = values.find((value) => value === sent);
  if (found === undefined) throw new Refusal(4000, `${name} is invalid`);
  return found;
}

function whole(query: URLSearchParams, name: string, byDefault: number, most: number): number {
  const sent = query.get(name);
  const value = sent === null ? byDefault : /^\d+$/.test(sent) ? Number(sent) : 0;
  if (value < 1 || value > most) throw new Refusal(4000, `${name} must be between 1 and ${most}`);
  return value;
}
