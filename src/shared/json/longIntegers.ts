/** Sixteen digits where a value can start. A match inside a string only costs the slower path. */
const mayHoldLongInteger = /(?:^|[:,[\s-])\d{16}/;
const longInteger = /-?\d{16,}/y;
const continuesNumber = /[\d.eE]/;

/** The JSON text with the integers that a JavaScript number would round as strings of their digits. */
export function quoteLongIntegers(text: string): string {
  if (!mayHoldLongInteger.test(text)) return text;
  let result = '';
  let copied = 0;
  let index = 0;
  while (index < text.length) {
    const character = text[index] ?? '';
    if (character === '"') {
      index = endOfString(text, index);
    } else if (character === '-' || (character >= '0' && character <= '9')) {
      longInteger.lastIndex = index;
      const digits = longInteger.exec(text)?.[0];
      const end = index + (digits?.length ?? 0);
      if (digits !== undefined && !continuesNumber.test(text[end] ?? '') && isRounded(digits)) {
        result += `${text.slice(copied, index)}"${digits}"`;
        copied = end;
        index = end;
      } else {
        index = endOfNumber(text, index);
      }
    } else {
      index++;
    }
  }
  return result + text.slice(copied);
}

/** The index after the JSON string that starts at `start`. */
export function endOfString(text: string, start: number): number {
  let index = start + 1;
  while (index < text.length && text[index] !== '"') index += text[index] === '\\' ? 2 : 1;
  return index + 1;
}

function isRounded(digits: string): boolean {
  return !Number.isSafeInteger(Number(digits));
}

function endOfNumber(text: string, start: number): number {
  let index = start + 1;
  while (index < text.length && /[\d.eE+-]/.test(text[index] ?? '')) index++;
  return index;
}
