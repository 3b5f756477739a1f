/** Longest texts that are compared, in UTF-16 units: the time is their product. */
const maxLength = 2_000;
const minLength = 2;

/** The longest text that is part of both, without blanks around it; empty if they have less than two characters in common. */
export function commonPart(one: string, other: string): string {
  const a = one.slice(0, maxLength);
  const b = other.slice(0, maxLength);
  let best = 0;
  let end = 0;
  let above = new Uint16Array(b.length + 1);
  for (let row = 1; row <= a.length; row++) {
    const lengths = new Uint16Array(b.length + 1);
    for (let column = 1; column <= b.length; column++) {
      if (a[row - 1] !== b[column - 1]) continue;
      const length = (above[column - 1] ?? 0) + 1;
      lengths[column] = length;
      if (length > best) [best, end] = [length, row];
    }
    above = lengths;
  }
  // Half of a surrogate pair is no character.
  const part = a
    .slice(end - best, end)
    .replace(/^[\uDC00-\uDFFF]/, '')
    .replace(/[\uD800-\uDBFF]$/, '')
    .trim();
  return Array.from(part).length < minLength ? '' : part;
}
