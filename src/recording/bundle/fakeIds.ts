/*
 * IDs are found by the names of their fields: in JSON, in JSON within a string of JSON, in lists, in the query of an address and
 * after "log ID" in a message; and by their form, 15 to 20 digits.
 */

const name = String.raw`(?:\w*(?:_(?:id|uid|uuid)|I[dD])s?|u?ids?|uuids?|logid|x-tt-logid|x-log-id)`;
const value = String.raw`([\w-]{6,})`;
/** A quote, with the backslashes that it has within a string of JSON. Only after a name: at each backslash it would be slow. */
const quote = String.raw`\\*"`;
const patterns = [
  new RegExp(String.raw`"${name}${quote}\s*:\s*(?:${quote})?${value}`, 'g'),
  new RegExp(String.raw`(?:[?&]|%3f|%26|\\u0026)${name}(?:=|%3d|\\u003d)${value}`, 'gi'),
  new RegExp(String.raw`\blog[_ ]?id\s*[:=]\s*${value}`, 'gi'),
  /(?<!\d)(\d{15,20})(?!\d)/g,
];
/** A list of IDs, and an item of it. */
const idList = new RegExp(String.raw`"${name}${quote}\s*:\s*\[([^[\]{}]*)`, 'g');
const listItem = new RegExp(value, 'g');

/** An escape of JSON or of an address, whose letters are no part of the word after it; or what can be or contain an ID. */
const escapeOrWord = /\\+(?:u[\da-fA-F]{4}|[nrtbf])?|%(?:2[26fF]|3[adfADF])|[\w-]{6,}/g;
/** What can be an ID within a word such as `7400000000000000123_image`, the longest first. */
const formsInWord: readonly RegExp[] = [/[a-z\d-]{6,}/gi, /[a-z\d]{6,}/gi, /\d{15,20}/g];

/**
 * Replaces IDs in texts of JSON. An ID gets the same fake in all of them, of the same length; the same texts give the same
 * fakes.
 */
export function withFakeIds(texts: readonly string[]): readonly string[] {
  const fakes = new Map<string, string>();
  const take = (id: string) => {
    if (/\d/.test(id) && !fakes.has(id)) fakes.set(id, fakeOf(id, fakes.size + 1));
  };
  for (const text of texts) {
    for (const pattern of patterns) {
      for (const [, id = ''] of text.matchAll(pattern)) take(id);
    }
    for (const [, items = ''] of text.matchAll(idList)) {
      for (const [id] of items.matchAll(listItem)) take(id);
    }
  }
  const fakeFor = (word: string, [form, ...forms] = formsInWord): string =>
    fakes.get(word) ?? (form ? word.replace(form, (part) => fakeFor(part, forms)) : word);
  return texts.map((text) => text.replace(escapeOrWord, (word) => fakeFor(word)));
}

/** `number` with zeros and a 7 before it. Dashes and underscores keep their places. */
function fakeOf(id: string, number: number): string {
  const digits = Array.from(String(number));
  const fake = Array.from(id).reverse();
  for (const [index, character] of fake.entries()) {
    if (/[a-z\d]/i.test(character)) fake[index] = digits.pop() ?? '0';
  }
  return fake.reverse().join('').replace(/^0/, '7');
}
