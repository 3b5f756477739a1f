import { html, nothing, type TemplateResult } from 'lit-html';
import type { CardField } from '../../src/shared/conversation/content';
import { answerOf, answerFields, type FieldAnswer } from '../../src/shared/inputs/answerFields';
import { textOf, type InputField } from '../../src/shared/inputs/inputField';
import type { ViewServices } from '../state/viewServices';
import { formText } from '../words/formText';
import { fill, list } from '../words/text';
import { cellsOf } from './fields/cells';
import { FieldStates, type Cell, type FieldForm } from './fields/fieldForm';
import { FieldUploads } from './fields/fieldUploads';
import { fieldTemplate } from './fields/fieldTemplate';
import type { QuestionForm } from '../onDemand/inputsPart';
import { check } from './fields/problems';

/** Milliseconds in which a second answer comes from a key that was pressed twice. */
const sameKeyMs = 1_000;

/** The fields of an input node. Unsent texts are kept with the other drafts of the page. */
export class AnswerForm implements QuestionForm {
  private readonly fields: readonly InputField[];
  private readonly form: FieldForm;
  private readonly uploads: FieldUploads;
  private notSent = '';
  private answeredAt = Number.NEGATIVE_INFINITY;

  constructor(
    private readonly view: ViewServices,
    runId: string,
    fields: readonly CardField[],
  ) {
    const { local } = view.state;
    this.fields = answerFields(fields);
    this.form = {
      view,
      states: new FieldStates(),
      isOneLine: true,
      needsUploads: true,
      // Files of an earlier question with the same fields are others.
      uploadPrefix: `answer/${runId}`,
      uploads: () => view.state.uploads.all,
      texts: () => local.answer(runId).fields,
      setText: (name, text) => {
        this.notSent = '';
        const before = local.answer(runId);
        local.setAnswer(runId, { ...before, fields: { ...before.fields, [name]: text } });
      },
      refusal: () => undefined,
      refresh: () => view.page.refresh(),
    };
    this.uploads = new FieldUploads(this.form);
  }

  template(): TemplateResult {
    const { cells } = this;
    this.uploads.take(cells);
    return html`${cells.map((cell) => fieldTemplate(cell))}
    ${this.notSent === '' ? nothing : html`<p class="problem" role="alert">${this.notSent}</p>`}`;
  }

  answer(): FieldAnswer | undefined {
    // The fields were emptied when they were sent.
    const isSent = performance.now() - this.answeredAt < sameKeyMs;
    if (isSent && Object.keys(this.form.texts()).length === 0) return undefined;
    const wrong = check(this.cells);
    if (wrong.length === 0) {
      const texts = this.form.texts();
      this.answeredAt = performance.now();
      return answerOf(this.fields.map((field) => [field, textOf(field, texts)]));
    }
    this.notSent = fill(formText.notSent, { names: list(wrong.map(({ label }) => label)) });
    this.view.page.focusAfterRender(`#${wrong[0]?.id ?? ''}`);
    this.view.page.refresh();
    return undefined;
  }

  private get cells(): readonly Cell[] {
    return cellsOf(this.form, this.fields, 'answer');
  }
}

const forms = new WeakMap<ViewServices, { readonly runId: string; readonly form: AnswerForm }>();

/** The form of the question of a run, which is the newest of the conversation. */
export function answerForm(view: ViewServices, runId: string, fields: readonly CardField[]): QuestionForm {
  const known = forms.get(view);
  if (known?.runId === runId) return known.form;
  const form = new AnswerForm(view, runId, fields);
  forms.set(view, { runId, form });
  return form;
}
