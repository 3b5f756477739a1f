import { html, nothing } from 'lit-html';
import type { JsonObject } from '../../src/shared/json/json';
import type { ViewServices } from '../state/viewServices';
import { isComing, loadPart } from '../onDemand/loader';
import { partOf } from '../onDemand/registry';
import type { WorkflowForm } from '../onDemand/inputsPart';

/** The place of the workflow's inputs above the composer. Their form is loaded when a workflow may have inputs. */
export class InputsSlot {
  private form: WorkflowForm | undefined;
  /** The workflow whose inputs were asked for last. */
  private asked = '';

  constructor(
    private readonly view: ViewServices,
    private readonly send: () => void,
  ) {}

  template(): unknown {
    const { inputs } = this.view.state.context;
    if (!inputs || (inputs.state === 'ready' && inputs.fields.length === 0 && !this.form)) return nothing;
    if (isComing('inputs')) void loadPart('inputs').then(this.view.page.refreshChrome);
    this.form ??= partOf('inputs')?.workflowForm(this.view, this.send);
    const shown = this.form ? this.form.template() : '';
    return shown === nothing ? nothing : html`<div class="inputs-slot">${shown}</div>`;
  }

  /** Asks for the inputs when the user begins to write. */
  prepare(): void {
    const { inputs } = this.view.state.context;
    if (inputs?.state !== 'unknown' || this.asked === inputs.workflow) return;
    this.asked = inputs.workflow;
    this.view.actions.post({ type: 'loadInputs' });
  }

  parameters(): JsonObject | 'wrong' | undefined {
    return this.form?.parameters();
  }
}
