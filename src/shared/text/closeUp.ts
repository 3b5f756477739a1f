/** Stands for a space that {@link closeUp} keeps. A noncharacter, which no text has. */
const keptSpace = '\uFFFE';

/** Marks the spaces of a value of a template, such as a name, so that {@link closeUp} keeps them. */
export function keepSpaces(value: string): string {
  return value.replaceAll(' ', keptSpace);
}

/**
 * Removes spaces that Chinese does not have: between two Chinese characters, where a template has them for values in Latin
 * letters, and after a full-width mark, where sentences were joined.
 */
export function closeUp(text: string): string {
  return text
    .replace(/(?<=[。！？]) |(?<=\p{Script=Han}) (?=\p{Script=Han})/gu, '')
    .replaceAll(keptSpace, ' ');
}
