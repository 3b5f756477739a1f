import { realpath } from 'node:fs/promises';
import path from 'node:path';

/** The real path of an existing file. Throws an error with the message `outside` if it is not in `root`. */
export async function pathInside(root: string, relativePath: string): Promise<string> {
  const named = path.resolve(root, relativePath);
  // A file outside of the folder is not even looked for.
  if (!isInside(root, named)) throw new Error('outside');
  const full = await realpath(named);
  if (!isInside(await realpath(root), full)) throw new Error('outside');
  return full;
}

function isInside(root: string, full: string): boolean {
  const relative = path.relative(root, full);
  return !/^\.\.(?:[/\\]|$)/.test(relative) && !path.isAbsolute(relative);
}
