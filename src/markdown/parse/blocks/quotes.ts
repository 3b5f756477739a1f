import { startOf } from './blockLines';
import { ruleNamed, type MarkdownParser } from '../markdownIt';

/** Keeps comparisons as text: `>5` and `>=` start no quote. */
export function useComparisons(markdown: MarkdownParser): void {
  const quote = ruleNamed(markdown, 'blockquote');
  markdown.block.ruler.at(
    'blockquote',
    (state, startLine, endLine, silent) => {
      const start = startOf(state, startLine);
      return !comparison.test(state.src.slice(start, start + 12)) && quote(state, startLine, endLine, silent);
    },
    { alt: ['paragraph', 'reference', 'blockquote', 'list'] },
  );
}

const comparison = /^>(?:=|\d(?!\d*[.)](?:\s|$)))/;
