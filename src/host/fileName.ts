/** Names that Windows reserves for devices, with any ending. */
const deviceName = /^(?:con|prn|aux|nul|com\d|lpt\d)(?=\.|$)/i;

/**
 * A file name that is valid on every platform, from a text chosen by others: without path separators, and without control
 * and other hidden characters. Empty if nothing is left.
 */
export function validFileName(text: string, maxLength = 60): string {
  return text
    .replace(/[\\/:*?"<>|]/gu, ' ')
    .replace(/\s+/g, ' ')
    .replace(/\p{C}/gu, '')
    .replace(/^[. ]+/, '')
    .slice(0, maxLength)
    .replace(/[. ]+$/, '')
    .replace(deviceName, '$&_');
}
