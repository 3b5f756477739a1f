import { html, nothing } from 'lit-html';
import type { CardQuestion } from '../../src/shared/conversation/content';
import type { BodyRow } from '../list/rows';
import { mediaList } from '../media/mediaTemplate';
import { isAskedNow } from '../question/interruption';
import type { ViewServices } from '../state/viewServices';
import { omitted } from '../ui/omitted';
import { text } from '../words/text';
import { data } from './toolMessage';

/** The body of a message that is not text: media as placeholders that name their host, or the data of a card. */
export function cardOrMedia(view: ViewServices, row: BodyRow): unknown {
  const { body, key } = row.message;
  if (body.type === 'media') {
    // A replay loads no files: its recording may come from a file.
    const isAnswer = !view.state.conversation.replayOf;
    return html`${mediaList(view, key, body.items, isAnswer)}${omitted(body.omitted)}`;
  }
  if (body.type !== 'card') return nothing;
  if (body.question) return pastQuestion(view, row, body.question);
  return html`<details class="tool">
    <summary><span class="verb">${text.cardTitle}</span></summary>
    ${data(view, body.raw)}
  </details>`;
}

/** A question that is not open any more, so that the reply below it can be understood. */
function pastQuestion(view: ViewServices, row: BodyRow, question: CardQuestion): unknown {
  const { run, turn } = row.article;
  if (run?.outcome === undefined || isAskedNow(view, turn, run)) return nothing;
  // The reply contains the names of the fields, and a form often has no title.
  return html`${question.title ? html`<p class="asked" dir="auto">${question.title}</p>` : nothing}
  ${
    question.type === 'options'
      ? html`<ul class="offered" aria-label=${text.options}>
          ${question.options.map((option) => html`<li dir="auto">${option}</li>`)}
        </ul>`
      : nothing
  }`;
}
