/** Where a link's syntax that begins with `[` stands: finished, being typed, or no link after all. */
export type LinkEnd =
  | { readonly state: 'closed'; readonly end: number }
  | { readonly state: 'open'; readonly labelEnd?: number }
  | { readonly state: 'none' };

/** Longest link that is waited for while it is typed. */
const maxLength = 2_000;

/** Reads `[label](target "title")` or `[label]` from an opening bracket. `labelEnd` is the position of `]`. */
export function parseLinkEnd(text: string, start: number): LinkEnd {
  const limit = Math.min(text.length, start + maxLength);
  const labelEnd = closing(text, start, limit, '[', ']');
  if (labelEnd === undefined) return limit === text.length ? { state: 'open' } : { state: 'none' };
  if (text[labelEnd + 1] === '(') {
    const end = closing(text, labelEnd + 1, limit, '(', ')');
    if (end !== undefined) return { state: 'closed', end: end + 1 };
    return limit === text.length ? { state: 'open', labelEnd } : { state: 'none' };
  }
  return { state: 'none' };
}

function closing(
  text: string,
  start: number,
  limit: number,
  open: string,
  close: string,
): number | undefined {
  let depth = 0;
  for (let position = start; position < limit; position++) {
    const character = text[position];
    if (character === '\\') position++;
    else if (character === open) depth++;
    else if (character === close && --depth === 0) return position;
  }
  return undefined;
}
