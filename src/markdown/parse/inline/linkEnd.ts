/** A link that starts at an opening bracket: complete, incomplete, or none. */
export type LinkEnd =
  | { readonly state: 'closed'; readonly end: number }
  | { readonly state: 'open'; readonly labelEnd?: number }
  | { readonly state: 'none' };

/** Longest incomplete link, and longest label that is not known to be one yet. */
const maxLength = 2_000;
const maxLabelLength = 160;

/**
 * Reads `[label](target "title")`, `[label][name]` or `[label]` from an opening bracket. `labelEnd` is the position of
 * the label's `]`, once it is known to be that of a link.
 */
export function parseLinkEnd(text: string, start: number): LinkEnd {
  const limit = Math.min(text.length, start + maxLength);
  const labelEnd = closing(text, start, limit, '[', ']');
  const isShort = text.length - start <= maxLabelLength;
  if (labelEnd === undefined || labelEnd + 1 === text.length) return { state: isShort ? 'open' : 'none' };
  const next = text[labelEnd + 1];
  if (next === '[') {
    const end = closing(text, labelEnd + 1, limit, '[', ']');
    if (end !== undefined) return { state: 'closed', end: end + 1 };
    return { state: isShort ? 'open' : 'none' };
  }
  if (next !== '(') return { state: 'none' };
  const end = closing(text, labelEnd + 1, limit, '(', ')');
  if (end !== undefined) return { state: 'closed', end: end + 1 };
  const target = text.slice(labelEnd + 2, limit).replace(/^\s*<?/, '');
  if (limit < text.length || !couldBeTarget(target)) return { state: 'none' };
  return target.length < 'https://'.length ? { state: 'open' } : { state: 'open', labelEnd };
}

/** Whether an incomplete target may become one that a link can have, with its title. */
function couldBeTarget(target: string): boolean {
  const isSecure = 'https://'.startsWith(target.slice(0, 'https://'.length).toLowerCase());
  return isSecure && /^\S*(?:\s+(?:["'(][^]*)?)?$/.test(target);
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
