import type { MarkdownParser, Token } from './markdownIt';

/** Hebrew, Arabic and the other scripts that are written from right to left. */
const rightToLeft = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;
const strong = /[\p{L}\p{Nl}]/u;

/** Blocks that can have a direction. A table has the direction of its first cell. */
const directed = new Set([
  'paragraph_open',
  'heading_open',
  'list_item_open',
  'blockquote_open',
  'details_open',
  'table_open',
  'th_open',
  'td_open',
]);

type Direction = 'rtl' | 'ltr';

/** The direction of the first strong character; `undefined` if there is none. */
function directionOf(text: string): Direction | undefined {
  const first = strong.exec(text)?.[0];
  if (first === undefined) return undefined;
  return rightToLeft.test(first) ? 'rtl' : 'ltr';
}

/** Whether a text has characters that are written from right to left. */
function hasRightToLeft(text: string): boolean {
  return rightToLeft.test(text);
}

/**
 * Sets the attribute `dir` of each block by its first strong character, if its direction differs from that of its container.
 * Code and formulas do not count; they are left to right in any text.
 */
export function useDirection(markdown: MarkdownParser): void {
  markdown.core.ruler.push('direction', ({ src, tokens }) => {
    if (!hasRightToLeft(src)) return;
    const around: { readonly block: Token; direction?: Direction }[] = [];
    for (const token of tokens) {
      if (directed.has(token.type)) around.push({ block: token });
      else if (token.type.endsWith('_close') && around.at(-1)?.block.level === token.level) around.pop();
      const direction = token.children ? directionOf(wordsOf(token.children)) : undefined;
      if (direction === undefined) continue;
      let outer: Direction = 'ltr';
      for (const one of around) {
        if (one.direction === undefined && direction !== outer) one.block.attrSet('dir', direction);
        one.direction ??= direction;
        outer = one.direction;
      }
    }
  });
}

function wordsOf(children: readonly Token[]): string {
  return children.map(({ type, content }) => (type === 'text' || type === 'image' ? content : '')).join('');
}
