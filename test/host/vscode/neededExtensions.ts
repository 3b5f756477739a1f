import { readdir, symlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { projectRoot } from '../paths';
import { temporaryFolder } from '../../support/temporaryFolder';
import type { ServerBuild } from './serverBuild';

/** The built-in extensions of VS Code that UI tests and `npm run themes:accept` use: themes, icons, previews, and the languages of their documents. */
const names = [
  'configuration-editing',
  'css',
  'git-base',
  'html',
  'ipynb',
  'javascript',
  'json',
  'log',
  'markdown-basics',
  'markdown-language-features',
  'media-preview',
  'notebook-renderers',
  'python',
  'search-result',
  'sql',
  'theme-defaults',
  'theme-modern-icons',
  'theme-monokai',
  'theme-quietlight',
  'theme-seti',
  'theme-solarized-dark',
  'theme-solarized-light',
  'typescript-basics',
  'yaml',
];

let folder: Promise<string> | undefined;

/** Resolves to a folder with these extensions of the build and the test driver alone. Created once per process, and removed with it. */
export function neededExtensions(build: ServerBuild): Promise<string> {
  folder ??= link(join(dirname(dirname(build.serverMain)), 'extensions'));
  return folder;
}

async function link(all: string): Promise<string> {
  const created = temporaryFolder('coze-extensions-');
  // The oldest build has not all of them.
  const found = (await readdir(all)).filter((name) => names.includes(name));
  for (const name of found) await symlink(join(all, name), join(created, name), 'junction');
  await symlink(`${projectRoot}/test/host/vscode/testDriver`, join(created, 'test-driver'), 'junction');
  return created;
}
