import type { PageFocus, ViewMessage } from '../../src/shared/protocol';

/**
 * Reports to the host when the page gets or loses the focus. The focus went to the palette if its key was the last
 * input in the page.
 */
export function listenToFocus(post: (message: ViewMessage) => void, signal: AbortSignal): void {
  let opensPalette = false;
  const onKey = (event: KeyboardEvent): void => {
    const isCommand = event.ctrlKey || event.metaKey;
    opensPalette = event.key === 'F1' || (isCommand && event.key.toLowerCase() === 'p');
  };
  const report = (focus: PageFocus): void => {
    post({ type: 'focusChanged', focus });
    opensPalette = false;
  };
  document.addEventListener('keydown', onKey, { signal, capture: true });
  document.addEventListener('pointerdown', () => (opensPalette = false), { signal, capture: true });
  window.addEventListener('focus', () => report('here'), { signal });
  window.addEventListener('blur', () => report(opensPalette ? 'palette' : 'elsewhere'), { signal });
  if (document.hasFocus()) report('here');
}
