import { spawnSync } from 'node:child_process';
import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

/*
 * Builds for production and creates the .vsix: `npm run package`. The package is reproducible: every file in it has the time of
 * the commit (or SOURCE_DATE_EPOCH). `--out FILE` names it. With `--publishable` it fails if the manifest lacks a field that a
 * published extension needs.
 */

const folder = fileURLToPath(new URL('.', import.meta.url));
const { values } = parseArgs({
  options: { out: { type: 'string', default: '.' }, publishable: { type: 'boolean', default: false } },
});
const manifest = JSON.parse(readFileSync(`${folder}package.json`, 'utf8'));

if (values.publishable) {
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

function run(cwd, args, env = process.env) {
  const { status } = spawnSync(process.execPath, args, { cwd, stdio: 'inherit', env });
  if (status !== 0) process.exit(status ?? 1);
}

run(folder, ['esbuild.mjs', '--production']);

// vsce compares every file of its folder with each pattern, also the thousands of .vscode-test and .cache: it gets a copy of what
// .vscodeignore names only.
const staging = `${folder}.cache/package`;
rmSync(staging, { recursive: true, force: true });
const ignoreFile = readFileSync(`${folder}.vscodeignore`, 'utf8');
const named = new Set([...ignoreFile.matchAll(/^!([^/\s]+)/gm)].map(([, name]) => name));
for (const name of ['.vscodeignore', ...named]) {
  cpSync(`${folder}${name}`, `${staging}/${name}`, { recursive: true });
}
// vsce runs `vscode:prepublish`, the build, which has run.
writeFileSync(`${staging}/esbuild.mjs`, '');

run(
  staging,
  [
    createRequire(import.meta.url).resolve('@vscode/vsce/vsce'),
    'package',
    '--no-dependencies',
    '--allow-missing-repository',
    '--no-rewrite-relative-links',
    ...['--readme-path', 'docs/extension-page.md'],
    ...['--out', resolve(values.out)],
  ],
  {
    // A zip archive stores local times, and vsce sorts in the locale of the system.
    ...process.env,
    SOURCE_DATE_EPOCH: process.env.SOURCE_DATE_EPOCH ?? commitTime(),
    TZ: 'UTC',
    LC_ALL: 'C',
  },
);
