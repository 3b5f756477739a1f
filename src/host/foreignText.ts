import { limits } from '../shared/limits';

/** A foreign text for a message or a list: one line, without control characters and marks of text direction. */
export function foreignText(text: string, maxLength: number = limits.title): string {
  const line = text.replace(/\s+/gu, ' ').replace(/\p{C}/gu, '').trim();
  return line.length > maxLength ? `${line.slice(0, maxLength - 1)}…` : line;
}

/** A foreign text for the label of an item, where VS Code draws `$(name)` as an icon. */
export function foreignLabel(text: string): string {
  return foreignText(text).replace(/\$\(/g, '\\$(');
}

/** A foreign text for a notification, where VS Code makes a link of `[text](address)`. */
export function foreignNotice(text: string): string {
  return foreignText(text).replace(/\]\(/g, '] (');
}
