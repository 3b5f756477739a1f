import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

/*
 * Makes the .vsix: `npm run package`. Two packages of one commit are the same byte by byte, because every file in them has
 * the time of the commit (or SOURCE_DATE_EPOCH). Further arguments go to vsce, such as `--out FILE`; with `--publishable`
 * nothing is made while the manifest lacks what a published extension needs.
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

/** The time of the commit, in seconds since the epoch; the first one that a zip archive knows where there is no commit. */
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
    // A zip archive holds local times, and vsce sorts by the language of the system.
    env: {
      ...process.env,
      SOURCE_DATE_EPOCH: process.env.SOURCE_DATE_EPOCH ?? commitTime(),
      TZ: 'UTC',
      LC_ALL: 'C',
    },
  },
);
process.exit(status ?? 1);
