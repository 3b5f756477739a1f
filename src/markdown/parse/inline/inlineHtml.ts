import type { InlineRule, MarkdownParser, Token } from '../markdownIt';

type InlineState = Parameters<InlineRule>[0];

const names = 'sub|sup|kbd|mark|u|b|i|s|del|ins';
const lineBreak = /<br[ \t]*\/?>/iy;
const tag = new RegExp(`<(/?)(${names})>`, 'iy');
/** The beginning of a tag or comment at the end of an incomplete text. */
const begun = new RegExp(
  `<(?:/?(?:${beginnings(['br', 'br/', 'br /', 'details', ...names.split('|')])})?|!-?)$`,
  'i',
);

/**
 * Reads the little HTML that answers use within a line: `<br>` as a line break, and a few tags without
 * attributes that have their counterpart. All other HTML, and a tag without its counterpart, is text.
 */
export function useInlineHtml(markdown: MarkdownParser): void {
  markdown.core.ruler.after('block', 'inlineHtmlTail', ({ env, tokens }) => {
    if (env['isOpen'] !== true) return;
    const last = tokens.findLast((token) => token.nesting === 0);
    if (last?.type !== 'inline') return;
    last.content = last.content.replace(begun, '');
  });
  markdown.inline.ruler.before('autolink', 'inlineHtml', inlineHtml);
  markdown.inline.ruler2.push('inlineHtmlPairs', (state) => {
    if (state.tokens.some(({ type }) => type === 'html_tag')) pair(state);
    return false;
  });
}

function inlineHtml(state: InlineState, silent: boolean): boolean {
  const { src, pos } = state;
  if (src[pos] !== '<') return false;
  lineBreak.lastIndex = pos;
  if (lineBreak.test(src)) {
    if (!silent) state.push('hardbreak', 'br', 0);
    state.pos = lineBreak.lastIndex;
    return true;
  }
  tag.lastIndex = pos;
  const [whole, slash, name = ''] = tag.exec(src) ?? [];
  if (whole === undefined) return false;
  if (!silent) {
    const token = state.push('html_tag', name.toLowerCase(), 0);
    token.content = whole;
    token.markup = slash ?? '';
  }
  state.pos = tag.lastIndex;
  return true;
}

/**
 * Pairs tags within the same emphasis or link; tags without a counterpart become text. In an open text they stay tags, because
 * the counterpart may follow.
 */
function pair(state: InlineState): void {
  const isOpenEnd = state.env['isOpen'] === true;
  const open: { readonly token: Token; readonly isTag: boolean }[] = [];
  const paired: Token[] = [];
  const drop = (): void => {
    const token = open.pop()?.token;
    if (!token) return;
    if (!isOpenEnd) {
      token.type = 'text';
      return;
    }
    become(token, 1);
    paired.push(new state.Token('html_close', token.tag, -1));
  };
  for (const token of state.tokens) {
    if (token.nesting === 1) open.push({ token, isTag: false });
    else if (token.nesting === -1) {
      while (open.at(-1)?.isTag) drop();
      open.pop();
    } else if (token.type === 'html_tag' && token.markup === '') open.push({ token, isTag: true });
    else if (token.type === 'html_tag') {
      const barrier = open.findLastIndex(({ isTag }) => !isTag);
      const start = open.findLastIndex((one) => one.isTag && one.token.tag === token.tag);
      if (start <= barrier) token.type = 'text';
      else {
        while (open.length > start + 1) drop();
        const opener = open.pop()?.token;
        if (opener) become(opener, 1);
        become(token, -1);
      }
    }
    paired.push(token);
  }
  while (open.at(-1)?.isTag) drop();
  // In place: the caller holds the same array.
  state.tokens.splice(0, state.tokens.length, ...paired);
}

function become(token: Token, nesting: 1 | -1): void {
  token.type = nesting === 1 ? 'html_open' : 'html_close';
  token.nesting = nesting;
  token.content = '';
  token.markup = '';
}

function beginnings(words: readonly string[]): string {
  const all = words.flatMap((one) => Array.from(one, (_letter, index) => one.slice(0, index + 1)));
  return [...new Set(all)].join('|');
}
