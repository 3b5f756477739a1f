import type { InlineRule, MarkdownParser } from '../markdownIt';

/**
 * In an environment with `isIncomplete`, shows `[label][name]` as its label and `![words][name]` as nothing while the name has
 * no definition, because one may still follow. Indices such as `a[i][j]` and numbers such as `[1][2]` are text.
 */
export function usePendingReferences(markdown: MarkdownParser): void {
  markdown.inline.ruler.after('image', 'pendingReference', pendingReference);
}

const pendingReference: InlineRule = (state, silent) => {
  if (state.env['isIncomplete'] !== true) return false;
  const { src, pos, posMax } = state;
  const isImage = src.startsWith('![', pos);
  const start = isImage ? pos + 1 : pos;
  if (src[start] !== '[' || (!isImage && /[\w\])]/.test(src[pos - 1] ?? ' '))) return false;
  const [whole, label = ''] = reference.exec(src.slice(start, Math.min(posMax, start + maxLength))) ?? [];
  if (whole === undefined || !(isImage || /\p{L}/u.test(label))) return false;
  if (!silent && !isImage) {
    state.pos = start + 1;
    state.posMax = state.pos + label.length;
    state.md.inline.tokenize(state);
    state.posMax = posMax;
  }
  state.pos = start + whole.length;
  return true;
};

const reference = /^\[([^[\]\n]{0,160})\]\[[^[\]\n]{0,160}\]/;
const maxLength = 324;
