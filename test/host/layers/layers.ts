import { readdirSync, readFileSync, statSync } from 'node:fs';
import { cacheFolder, projectRoot } from '../paths';

/** A Node command. `results` is the file for the results of its tests; without it the command counts as one test. */
export interface Command {
  readonly args: readonly string[];
  readonly results?: string;
  /** Makes a command that runs these test files only. Commands with it run again if they fail beside others. */
  readonly withFiles?: (files: readonly string[]) => Command;
  /** Environment variables in addition to those of this process. */
  readonly env?: Readonly<Record<string, string>>;
}

/** A layer of the tests: its name on the command line, and its commands. Layers run in parallel, their commands in sequence. */
export interface Layer {
  readonly name: string;
  readonly title: string;
  readonly commands: readonly Command[];
  /** Needs `dist` or the .vsix, which are built first. */
  readonly needsPackage?: boolean;
  /** Needs the server build of VS Code, which is fetched first: layers that run in parallel cannot share the work. */
  readonly needsWorkbench?: boolean;
  /** Builds `dist` and the .vsix again: layers that need them wait for it. */
  readonly buildsAgain?: boolean;
  /** Runs only if named on the command line. */
  readonly isOnDemand?: boolean;
}

const bin = (name: string) => `${projectRoot}/node_modules/${name}`;

const resultsFile = (name: string) => `${cacheFolder}/results-${name}.json`;

/** These test files in Mocha: many wait for other processes, so on a busy machine they may be late. */
function mocha(
  name: string,
  timeoutMs: number,
  files: string | readonly string[],
  options: { readonly retries?: string; readonly env?: Command['env'] } = {},
): Command {
  const results = resultsFile(name);
  const reporter = ['--reporter', 'test/support/report.ts', '--reporter-option', `results=${results}`];
  const limits = [
    '--timeout',
    String(timeoutMs),
    '--retries',
    options.retries ?? '0',
    '--forbid-only',
    '--exit',
  ];
  return {
    args: ['--import', 'tsx', bin('mocha/bin/mocha.js'), ...reporter, ...limits, ...[files].flat()],
    results,
    withFiles: (some) => mocha(name, timeoutMs, some, options),
    ...(options.env && { env: options.env }),
  };
}

/** A second run checks changed files only. */
const prettierCache = [
  '--cache',
  ...['--cache-location', '.cache/prettier'],
  ...['--cache-strategy', 'content'],
];

const integration: Command = {
  args: ['--import', 'tsx', 'test/host/vscode/runIntegration.ts', resultsFile('integration')],
  results: resultsFile('integration'),
  // The tests are one bundle, so all of them run again.
  withFiles: () => integration,
};

/** The test files in a folder of `test`. */
function testFiles(folder: string): readonly string[] {
  return readdirSync(`${projectRoot}/test/${folder}`, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.test.ts'))
    .map((file) => `test/${folder}/${file.replaceAll('\\', '/')}`);
}

const propertyFiles = testFiles('unit').filter((path) =>
  /fast-check|support\/properties/.test(readFileSync(`${projectRoot}/${path}`, 'utf8')),
);

const properties = mocha('properties', 600_000, propertyFiles, {
  env: { COZE_SEED: process.env['COZE_SEED'] ?? 'random', COZE_RUNS: '10' },
});

const security = mocha(
  'security',
  600_000,
  ['test/view/markdown/security.test.ts', 'test/view/question/hostileFields.test.ts'],
  { env: { COZE_SECURITY: 'all' } },
);

const kill: Command = {
  args: ['--import', 'tsx', 'test/kill/main.ts', '--quick'],
  withFiles: () => kill,
};

const windows: Command = { args: ['--import', 'tsx', 'test/windows/main.ts'], withFiles: () => windows };

/**
 * Layers with about the same amount of code, each with a part of the test files of a folder, so that they run in parallel and
 * no core is idle while the longest one ends.
 */
function parts(
  layer: Omit<Layer, 'commands'>,
  count: number,
  command: (name: string, files: readonly string[]) => Command,
): readonly Layer[] {
  const files = testFiles(layer.name)
    .map((path) => ({ path, size: statSync(`${projectRoot}/${path}`).size }))
    .sort((one, other) => other.size - one.size);
  const shares = Array.from({ length: count }, () => ({ paths: [] as string[], size: 0 }));
  for (const { path, size } of files) {
    const smallest = shares.reduce((least, share) => (share.size < least.size ? share : least));
    smallest.paths.push(path);
    smallest.size += size;
  }
  return shares.map(({ paths }, index) => {
    const number = String(index + 1);
    const title = `${layer.title} (${number} of ${String(count)})`;
    return { ...layer, title, commands: [command(`${layer.name}-${number}`, byWindow(paths))] };
  });
}

/** These test files in an order in which those that can share a window of VS Code follow each other. */
function byWindow(paths: readonly string[]): readonly string[] {
  const place = (path: string) => {
    const text = readFileSync(`${projectRoot}/${path}`, 'utf8');
    if (text.includes(' useWorkbench(')) return 4;
    if (text.includes('hasNoToken:')) return 3;
    if (text.includes('isLast:')) return 2;
    return text.includes('isNew:') ? 0 : 1;
  };
  return paths.toSorted((one, other) => place(one) - place(other));
}

const ui: Omit<Layer, 'commands'> = {
  name: 'ui',
  title: 'UI tests, driving the packaged extension in the workbench',
  needsPackage: true,
  needsWorkbench: true,
};

const view: Omit<Layer, 'commands'> = {
  name: 'view',
  title: 'View tests, in Chromium',
  needsPackage: true,
};

const deep: Omit<Layer, 'title' | 'commands'> = { name: 'deep', isOnDemand: true };

/** All layers, in the order in which they start. */
export const layers: readonly Layer[] = [
  {
    name: 'package',
    title: 'The package for users',
    needsPackage: true,
    buildsAgain: true,
    commands: [mocha('package', 120_000, 'test/package/*.test.ts')],
  },
  {
    name: 'check',
    title: 'Type check',
    // Several checkers of a project check common types again, and other layers need the cores.
    commands: [{ args: [bin('typescript/bin/tsc'), '-b', '--checkers', '1'] }],
  },
  {
    name: 'unit',
    title: 'Unit tests',
    commands: [mocha('unit', 60_000, 'test/{unit,wire}/**/*.test.ts')],
  },
  {
    name: 'integration',
    title: 'Integration tests, inside the extension host of VS Code',
    needsPackage: true,
    needsWorkbench: true,
    commands: [integration],
  },
  // Under the load of other layers the workbench may drop a key, so each test may run twice.
  ...parts(ui, 2, (name, files) => mocha(name, 240_000, files, { retries: '1' })),
  ...parts(view, 2, (name, files) => mocha(name, 60_000, files)),
  {
    name: 'lint',
    title: 'Lint',
    commands: [
      { args: [bin('oxlint/bin/oxlint'), '--config', 'oxlint.config.mjs'] },
      { args: [bin('prettier/bin/prettier.cjs'), '--check', '.', ...prettierCache] },
    ],
  },
  {
    name: 'smoke',
    title: 'Smoke test, the demo in the workbench',
    needsPackage: true,
    needsWorkbench: true,
    isOnDemand: true,
    commands: [mocha('smoke', 180_000, 'test/ui/chat/demo.test.ts')],
  },
  {
    name: 'pure',
    title: 'Unit tests that use no socket, file or process, with few runs of each property',
    isOnDemand: true,
    commands: [{ args: ['test/host/layers/runPure.mjs', resultsFile('pure')], results: resultsFile('pure') }],
  },
  {
    name: 'security',
    title: 'Every hostile text, at every prefix and in every field',
    needsPackage: true,
    isOnDemand: true,
    commands: [security],
  },
  {
    ...deep,
    title: 'Every hostile text, at every prefix and in every field',
    needsPackage: true,
    commands: [security],
  },
  {
    ...deep,
    title: 'Every property with ten times as many values',
    commands: [properties],
  },
  {
    ...deep,
    title: 'The wire, in two at every byte and cut at every byte; the peers of the benches',
    commands: [{ args: ['--import', 'tsx', 'test/wire/main.ts'] }, { args: ['test/bench/check.mjs'] }],
  },
  {
    ...deep,
    title: 'Killed windows, and two windows at once',
    commands: [kill, windows],
  },
];
