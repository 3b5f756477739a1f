/*
 * IDs are found by the names of their fields: in JSON, in JSON within a string of JSON, and in the query of an address; and by
 * their form, 15 to 20 digits.
 */

const name = String.raw`(?:\w*_id|\w*Id|u?id|uuid|logid|x-tt-logid|x-log-id)`;
const value = String.raw`([\w-]{6,100})`;
const patterns = [
  new RegExp(String.raw`"${name}":\s*"?${value}`, 'g'),
  new RegExp(String.raw`\\"${name}\\+":\s*(?:\\+")?${value}`, 'g'),
  new RegExp(String.raw`[?&]${name}=${value}`, 'g'),
  /(?<!\d)(\d{15,20})(?!\d)/g,
];

/** An escape of JSON, so that its letter does not count as part of the word after it; or what can be an ID. */
const escapeOrWord = /\\+(?:u[\da-f]{4}|[nrtbf])?|[\w-]{6,100}/g;

/**
 * Replaces IDs in texts of JSON. An ID gets the same fake in all of them, of the same length; the same texts give the same
 * fakes.
 */
export function withFakeIds(texts: readonly string[]): readonly string[] {
  const fakes = new Map<string, string>();
  for (const text of texts) {
    for (const pattern of patterns) {
      for (const [, id = ''] of text.matchAll(pattern)) {
        if (/\d/.test(id) && !fakes.has(id)) fakes.set(id, fakeOf(id, fakes.size + 1));
      }
    }
  }
  return texts.map((text) => text.replace(escapeOrWord, (found) => fakes.get(found) ?? found));
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
