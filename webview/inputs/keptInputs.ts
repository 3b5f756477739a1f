import type { InputsDraft, InputTexts } from '../../src/shared/inputs/inputField';
import type { WorkflowInputs } from '../../src/shared/inputs/workflowInputs';
import type { ViewServices } from '../state/viewServices';

/** Delay between a key press and the message to the host, in milliseconds. */
const keepAfter = 250;

/**
 * The texts of the form. The host keeps them; until it shows the same texts, those of the page count, so that neither an
 * older context nor a reload of the page takes back what was typed.
 */
export class KeptInputs {
  private timer: ReturnType<typeof setTimeout> | undefined;
  /** The workflow whose texts are not posted yet. */
  private unsent: string | undefined;

  constructor(private readonly view: ViewServices) {
    window.addEventListener('pagehide', () => this.post());
    document.addEventListener('visibilitychange', () => this.post());
  }

  /** To be called for a workflow that is shown: posts texts that the host has missed. */
  enter(): void {
    if (this.inputs && this.unkept) this.postSoon(this.inputs.workflow);
  }

  get texts(): InputTexts {
    return this.draft.values;
  }

  /** The text of all inputs, while they are edited as JSON. */
  get json(): string | undefined {
    return this.draft.json;
  }

  set(values: InputTexts, json?: string): void {
    const { inputs } = this;
    if (!inputs) return;
    this.view.state.local.setInputs(inputs.workflow, { values, ...(json !== undefined && { json }) });
    this.postSoon(inputs.workflow);
  }

  reset(): void {
    const { inputs } = this;
    if (!inputs) return;
    this.stop();
    this.view.state.local.setInputs(inputs.workflow, { values: {} });
    this.view.actions.post({ type: 'resetInputs', workflow: inputs.workflow });
  }

  /** Posts what the host does not have yet. */
  post(): void {
    const { unsent: workflow } = this;
    const draft = workflow === undefined ? undefined : this.view.state.local.inputs(workflow);
    this.stop();
    if (workflow !== undefined && draft) this.view.actions.post({ type: 'keepInputs', workflow, ...draft });
  }

  /** To be called with each context: forgets the texts of the page once the host has them. */
  settle(): void {
    const { inputs, unkept } = this;
    if (!inputs || !unkept || this.unsent === inputs.workflow) return;
    const isSame = unkept.json === inputs.json && isEqual(unkept.values, inputs.values);
    if (isSame) this.view.state.local.setInputs(inputs.workflow, undefined);
  }

  private get inputs(): WorkflowInputs | undefined {
    return this.view.state.context.inputs;
  }

  private get unkept(): InputsDraft | undefined {
    return this.inputs && this.view.state.local.inputs(this.inputs.workflow);
  }

  private get draft(): InputsDraft {
    return this.unkept ?? this.inputs ?? { values: {} };
  }

  private postSoon(workflow: string): void {
    if (this.unsent !== workflow) this.post();
    this.unsent = workflow;
    this.timer ??= setTimeout(() => this.post(), keepAfter);
  }

  private stop(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.unsent = undefined;
  }
}

function isEqual(one: InputTexts, other: InputTexts): boolean {
  const names = Object.keys(one);
  return (
    names.length === Object.keys(other).length &&
    names.every((name) => Object.hasOwn(other, name) && one[name] === other[name])
  );
}
