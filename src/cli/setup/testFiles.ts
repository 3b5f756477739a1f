import { readdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import picomatch from 'picomatch';
import { pathInside } from '../../host/attachments/files/pathInside';
import { WrongUse } from './arguments';

const isTestFile = (name: string): boolean => /\.coze-test\.(?:ya?ml|json)$/i.test(name);
const isLeftOut = (name: string): boolean => name === 'node_modules' || name.startsWith('.');

/**
 * The test files that the arguments name, with forward slashes and relative to `root`, sorted and without duplicates.
 * Throws {@link WrongUse} if a named file does not exist.
 */
export async function findTestFiles(root: string, paths: readonly string[]): Promise<readonly string[]> {
  const found = new Set<string>();
  for (const one of paths.length > 0 ? paths : ['.']) {
    for (const file of await filesOf(root, one)) found.add(slashed(path.relative(root, file)));
  }
  return [...found].sort();
}

async function filesOf(root: string, named: string): Promise<readonly string[]> {
  const full = path.resolve(root, named);
  const stats = await stat(full).catch(() => undefined);
  if (stats?.isFile()) return [full];
  if (stats?.isDirectory()) return testFilesIn(full);
  if (!/[*?[\]{}]/.test(named)) throw new WrongUse('fileMissing', { path: named });
  const { base } = picomatch.scan(slashed(named));
  const matches = picomatch(slashed(path.relative(root, full)));
  const files = await testFilesIn(path.resolve(root, base)).catch(() => []);
  return files.filter((file) => matches(slashed(path.relative(root, file))));
}

async function testFilesIn(folder: string): Promise<readonly string[]> {
  const files: string[] = [];
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const full = path.join(folder, entry.name);
    if (entry.isDirectory() && !isLeftOut(entry.name)) files.push(...(await testFilesIn(full)));
    else if (entry.isFile() && isTestFile(entry.name)) files.push(full);
  }
  return files;
}

/**
 * Reads a file that a test file names, relative to it. Throws an error with the message `outside` for a file that is not in
 * `root`, whatever links lead there: its content is sent to a workflow.
 */
export async function readNamedFile(root: string, testFile: string, named: string): Promise<string> {
  return readFile(await pathInside(root, path.join(path.dirname(testFile), named)), 'utf8');
}

/** A path with forward slashes, as results and reports have it on every system. */
export function slashed(file: string): string {
  return file.replaceAll('\\', '/');
}
