import { html, nothing, type TemplateResult } from 'lit-html';
import { failure } from './failure';
import { stoppedNote } from '../message/footer';
import type { AttemptsRow } from '../list/rows';
import type { Stage } from '../app/viewServices';
import { fill, number, text } from '../words/text';

/** Why the message was sent more than once, folded: what failed is past once it was tried again. */
export function earlierAttempts(stage: Stage, row: AttemptsRow): TemplateResult {
  const { turn, runs } = row;
  const name = `open:${row.key}`;
  const isOpen = stage.isOn(name);
  const words =
    runs.length === 1 ? text.earlierAttempt : fill(text.earlierAttempts, { count: number(runs.length) });
  return html`<details
    class="attempts"
    .open=${isOpen}
    @toggle=${(event: Event) => stage.setOn(name, (event.target as HTMLDetailsElement).open)}
  >
    <summary>${words}</summary>
    ${
      isOpen
        ? runs.map((run) =>
            run.outcome === 'stopped' ? stoppedNote(stage) : failure(stage, turn, run, false),
          )
        : nothing
    }
  </details>`;
}
