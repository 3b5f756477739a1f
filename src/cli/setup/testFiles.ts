import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import picomatch from 'picomatch';
import { isTestFileName } from '../../chatflowTests/testFile/testFileName';
import { maxNamedBytes } from '../../chatflowTests/testFile/named/namedPath';
import { readInside } from '../../host/attachments/files/readInside';
import { WrongUse } from './arguments';

const isLeftOut = (name: string): boolean => name === 'node_modules' || name.startsWith('.');

/**
 * The test files that the arguments name, with forward slashes and relative to `root`, sorted and without duplicates.
 * Throws {@link WrongUse} if a named file does not exist.
 */
export async function findTestFiles(root: string, paths: readonly string[]): Promise<readonly string[]> {
  const found = new Set<string>();
  for (const one of paths.length > 0 ? paths : ['.']) {
    for (const file of await filesOf(root, one)) found.add(nameOf(root, file));
  }
  return [...found].sort();
}

/**
 * The name of a file in results: relative to `root`, with forward slashes. On Windows a file on another drive or server has
 * its full path. A backslash in a name of Linux and macOS stays.
 */
export function nameOf(root: string, file: string, paths: typeof path = path): string {
  return paths.relative(root, file).replaceAll(paths.sep, '/');
}

async function filesOf(root: string, named: string): Promise<readonly string[]> {
  if (named === '') throw new WrongUse('fileMissing', { path: named });
  const full = path.resolve(root, named);
  const stats = await stat(full).catch(() => undefined);
  if (stats?.isFile()) return [full];
  if (stats?.isDirectory()) return testFilesIn(full);
  if (!/[*?[\]{}]/.test(named)) throw new WrongUse('fileMissing', { path: named });
  const { base } = picomatch.scan(slashed(named));
  const matches = picomatch(slashed(path.relative(root, full)));
  const folder = path.resolve(root, base);
  const isFolder = await stat(folder).then(
    (found) => found.isDirectory(),
    () => false,
  );
  const files = isFolder ? await testFilesIn(folder) : [];
  return files.filter((file) => matches(nameOf(root, file)));
}

async function testFilesIn(folder: string): Promise<readonly string[]> {
  const files: string[] = [];
  const entries = await readdir(folder, { withFileTypes: true }).catch((error: unknown) => {
    const detail = (error as { readonly code?: string }).code ?? '';
    throw new WrongUse('folderUnreadable', { path: folder, detail });
  });
  for (const entry of entries) {
    const full = path.join(folder, entry.name);
    if (entry.isDirectory() && !isLeftOut(entry.name)) files.push(...(await testFilesIn(full)));
    else if (entry.isFile() && isTestFileName(entry.name)) files.push(full);
  }
  return files;
}

/**
 * Reads a file that a test file names, relative to it. Throws an error with the message `outside` for a file that is not in
 * `root`, whatever links lead there: its content is sent to a workflow. Throws one with the message `tooLarge` as well.
 */
export async function readNamedFile(root: string, testFile: string, named: string): Promise<Uint8Array> {
  return readInside(root, path.join(path.dirname(testFile), named), maxNamedBytes);
}

/** A pattern or path with forward slashes. */
function slashed(file: string): string {
  return file.replaceAll('\\', '/');
}
