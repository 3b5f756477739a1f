import { once } from 'node:events';
import { readFile, rm } from 'node:fs/promises';
import { endOwned, spawnOwned } from '../children';
import type { Command } from './layers';
import { projectRoot } from '../paths';
import type { Failure, Results } from '../../support/report';

/** Runs a command. Missing results, no tests, or an unexpected exit code count as a failure. */
export async function runCommand(command: Command, print: (text: string) => void): Promise<Results> {
  const fail = (problem: string): Results => {
    print(`${problem}\n`);
    return { '': { passed: 0, failed: [{ title: command.args.join(' '), error: problem }] } };
  };
  const { results: file } = command;
  if (file !== undefined) await rm(file, { force: true });
  const code = await node(command, print);
  if (file === undefined) {
    return code === 0 ? { '': { passed: 1, failed: [] } } : fail(`The command ended with ${String(code)}.`);
  }
  const text = await readFile(file, 'utf8').catch(() => undefined);
  if (text === undefined) return fail(`The layer ended with ${String(code)} before its tests did.`);
  const results = JSON.parse(text) as Results;
  const { passed, failed } = countOf([results]);
  if (passed + failed === 0) return fail('No test was found.');
  if (code !== 0 && failed === 0) return fail(`All tests passed, but the layer ended with ${String(code)}.`);
  return results;
}

/** The sums of these results. */
export function countOf(all: readonly Results[]): { passed: number; failed: number } {
  const files = all.flatMap((results) => Object.values(results));
  return {
    passed: files.reduce((sum, { passed }) => sum + passed, 0),
    failed: all.flatMap(failuresOf).length,
  };
}

/** The tests that failed. */
export function failuresOf(results: Results): readonly Failure[] {
  return Object.values(results).flatMap(({ failed }) => failed);
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
