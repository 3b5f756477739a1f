import { readdir } from 'node:fs/promises';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';
import { chromium, type Browser, type LaunchOptions } from 'playwright-core';
import { runToEnd } from './children';
import { exists } from './exists';
import { projectRoot } from './paths';

/** Environment variable with the path of the Chromium to use. */
const variable = 'CHROMIUM_PATH';

/** In the order of preference: without a user interface the tests take less time (`docs/performance.md`). */
const names = [
  'chromium-headless-shell',
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'microsoft-edge',
];

const usualPlaces = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
];

/** Path of a Chromium: CHROMIUM_PATH, or one on the PATH, in a usual folder or in Playwright's cache; else undefined. */
export async function findChromium(): Promise<string | undefined> {
  const named = process.env[variable];
  if (named !== undefined && named !== '') {
    if (await exists(named)) return named;
    throw new Error(`${variable} names ${named}, which does not exist.`);
  }
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '');
  const onPath = folders.flatMap((folder) => names.map((name) => join(folder, name)));
  for (const path of [...onPath, ...usualPlaces, ...(await playwrightBuilds())]) {
    if (await exists(path)) return path;
  }
  return undefined;
}

/**
 * Finds a Chromium or installs one: Playwright's download, else the Debian packages if this process may install them.
 * Rejects with instructions if neither works: tests that need a browser are never skipped.
 */
export async function ensureChromium(): Promise<string> {
  const found = await findChromium();
  if (found !== undefined) return found;
  const problems: string[] = [];
  for (const [what, get] of [
    ["Playwright's download", getFromPlaywright],
    ['apt-get', getFromDebian],
  ] as const) {
    try {
      console.log(`No Chromium found; trying ${what} …`);
      await get();
      const gotten = await findChromium();
      if (gotten !== undefined) return gotten;
      problems.push(`${what}: succeeded, but installed no Chromium.`);
    } catch (error) {
      problems.push(`${what}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  throw new Error(
    `The tests need a Chromium or Chrome. Install one, or set ${variable}=/path/to/chrome.\n${problems.join('\n')}`,
  );
}

/**
 * Starts a headless Chromium without access to other machines, so that a test can neither depend on them nor send them
 * data. `args` are appended to the default arguments.
 */
export async function launchChromium(options: LaunchOptions = {}): Promise<Browser> {
  const { args = [], ...rest } = options;
  return chromium.launch({
    executablePath: await ensureChromium(),
    ...rest,
    args: [...chromiumArgs, ...args],
  });
}

const chromiumArgs = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE *.localhost, EXCLUDE 127.0.0.1',
];

async function playwrightBuilds(): Promise<string[]> {
  const cache =
    {
      darwin: `${homedir()}/Library/Caches/ms-playwright`,
      win32: `${process.env['LOCALAPPDATA'] ?? ''}\\ms-playwright`,
    }[process.platform as string] ?? `${homedir()}/.cache/ms-playwright`;
  const folder = process.env['PLAYWRIGHT_BROWSERS_PATH'] ?? cache;
  const builds = (await exists(folder)) ? await readdir(folder) : [];
  return builds
    .filter((build) => build.startsWith('chromium'))
    .sort()
    .reverse()
    .flatMap((build) => executables.map((path) => join(folder, build, path)));
}

const executables = [
  'chrome-linux/chrome',
  'chrome-linux64/chrome',
  'chrome-headless-shell-linux64/chrome-headless-shell',
  'chrome-linux/headless_shell',
  'chrome-mac/Chromium.app/Contents/MacOS/Chromium',
  'chrome-mac-arm64/Google Chrome for Testing.app/Contents/MacOS/Google Chrome for Testing',
  'chrome-win/chrome.exe',
  'chrome-win64/chrome.exe',
];

async function getFromPlaywright(): Promise<void> {
  const cli = `${projectRoot}/node_modules/playwright-core/cli.js`;
  await runToEnd(process.execPath, [cli, 'install', '--only-shell', 'chromium'], { cwd: projectRoot });
}

const debianPackages = ['chromium-headless-shell', 'fonts-noto-cjk'];

async function getFromDebian(): Promise<void> {
  if (!(await exists('/usr/bin/apt-get'))) throw new Error('not a Debian system.');
  if (process.getuid?.() !== 0) {
    throw new Error(`needs root. Run: sudo apt-get install -y ${debianPackages.join(' ')}`);
  }
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  await runToEnd('apt-get', ['update'], { env });
  await runToEnd('apt-get', ['install', '-y', ...debianPackages], { env });
}
