import { mkdir, readFile } from 'node:fs/promises';
import { runToEnd } from './children';
import { cacheFolder, projectRoot } from './paths';

/**
 * Builds the extension in `folder` for production and packages it with the command of `npm run package`. Resolves to the
 * path of the .vsix in the cache folder.
 */
export async function packageExtension(folder = projectRoot): Promise<string> {
  const { name, version } = JSON.parse(await readFile(`${folder}/package.json`, 'utf8')) as {
    name: string;
    version: string;
  };
  await mkdir(cacheFolder, { recursive: true });
  const file = `${cacheFolder}/${name}-${version}.vsix`;
  if (folder === projectRoot) {
    await runToEnd(process.execPath, [`${folder}/package.mjs`, '--out', file], { cwd: folder });
    return file;
  }
  const vsce = `${projectRoot}/node_modules/@vscode/vsce/vsce`;
  const args = ['--no-dependencies', '--allow-missing-repository', '--skip-license', '--out', file];
  await runToEnd(process.execPath, [vsce, 'package', ...args], { cwd: folder });
  return file;
}
