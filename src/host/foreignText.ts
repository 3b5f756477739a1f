import { foreignText } from '../shared/text/foreignText';

export { foreignText };

/** A foreign text for the label of an item, where VS Code draws `$(name)` as an icon. */
export function foreignLabel(text: string): string {
  return escapedIcons(foreignText(text));
}

/** The same text where VS Code would draw `$(name)` as an icon. Other `$(…)`, as in a shell, stay: their backslash would show. */
export function escapedIcons(text: string): string {
  return text.replace(/\$\((?=[a-z\d-]+(?:~[a-z]+)?\))/gi, '\\$(');
}

/** A foreign text for a notification, where VS Code makes a link of `[text](address)`. */
export function foreignNotice(text: string): string {
  return foreignText(text).replace(/\]\(/g, '] (');
}
