import { cacheFolder, projectRoot } from './paths';

/** A Node command. `tally` names the file for its test counts; without it the command counts as one test. */
export interface Command {
  readonly args: readonly string[];
  readonly tally?: string;
  /** Environment variables in addition to those of this process. */
  readonly env?: Readonly<Record<string, string>>;
}

/** A layer of the tests: its name on the command line, and its commands. */
export interface Layer {
  readonly name: string;
  readonly title: string;
  /** Lanes run in parallel, the layers of a lane in sequence: two lanes use two cores. */
  readonly lane: 'first' | 'second';
  readonly commands: readonly Command[];
  /** Needs `dist` or the .vsix, which are built before any lane starts. */
  readonly needsPackage?: boolean;
  /** Runs only if named on the command line. */
  readonly isOnDemand?: boolean;
}

const bin = (name: string) => `${projectRoot}/node_modules/${name}`;

/** Path of the file for the test counts of a command. */
export function tallyFile(name: string): string {
  return `${cacheFolder}/tally-${name}.json`;
}

function mocha(name: string, timeoutMs: number, files: string, ...options: readonly string[]): Command {
  const reporter = ['--reporter', 'test/support/report.ts', '--reporter-option', `tally=${tallyFile(name)}`];
  const limits = ['--timeout', String(timeoutMs), '--forbid-only', '--exit'];
  const args = ['--import', 'tsx', bin('mocha/bin/mocha.js'), ...reporter, ...limits, ...options, files];
  return { args, tally: name };
}

const security: Command = {
  ...mocha('security', 60_000, 'test/view/{markdown/security,question/hostileFields}.test.ts'),
  env: { COZE_SECURITY: 'all' },
};

/** All layers, in the order in which their lanes run them. */
export const layers: readonly Layer[] = [
  {
    name: 'check',
    title: 'Type check',
    lane: 'first',
    commands: [{ args: [bin('typescript/bin/tsc'), '-b'] }],
  },
  {
    name: 'unit',
    title: 'Unit tests',
    lane: 'first',
    commands: [mocha('unit', 60_000, 'test/{unit,wire}/**/*.test.ts')],
  },
  {
    name: 'view',
    title: 'View tests, in Chromium',
    lane: 'first',
    needsPackage: true,
    commands: [mocha('view', 60_000, 'test/view/**/*.test.ts')],
  },
  {
    name: 'package',
    title: 'The package for users',
    // Rebuilds `dist`, so it runs before the layers that read it.
    lane: 'second',
    needsPackage: true,
    commands: [mocha('package', 120_000, 'test/package/*.test.ts')],
  },
  {
    name: 'integration',
    title: 'Integration tests, inside the extension host of VS Code',
    lane: 'second',
    needsPackage: true,
    commands: [
      {
        args: ['--import', 'tsx', 'test/host/runIntegration.ts', tallyFile('integration')],
        tally: 'integration',
      },
    ],
  },
  {
    name: 'ui',
    title: 'UI tests, driving the packaged extension in the workbench',
    lane: 'second',
    needsPackage: true,
    // Under the load of the other lane the workbench may drop a key, so each test may run twice.
    commands: [mocha('ui', 60_000, 'test/ui/**/*.test.ts', '--retries', '1')],
  },
  {
    name: 'lint',
    title: 'Lint',
    lane: 'second',
    commands: [
      { args: [bin('eslint/bin/eslint.js'), '.', '--max-warnings=0'] },
      { args: [bin('prettier/bin/prettier.cjs'), '--check', '.'] },
    ],
  },
  {
    name: 'smoke',
    title: 'Smoke test, the demo in the workbench',
    lane: 'second',
    needsPackage: true,
    isOnDemand: true,
    commands: [mocha('smoke', 180_000, 'test/ui/demo.test.ts')],
  },
  {
    name: 'pure',
    title: 'Unit tests that use no socket, file or process, with few runs of each property',
    lane: 'first',
    isOnDemand: true,
    commands: [
      {
        args: ['--import', 'tsx', 'test/host/runPure.ts', tallyFile('pure')],
        tally: 'pure',
        env: { COZE_RUNS: '0.01' },
      },
    ],
  },
  {
    name: 'security',
    title: 'Every hostile text, at every prefix and in every field',
    lane: 'first',
    needsPackage: true,
    isOnDemand: true,
    commands: [security],
  },
  {
    name: 'deep',
    title: 'Long property and corpus runs',
    lane: 'first',
    needsPackage: true,
    isOnDemand: true,
    commands: [
      { args: ['test/bench/check.mjs'] },
      {
        ...mocha('properties', 3_600_000, 'test/unit/**/*.test.ts'),
        env: { COZE_SEED: 'random', COZE_RUNS: '10' },
      },
      security,
      { args: ['--import', 'tsx', 'test/wire/main.ts'] },
      { args: ['--import', 'tsx', 'test/kill/main.ts'] },
      { args: ['--import', 'tsx', 'test/windows/main.ts'] },
    ],
  },
];
