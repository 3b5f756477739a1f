import { once } from 'node:events';
import { mkdir, readFile, rm } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { endOwned, spawnOwned } from './children';
import { ensureChromium } from './chromium';
import { layers, tallyFile, type Command, type Layer } from './layers';
import { packageExtension } from './packageExtension';
import { cacheFolder, projectRoot } from './paths';
import { ensureServerBuild } from './serverBuild';
import type { Tally } from '../support/report';

/** Test counts and duration of a layer. */
interface Result extends Tally {
  readonly layer: Layer;
  readonly seconds: number;
}

const help = `npm test [-- layer …]

Runs the named layers, by default all without *, one more at a time than there are cores. Each layer prints its output when
it is done; a single layer prints it as it runs.

${layers.map(({ name, title, isOnDemand }) => `${isOnDemand ? '*' : ' '} ${name.padEnd(12)} ${title}`).join('\n')}`;

async function main(): Promise<void> {
  const wanted = process.argv.slice(2);
  if (wanted.includes('--help')) {
    console.log(help);
    return;
  }
  const unknown = wanted.filter((name) => !layers.some((layer) => layer.name === name));
  if (unknown.length > 0) throw new Error(`There is no layer ${unknown.join(', ')}.\n\n${help}`);
  const chosen = layers.filter(({ name, isOnDemand }) =>
    wanted.length > 0 ? wanted.includes(name) : !isOnDemand,
  );
  await mkdir(cacheFolder, { recursive: true });
  const results = await runAll(chosen);
  console.log('\n=== Summary ===\n');
  for (const { layer, passed, failed, seconds } of results) {
    console.log(`${layer.title}: ${passed} passed, ${failed} failed (${seconds} s)`);
  }
  const passed = results.reduce((sum, result) => sum + result.passed, 0);
  const failed = results.reduce((sum, result) => sum + result.failed, 0);
  console.log(`\n${passed} passed, ${failed} failed`);
  process.exitCode = failed === 0 ? 0 : 1;
}

async function runAll(chosen: readonly Layer[]): Promise<Result[]> {
  const waiting = [...chosen];
  const results: Result[] = [];
  let build: Promise<unknown> = prepare(chosen);
  const work = async () => {
    for (let layer = waiting.shift(); layer; layer = waiting.shift()) {
      if (layer.needsPackage) await build;
      const result = runTimed(layer, chosen.length === 1);
      if (layer.buildsAgain) build = result;
      results.push(await result);
    }
  };
  // One more than there are cores, because most layers wait for a part of their time.
  const workers = Math.min(5, availableParallelism() + 1);
  await Promise.all(Array.from({ length: workers }, work));
  return results;
}

/** Makes what the layers share. */
async function prepare(chosen: readonly Layer[]): Promise<void> {
  const fetching = chosen.some(({ needsWorkbench }) => needsWorkbench) ? fetchWorkbench() : undefined;
  if (chosen.some(({ needsPackage }) => needsPackage)) await pack();
  await fetching;
}

async function fetchWorkbench(): Promise<void> {
  await ensureChromium();
  await ensureServerBuild();
}

async function pack(): Promise<void> {
  console.log('Building and packaging the extension …');
  process.env['COZE_TEST_VSIX'] = await packageExtension();
}

async function runTimed(layer: Layer, isAlone: boolean): Promise<Result> {
  const startedAt = Date.now();
  const output: string[] = [];
  const print = (text: string) => (isAlone ? process.stdout.write(text) : output.push(text));
  const tally = await runLayer(layer, print).catch((error: unknown) => {
    print(`${error instanceof Error ? error.message : String(error)}\n`);
    return { passed: 0, failed: 1 };
  });
  const seconds = Math.round((Date.now() - startedAt) / 1000);
  console.log(`\n=== ${layer.title} (${seconds} s) ===\n\n${output.join('')}`);
  return { ...tally, layer, seconds };
}

/** Runs all commands of a layer, also after a failure, so that one run reports all failures. */
async function runLayer(layer: Layer, print: (text: string) => void): Promise<Tally> {
  const total = { passed: 0, failed: 0 };
  for (const command of layer.commands) {
    const { passed, failed } = await runCommand(command, print);
    total.passed += passed;
    total.failed += failed;
  }
  return total;
}

/** A command without a tally counts as one test. A missing tally file, no tests, or an unexpected exit code is a failure. */
async function runCommand(command: Command, print: (text: string) => void): Promise<Tally> {
  const file = command.tally === undefined ? undefined : tallyFile(command.tally);
  if (file !== undefined) await rm(file, { force: true });
  const code = await node(command, print);
  if (file === undefined) return code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
  const text = await readFile(file, 'utf8').catch(() => undefined);
  if (text === undefined) throw new Error(`The layer ended with ${code} before its tests did.`);
  const tally = JSON.parse(text) as Tally;
  if (tally.passed + tally.failed === 0) throw new Error('No test was found.');
  if (code !== 0 && tally.failed === 0)
    throw new Error(`All tests passed, but the layer ended with ${code}.`);
  return tally;
}

async function node({ args, env }: Command, print: (text: string) => void): Promise<number | null> {
  const child = spawnOwned(process.execPath, args, {
    cwd: projectRoot,
    stdio: ['inherit', 'pipe', 'pipe'],
    env: { ...process.env, ...env },
  });
  child.stdout?.setEncoding('utf8').on('data', print);
  child.stderr?.setEncoding('utf8').on('data', print);
  const [code] = (await once(child, 'close')) as [number | null];
  // A crashed layer may have left processes running in its group.
  await endOwned(child);
  return code;
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});
