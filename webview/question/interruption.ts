import { html, nothing, type TemplateResult } from 'lit-html';
import { live } from 'lit-html/directives/live.js';
import type { CardField, CardQuestion } from '../../src/shared/conversation/content';
import { questionOf, type Run, type Turn } from '../../src/shared/conversation/conversation';
import { expectedValue, fieldValue, type ExpectedValue } from '../../src/shared/fieldValue';
import type { TextAreaElement, TextFieldElement } from '../toolkit/toolkit';
import { fieldTypeName } from './fieldTypes';
import { isSendKey } from '../keys/keys';
import type { ViewServices } from '../app/viewServices';
import { omitted } from '../message/omitted';
import { fill, text } from '../words/text';

const expectedWords: Readonly<Record<ExpectedValue, string>> = {
  integer: text.expectInteger,
  number: text.expectNumber,
  boolean: text.expectBoolean,
};

/** Whether the question of a run is shown as a form, rather than as part of the conversation. */
export function isAskedNow(view: ViewServices, turn: Turn, run: Run): boolean {
  return (
    run.outcome === 'waiting' &&
    view.state.conversation.turns.at(-1) === turn &&
    turn.runs.at(-1) === run &&
    (!turn.isInterruptDismissed || view.state.ui.isOn({ kind: 'reopened', id: run.id }))
  );
}

/** The question of a waiting run: a text box, the options of a card, or its fields. */
export function interruption(view: ViewServices, turn: Turn, run: Run, isNewest: boolean): TemplateResult {
  if (!isNewest) return html`<p class="note">${text.reopened}</p>`;
  const reopened = { kind: 'reopened', id: run.id } as const;
  if (turn.isInterruptDismissed && !view.state.ui.isOn(reopened)) {
    return html`<div class="outcome asking" role="note">
      <p>${text.dismissed}</p>
      <div class="buttons">
        <vscode-button
          appearance="secondary"
          @click=${() => {
            view.page.focusAfterRender('form.asking :is(vscode-button, vscode-text-area, vscode-text-field)');
            view.state.ui.set(reopened, true);
          }}
          >${text.answerNow}</vscode-button
        >
      </div>
    </div>`;
  }
  const question = questionOf(run);
  const card = question?.body.type === 'card' ? question.body.question : undefined;
  const answer = (reply: string) => {
    if (!view.actions.post({ type: 'answerInterrupt', turnId: turn.id, text: reply })) return;
    view.state.local.setAnswer(run.id, undefined);
    view.state.ui.set(reopened, false);
  };
  return html`<form
    class="outcome asking"
    aria-label=${text.interruptForm}
    @submit=${(event: Event) => event.preventDefault()}
    @keydown=${(event: KeyboardEvent) => onKey(view, event, card, answer)}
  >
    <p class="label">${text.interruptForm}</p>
    ${question ? nothing : html`<p>${text.emptyQuestion}</p>`}
    ${card?.title ? html`<p class="question"><strong>${card.title}</strong></p>` : nothing}
    ${card?.type === 'options' ? options(card, answer) : nothing}
    ${card?.type === 'inputs' ? fields(view, run, card.fields) : box(view, run)} ${omitted(card?.omitted)}
    <div class="problem" role="status"></div>
    <div class="buttons">
      <vscode-button @click=${(event: Event) => submit(formOf(event), card, answer)}
        >${text.reply}</vscode-button
      >
      <vscode-button
        appearance="secondary"
        title=${text.notNowHint}
        @click=${() => {
          view.state.ui.set(reopened, false);
          view.actions.post({ type: 'dismissInterrupt', turnId: turn.id });
        }}
        >${text.notNow}</vscode-button
      >
    </div>
  </form>`;
}

function formOf(event: Event): HTMLFormElement | null {
  return (event.target as HTMLElement).closest('form');
}

function options(
  card: Extract<CardQuestion, { type: 'options' }>,
  answer: (reply: string) => void,
): TemplateResult {
  return html`<ul class="chips" aria-label=${text.options}>
    ${card.options.map(
      (option, index) =>
        html`<li>
          <vscode-button
            appearance="secondary"
            title=${index < 9 ? fill(text.optionKey, { option, key: index + 1 }) : option}
            @click=${() => answer(option)}
            >${index < 9 ? html`<kbd aria-hidden="true">${index + 1}</kbd>` : nothing}${option}</vscode-button
          >
        </li>`,
    )}
  </ul>`;
}

function box(view: ViewServices, run: Run): TemplateResult {
  return html`<vscode-text-area
    placeholder=${text.yourAnswer}
    rows="2"
    resize="vertical"
    .value=${live(view.state.local.answer(run.id).text)}
    @input=${(event: Event) => {
      const { value } = event.currentTarget as TextAreaElement;
      view.state.local.setAnswer(run.id, { ...view.state.local.answer(run.id), text: value });
    }}
    >${text.yourAnswer}</vscode-text-area
  >`;
}

function fields(view: ViewServices, run: Run, list: readonly CardField[]): TemplateResult {
  return html`${list.map(
    ({ name, type, required }) =>
      html`<vscode-text-field
          data-field=${name}
          data-type=${type}
          data-required=${required ? 'true' : nothing}
          .value=${live(view.state.local.answer(run.id).fields[name] ?? '')}
          @input=${(event: Event) => {
            const field = event.currentTarget as TextFieldElement;
            const before = view.state.local.answer(run.id);
            view.state.local.setAnswer(run.id, {
              ...before,
              fields: { ...before.fields, [name]: field.value },
            });
            // A refused field is validated again with every key; others only on submit.
            if (field.hasAttribute('aria-invalid')) judge(field);
          }}
          >${fill(required ? text.fieldRequired : text.fieldLabel, { name, type: fieldTypeName(type) })}</vscode-text-field
        >
        <p class="problem field-problem"></p>`,
  )}`;
}

function submit(
  form: HTMLFormElement | null,
  card: CardQuestion | undefined,
  answer: (reply: string) => void,
): void {
  if (!form) return;
  if (card?.type === 'inputs') {
    submitFields(form, answer);
    return;
  }
  const value = form.querySelector<TextAreaElement>('vscode-text-area')?.value ?? '';
  if (value.trim() !== '') answer(value);
}

function submitFields(form: HTMLFormElement, answer: (reply: string) => void): void {
  const elements = [...form.querySelectorAll<TextFieldElement>('vscode-text-field')];
  const missing = elements.filter(isMissing).map((element) => element.dataset['field'] ?? '');
  const problem = form.querySelector('.problem[role]');
  if (problem) {
    problem.textContent = missing.length > 0 ? fill(text.fieldMissing, { names: missing.join(', ') }) : '';
  }
  const first = elements.filter((element) => !judge(element))[0];
  if (first) {
    first.focus();
    return;
  }
  // Coze splits a reply at line breaks and the first colon and trims nothing; a line without a colon breaks the run. A
  // text field cannot contain a line break. Empty optional fields are sent as `name:`.
  answer(elements.map((element) => `${element.dataset['field'] ?? ''}:${valueOf(element) ?? ''}`).join('\n'));
}

function isMissing(field: TextFieldElement): boolean {
  return field.dataset['required'] !== undefined && field.value.trim() === '';
}

/** The text a field sends, or `undefined` if it is not of the type of the field. */
function valueOf(field: TextFieldElement): string | undefined {
  return field.value.trim() === '' ? field.value : fieldValue(field.dataset['type'] ?? '', field.value);
}

/** Shows at the field what is wrong with it. Returns whether it can be sent. */
function judge(field: TextFieldElement): boolean {
  const expected = expectedValue(field.dataset['type'] ?? '');
  const isWrong = expected !== undefined && valueOf(field) === undefined;
  const problem = isWrong ? expectedWords[expected] : isMissing(field) ? text.fieldEmpty : '';
  const isFine = problem === '';
  if (isFine) field.removeAttribute('aria-invalid');
  else field.setAttribute('aria-invalid', 'true');
  // The message cannot be referenced by id, because the input is in a shadow tree.
  field.control.ariaDescription = problem;
  if (field.nextElementSibling) field.nextElementSibling.textContent = problem;
  return isFine;
}

function onKey(
  view: ViewServices,
  event: KeyboardEvent,
  card: CardQuestion | undefined,
  answer: (reply: string) => void,
): void {
  if (view.page.composition.owns(event)) return;
  const target = event.target as HTMLElement;
  const form = event.currentTarget as HTMLFormElement;
  if (target.localName === 'vscode-text-area' || target.localName === 'vscode-text-field') {
    const isSend =
      target.localName === 'vscode-text-field'
        ? event.key === 'Enter'
        : isSendKey(event, view.state.context.enterBehavior);
    if (!isSend) return;
    event.preventDefault();
    submit(form, card, answer);
    return;
  }
  if (card?.type !== 'options' || event.ctrlKey || event.metaKey || event.altKey) return;
  const option = /^[1-9]$/.test(event.key) ? card.options[Number(event.key) - 1] : undefined;
  if (option === undefined) return;
  event.preventDefault();
  answer(option);
}
