import { mkdir } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { ensureChromium } from '../chromium';
import { layers, type Layer } from './layers';
import { packageExtension } from '../packageExtension';
import { cacheFolder } from '../paths';
import { repeatAlone, type Finished } from './repeatAlone';
import { countOf, failuresOf, runCommand } from './runCommand';
import { ensureServerBuild } from '../vscode/serverBuild';

/** The commands of a layer that has run, and its duration. */
interface LayerRun {
  readonly layer: Layer;
  readonly finished: readonly Finished[];
  readonly seconds: number;
}

const help = `npm test [-- layer …]

Runs the named layers, one more at a time than there are cores. \`default\`, or no name, stands for all without *. Each layer
prints its output when it is done; a single layer prints it as it runs. After several layers, the test files that failed run
again with nothing beside them. The summary names them, and each test that failed.

${layers.map(({ name, title, isOnDemand }) => `${isOnDemand ? '*' : ' '} ${name.padEnd(12)} ${title}`).join('\n')}`;

async function main(): Promise<void> {
  const names = process.argv.slice(2);
  const wanted = names.length > 0 ? names : ['default'];
  if (wanted.includes('--help')) {
    console.log(help);
    return;
  }
  const known = ['default', ...layers.map(({ name }) => name)];
  const unknown = wanted.filter((name) => !known.includes(name));
  if (unknown.length > 0) throw new Error(`There is no layer ${unknown.join(', ')}.\n\n${help}`);
  const chosen = layers.filter(
    ({ name, isOnDemand }) => wanted.includes(name) || (!isOnDemand && wanted.includes('default')),
  );
  await mkdir(cacheFolder, { recursive: true });
  const runs = await runAll(chosen);
  const repeated = chosen.length > 1 ? await repeatAlone(runs.flatMap(({ finished }) => finished)) : [];
  console.log('\n=== Summary ===\n');
  for (const { layer, finished, seconds } of runs) {
    const { passed, failed } = countOf(finished.map(({ results }) => results));
    console.log(`${layer.title}: ${passed} passed, ${failed} failed (${seconds} s)`);
  }
  for (const line of repeated) console.log(line);
  const results = runs.flatMap(({ finished }) => finished.map(({ results }) => results));
  for (const { title, error } of results.flatMap(failuresOf)) console.log(`Failed: ${title}: ${error}`);
  const { passed, failed } = countOf(results);
  console.log(`\n${passed} passed, ${failed} failed`);
  process.exitCode = failed === 0 ? 0 : 1;
}

async function runAll(chosen: readonly Layer[]): Promise<LayerRun[]> {
  const waiting = [...chosen];
  const runs: LayerRun[] = [];
  let build: Promise<unknown> = prepare(chosen);
  const work = async () => {
    for (let layer = waiting.shift(); layer; layer = waiting.shift()) {
      if (layer.needsPackage) await build;
      const run = runTimed(layer, chosen.length === 1);
      if (layer.buildsAgain) build = run;
      runs.push(await run);
    }
  };
  // One more than there are cores, because most layers wait for a part of their time.
  const workers = Math.min(5, availableParallelism() + 1);
  await Promise.all(Array.from({ length: workers }, work));
  return runs;
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

async function runTimed(layer: Layer, isAlone: boolean): Promise<LayerRun> {
  const startedAt = Date.now();
  const output: string[] = [];
  const print = (text: string) => (isAlone ? process.stdout.write(text) : output.push(text));
  const finished: Finished[] = [];
  // All commands run, also after a failure, so that one run reports all failures.
  for (const command of layer.commands) {
    finished.push({ command, results: await runCommand(command, print) });
  }
  const seconds = Math.round((Date.now() - startedAt) / 1000);
  console.log(`\n=== ${layer.title} (${seconds} s) ===\n\n${output.join('')}`);
  return { layer, finished, seconds };
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});
