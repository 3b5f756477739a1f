import type { MessageList } from '../list/messageList';
import { loadPart } from '../onDemand/loader';
import { partOf } from '../onDemand/registry';

/**
 * Copies a selection in the conversation without the controls of the view. The code for it is loaded when something is
 * first selected. `parseAll` parses all messages.
 */
export function listenToCopy(list: MessageList, parseAll: () => void, signal: AbortSignal): void {
  document.addEventListener('selectionchange', () => void loadPart('copiedText'), { signal, once: true });
  document.addEventListener(
    'copy',
    (event) => {
      const range = allSelected(list, parseAll) ?? selectedIn(list.scroller);
      const copied = range && partOf('copiedText')?.(range);
      // A selection of controls only is copied by the browser.
      if (!copied || copied.plain === '' || !event.clipboardData) return;
      event.clipboardData.setData('text/plain', copied.plain);
      event.clipboardData.setData('text/html', copied.html);
      event.preventDefault();
    },
    { signal },
  );
}

/** Returns a range of all messages, rendered apart, if all is selected and only some of them are mounted. */
function allSelected(list: MessageList, parseAll: () => void): Range | undefined {
  const { firstElementChild: first, lastElementChild: last } = list.scroller;
  const selected = selectedIn(list.scroller);
  // `Selection.containsNode` ignores the empty spacers at both ends.
  const isAll = first && last && selected?.intersectsNode(first) && selected.intersectsNode(last);
  if (!isAll || list.isWhole) return undefined;
  parseAll();
  const range = document.createRange();
  range.selectNodeContents(list.renderAll());
  return range;
}

/** Returns the part of the selection that is within an element. A selection in a text field does not count. */
function selectedIn(element: HTMLElement): Range | undefined {
  const selection = document.getSelection();
  if (!selection?.rangeCount || selection.isCollapsed || !selection.containsNode(element, true))
    return undefined;
  const range = selection.getRangeAt(0).cloneRange();
  if (!element.contains(range.startContainer)) range.setStart(element, 0);
  if (!element.contains(range.endContainer)) range.setEnd(element, element.childNodes.length);
  return range;
}
