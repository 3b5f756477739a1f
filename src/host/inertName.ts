/** The longest name in a notification, in UTF-16 units. */
const maxLength = 80;

/**
 * A name chosen by others, for a notification: VS Code turns `[text](address)` into a link there, also to a command, and
 * direction marks could change how the text around it reads.
 */
export function inertName(name: string): string {
  return name
    .replace(/[\p{Cc}\p{Cf}]/gu, '')
    .replaceAll('](', '] (')
    .slice(0, maxLength)
    .replace(/[\uD800-\uDBFF]$/, '');
}
