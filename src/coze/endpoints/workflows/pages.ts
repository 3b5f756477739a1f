/** One page of a list. */
export interface Page<T, Position> {
  readonly items: readonly T[];
  /** Where the next page starts; `undefined` on the last page. */
  readonly next: Position | undefined;
}

/**
 * Yields the pages of a list, without items that an earlier page had. Requests a page when the consumer asks for it. A
 * page without a new item ends the list, so that a server that repeats a page cannot cause endless requests.
 */
export async function* pagesOf<T, Position>(
  first: Position,
  load: (position: Position) => Promise<Page<T, Position>>,
  keyOf: (item: T) => string,
): AsyncGenerator<readonly T[], undefined, undefined> {
  const seen = new Set<string>();
  let position: Position | undefined = first;
  while (position !== undefined) {
    const { items, next }: Page<T, Position> = await load(position);
    const fresh = items.filter((item) => {
      const key = keyOf(item);
      return !seen.has(key) && seen.add(key);
    });
    if (fresh.length === 0) return;
    yield fresh;
    position = next;
  }
}

/** The position in a list that numbers its pages and reports how many items it has. */
export interface CountedPosition {
  /** From 1. */
  readonly number: number;
  /** Items of the pages before. */
  readonly before: number;
}

export const firstPage: CountedPosition = { number: 1, before: 0 };

/**
 * The page after `position`; `undefined` after the last one. Counts the received items and not the pages, because a server
 * may send fewer per page than requested.
 */
export function nextPage(
  { number, before }: CountedPosition,
  received: number,
  total: number | undefined,
): CountedPosition | undefined {
  const sum = before + received;
  return total !== undefined && sum < total ? { number: number + 1, before: sum } : undefined;
}
