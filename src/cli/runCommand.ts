import { randomUUID } from 'node:crypto';
import { appendFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { worstCaseCalls, type TestCase } from '../chatflowTests/plan/plan';
import { RecordedTests } from '../chatflowTests/replay/recordedTests';
import { totalsOf, type CaseResult, type Totals } from '../chatflowTests/run/results';
import { runTests } from '../chatflowTests/run/runTests';
import { uploaderOf } from '../host/attachments/testUploads';
import { isDemo } from '../shared/workflow';
import { hostOf, originOf } from '../shared/urls/urls';
import type { Language } from '../shared/text/language';
import { redact } from '../coze/text/redact';
import type { CliProcess } from './cli';
import { exitCodes } from './exitCodes';
import type { Console } from './output/console';
import { githubAnnotations, githubSummary } from './output/github';
import { htmlReport } from './output/html';
import { jsonReport } from './output/json';
import { junitReport } from './output/junit';
import { lastLine, resultLines, titleOf } from './output/lines';
import type { Options } from './setup/arguments';
import type { CliCredentials } from './setup/credentials';
import type { Targets } from './setup/targets';
import { say } from './words/words';

/** Requests a second. Coze's free plan allows 50 for chatflows and other calls together. */
const requestsPerSecond = 20;

export interface RunCommand extends CliProcess {
  readonly options: Options;
  readonly cases: readonly TestCase[];
  readonly targets: Targets;
  readonly credentials: CliCredentials;
  readonly output: Console;
  readonly language: Language;
  readonly baseUrl: string;
}

/** Runs the tests, writes the reports and resolves to the exit code. */
export async function runCommand(own: RunCommand): Promise<number> {
  const { options, output, language } = own;
  announce(own);
  const refusal = overBudget(own);
  if (refusal !== undefined) {
    output.note(refusal);
    return exitCodes.budget;
  }
  if (options.isDryRun) return exitCodes.passed;
  // GitHub obeys lines of the output that look like its commands: a service must not write such lines.
  const guard = own.env['GITHUB_ACTIONS'] === 'true' ? randomUUID() : undefined;
  if (guard !== undefined) output.line(`::stop-commands::${guard}`);
  const { results, isBudgetSpent, isInterrupted, isTimedOut } = await runAll(own);
  if (guard !== undefined) output.line(`::${guard}::`);
  const totals = totalsOf(results);
  await writeReports(own, results, totals);
  if (options.github) for (const line of githubAnnotations(results, language)) output.line(line);
  output.line(lastLine(totals));
  if (isInterrupted) return exitCodes.interrupted;
  if (isBudgetSpent) return exitCodes.budget;
  if (totals.failed > 0) return exitCodes.failed;
  return totals.errors > 0 || isTimedOut ? exitCodes.errors : exitCodes.passed;
}

/** Says what is about to run, and why requests will be refused. */
function announce({ cases, targets, options, credentials, output, language, baseUrl }: RunCommand): void {
  const isLive = options.recordings !== 'replay';
  const called = cases.map((one) => ({ one, workflow: targets.workflowOf(one) }));
  const paid = called.filter(({ workflow }) => isLive && 'source' in workflow && !isDemo(workflow));
  const tests = cases.length;
  output.line(
    paid.length === 0
      ? say(language, 'plannedFree', { tests })
      : say(language, 'planned', { tests, calls: worstCaseCalls(paid.map(({ one }) => one)) }),
  );
  if (cases.some(({ test }) => test.isOnly)) output.note(say(language, 'onlyMarked'));
  const hosts = new Set(paid.flatMap(({ workflow }) => ('baseUrl' in workflow ? [workflow.baseUrl] : [])));
  for (const url of hosts) {
    const host = hostOf(url);
    if (!credentials.hasToken) output.note(say(language, 'noToken', { host }));
    else if (originOf(url) !== originOf(baseUrl)) {
      output.note(say(language, 'tokenForOther', { own: hostOf(baseUrl), host }));
    }
  }
}

/** Why the tests are not run: they can make more calls than a budget has. */
function overBudget({ cases, options, language }: RunCommand): string | undefined {
  const calls = worstCaseCalls(cases);
  const { budgetCalls: limit = Infinity } = options;
  if (calls > limit) return say(language, 'overBudget', { calls, limit });
  const files = new Map(cases.map(({ file }) => [file.path, file]));
  for (const file of files.values()) {
    const own = worstCaseCalls(cases.filter((one) => one.file === file));
    const { calls: most = Infinity } = file.budget;
    if (own > most) return say(language, 'overFileBudget', { file: file.path, calls: own, limit: most });
  }
  return undefined;
}

interface Ran {
  readonly results: readonly CaseResult[];
  readonly isBudgetSpent: boolean;
  readonly isInterrupted: boolean;
  /** The time limit of the whole run was reached. */
  readonly isTimedOut: boolean;
}

async function runAll(own: RunCommand): Promise<Ran> {
  const { options, cases, output, language, interrupted, targets } = own;
  const stop = new AbortController();
  const limit = { isReached: false };
  const abort = (): void => stop.abort();
  interrupted.addEventListener('abort', abort);
  const timer =
    options.timeoutMs === undefined
      ? undefined
      : setTimeout(() => {
          limit.isReached = true;
          abort();
        }, options.timeoutMs);
  const recorded = recordingsOf(own);
  let done = 0;
  const { results, isBudgetSpent } = await runTests(cases, {
    targetOf: (one) => targets.targetOf(one),
    upload: uploaderOf(own.cwd, (one) => targets.calledBy(one)),
    cancel: (one, ...ids) => {
      const { client, workflow } = targets.calledBy(one);
      return client.cancelChat(workflow, ...ids);
    },
    language,
    concurrency: options.concurrency,
    requestsPerSecond: usesNetwork(own) ? requestsPerSecond : Infinity,
    limits: {
      ...(options.budgetCalls !== undefined && { calls: options.budgetCalls }),
      ...(options.budgetTokens !== undefined && { tokens: options.budgetTokens }),
    },
    signal: stop.signal,
    env: own.env,
    secrets: own.credentials.secrets,
    isReplay: options.recordings === 'replay',
    ...(options.bail !== undefined && { bail: options.bail }),
    ...(recorded && {
      attemptOf: (one, number, secrets) =>
        options.recordings === 'replay'
          ? recorded.replay(one, number, secrets)
          : Promise.resolve(recorded.record(one, number, targets.targetOf(one), secrets)),
    }),
    onStart: (one) => {
      const title = { file: one.file.path, name: one.test.name, target: one.target.label };
      output.progress(say(language, 'running', { done, all: cases.length, name: titleOf(title, language) }));
    },
    onResult: (result) => {
      done++;
      for (const line of resultLines(result, language)) output.line(line);
    },
  });
  clearTimeout(timer);
  interrupted.removeEventListener('abort', abort);
  if (interrupted.aborted) output.note(say(language, 'interrupted'));
  else if (limit.isReached) output.note(say(language, 'timedOut'));
  if (recorded) reportRecordings(recorded, own);
  return { results, isBudgetSpent, isInterrupted: interrupted.aborted, isTimedOut: limit.isReached };
}

/** Calls of the demo do not leave the process. */
function usesNetwork({ cases, targets, options }: RunCommand): boolean {
  if (options.recordings === 'replay') return false;
  return cases.some((one) => {
    const workflow = targets.workflowOf(one);
    return 'source' in workflow && !isDemo(workflow);
  });
}

function recordingsOf({ options, cwd }: RunCommand): RecordedTests | undefined {
  if (options.recordings === undefined) return undefined;
  return new RecordedTests({
    read: async (file) => {
      try {
        return await readFile(path.resolve(cwd, file), 'utf8');
      } catch (error) {
        if ((error as { readonly code?: string }).code === 'ENOENT') return undefined;
        throw error;
      }
    },
    write: (file, text) => writeText(path.resolve(cwd, file), text),
  });
}

function reportRecordings({ stale, unwritten }: RecordedTests, { output, language }: RunCommand): void {
  for (const { path: file, days, version } of stale) {
    const key = version === undefined ? 'stale' : 'staleVersion';
    output.note(say(language, key, { path: file, days, version: version ?? '' }));
  }
  for (const file of unwritten) output.note(say(language, 'unwritten', { path: file }));
}

async function writeReports(own: RunCommand, results: readonly CaseResult[], totals: Totals): Promise<void> {
  const { options, language, env, cwd, output, credentials } = own;
  const reports = [
    [options.json, () => jsonReport(results, totals)],
    [options.junit, () => junitReport(results, totals, language)],
    [options.html, () => htmlReport(results, totals, language)],
  ] as const;
  for (const [file, make] of reports) {
    if (file === undefined) continue;
    await writeText(path.resolve(cwd, file), redact(make(), credentials.secrets)).catch((error: unknown) => {
      const detail = (error as { readonly code?: string }).code ?? '';
      output.note(say(language, 'reportUnwritten', { path: file, detail }));
    });
  }
  const summary = env['GITHUB_STEP_SUMMARY'];
  if (options.github && summary) {
    await appendFile(summary, redact(githubSummary(results, totals, language), credentials.secrets)).catch(
      () => undefined,
    );
  }
}

async function writeText(file: string, text: string): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, text);
}
