import { lstat, mkdir, realpath } from 'node:fs/promises';
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

/**
 * Makes the folder of a file that is about to be written. Throws an error with the message `outside` if the file is named inside
 * of `root`, but a link leads out of it: a repository must not choose what is written elsewhere.
 */
export async function makeFolderInside(root: string, relativePath: string): Promise<void> {
  const named = path.resolve(root, relativePath);
  await mkdir(path.dirname(named), { recursive: true });
  if (!isInside(root, named)) return;
  const isPresent = await lstat(named).then(
    () => true,
    () => false,
  );
  // The target of a link that leads nowhere would be created.
  const full = await realpath(isPresent ? named : path.dirname(named)).catch(() => undefined);
  if (full === undefined || !isInside(await realpath(root), full)) throw new Error('outside');
}

function isInside(root: string, full: string): boolean {
  const relative = path.relative(root, full);
  return !/^\.\.(?:[/\\]|$)/.test(relative) && !path.isAbsolute(relative);
}
