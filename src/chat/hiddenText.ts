/**
 * Characters that change how text reads without being seen: direction marks and overrides, zero-width characters, tag
 * characters that spell hidden words, and other invisible ones. Joiners within emoji and the mark that makes a sign an
 * emoji are not counted: they are part of what is seen.
 */
const hidden =
  /\u034F|\u17B4|\u17B5|[\u00AD\u061C\u115F\u1160\u180E\u200B\u200E\u200F\u202A-\u202E\u2060-\u206F\u3164\uFEFF\uFFA0]|(?<![\p{Extended_Pictographic}\p{Emoji_Modifier}\uFE0F])\u200D|\u200C|[\u{E0000}-\u{E0FFF}]/gu;

/** A flag of a region is spelt with tag characters after a black flag; those are seen as the flag. */
const regionFlag = /\u{1F3F4}[\u{E0020}-\u{E007E}]+\u{E007F}/gu;

/** How many characters of a text cannot be seen and may deceive. */
export function countHiddenCharacters(text: string): number {
  return text.replace(regionFlag, '').match(hidden)?.length ?? 0;
}
