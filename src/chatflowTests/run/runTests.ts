import type { Target } from '../../runs/target';
import type { ErrorTexts } from '../../shared/text/errorText';
import type { Language } from '../../shared/text/language';
import type { TestCase } from '../plan/testCase';
import { runText } from '../words/words';
import { liveAttempt, type Attempt } from './attempt';
import { Budget, type Limits, type Stop } from './budget';
import { fileValues, type FileValues } from './fileValues';
import { masked } from './masked';
import type { CaseResult } from './results';
import { runCase, skippedCase } from './runCase';
import type { Talk } from './runTurn';
import { TokenBucket } from './tokenBucket';
import { replayedFile, UnusableFile, Uploads, type UploadFile } from './uploads';

export interface RunDeps {
  /** The target of a case. Called for each attempt. */
  readonly targetOf: (one: TestCase) => Target;
  readonly language: Language;
  /** Texts of errors whose remedies fit the program; those of the editor by default. */
  readonly errors?: ErrorTexts;
  /** Cases at a time. Those of one conversation never run together. */
  readonly concurrency: number;
  /** Most requests that begin within a second. `Infinity` for services without a limit. */
  readonly requestsPerSecond: number;
  /** Most failed tests and errors: no further test begins after them. */
  readonly bail?: number;
  /** Limits of all files together. Those of a file count for its tests. */
  readonly limits: Limits;
  /** Stops the run. Tests that have not ended are skipped. */
  readonly signal: AbortSignal;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Secrets in addition to those of the files. Read after each test. */
  readonly secrets: readonly string[];
  /** Nothing is sent: secrets that the environment lacks are no reason to skip a test. */
  readonly isReplay: boolean;
  /** Makes the attempt of a case with this number, from 1, for recording and replay. Calls the target by default. */
  readonly attemptOf?: (one: TestCase, number: number, secrets: readonly string[]) => Promise<Attempt | Stop>;
  /** Uploads the files that tests name; absent where a test cannot name files. */
  readonly upload?: UploadFile;
  /** Asks the service to cancel a run of a case. Never rejects. */
  readonly cancel?: (one: TestCase, conversationId: string, chatId: string) => Promise<unknown>;
  readonly onStart?: (one: TestCase) => void;
  /** Called once for each case, in the order in which they end. */
  readonly onResult?: (result: CaseResult, one: TestCase) => void;
}

export interface RunOfTests {
  /** One for each case, in the order of the plan. */
  readonly results: readonly CaseResult[];
  /** A budget prevented requests. */
  readonly isBudgetSpent: boolean;
}

/** Runs the cases of a plan. Each gets exactly one result; never rejects for a reason of the service or of a test. */
export async function runTests(cases: readonly TestCase[], deps: RunDeps): Promise<RunOfTests> {
  const runner = new Runner(cases, deps);
  await runner.run();
  return { results: runner.resultsInOrder(), isBudgetSpent: runner.isBudgetSpent };
}

function noFiles(_one: TestCase, name: string): Promise<never> {
  return Promise.reject(new UnusableFile('namedFileUnreadable', { name }));
}

class Runner {
  isBudgetSpent = false;
  private unsuccessful = 0;
  private readonly results = new Map<string, CaseResult>();
  private readonly budget: Budget;
  private readonly fileBudgets = new Map<string, Budget>();
  private readonly fileValues = new Map<string, FileValues>();
  private readonly bucket: TokenBucket;
  private readonly uploads: Uploads;

  constructor(
    private readonly cases: readonly TestCase[],
    private readonly deps: RunDeps,
  ) {
    // A replay spends nothing.
    this.budget = new Budget(deps.isReplay ? {} : deps.limits);
    this.bucket = new TokenBucket(deps.requestsPerSecond);
    this.uploads = new Uploads(deps.upload ?? noFiles, deps.signal);
    for (const { file } of cases) {
      if (this.fileValues.has(file.path)) continue;
      this.fileValues.set(file.path, fileValues(file, deps.env, deps.isReplay));
      this.fileBudgets.set(file.path, new Budget(deps.isReplay ? {} : file.budget));
    }
  }

  async run(): Promise<void> {
    const lanes = new Map<string, TestCase[]>();
    for (const one of this.cases) lanes.set(one.lane, [...(lanes.get(one.lane) ?? []), one]);
    const waiting = [...lanes.values()];
    const work = async (): Promise<void> => {
      for (let lane = waiting.shift(); lane; lane = waiting.shift()) await this.runLane(lane);
    };
    await Promise.all(Array.from({ length: Math.max(1, this.deps.concurrency) }, work));
  }

  resultsInOrder(): readonly CaseResult[] {
    return this.cases.flatMap(({ id }) => this.results.get(id) ?? []);
  }

  private async runLane(lane: readonly TestCase[]): Promise<void> {
    let talk: Talk = {};
    for (const one of lane) {
      const { conversation } = one.test;
      if (/^\d/.test(conversation) && talk.conversationId === undefined)
        talk = { conversationId: conversation };
      this.keep(one, await this.runOne(one, talk, (next) => (talk = next)));
    }
  }

  private async runOne(one: TestCase, talk: Talk, onTalk: (talk: Talk) => void): Promise<CaseResult> {
    const { deps } = this;
    const { values, secrets: own, skip } = this.valuesOf(one);
    const stop = this.reasonToSkip(one) ?? skip;
    if (stop) return skippedCase(one, this.textOf(stop));
    const secrets = [...deps.secrets, ...own];
    deps.onStart?.(one);
    const result = await runCase(one, {
      ...{ language: deps.language, signal: deps.signal, values, secrets, talk, onTalk },
      ...(deps.errors && { errors: deps.errors }),
      begin: (number) =>
        deps.attemptOf?.(one, number, secrets) ?? Promise.resolve(liveAttempt(deps.targetOf(one))),
      permit: () => this.permit(one),
      fileAtService: (name, permit) =>
        deps.isReplay ? Promise.resolve(replayedFile(name)) : this.uploads.file(one, name, permit),
      ...(deps.cancel &&
        !deps.isReplay && { cancel: (...ids) => deps.cancel?.(one, ...ids) ?? Promise.resolve() }),
      onSpent: ({ tokens, calls }) => {
        for (const budget of this.budgetsOf(one)) budget.spend(tokens, calls - 1);
      },
    });
    return masked(deps.isReplay ? { ...result, calls: 0, tokens: 0 } : result, [...deps.secrets, ...own]);
  }

  private reasonToSkip({ test }: TestCase): Stop | undefined {
    if (test.skip !== undefined)
      return { key: test.skip === '' ? 'skipped' : 'skippedFor', params: { reason: test.skip } };
    if (this.deps.signal.aborted) return { key: 'interrupted', params: {} };
    return this.unsuccessful >= (this.deps.bail ?? Infinity) ? { key: 'bailed', params: {} } : undefined;
  }

  /** Waits for the rate limit, and counts the request in the budgets. */
  private async permit(one: TestCase): Promise<Stop | undefined> {
    try {
      await this.bucket.take(this.deps.signal);
    } catch {
      return { key: 'interrupted', params: {} };
    }
    if (this.deps.signal.aborted) return { key: 'interrupted', params: {} };
    for (const budget of this.budgetsOf(one)) {
      const stop = budget.spendCall();
      if (!stop) continue;
      this.isBudgetSpent = true;
      return stop;
    }
    return undefined;
  }

  private budgetsOf({ file }: TestCase): readonly Budget[] {
    const own = this.fileBudgets.get(file.path);
    return own ? [this.budget, own] : [this.budget];
  }

  private valuesOf({ file }: TestCase): FileValues {
    return this.fileValues.get(file.path) ?? { values: new Map(), secrets: [] };
  }

  private keep(one: TestCase, result: CaseResult): void {
    this.results.set(one.id, result);
    if (result.verdict === 'failed' || result.verdict === 'error') this.unsuccessful++;
    this.deps.onResult?.(result, one);
  }

  private textOf({ key, params }: Stop): string {
    return runText(key, params, this.deps.language);
  }
}
