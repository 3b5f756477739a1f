import type { CozeApi } from '../../coze/cozeApi';
import type { ErrorInfo } from '../../shared/errorInfo';
import type { UserMessage } from '../../shared/conversation/userMessage';
import { inputChanges } from '../../shared/inputs/inputChanges';
import { inputFields, type WorkflowParameter } from '../../shared/inputs/inputFields';
import type { InputField, InputsDraft } from '../../shared/inputs/inputField';
import { completeParameters, textsOfJson, type FormResult } from '../../shared/inputs/inputForm';
import { pathText, type InputProblem } from '../../shared/inputs/values/inputProblem';
import { refusedField } from '../../shared/inputs/refusedField';
import type { InputChange, WorkflowInputs } from '../../shared/inputs/workflowInputs';
import type { JsonObject } from '../../shared/json/json';
import { uploadsIn } from '../../shared/uploads';
import { isDemo, type Workflow } from '../../shared/workflow';
import type { InputsCache, InputsReply, KnownInputs } from './inputsCache';
import type { KeptInputs } from './keptInputs';

export interface InputStoreDeps {
  readonly api: Pick<CozeApi, 'workflow' | 'versionInputs'>;
  readonly cache: InputsCache;
  readonly kept: KeptInputs;
  readonly now: () => number;
  /** Why the service must not be asked; `undefined` if it may be. */
  readonly blocked: (workflow: Workflow) => Promise<string | undefined>;
  readonly explain: (error: unknown) => ErrorInfo;
  /** Why the inputs are not known, and the remedy. `true`: the service does not describe them. */
  readonly failureText: (failure: ErrorInfo | true, workflow: Workflow) => Promise<string>;
  readonly problemText: (problem: InputProblem) => string;
  readonly changed: () => void;
  readonly warn: (message: string) => void;
}

/** What is known about one version of a workflow. */
interface Entry {
  readonly state: WorkflowInputs['state'];
  readonly parameters: readonly WorkflowParameter[];
  readonly problem?: string;
  readonly changes?: readonly InputChange[];
}

interface Refusal {
  readonly refusedField: string;
  readonly refusedReason: string;
}

/** Longest wait of a message for inputs that are being requested, in milliseconds. */
const longestWaitMs = 3_000;
const nothing: Entry = { state: 'unknown', parameters: [] };

/** The inputs of the workflows, the texts of their forms, and what the service refused. Keys are those of the workflows. */
export class InputStore {
  private readonly entries = new Map<string, Entry>();
  private readonly loading = new Map<string, Promise<void>>();
  private readonly refusals = new Map<string, Refusal>();

  constructor(private readonly deps: InputStoreDeps) {}

  /** The inputs for the view; `undefined` for the demo, which has none. */
  async of(workflow: Workflow): Promise<WorkflowInputs | undefined> {
    if (isDemo(workflow)) return undefined;
    const { parameters, ...entry } = await this.entryOf(workflow);
    const { fields, omitted } = inputFields(parameters, workflow.parameters);
    return {
      workflow: workflow.key,
      ...entry,
      fields,
      ...(omitted > 0 && { omitted }),
      ...this.deps.kept.of(workflow.key),
      ...this.refusals.get(workflow.key),
    };
  }

  /** Requests the inputs, unless they are known, declared by the entry or being requested. `again` is a click of the user. */
  load(workflow: Workflow, again: boolean): Promise<void> {
    if (isDemo(workflow) || workflow.inputs) return Promise.resolve();
    const key = entryKey(workflow);
    const current = this.loading.get(key);
    if (current) return current;
    const work = this.requestIfAllowed(workflow, again).finally(() => this.loading.delete(key));
    this.loading.set(key, work);
    return work;
  }

  /** Keeps the reply about the inputs that the service gave while the workflow was added. */
  async remember(target: Pick<Workflow, 'baseUrl' | 'workflowId'>, reply: InputsReply): Promise<void> {
    await this.store(target, { at: this.deps.now(), ...reply });
    this.entries.delete(entryKey(target));
    this.deps.changed();
  }

  async keep(workflow: string, form: InputsDraft): Promise<void> {
    await this.deps.kept.keep(workflow, form);
    if (this.refusals.delete(workflow)) this.deps.changed();
  }

  async reset(workflow: string): Promise<void> {
    await this.deps.kept.reset(workflow);
    this.refusals.delete(workflow);
    this.deps.changed();
  }

  /**
   * The message with the parameters of the form. Those of the message come first. Waits 3 s at most for inputs that are being requested.
   * `undefined` if an input is missing or not valid: the form shows the problem.
   */
  async completed(workflow: Workflow, message: UserMessage): Promise<UserMessage | undefined> {
    if (isDemo(workflow)) return message;
    await atMost(longestWaitMs, this.loading.get(entryKey(workflow)));
    const { state, parameters } = await this.entryOf(workflow);
    if (state !== 'ready') return message;
    const { fields } = inputFields(parameters, workflow.parameters);
    const result = this.formOf(workflow, fields, message.parameters);
    const [problem] = 'problems' in result ? result.problems : unsentFiles(result.parameters);
    if ('problems' in result || problem) {
      if (problem) this.refuse(workflow, pathText(problem.path), this.deps.problemText(problem));
      return undefined;
    }
    if (this.refusals.delete(workflow.key)) this.deps.changed();
    if (Object.keys(result.parameters).length === 0) return message;
    return { ...message, parameters: result.parameters };
  }

  /** Shows at its field that the service refused an input. Returns whether the error is about an input. */
  async refused(workflow: Workflow, error: ErrorInfo): Promise<boolean> {
    if (isDemo(workflow)) return false;
    const { parameters } = await this.entryOf(workflow);
    const { fields } = inputFields(parameters);
    const field = refusedField(error, fields);
    if (field !== undefined) this.refuse(workflow, field, error.serviceMessage ?? '');
    return field !== undefined;
  }

  /** Requests the inputs if the service refused one that they do not have: they are not known, or have changed. */
  async refresh(workflow: Workflow): Promise<void> {
    const [name] = this.refusals.get(workflow.key)?.refusedField.split('.') ?? [];
    const { state, parameters } = await this.entryOf(workflow);
    if (name !== undefined && !parameters.some((parameter) => parameter.name === name))
      await this.load(workflow, state === 'ready');
  }

  private refuse(workflow: Workflow, field: string, reason: string): void {
    this.refusals.set(workflow.key, { refusedField: field, refusedReason: reason });
    this.deps.changed();
  }

  private formOf({ key }: Workflow, fields: readonly InputField[], given: JsonObject = {}): FormResult {
    const { values, json } = this.deps.kept.of(key);
    const read = json === undefined ? { texts: values } : textsOfJson(fields, json);
    return 'problem' in read ? { problems: [read.problem] } : completeParameters(fields, read.texts, given);
  }

  private async entryOf(workflow: Workflow): Promise<Entry> {
    if (workflow.inputs) return { state: 'ready', parameters: workflow.inputs };
    const key = entryKey(workflow);
    const known = this.entries.get(key);
    if (known) return known;
    const reply = (await this.replies(workflow)).find(
      ({ workflowVersion }) => workflowVersion === workflow.workflowVersion,
    );
    const entry = reply ? await this.entryOfReply(reply, workflow) : nothing;
    // A request may have been answered while the file was read.
    const current = this.entries.get(key) ?? entry;
    this.entries.set(key, current);
    return current;
  }

  private async entryOfReply(
    { parameters, failure = true }: KnownInputs,
    workflow: Workflow,
  ): Promise<Entry> {
    if (parameters) return { state: 'ready', parameters };
    return { state: 'failed', parameters: [], problem: await this.deps.failureText(failure, workflow) };
  }

  private async requestIfAllowed(workflow: Workflow, again: boolean): Promise<void> {
    const { state } = await this.entryOf(workflow);
    if (state !== 'unknown' && !again) return;
    const problem = await this.deps.blocked(workflow);
    if (problem === undefined) return this.request(workflow);
    if (state === 'unknown') this.set(entryKey(workflow), { ...nothing, problem });
  }

  private async request(workflow: Workflow): Promise<void> {
    const key = entryKey(workflow);
    const before = this.entries.get(key) ?? nothing;
    this.set(key, { ...before, state: 'loading' });
    const { workflowVersion } = workflow;
    const known = { ...(workflowVersion !== undefined && { workflowVersion }), at: this.deps.now() };
    try {
      const parameters = await this.ask(workflow);
      const reply: KnownInputs = parameters ? { ...known, parameters } : { ...known, failure: true };
      const changes = parameters ? await this.changesOf(workflow, parameters) : [];
      this.set(key, {
        ...(await this.entryOfReply(reply, workflow)),
        ...(changes.length > 0 && { changes }),
      });
      await this.store(workflow, reply);
    } catch (error) {
      const failure = this.deps.explain(error);
      this.set(key, await this.entryOfReply({ ...known, failure }, workflow));
      // Other failures pass, such as that of a connection. These would cost a call in each window.
      if (failure.kind === 'permission' || failure.kind === 'notFound')
        await this.store(workflow, { ...known, failure });
    }
  }

  private async ask({
    baseUrl,
    workflowId,
    workflowVersion,
  }: Workflow): Promise<readonly WorkflowParameter[] | undefined> {
    const { api } = this.deps;
    if (workflowVersion !== undefined) return api.versionInputs({ baseUrl }, workflowId, workflowVersion);
    return (await api.workflow({ baseUrl }, workflowId)).inputs;
  }

  /** What changed since the newest reply with inputs, of any version. */
  private async changesOf(
    workflow: Workflow,
    parameters: readonly WorkflowParameter[],
  ): Promise<readonly InputChange[]> {
    const before = (await this.replies(workflow)).find((reply) => reply.parameters)?.parameters;
    return before ? inputChanges(inputFields(before).fields, inputFields(parameters).fields) : [];
  }

  private async replies(workflow: Workflow): Promise<readonly KnownInputs[]> {
    try {
      return await this.deps.cache.read(workflow);
    } catch (error) {
      this.deps.warn(`The inputs of a workflow could not be read: ${String(error)}`);
      return [];
    }
  }

  private async store(target: Pick<Workflow, 'baseUrl' | 'workflowId'>, reply: KnownInputs): Promise<void> {
    try {
      await this.deps.cache.add(target, reply);
    } catch (error) {
      this.deps.warn(`The inputs of a workflow could not be stored: ${String(error)}`);
    }
  }

  private set(key: string, entry: Entry): void {
    this.entries.set(key, entry);
    this.deps.changed();
  }
}

/** Profiles that call the same version of a workflow share its inputs. */
function entryKey({
  baseUrl,
  workflowId,
  workflowVersion = '',
}: Pick<Workflow, 'baseUrl' | 'workflowId' | 'workflowVersion'>): string {
  return `${baseUrl} ${workflowId} ${workflowVersion}`;
}

/** Files of the form that the sender has not replaced by what is sent for them. */
function unsentFiles(parameters: JsonObject): readonly InputProblem[] {
  return Object.entries(parameters)
    .filter(([, value]) => uploadsIn(value).length > 0)
    .map(([name]) => ({ kind: 'fileInForm', path: [name] }));
}

async function atMost(milliseconds: number, work: Promise<unknown> | undefined): Promise<void> {
  if (!work) return;
  let timer: NodeJS.Timeout | undefined;
  const end = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, milliseconds);
  });
  await Promise.race([work, end]);
  clearTimeout(timer);
}
