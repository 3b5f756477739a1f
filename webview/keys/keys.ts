import type { ViewContext } from '../../src/shared/protocol';

/** Whether ⌘ replaces Ctrl. */
export const isMac = /Mac|iPhone|iPad/.test(navigator.platform);

/** Whether this key press sends, by the user's setting. Check `CompositionWatch` first. */
export function isSendKey(event: KeyboardEvent, behavior: ViewContext['enterBehavior']): boolean {
  if (event.key !== 'Enter' || event.altKey) return false;
  const isModified = event.ctrlKey || event.metaKey;
  return behavior === 'send' ? !event.shiftKey : isModified && !event.shiftKey;
}

/** `keyCode` is deprecated, but on some systems the only sign that an input method handled the key. */
export function keyCodeOf(event: KeyboardEvent): number {
  return (event as unknown as Readonly<Record<'keyCode', number>>).keyCode;
}

/** The letter or digit at this place of a Latin keyboard: Ctrl with the key for я is Ctrl+Z. */
export function latinKeyOf(event: KeyboardEvent): string {
  const key = event.key.toLowerCase();
  const code = keyCodeOf(event);
  const isForeign = key.length === 1 && key > '\u007f' && code >= 48 && code <= 90;
  return isForeign ? String.fromCharCode(code).toLowerCase() : key;
}

/** Ctrl, or ⌘ on Apple's systems, with or without Shift. */
export function isCommand(event: KeyboardEvent): boolean {
  return (isMac ? event.metaKey && !event.ctrlKey : event.ctrlKey && !event.metaKey) && !event.altKey;
}

/** Whether the key types a character. AltGr and, on macOS, Option can be part of it. */
export function isWriting(event: KeyboardEvent): boolean {
  if (event.key.length !== 1 || event.metaKey) return keyCodeOf(event) === 229;
  if (event.getModifierState('AltGraph')) return true;
  return !event.ctrlKey && (isMac || !event.altKey);
}
