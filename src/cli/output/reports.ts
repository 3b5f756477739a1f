import { access, appendFile, constants, mkdir, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { masked } from '../../chatflowTests/run/masked';
import type { CaseResult, Totals } from '../../chatflowTests/run/results';
import type { RunContext } from '../runContext';
import { nameOf } from '../setup/testFiles';
import { say } from '../words/words';
import { githubSummary } from './github';
import { htmlReport } from './html';
import { jsonReport } from './json';
import { junitReport } from './junit';

/** Whether the reports can be written: nothing is spent on a run whose results would be lost. */
export async function canWriteReports({ options, cwd, output, language }: RunContext): Promise<boolean> {
  let isPossible = true;
  for (const file of [options.json, options.junit, options.html]) {
    if (file === undefined) continue;
    const detail = await refusalToWrite(path.resolve(cwd, file));
    if (detail === undefined) continue;
    output.note(say(language, 'reportUnwritten', { path: file, detail }));
    isPossible = false;
  }
  return isPossible;
}

/** The code of the error that writing a file would end with. */
async function refusalToWrite(file: string): Promise<string | undefined> {
  try {
    await mkdir(path.dirname(file), { recursive: true });
    const existing = await stat(file).catch(() => undefined);
    if (existing?.isDirectory()) return 'EISDIR';
    await access(existing ? file : path.dirname(file), constants.W_OK);
    return undefined;
  } catch (error) {
    return codeOf(error);
  }
}

/** Whether all reports were written. */
export async function writeReports(
  own: RunContext,
  results: readonly CaseResult[],
  totals: Totals,
): Promise<boolean> {
  const { options, language, env, cwd, output, credentials } = own;
  // Before they are formatted: what looks like a token in a text would otherwise end in the markup behind it.
  const clean = masked(results, credentials.secrets);
  const reports = [
    [options.json, () => jsonReport(clean, totals)],
    [options.junit, () => junitReport(clean, totals, language)],
    [options.html, () => htmlReport(clean, totals, language)],
  ] as const;
  let isWritten = true;
  for (const [file, make] of reports) {
    if (file === undefined) continue;
    await writeText(path.resolve(cwd, file), make()).catch((error: unknown) => {
      output.note(say(language, 'reportUnwritten', { path: file, detail: codeOf(error) }));
      isWritten = false;
    });
  }
  const summary = env['GITHUB_STEP_SUMMARY'];
  if (options.github && summary) {
    await appendFile(summary, githubSummary(clean, totals, language)).catch(() => undefined);
  }
  return isWritten;
}

/** Makes the path of a test file relative to the repository, where the command may run in a folder of it. */
export function pathInRepository({ env, cwd }: RunContext): (file: string) => string {
  const root = env['GITHUB_WORKSPACE'];
  return (file) => (root ? nameOf(root, path.resolve(cwd, file)) : file);
}

/** Writes a file, and the folders that lead to it. */
async function writeText(file: string, text: string): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, text);
}

function codeOf(error: unknown): string {
  return (error as { readonly code?: string }).code ?? '';
}
