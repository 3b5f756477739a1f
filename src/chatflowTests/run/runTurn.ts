import { runOnce, type RunResult } from '../../runs/runOnce';
import type { TargetInput } from '../../runs/target';
import type { ErrorInfo } from '../../shared/errorInfo';
import type { JsonObject } from '../../shared/json/json';
import { mayHaveBeenSent } from '../../shared/conversation/notProcessed';
import { wasSent } from '../../shared/conversation/repeat';
import { errorText, type ErrorTexts } from '../../shared/text/errorText';
import type { Language } from '../../shared/text/language';
import type { CheckSpec } from '../testFile/checkSpec';
import { runCheck } from '../checks/runChecks';
import type { Seen } from '../checks/seen';
import { valueWith, type Values } from '../testFile/variables';
import type { TurnSpec } from '../testFile/testFile';
import { checkText, excerpt, problemText, runText, words } from '../words/words';
import type { Attempt, TurnTarget } from './attempt';
import type { Stop } from './budget';
import { masked } from './masked';
import type { CheckResult, TurnResult } from './results';
import { pickWith, savedValues } from './savedValues';
import { seenOf } from './seenRun';
import { turnExtras, type FileAtService } from './turnFiles';
import { turnInput, type Before } from './turnInput';
import type { NoFile } from './uploads';

/** A conversation as its turns see it. */
export interface Talk extends Before {
  readonly conversationId?: string;
}

export interface TurnDeps {
  readonly attempt: Attempt;
  readonly language: Language;
  /** Texts of errors; those of the editor by default. */
  readonly errors?: ErrorTexts;
  /** Aborts with the run of all tests. */
  readonly signal: AbortSignal;
  readonly parameters: JsonObject;
  readonly fileAtService: FileAtService;
  /** Asks the service to cancel a run that was stopped here. Never rejects. Absent where nothing is called. */
  readonly cancel?: (conversationId: string, chatId: string) => Promise<unknown>;
  /** Waits until a request may begin. Returns why it must not. */
  readonly permit: () => Promise<Stop | undefined>;
  /** Removed from messages before they are shortened: the beginning of a secret is no longer found as one. */
  readonly secrets: readonly string[];
}

/** How a turn ended. `result` is absent if nothing was sent. */
export interface TurnEnd {
  readonly verdict: 'passed' | 'failed' | 'error' | 'skipped';
  readonly message?: string;
  readonly result?: TurnResult;
  readonly talk: Talk;
  readonly saved: Values;
}

/** Runs one turn: one request, then its checks. Throws {@link UnknownVariable} only. */
export async function runTurn(turn: TurnSpec, talk: Talk, values: Values, deps: TurnDeps): Promise<TurnEnd> {
  const { language, secrets } = deps;
  const end = (verdict: TurnEnd['verdict'], stop: Stop): TurnEnd => ({
    verdict,
    message: runText(stop.key, masked(stop.params, secrets), language),
    talk,
    saved: values,
  });
  const input = turnInput(turn, talk, values);
  if ('misuse' in input) return end('error', input.misuse);
  const specs = turn.checks.map((spec) => checkWith(spec, values));
  const save = new Map([...turn.save].map(([name, pick]) => [name, pickWith(pick, values)]));
  const extras = await turnExtras(turn, deps.parameters, values, deps.fileAtService);
  if (!('attachments' in extras)) return { ...endWithoutFile(extras, deps), talk, saved: values };
  const { attachments, parameters } = extras;
  const target = await deps.attempt.turn(turn.line, input.text, talk.question);
  if ('key' in target) return end(deps.signal.aborted ? 'skipped' : 'error', target);
  const { text = input.text } = target;
  const stop = await deps.permit();
  if (stop) return end('skipped', stop);
  const ran = await run(
    target,
    {
      message: { text, attachments, ...(Object.keys(parameters).length > 0 && { parameters }) },
      ...(talk.conversationId !== undefined && { conversationId: talk.conversationId }),
      earlierMessages: [],
    },
    input.isReply,
    turn.timeoutMs,
    deps,
  );
  const seen = seenOf(ran.result, ran, talk.question);
  const judged = judge({ ...turn, save }, specs, seen, ran, values, deps);
  const conversationId = ran.result.conversation.cozeConversationId ?? talk.conversationId;
  return {
    ...judged,
    result: {
      ...turnResult(turn, text, seen, ran, judged.checks, conversationId),
      ...(target.runId !== undefined && { runId: target.runId }),
    },
    talk: {
      lastText: seen.text,
      ...(conversationId !== undefined && { conversationId }),
      ...(seen.question && { question: seen.question }),
    },
  };
}

interface Ran {
  readonly result: RunResult;
  readonly durationMs: number;
  readonly firstTokenMs?: number;
  readonly calls: number;
  readonly isTimedOut: boolean;
}

async function run(
  { target, clock, trace, onEnd }: TurnTarget,
  input: TargetInput,
  isReply: boolean,
  timeoutMs: number,
  { signal, cancel }: Pick<TurnDeps, 'signal' | 'cancel'>,
): Promise<Ran> {
  const stopped = new AbortController();
  const stop = (): void => stopped.abort();
  let isTimedOut = false;
  const timer = setTimeout(() => {
    isTimedOut = true;
    stop();
  }, timeoutMs);
  signal.addEventListener('abort', stop);
  if (signal.aborted) stop();
  const startedAt = clock();
  let firstTokenMs: number | undefined;
  let refusedCalls = 0;
  const result = await runOnce(input, {
    target,
    isReply,
    retries: true,
    signal: stopped.signal,
    ...(trace && { trace }),
    onEvent: (event) => {
      if (event.type === 'retryScheduled' && mayHaveBeenSent(event.error)) refusedCalls++;
      const isText = event.type === 'textAppended' || event.type === 'messageCompleted';
      if (isText && event.role === 'assistant' && event.text !== '') firstTokenMs ??= clock() - startedAt;
    },
  });
  clearTimeout(timer);
  onEnd?.(result);
  signal.removeEventListener('abort', stop);
  const durationMs = Math.round(clock() - startedAt);
  const { outcome, run: stoppedRun, conversation } = result;
  const ids = [conversation.cozeConversationId ?? input.conversationId, stoppedRun.chatId] as const;
  if (outcome === 'stopped' && stopped.signal.aborted && ids[0] !== undefined && ids[1] !== undefined)
    await cancel?.(ids[0], ids[1]);
  const calls = refusedCalls + (wasSent(stoppedRun) ? 1 : 0);
  const first = firstTokenMs === undefined ? undefined : Math.round(firstTokenMs);
  return { result, durationMs, calls, isTimedOut, ...(first !== undefined && { firstTokenMs: first }) };
}

interface Judged {
  readonly verdict: TurnEnd['verdict'];
  readonly message?: string;
  readonly checks: readonly CheckResult[];
  readonly saved: Values;
}

function judge(
  turn: TurnSpec,
  specs: readonly CheckSpec[],
  seen: Seen,
  { result, isTimedOut }: Ran,
  values: Values,
  deps: TurnDeps,
): Judged {
  const { language, signal, secrets } = deps;
  const unjudged = (verdict: Judged['verdict'], message: string): Judged => ({
    verdict,
    message,
    checks: [],
    saved: values,
  });
  if (isTimedOut) {
    return unjudged('error', runText('timeout', { limit: `${String(turn.timeoutMs / 1_000)}s` }, language));
  }
  if (signal.aborted) return unjudged('skipped', runText('interrupted', {}, language));
  const isAboutEnd = specs.some(({ name }) => name === 'outcome' || name === 'error' || name === 'noError');
  const { error } = seen;
  const isServiceAtFault = error !== undefined && !isWorkflowAtFault(error, result);
  if (isServiceAtFault && !isAboutEnd) return unjudged('error', serviceErrorText(error, deps));
  if (seen.outcome === 'stopped' && !isAboutEnd) return unjudged('error', runText('stopped', {}, language));
  const implied: readonly CheckSpec[] = isAboutEnd
    ? []
    : [{ name: 'noError', value: true, line: turn.line, column: turn.column }];
  const checks = [...specs, ...implied].map((spec) => checkResult(spec, seen, language, secrets));
  // The implied check is shown only where it fails.
  const shown = checks.slice(0, specs.length + (checks.at(-1)?.passed === false ? implied.length : 0));
  const saves = savedValues(turn.save, seen.text, values, language, secrets);
  const all = [...shown, ...saves.failures];
  const failed = all.find(({ passed }) => !passed);
  if (!failed) return { verdict: 'passed', checks: all, saved: saves.values };
  if (isServiceAtFault) {
    return { ...unjudged('error', serviceErrorText(error, deps)), checks: all };
  }
  return { verdict: 'failed', message: failed.message ?? '', checks: all, saved: saves.values };
}

function checkResult(
  spec: CheckSpec,
  seen: Seen,
  language: Language,
  secrets: readonly string[],
): CheckResult {
  const failure = runCheck(spec, seen);
  const { name: check, line, column } = spec;
  if (!failure) return { check, passed: true, line };
  const { key, params = {}, expected, actual } = failure;
  return {
    check,
    passed: false,
    message: checkText({ key, params: masked(params, secrets) }, language),
    line,
    column,
    ...(expected !== undefined && { expected }),
    ...(actual !== undefined && { actual }),
  };
}

/** Causes that are the workflow's own, if the service reported them in the run. All others are of the service or the way to it. */
const workflowKinds = new Set(['server', 'badRequest', 'timeout']);
const serviceReasons = new Set(['serverError', 'serviceUnavailable']);

function isWorkflowAtFault(error: ErrorInfo, { run: { reportedStatus } }: RunResult): boolean {
  return reportedStatus === 'failed' && workflowKinds.has(error.kind) && !serviceReasons.has(error.reason);
}

function endWithoutFile(
  none: NoFile,
  deps: Pick<TurnDeps, 'language' | 'errors' | 'secrets'>,
): Pick<TurnEnd, 'verdict' | 'message'> {
  const { language, secrets } = deps;
  if ('stop' in none)
    return { verdict: 'skipped', message: runText(none.stop.key, none.stop.params, language) };
  if ('error' in none) return { verdict: 'error', message: serviceErrorText(none.error, deps) };
  const { key, params } = none.problem;
  return { verdict: 'error', message: problemText({ key, params: masked(params, secrets) }, language) };
}

function serviceErrorText(
  error: ErrorInfo,
  { language, errors = words[language].errors, secrets }: Pick<TurnDeps, 'language' | 'errors' | 'secrets'>,
): string {
  const { message, remedy, details, serviceMessage = '' } = errorText(masked(error, secrets), errors);
  const { retryAfterMs } = error;
  const wait =
    retryAfterMs === undefined
      ? ''
      : runText('askedWait', { seconds: String(Math.ceil(retryAfterMs / 1000)) }, language);
  return runText(
    'serviceError',
    { message, remedy, wait, details, detail: excerpt(serviceMessage) },
    language,
  );
}

function checkWith(spec: CheckSpec, values: Values): CheckSpec {
  if (spec.name === 'schema') return spec;
  return { ...spec, value: valueWith(spec.value, values, spec.name === 'json') } as CheckSpec;
}

function turnResult(
  turn: TurnSpec,
  input: string,
  seen: Seen,
  { result: { run: finished }, durationMs, firstTokenMs, calls }: Ran,
  checks: readonly CheckResult[],
  conversation: string | undefined,
): TurnResult {
  const { chatId: chat, executeId: execute, debugUrl, isDebugUrlTrusted } = finished;
  const log = seen.error?.logId;
  return {
    input,
    line: turn.line,
    outcome: seen.outcome,
    text: seen.text,
    ...(seen.question && { asks: seen.question.text }),
    ...(seen.question?.options && { options: seen.question.options }),
    ...(firstTokenMs !== undefined && { firstTokenMs }),
    durationMs,
    tokens: seen.tokens,
    calls,
    checks,
    ids: {
      ...(conversation !== undefined && { conversation }),
      ...(chat !== undefined && { chat }),
      ...(execute !== undefined && { execute }),
      ...(log !== undefined && { log }),
    },
    ...(debugUrl !== undefined && isDebugUrlTrusted && { debugUrl }),
  };
}
