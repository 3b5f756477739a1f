import { fileURLToPath } from 'node:url';

/** Root folder of the project, without a slash at its end. */
export const projectRoot = fileURLToPath(new URL('../..', import.meta.url)).replace(/[\\/]$/, '');

/** Tools fetched on demand; ignored by git, safe to delete. */
export const toolsFolder = `${projectRoot}/.vscode-test`;

/** What builds and tests leave behind; ignored by git, safe to delete. */
export const cacheFolder = `${projectRoot}/.cache`;
