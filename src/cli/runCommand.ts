import { randomUUID } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { worstCaseCalls } from '../chatflowTests/plan/plan';
import { RecordedTests } from '../chatflowTests/replay/recordedTests';
import type { RecordingStore } from '../chatflowTests/replay/recordingFile';
import { totalsOf, type CaseResult } from '../chatflowTests/run/results';
import { runTests } from '../chatflowTests/run/runTests';
import { makeFolderInside } from '../host/attachments/files/pathInside';
import { uploaderOf } from '../host/attachments/testUploads';
import { hostOf, originOf } from '../shared/urls/urls';
import { exitCodes } from './exitCodes';
import { githubAnnotations } from './output/github';
import { lastLine, resultLines, titleOf } from './output/lines';
import { liveCases, plannedText, spentText, type LiveCase } from './output/planned';
import { canWriteReports, pathInRepository, writeReports } from './output/reports';
import { errorTextsOf } from './words/remedies';
import { counted, say } from './words/words';
import type { RunContext } from './runContext';

/** Requests a second. Coze's free plan allows 50 for chatflows and other calls together. */
const requestsPerSecond = 20;

/** Runs the tests, writes the reports and resolves to the exit code. */
export async function runCommand(own: RunContext): Promise<number> {
  const { options, output, language } = own;
  const live = options.recordings === 'replay' ? [] : liveCases(own.cases, own.targets);
  announce(own, live);
  const refusal = overBudget(own);
  if (refusal !== undefined) {
    output.note(refusal);
    return exitCodes.budget;
  }
  if (options.isDryRun) return exitCodes.passed;
  if (own.credentials.tokenProblem !== undefined && live.length > 0) return exitCodes.wrongUse;
  if (!(await canWriteReports(own))) return exitCodes.wrongUse;
  // GitHub executes lines of the output that look like its commands: text of a service must not form one.
  const guard = own.env['GITHUB_ACTIONS'] === 'true' ? randomUUID() : undefined;
  if (guard !== undefined) output.line(`::stop-commands::${guard}`);
  const { results, isBudgetSpent, isInterrupted, isTimedOut } = await runAll(own, live.length > 0);
  if (guard !== undefined) output.line(`::${guard}::`);
  const totals = totalsOf(results);
  const isWritten = await writeReports(own, results, totals);
  if (options.github)
    for (const line of githubAnnotations(results, language, pathInRepository(own))) output.line(line);
  if (live.length > 0) output.line(spentText(own.cases, results, live, language));
  output.line(lastLine(totals));
  if (isInterrupted) return exitCodes.interrupted;
  if (isBudgetSpent) return exitCodes.budget;
  if (totals.failed > 0) return exitCodes.failed;
  return totals.errors > 0 || isTimedOut || !isWritten ? exitCodes.errors : exitCodes.passed;
}

/** Says what is about to run, and why requests will be refused. */
function announce(
  { cases, credentials, output, language, baseUrl }: RunContext,
  live: readonly LiveCase[],
): void {
  output.line(plannedText(cases, live, language));
  if (cases.some(({ test }) => test.isOnly)) output.note(say(language, 'onlyMarked'));
  const hosts = new Set(live.map(({ workflow }) => workflow.baseUrl));
  for (const url of hosts) {
    const host = hostOf(url);
    if (credentials.tokenProblem !== undefined) output.note(say(language, credentials.tokenProblem));
    else if (!credentials.hasToken) output.note(say(language, 'noToken', { host }));
    else if (originOf(url) !== originOf(baseUrl)) {
      output.note(say(language, 'tokenForOther', { own: hostOf(baseUrl), host }));
    }
  }
}

/** Why the tests are not run: they can make more calls than a budget has. */
function overBudget({ cases, options, language }: RunContext): string | undefined {
  if (options.recordings === 'replay') return undefined;
  const calls = worstCaseCalls(cases);
  const { budgetCalls: limit = Infinity } = options;
  if (calls > limit) return say(language, 'overBudget', { calls: counted(language, 'calls', calls), limit });
  const files = new Map(cases.map(({ file }) => [file.path, file]));
  for (const file of files.values()) {
    const own = worstCaseCalls(cases.filter((one) => one.file === file));
    const { calls: most = Infinity } = file.budget;
    if (own > most) {
      const params = { file: file.path, calls: counted(language, 'calls', own), limit: most };
      return say(language, 'overFileBudget', params);
    }
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

async function runAll(own: RunContext, usesNetwork: boolean): Promise<Ran> {
  const { options, cases, output, language, interrupted, targets } = own;
  const limit = new AbortController();
  const { timeoutMs } = options;
  const timer = timeoutMs === undefined ? undefined : setTimeout(() => limit.abort(), timeoutMs);
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
    errors: errorTextsOf(language),
    concurrency: options.concurrency,
    requestsPerSecond: usesNetwork ? requestsPerSecond : Infinity,
    limits: {
      ...(options.budgetCalls !== undefined && { calls: options.budgetCalls }),
      ...(options.budgetTokens !== undefined && { tokens: options.budgetTokens }),
    },
    signal: AbortSignal.any([interrupted, limit.signal]),
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
  if (interrupted.aborted) output.note(say(language, 'interrupted'));
  else if (limit.signal.aborted) output.note(say(language, 'timedOut'));
  if (recorded) reportRecordings(recorded, own);
  return { results, isBudgetSpent, isInterrupted: interrupted.aborted, isTimedOut: limit.signal.aborted };
}

function recordingsOf({ options, cwd, targets }: RunContext): RecordedTests | undefined {
  if (options.recordings === undefined) return undefined;
  const store: RecordingStore = {
    read: async (file) => {
      try {
        return await readFile(path.resolve(cwd, file), 'utf8');
      } catch (error) {
        if ((error as { readonly code?: string }).code === 'ENOENT') return undefined;
        throw error;
      }
    },
    write: async (file, text) => {
      await makeFolderInside(cwd, file);
      await writeFile(path.resolve(cwd, file), text);
    },
  };
  return new RecordedTests(store, (one) => targets.knownWorkflowOf(one)?.workflowVersion);
}

function reportRecordings({ stale, unwritten }: RecordedTests, { output, language }: RunContext): void {
  for (const { path: file, days, version } of stale) {
    const key = version === undefined ? 'stale' : 'staleVersion';
    const params = { path: file, days: counted(language, 'days', days), version: version ?? '' };
    output.note(say(language, key, params));
  }
  for (const file of unwritten) output.note(say(language, 'unwritten', { path: file }));
}
