import type { ViewContext } from '../../src/shared/protocol';

/** True on Apple's systems, where ⌘ takes the place of Ctrl. */
export const isMac = /Mac|iPhone|iPad/.test(navigator.platform);

/** Whether this key press sends, by the user's setting. Ask the input method first: see `CompositionWatch`. */
export function isSendKey(event: KeyboardEvent, behavior: ViewContext['enterBehavior']): boolean {
  if (event.key !== 'Enter' || event.altKey) return false;
  const isModified = event.ctrlKey || event.metaKey;
  return behavior === 'send' ? !event.shiftKey : isModified && !event.shiftKey;
}
