import { once } from 'node:events';
import { mkdir, readFile, rm } from 'node:fs/promises';
import { endOwned, spawnOwned } from './children';
import { cacheFolder, projectRoot } from './paths';
import type { Tally } from '../support/report';

/** One layer of `npm test`: a name to run it alone by, and what gives its tally. Rejecting counts as one failure. */
interface Layer {
  readonly name: string;
  readonly title: string;
  readonly run: () => Promise<Tally>;
}

const bin = (name: string) => `${projectRoot}/node_modules/${name}`;
const eslint = bin('eslint/bin/eslint.js');
const prettier = bin('prettier/bin/prettier.cjs');

const layers: readonly Layer[] = [
  { name: 'check', title: 'Type check', run: () => oneStep([bin('typescript/bin/tsc'), '-b']) },
  {
    name: 'lint',
    title: 'Lint',
    run: () => oneStep([eslint, '.', '--max-warnings=0'], [prettier, '--check', '.']),
  },
  { name: 'unit', title: 'Unit tests', run: () => mocha('unit', 'test/{unit,wire}/**/*.test.ts', 20_000) },
  { name: 'build', title: 'Build', run: () => oneStep(['esbuild.mjs', '--production']) },
  {
    name: 'view',
    title: 'View tests, in Chromium',
    run: () => mocha('view', 'test/view/**/*.test.ts', 60_000),
  },
  {
    name: 'integration',
    title: 'Integration tests, inside the extension host of VS Code',
    run: () => tallied('integration', ['--import', 'tsx', 'test/host/runIntegration.ts']),
  },
  {
    name: 'ui',
    title: 'UI tests, driving the packaged extension in the workbench',
    run: () => mocha('ui', 'test/ui/**/*.test.ts', 180_000),
  },
];

async function main(): Promise<void> {
  const wanted = process.argv.slice(2).filter((argument) => !argument.startsWith('-'));
  const unknown = wanted.filter((name) => !layers.some((layer) => layer.name === name));
  if (unknown.length > 0) {
    const names = layers.map((layer) => layer.name).join(', ');
    throw new Error(`There is no layer ${unknown.join(', ')}; there are ${names}.`);
  }
  await mkdir(cacheFolder, { recursive: true });
  const total = { passed: 0, failed: 0 };
  const lines: string[] = [];
  for (const layer of layers) {
    if (wanted.length > 0 && !wanted.includes(layer.name)) continue;
    console.log(`\n=== ${layer.title} ===\n`);
    const begun = Date.now();
    const { passed, failed } = await layer.run().catch((error: unknown) => {
      console.error(error instanceof Error ? error.message : error);
      return { passed: 0, failed: 1 };
    });
    total.passed += passed;
    total.failed += failed;
    const seconds = Math.round((Date.now() - begun) / 1000);
    lines.push(`${layer.title}: ${String(passed)} passed, ${String(failed)} failed (${String(seconds)} s)`);
  }
  console.log(`\n=== Summary ===\n\n${lines.join('\n')}\n`);
  console.log(`${String(total.passed)} passed, ${String(total.failed)} failed`);
  process.exitCode = total.failed === 0 ? 0 : 1;
}

/** Commands that pass or fail as one. All of them run, so one run shows all there is to mend. */
async function oneStep(...commands: readonly string[][]): Promise<Tally> {
  const codes: (number | null)[] = [];
  for (const command of commands) codes.push(await node(command));
  const isGood = codes.every((code) => code === 0);
  if (isGood) console.log('passed');
  return isGood ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}

function mocha(name: string, files: string, timeoutMs: number): Promise<Tally> {
  const reporter = ['--reporter', 'test/support/report.ts'];
  const limits = ['--timeout', String(timeoutMs), '--forbid-only', '--exit'];
  return tallied(name, ['--import', 'tsx', bin('mocha/bin/mocha.js'), ...reporter, ...limits, files]);
}

/** Runs what leaves its tally in a file. No file, no tests, or an exit code that the tally does not explain is a failure. */
async function tallied(name: string, command: string[]): Promise<Tally> {
  const file = `${cacheFolder}/tally-${name}.json`;
  await rm(file, { force: true });
  const option = command.includes('--reporter') ? ['--reporter-option', `tally=${file}`] : [file];
  const code = await node([...command, ...option]);
  const text = await readFile(file, 'utf8').catch(() => undefined);
  if (text === undefined) throw new Error(`The layer ended with ${String(code)} before its tests did.`);
  const tally = JSON.parse(text) as Tally;
  if (tally.passed + tally.failed === 0) throw new Error('No test was found.');
  const isUnexplained = code !== 0 && tally.failed === 0;
  if (isUnexplained) throw new Error(`All tests passed, but the layer ended with ${String(code)}.`);
  return tally;
}

async function node(args: readonly string[]): Promise<number | null> {
  const child = spawnOwned(process.execPath, args, { cwd: projectRoot, stdio: 'inherit' });
  const [code] = (await once(child, 'exit')) as [number | null];
  // A layer that crashed may have left something running in its group.
  await endOwned(child);
  return code;
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});
