import { html, nothing, type TemplateResult } from 'lit-html';
import { live } from 'lit-html/directives/live.js';
import { formJson, formParameters, textsOfJson } from '../../src/shared/inputs/inputForm';
import { pathText } from '../../src/shared/inputs/values/inputProblem';
import type { WorkflowInputs } from '../../src/shared/inputs/workflowInputs';
import type { JsonObject } from '../../src/shared/json/json';
import { foreignText } from '../../src/shared/text/foreignText';
import type { ViewServices } from '../state/viewServices';
import { icon } from '../ui/icons';
import { formText } from '../words/formText';
import { fill, list, number, text } from '../words/text';
import { cellsOf } from './fields/cells';
import { FieldStates, type Cell, type FieldForm } from './fields/fieldForm';
import { FieldUploads } from './fields/fieldUploads';
import { fieldTemplate } from './fields/fieldTemplate';
import type { WorkflowForm } from '../onDemand/inputsPart';
import { jsonProblem } from './fields/jsonProblem';
import { KeptInputs } from './keptInputs';
import { check, innerCells } from './fields/problems';
import { inputsNotes } from './inputsNotes';
import { isMissing, summaryOf } from './summary';

/** The inputs of the active workflow above the composer: a line that sums them up, and the region with the form. */
export class InputsForm implements WorkflowForm {
  private readonly states = new FieldStates();
  private readonly kept: KeptInputs;
  private readonly form: FieldForm;
  private readonly uploads: FieldUploads;
  /** The workflow that the form shows. */
  private workflow = '';
  /** Undefined until the user opens or closes the form, or it has opened because an input is required. */
  private isOpen: boolean | undefined;
  /** Why the message was not sent. */
  private notSent = '';
  /** The refusal of the service whose field was changed. */
  private changedRefusal: string | undefined;
  private lastRefusal: string | undefined;
  /** Path of the field that shows the refusal. */
  private refusedPath: string | undefined;
  /** Why the form as JSON cannot be shown as fields. */
  private jsonWords: string | undefined;

  constructor(
    private readonly view: ViewServices,
    /** Sends the message in the composer. */
    private readonly send: () => void,
  ) {
    this.kept = new KeptInputs(view);
    this.form = {
      view,
      states: this.states,
      isOneLine: false,
      needsUploads: false,
      uploadPrefix: '',
      uploads: () => view.state.uploads.all,
      texts: () => this.kept.texts,
      setText: (name, value) => this.setText(name, value),
      refusal: (path) => this.refusalAt(pathText(path)),
      refresh: () => view.page.refreshChrome(),
    };
    this.uploads = new FieldUploads(this.form);
  }

  template(): unknown {
    const { inputs } = this.view.state.context;
    if (!inputs) return nothing;
    this.enter(inputs);
    const cells = this.cells(inputs);
    this.uploads.take(cells);
    if (inputs.state === 'ready' && cells.length === 0 && !this.isOpen) return nothing;
    const isOpen = this.isOpen === true;
    const summary = isOpen ? '' : summaryOf(inputs, cells);
    return html`<div class="inputs-line">
        <button
          class="workflow inputs-toggle"
          type="button"
          aria-expanded=${isOpen}
          aria-describedby=${summary === '' ? nothing : 'inputs-summary'}
          @click=${() => this.toggle(inputs)}
        >
          ${icon('chevron')}<span>${text.workflowInputs}</span>
        </button>
        <span id="inputs-summary" class="inputs-summary" dir="auto">${summary}</span>
      </div>
      ${isOpen ? this.region(inputs, cells) : nothing}`;
  }

  parameters(): JsonObject | 'wrong' | undefined {
    const { inputs } = this.view.state.context;
    if (inputs?.state !== 'ready') return undefined;
    this.kept.post();
    if (!this.takeJson(inputs)) return this.refuse([], '#inputs-json');
    const wrong = check(this.cells(inputs));
    if (wrong.length > 0) return this.refuse(wrong, `#${wrong[0]?.id ?? ''}`);
    const result = formParameters(inputs.fields, this.kept.texts);
    if ('problems' in result) return this.refuse([], '#workflow-inputs');
    this.notSent = '';
    return result.parameters;
  }

  private region(inputs: WorkflowInputs, cells: readonly Cell[]): TemplateResult {
    const isJson = this.kept.json !== undefined;
    return html`<section
      id="workflow-inputs"
      class="inputs"
      role="region"
      tabindex="-1"
      aria-label=${text.workflowInputs}
      @keydown=${(event: KeyboardEvent) => this.onKey(event)}
      @focusout=${() => this.kept.post()}
    >
      ${inputsNotes(this.view, inputs)}
      ${this.notSent !== '' ? html`<p class="problem" role="alert">${this.notSent}</p>` : nothing}
      ${
        inputs.state === 'ready' && cells.length > 0
          ? html`<div class="inputs-tools">
                <button
                  class="link"
                  type="button"
                  aria-pressed=${isJson}
                  @click=${() => this.toggleJson(inputs)}
                >
                  ${formText.allAsJson}
                </button>
                <button class="link" type="button" @click=${() => this.reset()}>${formText.reset}</button>
              </div>
              ${isJson ? this.jsonArea(inputs) : cells.map((cell) => fieldTemplate(cell))}
              ${inputs.omitted ? html`<p class="note">${fill(formText.omitted, { count: number(inputs.omitted) })}</p>` : nothing}`
          : nothing
      }
    </section>`;
  }

  private jsonArea(inputs: WorkflowInputs): TemplateResult {
    return html`<div class="field">
      <label class="field-label" for="inputs-json">${formText.allInputs}</label>
      <textarea
        id="inputs-json"
        class="json"
        dir="ltr"
        rows="3"
        spellcheck="false"
        aria-invalid=${this.jsonWords === undefined ? nothing : 'true'}
        aria-describedby=${this.jsonWords === undefined ? nothing : 'inputs-json-problem'}
        .value=${live(this.kept.json ?? '')}
        @input=${(event: Event) => this.typeJson(inputs, (event.currentTarget as HTMLTextAreaElement).value)}
        @change=${() => void this.takeJson(inputs)}
      ></textarea>
      ${
        this.jsonWords === undefined
          ? nothing
          : html`<p class="problem" id="inputs-json-problem" role="status">${this.jsonWords}</p>`
      }
    </div>`;
  }

  private cells(inputs: WorkflowInputs): readonly Cell[] {
    return cellsOf(this.form, inputs.fields, 'input');
  }

  /** Follows the host: another workflow, texts that it has kept, and what the service refused. */
  private enter(inputs: WorkflowInputs): void {
    this.kept.settle();
    if (this.workflow !== inputs.workflow) {
      this.workflow = inputs.workflow;
      this.kept.enter();
      this.states.clear();
      this.isOpen = undefined;
      this.notSent = '';
      this.jsonWords = undefined;
    }
    if (this.isOpen === undefined && inputs.state === 'ready' && this.cells(inputs).some(isMissing)) {
      this.isOpen = true;
    }
    this.refusedPath = deepestPath(this.cells(inputs), inputs.refusedField);
    const refusal = inputs.refusedField && `${inputs.refusedField} ${inputs.refusedReason ?? ''}`;
    if (refusal === this.lastRefusal) return;
    this.lastRefusal = refusal;
    this.changedRefusal = undefined;
    if (refusal) this.isOpen = true;
  }

  private refusalAt(path: string): string | undefined {
    const { inputs } = this.view.state.context;
    if (this.refusedPath !== path || this.changedRefusal === inputs?.refusedField) return undefined;
    return fill(formText.refused, { reason: foreignText(inputs?.refusedReason ?? '', 500) });
  }

  private setText(name: string, value: string): void {
    const { inputs } = this.view.state.context;
    if (inputs?.refusedField?.split('.')[0] === name) this.changedRefusal = inputs.refusedField;
    this.notSent = '';
    this.kept.set(Object.fromEntries([...Object.entries(this.kept.texts), [name, value]]));
  }

  private toggle(inputs: WorkflowInputs): void {
    this.isOpen = this.isOpen !== true;
    if (this.isOpen && inputs.state === 'unknown') this.view.actions.post({ type: 'loadInputs' });
    this.view.page.refreshChrome();
  }

  private reset(): void {
    this.states.clear();
    this.notSent = '';
    this.jsonWords = undefined;
    this.kept.reset();
    this.view.page.announce(formText.announceReset);
    this.view.page.refreshChrome();
  }

  private toggleJson(inputs: WorkflowInputs): void {
    if (this.kept.json === undefined) {
      this.kept.set(this.kept.texts, formJson(inputs.fields, this.kept.texts));
    } else if (this.takeJson(inputs)) {
      this.states.clear();
      this.kept.set(this.kept.texts);
    } else {
      this.view.page.focusAfterRender('#inputs-json');
    }
    this.view.page.refreshChrome();
  }

  private typeJson(inputs: WorkflowInputs, json: string): void {
    const result = textsOfJson(inputs.fields, json);
    this.kept.set('texts' in result ? result.texts : this.kept.texts, json);
    // A wrong text is judged again with every key; others when the field is left.
    if (this.jsonWords !== undefined) void this.takeJson(inputs);
    else this.view.page.refreshChrome();
  }

  /** Judges the form as JSON. Returns false, and shows the reason, if it cannot be shown as fields. */
  private takeJson(inputs: WorkflowInputs): boolean {
    const { json } = this.kept;
    const result = json === undefined ? undefined : textsOfJson(inputs.fields, json);
    const isWrong = result !== undefined && 'problem' in result;
    this.jsonWords = isWrong ? (jsonProblem(json ?? '') ?? formText.jsonObject) : undefined;
    this.view.page.refreshChrome();
    return !isWrong;
  }

  /** Opens the form at what is wrong. */
  private refuse(wrong: readonly Cell[], selector: string): 'wrong' {
    this.isOpen = true;
    const names = list(wrong.map(({ label }) => label));
    this.notSent = names === '' ? formText.notSentJson : fill(formText.notSent, { names });
    // The problems of members are at their fields.
    if (wrong.length > 0 && this.kept.json !== undefined) this.kept.set(this.kept.texts);
    this.view.page.focusAfterRender(selector);
    this.view.page.refreshChrome();
    return 'wrong';
  }

  private onKey(event: KeyboardEvent): void {
    if (this.view.page.composition.owns(event)) return;
    if (event.key === 'Escape') {
      event.preventDefault();
      event.stopPropagation();
      this.isOpen = false;
      this.view.page.refreshChrome();
      this.view.page.focusComposer();
    } else if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && !event.altKey) {
      event.preventDefault();
      this.send();
    }
  }
}

/** Path of the innermost field that is shown and contains the value at a path. */
function deepestPath(cells: readonly Cell[], path: string | undefined): string | undefined {
  const found = cells.find((cell) => path !== undefined && `${path}.`.startsWith(`${pathText(cell.path)}.`));
  return found && (deepestPath(innerCells(found), path) ?? pathText(found.path));
}
