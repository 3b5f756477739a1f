import type { MarkdownParser } from './markdownIt';

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
export function flankingOf(before: string, after: string, canSplitWord: boolean): Flanking {
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
export function characterBefore(text: string, position: number): string {
  const unit = text.charCodeAt(position - 1);
  const isLow = (unit & 0xfc00) === 0xdc00;
  return position === 0 ? ' ' : text.slice(Math.max(0, position - (isLow ? 2 : 1)), position);
}

/** The whole character that begins at `position`, or a space at the end. */
export function characterAt(text: string, position: number): string {
  const point = text.codePointAt(position);
  return point === undefined ? ' ' : String.fromCodePoint(point);
}

/** Replaces the rule for runs of `*`, `_` and `~` by `flankingOf`. */
export function useCjkFriendlyEmphasis(markdown: MarkdownParser): void {
  const Base = markdown.inline.State;
  markdown.inline.State = class extends Base {
    override scanDelims(start: number, canSplitWord: boolean) {
      const marker = this.src.charCodeAt(start);
      let end = start;
      while (end < this.posMax && this.src.charCodeAt(end) === marker) end++;
      const after = end < this.posMax ? characterAt(this.src, end) : ' ';
      const { canOpen, canClose } = flankingOf(characterBefore(this.src, start), after, canSplitWord);
      return { can_open: canOpen, can_close: canClose, length: end - start };
    }
  };
}
