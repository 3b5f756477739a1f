import type { MarkdownParser, Token } from '../markdownIt';

/** Makes a token `task` (its `info` is `done` or `open`) of `[x] ` and `[ ] ` at the beginning of a list item. */
export function useTaskLists(markdown: MarkdownParser): void {
  markdown.core.ruler.push('taskLists', (state) => {
    for (const [index, item] of state.tokens.entries()) {
      const inline = state.tokens[index + 2];
      if (item.type !== 'list_item_open' || inline?.type !== 'inline') continue;
      const first = inline.children?.[0];
      const mark = first?.type === 'text' ? /^\[([ xX])\][ \t]+/.exec(first.content) : null;
      if (!first || !mark) continue;
      first.content = first.content.slice(mark[0].length);
      const task: Token = new state.Token('task', '', 0);
      task.info = mark[1] === ' ' ? 'open' : 'done';
      inline.children?.unshift(task);
      item.attrSet('class', 'md-task-item');
    }
  });
}
