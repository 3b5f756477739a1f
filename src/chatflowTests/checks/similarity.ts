import { distance } from 'fastest-levenshtein';
import { normalised } from './normalise';

/** How similar two texts are, from 0 to 1, without regard to case and to the width of characters. */
export function similarity(a: string, b: string, by: 'bigram' | 'levenshtein' = 'bigram'): number {
  const [left, right] = [a, b].map((text) =>
    normalised(text, { ignoreCase: true, fold: 'width' }).replace(/\s+/g, ' ').trim(),
  ) as [string, string];
  if (left === right) return 1;
  return by === 'bigram'
    ? dice(left, right)
    : 1 - distance(left, right) / Math.max(left.length, right.length);
}

/** Dice coefficient of the pairs of characters: needs no words, which Chinese does not separate. */
function dice(a: string, b: string): number {
  const pairs = pairsOf(a);
  const others = pairsOf(b);
  const total = sizeOf(pairs) + sizeOf(others);
  if (total === 0) return 0;
  let common = 0;
  for (const [pair, count] of pairs) common += Math.min(count, others.get(pair) ?? 0);
  return (2 * common) / total;
}

function pairsOf(text: string): ReadonlyMap<string, number> {
  const characters = Array.from(text);
  const pairs = new Map<string, number>();
  for (let index = 0; index + 1 < characters.length; index++) {
    const pair = `${characters[index] ?? ''}${characters[index + 1] ?? ''}`;
    pairs.set(pair, (pairs.get(pair) ?? 0) + 1);
  }
  return pairs;
}

function sizeOf(pairs: ReadonlyMap<string, number>): number {
  let size = 0;
  for (const count of pairs.values()) size += count;
  return size;
}
