import { loadPart } from '../onDemand/loader';
import { partOf } from '../onDemand/registry';

/**
 * Copies a selection in the conversation without the controls of the view. The code for it is loaded when something is
 * first selected.
 */
export function listenToCopy(log: HTMLElement, signal: AbortSignal): void {
  document.addEventListener('selectionchange', () => void loadPart('copiedText'), { signal, once: true });
  document.addEventListener(
    'copy',
    (event) => {
      const range = selectedIn(log);
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
