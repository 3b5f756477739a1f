import { readFile, stat } from 'node:fs/promises';
import { pathInside } from './pathInside';

/**
 * The content of a file in `root`. Throws an error with the message `outside` for a file that is not in it, and with
 * `tooLarge` for one of more than `maxBytes`, before it is read. A pipe or a device, which may have no end, is unreadable.
 */
export async function readInside(root: string, relativePath: string, maxBytes: number): Promise<Uint8Array> {
  const full = await pathInside(root, relativePath);
  const stats = await stat(full);
  if (!stats.isFile()) throw new Error('not a file');
  if (stats.size > maxBytes) throw new Error('tooLarge');
  return readFile(full);
}
