import { loadPart } from '../onDemand/loader';
import { partOf } from '../onDemand/registry';

/**
 * Puts what is selected in the conversation on the clipboard without the view's own controls. What does so is loaded with
 * the first selection on the page.
 */
export function listenToCopy(log: HTMLElement, signal: AbortSignal): void {
  document.addEventListener('selectionchange', () => void loadPart('copiedText'), { signal, once: true });
  document.addEventListener(
    'copy',
    (event) => {
      const range = selectedIn(log);
      const copied = range && partOf('copiedText')?.(range);
      // What is nothing but controls is copied as it is.
      if (!copied || copied.plain === '' || !event.clipboardData) return;
      event.clipboardData.setData('text/plain', copied.plain);
      event.clipboardData.setData('text/html', copied.html);
      event.preventDefault();
    },
    { signal },
  );
}

/** The part of the selection that is within an element. A text field has a selection of its own. */
function selectedIn(element: HTMLElement): Range | undefined {
  const selection = document.getSelection();
  if (!selection?.rangeCount || selection.isCollapsed || !selection.containsNode(element, true))
    return undefined;
  const range = selection.getRangeAt(0).cloneRange();
  if (!element.contains(range.startContainer)) range.setStart(element, 0);
  if (!element.contains(range.endContainer)) range.setEnd(element, element.childNodes.length);
  return range;
}
