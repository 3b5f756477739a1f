import { html, nothing, type TemplateResult } from 'lit-html';
import { live } from 'lit-html/directives/live.js';
import type { CardQuestion } from '../../src/shared/conversation/content';
import { questionOf, type Run, type Turn } from '../../src/shared/conversation/conversation';
import type { FieldAnswer } from '../../src/shared/inputs/answerFields';
import type { QuestionForm } from '../onDemand/inputsPart';
import { isComing, loadPart } from '../onDemand/loader';
import { partOf } from '../onDemand/registry';
import type { TextAreaElement } from '../toolkit/toolkit';
import { isSendKey } from '../keys/keys';
import type { ViewServices } from '../state/viewServices';
import { omitted } from '../ui/omitted';
import { fill, text } from '../words/text';

/** Whether the question of a run is shown as a form, rather than as part of the conversation. */
export function isAskedNow(view: ViewServices, turn: Turn, run: Run): boolean {
  return (
    run.outcome === 'waiting' &&
    !view.state.conversation.replayOf &&
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
            view.page.focusAfterRender(
              'form.asking :is(vscode-button, vscode-text-area, input, textarea, select)',
            );
            view.state.ui.set(reopened, true);
          }}
          >${text.answerNow}</vscode-button
        >
      </div>
    </div>`;
  }
  const question = questionOf(run);
  const card = question?.body.type === 'card' ? question.body.question : undefined;
  const form = fieldsOf(view, run, card);
  const answer = (reply: FieldAnswer) => {
    if (!view.actions.post({ type: 'answerInterrupt', turnId: turn.id, ...reply })) return;
    // One with files stays in the form until its question is answered: it is not sent if the service has deleted a file.
    if (!reply.hasUploads) view.state.local.setAnswer(run.id, undefined);
    view.state.ui.set(reopened, false);
    view.page.refresh();
  };
  return html`<form
    class="outcome asking"
    aria-label=${text.interruptForm}
    @submit=${(event: Event) => event.preventDefault()}
    @keydown=${(event: KeyboardEvent) => onKey(view, event, card, form, answer)}
  >
    <p class="label">${text.interruptForm}</p>
    ${question ? nothing : html`<p>${text.emptyQuestion}</p>`}
    ${card?.title ? html`<p class="question" dir="auto"><strong>${card.title}</strong></p>` : nothing}
    ${card?.type === 'options' ? options(card, answer) : nothing} ${form?.template() ?? box(view, run, card)}
    ${omitted(card?.omitted)}
    <div class="buttons">
      <vscode-button @click=${(event: Event) => submit(formOf(event), form, answer)}
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

/** The fields of a card; `undefined` without fields, or while their form is not loaded. */
function fieldsOf(view: ViewServices, run: Run, card: CardQuestion | undefined): QuestionForm | undefined {
  if (card?.type !== 'inputs') return undefined;
  if (isComing('inputs')) void loadPart('inputs').then(view.page.refresh);
  return partOf('inputs')?.answerForm(view, run.id, card.fields);
}

function formOf(event: Event): HTMLFormElement | null {
  return (event.target as HTMLElement).closest('form');
}

function options(
  card: Extract<CardQuestion, { type: 'options' }>,
  answer: (reply: FieldAnswer) => void,
): TemplateResult {
  return html`<ul class="chips" aria-label=${text.options}>
    ${card.options.map(
      (option, index) =>
        html`<li>
          <vscode-button
            appearance="secondary"
            dir="auto"
            title=${index < 9 ? fill(text.optionKey, { option, key: index + 1 }) : option}
            @click=${() => answer({ text: option })}
            >${index < 9 ? html`<kbd aria-hidden="true">${index + 1}</kbd>` : nothing}${option}</vscode-button
          >
        </li>`,
    )}
  </ul>`;
}

/** A box for the answer. The lines of a card are typed if its form cannot be loaded. */
function box(view: ViewServices, run: Run, card: CardQuestion | undefined): TemplateResult | typeof nothing {
  if (card?.type === 'inputs' && isComing('inputs')) return nothing;
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

function submit(
  element: HTMLFormElement | null,
  form: QuestionForm | undefined,
  answer: (reply: FieldAnswer) => void,
): void {
  const text = element?.querySelector<TextAreaElement>('vscode-text-area')?.value ?? '';
  const reply = form ? form.answer() : { text };
  if (reply && reply.text.trim() !== '') answer(reply);
}

function onKey(
  view: ViewServices,
  event: KeyboardEvent,
  card: CardQuestion | undefined,
  form: QuestionForm | undefined,
  answer: (reply: FieldAnswer) => void,
): void {
  if (view.page.composition.owns(event)) return;
  const { localName } = event.target as HTMLElement;
  const element = event.currentTarget as HTMLFormElement;
  if (['vscode-text-area', 'input', 'textarea', 'select'].includes(localName)) {
    if (!isAnswerKey(event, localName, view)) return;
    event.preventDefault();
    if (!event.repeat) submit(element, form, answer);
    return;
  }
  if (card?.type !== 'options' || event.ctrlKey || event.metaKey || event.altKey) return;
  const option = /^[1-9]$/.test(event.key) ? card.options[Number(event.key) - 1] : undefined;
  if (option === undefined) return;
  event.preventDefault();
  if (!event.repeat) answer({ text: option });
}

/** In a field of one line Enter always answers. A field for JSON has several lines. */
function isAnswerKey(event: KeyboardEvent, localName: string, view: ViewServices): boolean {
  if (localName === 'input' || localName === 'select') return event.key === 'Enter';
  return isSendKey(event, localName === 'textarea' ? 'newline' : view.state.context.enterBehavior);
}
