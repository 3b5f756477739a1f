import type { MarkdownParser } from '../markdownIt';
import { isPlainBackslash, restrictionOf } from './plainMarks';

const punctuation = /[\p{P}\p{S}]/u;
const space = /[\s\p{Zs}]/u;
export const cjk =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Bopomofo}\u3000-\u303f\uff00-\uffef]/u;

export interface Flanking {
  readonly canOpen: boolean;
  readonly canClose: boolean;
}

/**
 * Whether a run of `*`, `_` or `~` between two characters can open or close, by CommonMark's rule with one change:
 * beside a CJK character punctuation does not count. Chinese has no spaces, and `**注意：**然后` must be bold.
 */
function flankingOf(before: string, after: string, canSplitWord: boolean): Flanking {
  const isSpaceBefore = space.test(before);
  const isSpaceAfter = space.test(after);
  const isPunctuationBefore = punctuation.test(before);
  const isPunctuationAfter = punctuation.test(after);
  const isCjkBefore = cjk.test(before);
  const isCjkAfter = cjk.test(after);
  const isBesideCjk = isCjkBefore || isCjkAfter;
  const isLeft =
    !isSpaceAfter && (!isPunctuationAfter || isSpaceBefore || isPunctuationBefore || isBesideCjk);
  const isRight =
    !isSpaceBefore && (!isPunctuationBefore || isSpaceAfter || isPunctuationAfter || isBesideCjk);
  return {
    canOpen: isLeft && (canSplitWord || !isRight || isPunctuationBefore),
    canClose: isRight && (canSplitWord || !isLeft || isPunctuationAfter),
  };
}

/** The whole character that ends before `position`, or a space at the beginning. */
function characterBefore(text: string, position: number): string {
  const unit = text.charCodeAt(position - 1);
  const isLow = (unit & 0xfc00) === 0xdc00;
  return position === 0 ? ' ' : text.slice(Math.max(0, position - (isLow ? 2 : 1)), position);
}

/** The whole character that begins at `position`, or a space at the end. */
function characterAt(text: string, position: number): string {
  const point = text.codePointAt(position);
  return point === undefined ? ' ' : String.fromCodePoint(point);
}

/** `flankingOf` for the run `[start, end)` of a text, without what `restrictionOf` forbids. */
export function flankingAt(
  text: string,
  start: number,
  end: number,
  limit = text.length,
  isOpen = false,
): Flanking {
  const after = end < limit ? characterAt(text, end) : ' ';
  const { canOpen, canClose } = flankingOf(characterBefore(text, start), after, text[start] !== '_');
  const restriction = canOpen || canClose ? restrictionOf(text, start, end, isOpen) : undefined;
  return {
    canOpen: canOpen && restriction !== 'neither' && restriction !== 'noOpening',
    canClose: canClose && restriction !== 'neither' && restriction !== 'noClosing',
  };
}

/** Uses `flankingAt` for runs of `*`, `_` and `~`, and keeps backslashes in paths. */
export function useCjkFriendlyEmphasis(markdown: MarkdownParser): void {
  const Base = markdown.inline.State;
  markdown.inline.State = class extends Base {
    override scanDelims(start: number) {
      const marker = this.src.charCodeAt(start);
      let end = start;
      while (end < this.posMax && this.src.charCodeAt(end) === marker) end++;
      const { canOpen, canClose } = flankingAt(this.src, start, end, this.posMax);
      return { can_open: canOpen, can_close: canClose, length: end - start };
    }
  };
  markdown.inline.ruler.before('escape', 'plainBackslash', (state, silent) => {
    if (state.src[state.pos] !== '\\' || !isPlainBackslash(state.src, state.pos)) return false;
    if (!silent) state.pending += '\\';
    state.pos++;
    return true;
  });
}
