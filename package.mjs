import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

/*
 * Creates the .vsix: `npm run package`. The package is reproducible: every file in it has the time of the commit (or
 * SOURCE_DATE_EPOCH). Further arguments are passed to vsce, such as `--out FILE`. With `--publishable` it fails if the
 * manifest lacks a field that a published extension needs.
 */

const folder = fileURLToPath(new URL('.', import.meta.url));
const args = process.argv.slice(2);
const manifest = JSON.parse(readFileSync(`${folder}package.json`, 'utf8'));

if (args.includes('--publishable')) {
  const missing = ['repository', 'bugs'].filter((field) => manifest[field] === undefined);
  if (missing.length > 0) {
    console.error(`package.json lacks what a published extension needs: ${missing.join(', ')}`);
    process.exit(1);
  }
}

/** Time of the commit in seconds since the epoch; without a commit, the earliest time that a zip archive can store. */
function commitTime() {
  const { status, stdout } = spawnSync('git', ['log', '-1', '--format=%ct'], {
    cwd: folder,
    encoding: 'utf8',
  });
  return status === 0 && /^\d+\s*$/.test(stdout) ? stdout.trim() : '315532800';
}

const vsce = createRequire(import.meta.url).resolve('@vscode/vsce/vsce');
const { status } = spawnSync(
  process.execPath,
  [
    vsce,
    'package',
    '--no-dependencies',
    '--allow-missing-repository',
    '--no-rewrite-relative-links',
    ...['--readme-path', 'docs/extension-page.md'],
    ...args.filter((arg) => arg !== '--publishable'),
  ],
  {
    cwd: folder,
    stdio: 'inherit',
    // A zip archive stores local times, and vsce sorts in the locale of the system.
    env: {
      ...process.env,
      SOURCE_DATE_EPOCH: process.env.SOURCE_DATE_EPOCH ?? commitTime(),
      TZ: 'UTC',
      LC_ALL: 'C',
    },
  },
);
process.exit(status ?? 1);
