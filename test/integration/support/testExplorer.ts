import {
  CancellationTokenSource,
  TestRunRequest,
  tests,
  type CancellationToken,
  type TestController,
  type TestItem,
  type TestMessage,
  type TestRun,
} from 'vscode';
import { demoWorkflow } from '../../../src/client/demo';
import { CozeClient } from '../../../src/coze/cozeClient';
import { TestExplorer } from '../../../src/host/chatflowTests/testExplorer';
import type { Step, StepAnswer } from '../../../src/host/chatflowTests/run/stepped';
import type { RunMode } from '../../../src/host/chatflowTests/run/testRunner';
import { TestSecrets } from '../../../src/host/chatflowTests/secrets/testSecrets';
import { Settings } from '../../../src/host/settings/settings';
import { Consents } from '../../../src/host/consent/consents';
import { WorkflowCatalog } from '../../../src/host/workflows/workflowCatalog';
import type { RecordingEntry } from '../../../src/recording/recording';
import { RunRecorder } from '../../../src/recording/runRecorder';
import { chatflowTarget } from '../../../src/runs/chatflowTarget';
import type { UsageEntry } from '../../../src/usage/usageRecord';
import { Memory, Secrets } from '../../unit/host/account/memorySecrets';

const token = 'pat_explorer0canary';

/** What a run reported to VS Code. */
export interface Reported {
  readonly request: TestRunRequest;
  /** The last state of each item, by the labels of its path. */
  readonly states: Map<string, string>;
  readonly messages: Map<string, readonly TestMessage[]>;
  output: string;
  isEnded: boolean;
}

/** The Test Explorer on a controller of VS Code, with the questions that it asks and the results that it reports. */
export class OpenedExplorer {
  readonly runs: Reported[] = [];
  readonly asked: string[] = [];
  isWorkspaceTrusted = true;
  /** The answer to the next questions. */
  answer = true;
  /** The secret variables that were asked for. */
  readonly askedSecrets: string[] = [];
  /** The value of the next secret variable. */
  secret: string | undefined;
  /** What is sent in a debugged turn. */
  answerStep: (step: Step) => StepAnswer = ({ text }) => ({ text });
  /** The runs that were shown. */
  readonly inspected: string[] = [];
  readonly recorded: RecordingEntry[] = [];
  /** The runs that were counted in the ledger. */
  readonly counted: UsageEntry[] = [];
  readonly controller = tests.createTestController('coze.tests.integration', 'Chatflow tests');
  readonly explorer: TestExplorer;
  private readonly catalog: WorkflowCatalog;

  constructor() {
    const settings = new Settings();
    const memento = new Memory();
    const ignore = () => undefined;
    const secrets = new TestSecrets({
      ...{ secrets: new Secrets(), memento, workspace: 'here', onDidSee: ignore, warn: ignore },
    });
    this.catalog = new WorkflowCatalog(settings, demoWorkflow('Demo'), memento);
    const client = new CozeClient({
      credentials: { authorize: () => Promise.resolve(token), rejected: ignore },
      proxyFor: ignore,
      log: { info: ignore, warn: ignore, debug: ignore },
      trace: ignore,
      timeouts: () => settings.timeouts,
      fetch: (input, init) => fetch(input, init),
    });
    this.explorer = new TestExplorer(
      {
        ...{ catalog: this.catalog, settings, workspaceState: memento, consents: new Consents(memento) },
        isWorkspaceTrusted: () => this.isWorkspaceTrusted,
        recordings: { record: () => Promise.resolve(new RunRecorder((entry) => this.recorded.push(entry))) },
        ledger: { add: (entry) => Promise.resolve(void this.counted.push(entry)) },
        tokens: { tokenFor: () => Promise.resolve(token) },
        guard: { run: async (_label, action) => action() },
      },
      watched(this.controller, this.runs),
      {
        targetOf: (workflow) => chatflowTarget(client, workflow),
        cancelChat: (...args) => client.cancelChat(...args),
        uploadFile: (...args) => client.uploadFile(...args),
      },
      {
        ask: (question, detail) => {
          this.asked.push(`${question}\n${detail}`);
          return Promise.resolve(this.answer);
        },
        askStep: (step) => Promise.resolve(this.answerStep(step)),
        secretsOf: (files) =>
          secrets.valuesOf(files, {}, (name) => {
            this.askedSecrets.push(name);
            return Promise.resolve(this.secret);
          }),
        inspect: (runId) => this.inspected.push(runId),
      },
    );
  }

  /** Runs the tests below items, by default all. Throws if no run begins. */
  async run(mode: RunMode, include?: readonly TestItem[], cancelled?: CancellationToken): Promise<Reported> {
    const before = this.runs.length;
    const { token: never } = new CancellationTokenSource();
    await this.explorer.run(new TestRunRequest(include), cancelled ?? never, mode);
    const run = this.runs[before];
    if (!run) throw new Error('Nothing was run.');
    return run;
  }

  close(): void {
    this.explorer.dispose();
    this.controller.dispose();
    this.catalog.dispose();
  }
}

/** The labels of an item and of those above it. */
export function pathOf(item: TestItem): string {
  return item.parent ? `${pathOf(item.parent)} › ${item.label}` : item.label;
}

/** The item of a file, by the end of its path. */
export function itemNamed(items: TestController['items'], name: string): TestItem {
  let found: TestItem | undefined;
  items.forEach((item) => {
    if (item.label.endsWith(name)) found ??= item;
  });
  if (!found) throw new Error(`${name} is not in the tree.`);
  return found;
}

/** The labels of the items below a collection, each on its line, indented. */
export function treeOf(items: TestController['items'], indent = ''): readonly string[] {
  const lines: string[] = [];
  const sorted: TestItem[] = [];
  items.forEach((item) => sorted.push(item));
  sorted.sort((a, b) => ((a.sortText ?? a.label) < (b.sortText ?? b.label) ? -1 : 1));
  for (const item of sorted) lines.push(`${indent}${item.label}`, ...treeOf(item.children, `${indent}  `));
  return lines;
}

/** The same controller; its runs are noted. */
function watched(controller: TestController, runs: Reported[]): TestController {
  const createTestRun = (request: TestRunRequest): TestRun => {
    const run = controller.createTestRun(request);
    const reported: Reported = {
      ...{ request, output: '', isEnded: false, states: new Map(), messages: new Map() },
    };
    runs.push(reported);
    const state = (name: string) => (item: TestItem) => void reported.states.set(pathOf(item), name);
    const noted = {
      enqueued: state('enqueued'),
      started: state('started'),
      passed: state('passed'),
      skipped: state('skipped'),
      failed: withMessages(reported, state('failed')),
      errored: withMessages(reported, state('errored')),
      appendOutput: (text: string) => void (reported.output += text),
      end: () => void (reported.isEnded = true),
    };
    return new Proxy(run, {
      get: (target, name) => {
        const value: unknown = Reflect.get(target, name);
        const note: unknown = Reflect.get(noted, name);
        if (typeof value !== 'function' || typeof note !== 'function') return value;
        return (...args: unknown[]) => {
          Reflect.apply(note, noted, args);
          return Reflect.apply(value, target, args) as unknown;
        };
      },
    });
  };
  return new Proxy(controller, {
    get: (target, name): unknown => (name === 'createTestRun' ? createTestRun : Reflect.get(target, name)),
  });
}

function withMessages(
  { messages }: Reported,
  note: (item: TestItem) => void,
): (item: TestItem, message: TestMessage | readonly TestMessage[]) => void {
  return (item, message) => {
    note(item);
    messages.set(pathOf(item), Array.isArray(message) ? message : [message as TestMessage]);
  };
}
