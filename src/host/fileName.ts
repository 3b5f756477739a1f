import { beginning } from '../shared/text/beginning';

/** Names that Windows reserves for devices, with any ending. */
const deviceName = /^(?:con|prn|aux|nul|com\d|lpt\d)(?=\.|$)/i;

/**
 * A file name that is valid on every platform, from a text chosen by others: without path separators, and without control
 * and other hidden characters. Empty if nothing is left.
 */
export function validFileName(text: string, maxLength = 60): string {
  const clean = text
    .replace(/[\\/:*?"<>|]/gu, ' ')
    .replace(/\s+/g, ' ')
    .replace(/\p{C}/gu, '')
    .replace(/^[. ]+/, '');
  return beginning(clean, maxLength)
    .replace(/[. ]+$/, '')
    .replace(deviceName, '$&_');
}
