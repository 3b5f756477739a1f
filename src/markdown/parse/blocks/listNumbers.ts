import type { MarkdownParser } from '../markdownIt';

/**
 * Keeps the numbers of an ordered list as written, also if it counts down or skips numbers. Items that all have the same
 * number are counted, as in CommonMark.
 */
export function useListNumbers(markdown: MarkdownParser): void {
  markdown.core.ruler.push('listNumbers', (state) => {
    const lists: { next: number; written: number }[] = [];
    for (const token of state.tokens) {
      if (token.type === 'ordered_list_open') {
        const start = Number(token.attrGet('start') ?? 1);
        lists.push({ next: start, written: start });
      } else if (token.type === 'ordered_list_close') lists.pop();
      const list = lists.at(-1);
      if (token.type !== 'list_item_open' || token.info === '' || !list) continue;
      const number = Number(token.info);
      if (number !== list.next && number !== list.written) {
        token.attrSet('value', String(number));
        list.next = number;
      }
      list.written = number;
      list.next++;
    }
  });
}
