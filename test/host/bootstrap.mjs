import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const oldestNode = [20, 19];

/**
 * Prepares a fresh clone to run TypeScript: checks the version of Node, installs the packages if they are missing or differ
 * from the lock file, and registers tsx. Needs only Node and npm, so that every script of the project can start with it.
 */
export async function bootstrap() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major < oldestNode[0] || (major === oldestNode[0] && minor < oldestNode[1])) {
    fail(`Node ${oldestNode.join('.')} or later is needed; this is ${process.versions.node}.`);
  }
  installPackages(root);
  await import('tsx');
}

/** Installs the packages of a folder if they are missing or differ from its lock file. */
export function installPackages(folder) {
  if (hasPackagesOfLockFile(folder)) return;
  console.log('Installing the packages (npm ci) …');
  npm(folder, 'ci', '--no-audit', '--no-fund');
}

/** npm lists the installed packages in node_modules/.package-lock.json, in the format of the lock file. */
function hasPackagesOfLockFile(folder) {
  const installed = readPackages(`${folder}/node_modules/.package-lock.json`);
  if (!installed) return false;
  const wanted = readPackages(`${folder}/package-lock.json`) ?? {};
  return Object.entries(wanted).every(([path, { version, optional }]) => {
    if (path === '') return true;
    const found = installed[path];
    return found ? found.version === version : optional === true;
  });
}

function readPackages(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8')).packages;
  } catch (error) {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  }
}

function npm(cwd, ...args) {
  const ownNpm = process.env.npm_execpath;
  const isScript = ownNpm?.endsWith('.js') ?? false;
  const result = isScript
    ? spawnSync(process.execPath, [ownNpm, ...args], { cwd, stdio: 'inherit' })
    : spawnSync('npm', args, { cwd, stdio: 'inherit', shell: process.platform === 'win32' });
  if (result.status !== 0) fail(`npm ${args[0]} did not succeed; see its output above.`);
}

function fail(message) {
  console.error(message);
  process.exit(1);
}
