import type { PageFocus, ViewMessage } from '../../src/shared/protocol';

/** The palette has the focus when it goes this soon after the palette's key, in milliseconds. */
const soon = 1000;

/** Reports to the host when the page gets the focus and when it loses it. */
export function listenToFocus(post: (message: ViewMessage) => void, signal: AbortSignal): void {
  let keyAt = Number.NEGATIVE_INFINITY;
  const onKey = (event: KeyboardEvent): void => {
    const isCommand = event.ctrlKey || event.metaKey;
    const opens = event.key === 'F1' || (isCommand && event.key.toLowerCase() === 'p');
    keyAt = opens ? performance.now() : Number.NEGATIVE_INFINITY;
  };
  const report = (focus: PageFocus): void => post({ type: 'focusChanged', focus });
  document.addEventListener('keydown', onKey, { signal, capture: true });
  window.addEventListener('focus', () => report('here'), { signal });
  window.addEventListener('blur', () => report(performance.now() - keyAt < soon ? 'palette' : 'elsewhere'), {
    signal,
  });
  if (document.hasFocus()) report('here');
}
