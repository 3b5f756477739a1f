import { html, nothing, type TemplateResult } from 'lit-html';
import { openRun, turnState, type Turn } from '../../src/shared/conversation/conversation';
import { repetitionOf } from '../../src/shared/conversation/repeat';
import { actionButton } from '../ui/actionButton';
import { aboutService } from '../chrome/demo';
import { editForm } from './editForm';
import type { FilledField } from '../../src/shared/filledFields';
import { justHidden } from '../chrome/hiddenTurns';
import { mediaList } from '../media/mediaTemplate';
import { saidParts, type SaidPart } from './saidParts';
import type { UserRow } from '../list/rows';
import type { Stage } from '../app/viewServices';
import { fill, number, text } from '../words/text';

/** What is shown of a long message until it is unfolded. */
const foldedLength = 1200;
const foldedLines = 14;
/** Above this even an unfolded message shows its beginning only: nobody reads it here, and laying it out hurts. */
const unfoldedLength = 200_000;

/** What the user wrote, as it was written: not Markdown, so nothing is lost or invented. */
export function userMessage(stage: Stage, row: UserRow): TemplateResult {
  const { turn, run } = row.article;
  if (!run && stage.isOn(`edit:${turn.id}`)) return editForm(stage, turn);
  const { fields } = row;
  if (fields) {
    return html`<div class="said">
        <h2 class="hidden">${text.articleReply}</h2>
        ${filled(fields)}
      </div>
      ${userActions(stage, row)}`;
  }
  const openName = `open:${row.key}`;
  const isOpen = stage.isOn(openName);
  const short = fold(row.text);
  const isLong = short.length < row.text.length;
  const shown = isOpen ? row.text.slice(0, unfoldedLength) : short;
  return html`<div class="said">
      <h2 class="hidden">${run ? text.articleReply : text.articleUser}</h2>
      ${saidParts(shown).map(saidPart)}
      ${
        isOpen && row.text.length > unfoldedLength
          ? html`<p class="note">${fill(text.truncated, { count: number(unfoldedLength) })}</p>`
          : nothing
      }
      ${
        isLong
          ? html`<button class="link" aria-expanded=${isOpen} @click=${() => stage.setOn(openName, !isOpen)}>
              ${isOpen ? text.showLess : text.showMore}
            </button>`
          : nothing
      }
      ${run || turn.attachments.length === 0 ? nothing : mediaList(stage, turn.id, turn.attachments, false)}
    </div>
    ${userActions(stage, row)}`;
}

/** Words as they were written; code in a box of its own that scrolls sideways, as it stood in the editor. */
function saidPart(part: SaidPart): TemplateResult {
  if (part.type === 'words') return html`<div class="plain" dir="auto">${part.text}</div>`;
  return html`<figure class="quoted">
    ${part.language === '' ? nothing : html`<figcaption>${part.language}</figcaption>`}
    <pre tabindex="0">${part.text}</pre>
  </figure>`;
}

/** What the form was filled in with, under the names that it had there. */
function filled(fields: readonly FilledField[]): TemplateResult {
  return html`<dl class="filled">
    ${fields.map(
      ({ name, value }) =>
        html`<dt>${name}</dt>
          <dd dir="auto">${value === '' ? '–' : value}</dd>`,
    )}
  </dl>`;
}

function userActions(stage: Stage, row: UserRow): TemplateResult {
  const { turn, run } = row.article;
  const isFirst = stage.conversation.turns[0] === turn;
  return html`<div class="actions" role="group" aria-label=${text.messageActions}>
    ${actionButton('copy', text.copyMessage, text.copyMessageHint, (event) => stage.copy(row.text, event))}
    ${
      run
        ? nothing
        : html`${actionButton('edit', text.edit, isFirst ? text.editHintFirst : text.editHint, () => {
            stage.focusNext('form.edit vscode-text-area');
            stage.setOn(`edit:${turn.id}`, true);
          })}
          ${
            canRunAgain(stage, turn)
              ? actionButton('again', text.runAgain, aboutService(stage, text.runAgainHint), () =>
                  stage.post({ type: 'repeatTurn', turnId: turn.id }),
                )
              : nothing
          }
          ${
            openRun(stage.conversation) && stage.conversation.turns.at(-1) === turn
              ? nothing
              : html`<span class="apart"></span>${actionButton(
                    'hide',
                    text.hide,
                    aboutService(stage, text.hideHint),
                    () => {
                      stage.setOn(justHidden(turn.id), true);
                      stage.post({ type: 'hideTurn', turnId: turn.id });
                    },
                  )}`
          }`
    }
  </div>`;
}

/** Only the newest turn, and only where its own message would be sent: a reply is sent again below it, after a question. */
function canRunAgain(stage: Stage, turn: Turn): boolean {
  const { conversation } = stage;
  const isNewest = conversation.turns.at(-1) === turn;
  // A run that failed or broke off has its own Try again.
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
  // A little more than that is shown whole: unfolding two words is a nuisance.
  return whole.length <= end * 1.2 ? whole : `${whole.slice(0, end)}…`;
}
