import { folded } from './findMatches';

const all = 'coze-find';
const current = 'coze-find-current';

/** Finds a text in an element, across its descendants. The text of buttons is skipped. */
export function rangesIn(element: HTMLElement, query: string): Range[] {
  const wanted = folded(query);
  const nodes: { readonly node: Text; readonly start: number }[] = [];
  let content = '';
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT, (node) =>
    node.parentElement?.closest('button, vscode-button, .hidden, .md-code-head')
      ? NodeFilter.FILTER_REJECT
      : NodeFilter.FILTER_ACCEPT,
  );
  while (walker.nextNode()) {
    const node = walker.currentNode as Text;
    nodes.push({ node, start: content.length });
    content += node.data;
  }
  content = folded(content);
  const ranges: Range[] = [];
  let index = 0;
  const place = (offset: number): readonly [Text, number] | undefined => {
    while (index + 1 < nodes.length && (nodes[index + 1]?.start ?? 0) <= offset) index++;
    const found = nodes[index];
    return found && [found.node, Math.min(offset - found.start, found.node.length)];
  };
  for (
    let at = content.indexOf(wanted);
    wanted !== '' && at >= 0;
    at = content.indexOf(wanted, at + wanted.length)
  ) {
    const start = place(at);
    const end = place(at + wanted.length - 1);
    if (!start || !end) break;
    const range = document.createRange();
    range.setStart(...start);
    range.setEnd(end[0], Math.min(end[1] + 1, end[0].length));
    ranges.push(range);
  }
  return ranges;
}

/** Highlights the ranges without changing the document. Does nothing if the browser has no CSS highlights. */
export function paintMarks(ranges: readonly Range[], now: Range | undefined): void {
  if (!('highlights' in CSS)) return;
  CSS.highlights.set(all, new Highlight(...ranges));
  CSS.highlights.set(current, now ? new Highlight(now) : new Highlight());
}

export function clearMarks(): void {
  if (!('highlights' in CSS)) return;
  CSS.highlights.delete(all);
  CSS.highlights.delete(current);
}
