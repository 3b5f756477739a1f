/**
 * Invisible characters that change how a text reads: direction marks and overrides, zero-width characters, tag
 * characters that spell hidden words, and others. Joiners within emoji and within words of the scripts that use them, and the
 * emoji variation selector, are not counted, because they are part of the visible characters.
 */
const hidden =
  /\u034F|\u17B4|\u17B5|[\u00AD\u061C\u115F\u1160\u180E\u200B\u200E\u200F\u202A-\u202E\u2060-\u206F\u3164\uFEFF\uFFA0]|(?<![\p{Extended_Pictographic}\p{Emoji_Modifier}\uFE0F]|\p{Script=Arabic}|\p{Script=Syriac}|\p{Script=Mongolian}|[\u0900-\u0DFF])\u200D|(?<!\p{Script=Arabic}|\p{Script=Syriac}|\p{Script=Mongolian}|[\u0900-\u0DFF])\u200C|[\u{E0000}-\u{E0FFF}]/gu;

/** A regional flag is a black flag followed by tag characters, which are visible as the flag. */
const regionFlag = /\u{1F3F4}[\u{E0020}-\u{E007E}]+\u{E007F}/gu;

/** The invisible characters of a text that may deceive the reader, in their order. */
export function hiddenCharacters(
  text: string,
): readonly { readonly index: number; readonly character: string }[] {
  const flags = [...text.matchAll(regionFlag)].map(({ 0: flag, index }) => ({
    index,
    end: index + flag.length,
  }));
  return [...text.matchAll(hidden)]
    .map(({ 0: character, index }) => ({ index, character }))
    .filter(({ index }) => !flags.some((flag) => index >= flag.index && index < flag.end));
}

/** The number of invisible characters in a text that may deceive the reader. */
export function countHiddenCharacters(text: string): number {
  return text.replace(regionFlag, '').match(hidden)?.length ?? 0;
}

/** The text without the characters that {@link countHiddenCharacters} counts. Regional flags are kept. */
export function withoutHiddenCharacters(text: string): string {
  const flags = [...text.matchAll(regionFlag)].map(([flag]) => flag);
  return text
    .split(regionFlag)
    .map((part, index) => part.replace(hidden, '') + (flags[index] ?? ''))
    .join('');
}
