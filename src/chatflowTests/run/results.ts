import type { OutcomeName } from '../testFile/checkSpec';

/** `flaky`: the test passed often enough, but not always. `error`: it could not be run, or its service could not. */
export type Verdict = 'passed' | 'failed' | 'flaky' | 'error' | 'skipped';

/** One check of a turn. */
export interface CheckResult {
  /** Name of the check, or `save`. */
  readonly check: string;
  readonly passed: boolean;
  readonly message?: string;
  readonly line?: number;
  /** Of a check that did not pass: where it begins in the line. */
  readonly column?: number;
  /** The two texts of a comparison. */
  readonly expected?: string;
  readonly actual?: string;
}

export interface TurnResult {
  /** What was sent. */
  readonly input: string;
  readonly line: number;
  readonly outcome: OutcomeName;
  readonly text: string;
  /** The question, while the workflow waits. */
  readonly asks?: string;
  readonly options?: readonly string[];
  readonly firstTokenMs?: number;
  readonly durationMs: number;
  readonly tokens: number;
  readonly calls: number;
  readonly checks: readonly CheckResult[];
  readonly ids: {
    readonly conversation?: string;
    readonly chat?: string;
    readonly execute?: string;
    readonly log?: string;
  };
  readonly debugUrl?: string;
  /** Names the run where the caller keeps it. */
  readonly runId?: string;
}

/** One run of a test. */
export interface AttemptResult {
  readonly verdict: Exclude<Verdict, 'flaky'>;
  /** Why the test is not passed. */
  readonly message?: string;
  readonly turns: readonly TurnResult[];
  /** Requests that uploaded files. */
  readonly uploads: number;
}

/** A case of the plan with its verdict. All texts are masked. */
export interface CaseResult {
  readonly file: string;
  readonly name: string;
  readonly line: number;
  readonly tags: readonly string[];
  readonly row?: number;
  readonly target: string;
  readonly verdict: Verdict;
  readonly message?: string;
  /** Requests, those of uploads included. A replay makes none. */
  readonly calls: number;
  /** What was used. A replay uses none. */
  readonly tokens: number;
  readonly durationMs: number;
  /** The turns of the first attempt that did not pass; of the last one if all passed. */
  readonly turns: readonly TurnResult[];
  readonly attempts: readonly Pick<AttemptResult, 'verdict' | 'message'>[];
}

export interface Totals {
  readonly passed: number;
  readonly failed: number;
  readonly flaky: number;
  readonly errors: number;
  readonly skipped: number;
  readonly calls: number;
  readonly tokens: number;
}

export function totalsOf(results: readonly CaseResult[]): Totals {
  const count = (verdict: Verdict): number => results.filter((one) => one.verdict === verdict).length;
  return {
    passed: count('passed'),
    failed: count('failed'),
    flaky: count('flaky'),
    errors: count('error'),
    skipped: count('skipped'),
    calls: results.reduce((sum, { calls }) => sum + calls, 0),
    tokens: results.reduce((sum, { tokens }) => sum + tokens, 0),
  };
}

/** The verdict of a test that must pass `pass` times. A failure counts more than an error. */
export function verdictOf(attempts: readonly { readonly verdict: Verdict }[], pass: number): Verdict {
  const count = (verdict: Verdict): number => attempts.filter((one) => one.verdict === verdict).length;
  const passed = count('passed');
  if (passed === attempts.length) return passed > 0 ? 'passed' : 'skipped';
  if (count('skipped') > 0 && count('failed') === 0) return 'skipped';
  if (passed >= pass) return 'flaky';
  return count('failed') > 0 ? 'failed' : 'error';
}
