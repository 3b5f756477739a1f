import { closeUp } from '../../shared/text/closeUp';
import type { Language } from '../../shared/text/language';
import type { TestCase } from '../plan/testCase';
import { UnknownVariable, type Values } from '../testFile/variables';
import { runText } from '../words/words';
import type { Attempt } from './attempt';
import type { Stop } from './budget';
import { verdictOf, type AttemptResult, type CaseResult, type TurnResult } from './results';
import { runTurn, type Talk, type TurnDeps } from './runTurn';
import type { FileAtService } from './turnFiles';

export interface CaseDeps {
  readonly language: Language;
  readonly errors?: TurnDeps['errors'];
  readonly signal: AbortSignal;
  /** Values of the variables of the file. */
  readonly values: Values;
  /** Removed from the messages. */
  readonly secrets: readonly string[];
  /** The attempt with this number, from 1, or why there is none. */
  readonly begin: (attempt: number) => Promise<Attempt | Stop>;
  readonly permit: TurnDeps['permit'];
  readonly cancel?: TurnDeps['cancel'];
  /** The uploaded file with this name. `permit` is asked before a request. */
  readonly fileAtService: (name: string, permit: TurnDeps['permit']) => ReturnType<FileAtService>;
  /** Called after each turn with what it spent. */
  readonly onSpent: (turn: TurnResult) => void;
  /** The conversation that the case continues. */
  readonly talk: Talk;
  readonly onTalk: (talk: Talk) => void;
}

/** Runs a case as often as its test says. Never rejects for a reason of the service or of the test. */
export async function runCase(one: TestCase, deps: CaseDeps): Promise<CaseResult> {
  const { test } = one;
  const attempts: AttemptResult[] = [];
  for (let number = 1; number <= test.repeat; number++) {
    const attempt = await runAttempt(one, number, deps);
    attempts.push(attempt);
    // What stops one attempt stops the next ones, too.
    if (attempt.verdict === 'skipped') break;
  }
  return caseResult(one, attempts, deps.language);
}

async function runAttempt(one: TestCase, number: number, deps: CaseDeps): Promise<AttemptResult> {
  const { language, signal } = deps;
  const stopped = ({ key, params }: Stop, verdict: 'error' | 'skipped'): AttemptResult => ({
    verdict,
    message: runText(key, params, language),
    turns: [],
    uploads: 0,
  });
  if (signal.aborted) return stopped({ key: 'interrupted', params: {} }, 'skipped');
  const begun = await deps.begin(number);
  if ('key' in begun) return stopped(begun, 'error');
  let uploads = 0;
  const permitUpload = async (): Promise<Stop | undefined> => {
    const stop = await deps.permit();
    if (!stop) uploads++;
    return stop;
  };
  try {
    const ran = await runTurns(one, begun, deps, (name) => deps.fileAtService(name, permitUpload));
    return { ...ran, uploads };
  } finally {
    await begun.end();
  }
}

async function runTurns(
  one: TestCase,
  attempt: Attempt,
  deps: CaseDeps,
  fileAtService: FileAtService,
): Promise<Omit<AttemptResult, 'uploads'>> {
  const { language, errors, signal, permit, cancel, secrets } = deps;
  const turns: TurnResult[] = [];
  let values: Values = new Map([...deps.values, ...Object.entries(one.row?.values ?? {})]);
  let talk = deps.talk;
  let failure: string | undefined;
  // A failure before stays a failure.
  const ended = (verdict: 'error' | 'skipped', message: string): Omit<AttemptResult, 'uploads'> =>
    failure === undefined ? { verdict, message, turns } : { verdict: 'failed', message: failure, turns };
  for (const turn of one.test.turns) {
    try {
      const { parameters } = one.test;
      const turnDeps = { attempt, language, signal, permit, parameters, fileAtService, secrets };
      const end = await runTurn(turn, talk, values, {
        ...turnDeps,
        ...(cancel && { cancel }),
        ...(errors && { errors }),
      });
      ({ talk, saved: values } = end);
      deps.onTalk(talk);
      if (end.result) {
        turns.push(end.result);
        deps.onSpent(end.result);
      }
      const message = end.message ?? '';
      if (end.verdict === 'error' || end.verdict === 'skipped') return ended(end.verdict, message);
      if (end.verdict === 'failed') {
        failure ??= message;
        if (!turn.goesOn) break;
      }
    } catch (error) {
      if (!(error instanceof UnknownVariable)) throw error;
      return ended('error', runText('variableMissing', { name: error.variable }, language));
    }
  }
  return failure === undefined
    ? { verdict: 'passed', turns }
    : { verdict: 'failed', message: failure, turns };
}

function caseResult(one: TestCase, attempts: readonly AttemptResult[], language: Language): CaseResult {
  const { test, file, row, target } = one;
  const verdict = verdictOf(attempts, test.pass);
  const shown = attempts.find((attempt) => attempt.verdict !== 'passed') ?? attempts.at(-1);
  const turns = attempts.flatMap((attempt) => attempt.turns);
  const sum = (read: (turn: TurnResult) => number): number =>
    turns.reduce((total, turn) => total + read(turn), 0);
  return {
    ...{ file: file.path, name: test.name, line: test.line, tags: test.tags, target: target.label, verdict },
    ...(row && { row: row.number }),
    ...messageOf(attempts, shown, test, language),
    calls: attempts.reduce(
      (total, { uploads }) => total + uploads,
      sum(({ calls }) => calls),
    ),
    tokens: sum(({ tokens }) => tokens),
    durationMs: sum(({ durationMs }) => durationMs),
    turns: shown?.turns ?? [],
    attempts: attempts.map(({ verdict: each, message }) => ({
      verdict: each,
      ...(message !== undefined && { message }),
    })),
  };
}

function messageOf(
  attempts: readonly AttemptResult[],
  shown: AttemptResult | undefined,
  { repeat, pass }: TestCase['test'],
  language: Language,
): { message?: string } {
  if (shown?.message === undefined) return {};
  if (repeat === 1) return { message: shown.message };
  const passed = String(attempts.filter(({ verdict }) => verdict === 'passed').length);
  const rate = runText('passes', { passed, repeat: String(repeat), pass: String(pass) }, language);
  return { message: closeUp(`${rate} ${shown.message}`) };
}

/** The result of a case that is not run. */
export function skippedCase(one: TestCase, message: string): CaseResult {
  const { test, file, row, target } = one;
  return {
    ...{ file: file.path, name: test.name, line: test.line, tags: test.tags, target: target.label, message },
    ...(row && { row: row.number }),
    ...{ verdict: 'skipped', calls: 0, tokens: 0, durationMs: 0, turns: [], attempts: [] },
  };
}
