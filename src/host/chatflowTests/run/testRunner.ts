import type { CancellationToken, TestController, TestItem, TestRun, TestRunRequest } from 'vscode';
import type { TestCase } from '../../../chatflowTests/plan/testCase';
import { selectCases } from '../../../chatflowTests/plan/select';
import { liveAttempt } from '../../../chatflowTests/run/attempt';
import { RecordedTests } from '../../../chatflowTests/replay/recordedTests';
import { runTests, type RunDeps } from '../../../chatflowTests/run/runTests';
import type { TestFile } from '../../../chatflowTests/testFile/testFile';
import type { Target } from '../../../runs/target';
import { isDemo, originOfWorkflow, type Workflow } from '../../../shared/workflow';
import { displayLanguage } from '../../environment';
import type { Services } from '../../services';
import type { TestClient } from '../testClient';
import type { FailedTests } from './failedTests';
import { recordingStore } from './recordingStore';
import { counted } from './counted';
import { inspectable } from './inspectable';
import { versionOfCase } from './testWorkflows';
import { planOf, type RunPlan } from './runPlan';
import { RunReport } from './runReport';
import { Stepper, type AskStep } from './stepped';
import { mayRunTests, type AskToRun } from './testConsent';
import { uploadTestFile } from './testUpload';
import type { Leaf, TestTree } from '../testTree';

/**
 * `live` calls the service, `debug` stops before each turn, `record` also keeps what is sent beside the test file, `replay`
 * plays that without network.
 */
export type RunMode = 'live' | 'record' | 'replay' | 'debug';

export interface RunnerServices extends Pick<
  Services,
  'catalog' | 'consents' | 'settings' | 'workspaceState'
> {
  readonly tokens: Pick<Services['tokens'], 'tokenFor'>;
  readonly recordings: Pick<Services['recordings'], 'record'>;
  readonly ledger: Pick<Services['ledger'], 'add'>;
}

/** What a run asks and shows. */
export interface TestDialogs {
  readonly ask: AskToRun;
  readonly askStep: AskStep;
  /** The values of secret variables that the environment lacks, by their names. May ask the user, until `signal` aborts. */
  readonly secretsOf: (
    files: readonly TestFile[],
    signal: AbortSignal,
  ) => Promise<Readonly<Record<string, string>>>;
  /** Shows a recorded run beside the editor. */
  readonly inspect: (runId: string) => void;
}

export interface RunnerDeps {
  readonly services: RunnerServices;
  readonly controller: TestController;
  readonly tree: TestTree;
  readonly failures: FailedTests;
  readonly client: TestClient;
  readonly dialogs: TestDialogs;
}

/** Requests a second. Coze's free plan allows 50 for chatflows and other calls together. */
const requestsPerSecond = 20;
const concurrency = 2;

/** Runs the tests below items. Nothing is sent before the user has agreed. */
export async function runItems(
  items: readonly TestItem[],
  request: TestRunRequest,
  token: CancellationToken,
  mode: RunMode,
  deps: RunnerDeps,
): Promise<void> {
  const { services, controller, tree } = deps;
  const leaves = selected(tree.leavesOf(items, request.exclude), request);
  const broken = tree.problemsOf(items);
  if (leaves.length + broken.length === 0) return;
  const plan: RunPlan = mode === 'replay' ? { planned: [], refused: [] } : planOf(leaves, services);
  const consent = {
    memento: services.workspaceState,
    consents: services.consents,
    confirmAbove: services.settings.confirmTestsAbove,
    ask: deps.dialogs.ask,
  };
  if (!(await mayRunTests(plan.planned, consent)) || token.isCancellationRequested) return;
  const run = controller.createTestRun(request);
  const report = new RunReport(run, deps.failures);
  try {
    for (const { item, text, line } of broken) report.refused(item, text, line);
    for (const { leaf, text, line } of plan.refused) report.refused(leaf.item, text, line);
    const signal = signalOf(token, run.token);
    if (mode === 'replay') await replay(leaves, run, signal, report, services);
    else await call(plan, run, signal, report, mode, deps);
  } finally {
    run.end();
  }
}

async function replay(
  leaves: readonly Leaf[],
  run: TestRun,
  signal: AbortSignal,
  report: RunReport,
  services: RunnerServices,
): Promise<void> {
  const recorded = new RecordedTests(recordingStore(leaves.map(({ file }) => file)), (one) =>
    versionOfCase(one, services),
  );
  await runLeaves(leaves, run, report, {
    ...{ signal, concurrency, requestsPerSecond: Infinity, secrets: [], isReplay: true },
    targetOf: () => {
      throw new Error('A replay calls no service');
    },
    attemptOf: (one, number, secrets) => recorded.replay(one, number, secrets),
  });
  report.recordings(recorded);
}

async function call(
  { planned }: RunPlan,
  run: TestRun,
  signal: AbortSignal,
  report: RunReport,
  mode: RunMode,
  { services, client, dialogs }: RunnerDeps,
): Promise<void> {
  const workflows = new Map(planned.map(({ one, workflow }) => [one.id, workflow]));
  const workflowOf = ({ id }: TestCase): Workflow => {
    const workflow = workflows.get(id);
    if (!workflow) throw new Error('The workflow of a case is found before the run');
    return workflow;
  };
  const targetOf = (one: TestCase): Target => client.targetOf(workflowOf(one));
  const isFree = planned.every(({ workflow }) => isDemo(workflow));
  const recorded =
    mode === 'record'
      ? new RecordedTests(
          recordingStore(planned.map(({ file }) => file)),
          (one) => workflowOf(one).workflowVersion,
        )
      : undefined;
  const stepper = mode === 'debug' ? new Stepper(dialogs.askStep) : undefined;
  signal.addEventListener('abort', () => stepper?.stop());
  await runLeaves(planned, run, report, {
    stored: await dialogs.secretsOf(
      planned.filter(({ one }) => one.test.skip === undefined).map(({ one }) => one.file),
      signal,
    ),
    signal: stepper?.signal ?? signal,
    concurrency: stepper ? 1 : concurrency,
    requestsPerSecond: isFree ? Infinity : requestsPerSecond,
    secrets: await tokensOf(
      planned.map(({ workflow }) => workflow),
      services.tokens,
    ),
    isReplay: false,
    targetOf,
    upload: uploadTestFile(planned, client),
    cancel: (one, ...ids) => client.cancelChat(workflowOf(one), ...ids),
    attemptOf: (one, number, secrets) => {
      const target = targetOf(one);
      const attempt = inspectable(
        recorded?.record(one, number, target, secrets) ?? liveAttempt(target),
        target,
        { recordings: services.recordings, secrets, ...(stepper && { onBegin: dialogs.inspect }) },
      );
      const countedAttempt = counted(attempt, target, services.ledger);
      const leaf = stepper && planned.find((other) => other.one === one);
      return Promise.resolve(leaf ? stepper.stepped(countedAttempt, leaf, secrets) : countedAttempt);
    },
  });
  if (recorded) report.recordings(recorded);
}

async function runLeaves(
  leaves: readonly Leaf[],
  run: TestRun,
  report: RunReport,
  deps: Pick<
    RunDeps,
    | 'signal'
    | 'concurrency'
    | 'requestsPerSecond'
    | 'secrets'
    | 'isReplay'
    | 'targetOf'
    | 'attemptOf'
    | 'upload'
    | 'cancel'
  > & { readonly stored?: Readonly<Record<string, string>> },
): Promise<void> {
  const leafOf = new Map(leaves.map((leaf) => [leaf.one.id, leaf]));
  for (const { item } of leaves) run.enqueued(item);
  await runTests(
    leaves.map(({ one }) => one),
    {
      ...deps,
      ...{ language: displayLanguage(), limits: {}, env: { ...process.env, ...deps.stored } },
      onStart: ({ id }) => {
        const leaf = leafOf.get(id);
        if (leaf) run.started(leaf.item);
      },
      onResult: (result, { id }) => {
        const leaf = leafOf.get(id);
        if (leaf) report.result(leaf, result);
      },
    },
  );
}

/** If tests are marked with `only`, they alone are run, unless the user chose tests. */
function selected(leaves: readonly Leaf[], { include }: TestRunRequest): readonly Leaf[] {
  if (include && include.length > 0) return leaves;
  const cases = new Set(
    selectCases(
      leaves.map(({ one }) => one),
      {},
    ),
  );
  return leaves.filter(({ one }) => cases.has(one));
}

/** The tokens that the service could echo: they are masked in the results. */
async function tokensOf(
  workflows: readonly Workflow[],
  tokens: RunnerServices['tokens'],
): Promise<readonly string[]> {
  const origins = new Set(workflows.filter((workflow) => !isDemo(workflow)).map(originOfWorkflow));
  // A token that cannot be read is reported by the request that needs it.
  const found = await Promise.all(
    [...origins].map((origin) => tokens.tokenFor(origin).catch(() => undefined)),
  );
  return found.filter((one) => one !== undefined);
}

function signalOf(...tokens: readonly CancellationToken[]): AbortSignal {
  const controller = new AbortController();
  for (const token of tokens) {
    if (token.isCancellationRequested) controller.abort();
    token.onCancellationRequested(() => controller.abort());
  }
  return controller.signal;
}
