import { fileURLToPath } from 'node:url';

/** Root folder of the project, without a trailing slash. */
export const projectRoot = fileURLToPath(new URL('../..', import.meta.url)).replace(/[\\/]$/, '');

/** Folder of the tools that are fetched on demand. Ignored by git, safe to delete. */
export const toolsFolder = `${projectRoot}/.vscode-test`;

/** Folder of the output of builds and tests. Ignored by git, safe to delete. */
export const cacheFolder = `${projectRoot}/.cache`;
