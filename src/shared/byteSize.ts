/** A size in decimal units, as the operating systems show it: 1234567 is "1.2 MB". `number` formats a number. */
export function byteSize(bytes: number, number: (value: number) => string): string {
  if (bytes < 1000) return `${number(bytes)} B`;
  if (bytes < 1_000_000) return `${number(Math.round(bytes / 1000))} kB`;
  return `${number(Math.round(bytes / 100_000) / 10)} MB`;
}
