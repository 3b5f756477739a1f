import type { ViewContext } from '../../src/shared/protocol';

/** True on Apple's systems, where ⌘ takes the place of Ctrl. */
export const isMac = /Mac|iPhone|iPad/.test(navigator.platform);

/** Whether this key press sends, by the user's setting. Ask the input method first: see `CompositionWatch`. */
export function isSendKey(event: KeyboardEvent, behavior: ViewContext['enterBehavior']): boolean {
  if (event.key !== 'Enter' || event.altKey) return false;
  const isModified = event.ctrlKey || event.metaKey;
  return behavior === 'send' ? !event.shiftKey : isModified && !event.shiftKey;
}

/** `keyCode` is deprecated, and the only place where some systems say that an input method took the key. */
export function keyCodeOf(event: KeyboardEvent): number {
  return (event as unknown as Readonly<Record<'keyCode', number>>).keyCode;
}

/** A letter or digit as on a Latin keyboard: with Ctrl, the key that writes я is Z. */
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

/** The key writes a character: AltGr and, on Apple's systems, Option take part in writing. */
export function isWriting(event: KeyboardEvent): boolean {
  if (event.key.length !== 1 || event.metaKey) return keyCodeOf(event) === 229;
  if (event.getModifierState('AltGraph')) return true;
  return !event.ctrlKey && (isMac || !event.altKey);
}
