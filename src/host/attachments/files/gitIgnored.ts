import { readFile, stat } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import ignore from 'ignore';

/**
 * Whether Git ignores a file: by a `.gitignore` of its folder or one above it, or by `.git/info/exclude`. False if the file
 * is not in a repository. `path` is absolute and without symbolic links.
 */
export async function isGitIgnored(path: string): Promise<boolean> {
  const root = await repositoryOf(dirname(path));
  if (root === undefined) return false;
  let isIgnored = false;
  // A file in a folder nearer to the path wins.
  for (const folder of foldersBetween(root, dirname(path))) {
    const name = relative(folder, path).replaceAll(sep, '/');
    const files = folder === root ? ['.git/info/exclude', '.gitignore'] : ['.gitignore'];
    for (const file of files) {
      const rules = await readFile(join(folder, file), 'utf8').catch(() => '');
      const { ignored, unignored } = ignore().add(rules).test(name);
      if (ignored) isIgnored = true;
      else if (unignored) isIgnored = false;
    }
  }
  return isIgnored;
}

async function repositoryOf(folder: string): Promise<string | undefined> {
  const found = await stat(join(folder, '.git')).catch(() => undefined);
  if (found) return folder;
  const parent = dirname(folder);
  return parent === folder ? undefined : repositoryOf(parent);
}

/** The folders from `root` down to `folder`, both included. */
function foldersBetween(root: string, folder: string): readonly string[] {
  const steps = relative(root, folder)
    .split(sep)
    .filter((step) => step !== '');
  return steps.reduce<string[]>((all, step) => [...all, join(all.at(-1) ?? root, step)], [root]);
}
