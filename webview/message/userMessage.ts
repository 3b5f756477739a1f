import { html, nothing, type TemplateResult } from 'lit-html';
import { openRun, turnState, type Turn } from '../../src/shared/conversation/conversation';
import { repetitionOf } from '../../src/shared/conversation/repeat';
import { actionButton } from '../ui/actionButton';
import { aboutService } from '../chrome/demo';
import { editForm, isEdited } from './editForm';
import type { FilledField } from '../../src/shared/filledFields';
import type { JsonObject } from '../../src/shared/json/json';
import { beginning } from '../../src/shared/text/beginning';
import { memberNames, visibleJson } from '../../src/shared/text/visibleJson';
import { mediaList } from '../media/mediaTemplate';
import { splitFencedCode, type MessagePiece } from './fencedCode';
import type { UserRow } from '../list/rows';
import type { ViewServices } from '../state/viewServices';
import { truncated } from '../ui/omitted';
import { fill, text } from '../words/text';

/** A longer message is folded to this. */
const foldedLength = 1200;
const foldedLines = 14;
/** Maximum length shown of an unfolded message, in UTF-16 units. */
const unfoldedLength = 200_000;

/** A message of the user. It is not rendered as Markdown, so that it is shown as written. */
export function userMessage(view: ViewServices, row: UserRow): TemplateResult {
  const { turn, run } = row.article;
  if (!run && isEdited(view, turn)) return editForm(view, turn);
  const { fields } = row;
  if (fields) {
    return html`<div class="said">
        <h2 class="hidden">${text.articleReply}</h2>
        ${filled(fields)}
      </div>
      ${userActions(view, row)}`;
  }
  const toggle = { kind: 'open', id: row.key } as const;
  const isOpen = view.state.ui.isOn(toggle);
  const short = fold(row.text);
  const isLong = short.length < row.text.length;
  const shown = isOpen ? beginning(row.text, unfoldedLength) : short;
  return html`<div class="said">
      <h2 class="hidden">${run ? text.articleReply : text.articleUser}</h2>
      ${splitFencedCode(shown).map(messagePiece)}
      ${isOpen ? truncated(row.text.length, unfoldedLength) : nothing}
      ${
        isLong
          ? html`<button class="link" aria-expanded=${isOpen} @click=${() => view.state.ui.toggle(toggle)}>
              ${isOpen ? text.showLess : text.showMore}
            </button>`
          : nothing
      }
      ${run || turn.attachments.length === 0 ? nothing : mediaList(view, turn.id, turn.attachments, false)}
      ${run || !turn.parameters ? nothing : sentInputs(view, turn, turn.parameters)}
    </div>
    ${userActions(view, row)}`;
}

/** Text as written, or code in a box that scrolls horizontally. */
function messagePiece(piece: MessagePiece): TemplateResult {
  if (piece.type === 'text') return html`<div class="plain" dir="auto">${piece.text}</div>`;
  return html`<figure class="quoted">
    ${piece.language === '' ? nothing : html`<figcaption>${piece.language}</figcaption>`}
    <pre tabindex="0">${piece.text}</pre>
  </figure>`;
}

/** The inputs that a message was sent with: their names, and their JSON when opened. */
function sentInputs(view: ViewServices, { id }: Turn, parameters: JsonObject): TemplateResult {
  const toggle = { kind: 'open', id: `${id}/inputs` } as const;
  const isOpen = view.state.ui.isOn(toggle);
  return html`<details
    class="tool"
    .open=${isOpen}
    @toggle=${(event: Event) => view.state.ui.set(toggle, (event.target as HTMLDetailsElement).open)}
  >
    <summary dir="auto">${fill(text.sentInputs, { names: memberNames(parameters) })}</summary>
    ${isOpen ? html`<pre tabindex="0">${beginning(visibleJson(parameters), unfoldedLength)}</pre>` : nothing}
  </details>`;
}

/** The values of a form, with the names of its fields. */
function filled(fields: readonly FilledField[]): TemplateResult {
  return html`<dl class="filled">
    ${fields.map(
      ({ name, value }) =>
        html`<dt dir="auto">${name}</dt>
          <dd dir="auto">${value === '' ? '–' : value}</dd>`,
    )}
  </dl>`;
}

function userActions(view: ViewServices, row: UserRow): TemplateResult {
  const { turn, run } = row.article;
  const isFirst = view.state.conversation.turns[0] === turn;
  return html`<div class="actions" role="group" aria-label=${text.messageActions}>
    ${actionButton('copy', text.copyMessage, text.copyMessageHint, (event) => view.actions.copy(row.text, event))}
    ${
      run || view.state.conversation.replayOf
        ? nothing
        : html`${actionButton('edit', text.edit, isFirst ? text.editHintFirst : text.editHint, () => {
            view.page.focusAfterRender('form.edit vscode-text-area');
            view.state.ui.set({ kind: 'editing', id: turn.id }, true);
          })}
          ${
            canRunAgain(view, turn)
              ? actionButton('again', text.runAgain, aboutService(view, text.runAgainHint), () =>
                  view.actions.post({ type: 'repeatTurn', turnId: turn.id }),
                )
              : nothing
          }
          ${
            openRun(view.state.conversation) && view.state.conversation.turns.at(-1) === turn
              ? nothing
              : html`<span class="apart"></span>${actionButton(
                    'hide',
                    text.hide,
                    aboutService(view, text.hideHint),
                    () => {
                      view.state.ui.set({ kind: 'justHidden', id: turn.id }, true);
                      view.actions.post({ type: 'hideTurn', turnId: turn.id });
                    },
                  )}`
          }`
    }
  </div>`;
}

/**
 * Whether "Run again" is offered: for the newest turn, and only if it repeats the message of the turn. A reply is
 * repeated below it.
 */
function canRunAgain(view: ViewServices, turn: Turn): boolean {
  const { conversation } = view.state;
  const isNewest = conversation.turns.at(-1) === turn;
  // A failed run offers Try again.
  const hasOwnWay = turnState(turn) === 'failed' || turnState(turn) === 'cutOff';
  return isNewest && !hasOwnWay && !openRun(conversation) && repetitionOf(turn)?.isReply === false;
}

function fold(whole: string): string {
  let at = -1;
  for (let line = 0; line < foldedLines; line++) {
    at = whole.indexOf('\n', at + 1);
    if (at < 0) break;
  }
  const end = at < 0 ? foldedLength : Math.min(at, foldedLength);
  // Unfolding a few words is not worth a click.
  return whole.length <= end * 1.2 ? whole : `${beginning(whole, end)}…`;
}
