import { html, nothing, type TemplateResult } from 'lit-html';
import { failure } from '../run/failure';
import { stoppedNote } from './footer';
import type { AttemptsRow } from '../list/rows';
import type { ViewServices } from '../state/viewServices';
import { fill, number, text } from '../words/text';

/** Earlier attempts to answer a message, folded. */
export function earlierAttempts(view: ViewServices, row: AttemptsRow): TemplateResult {
  const { turn, runs } = row;
  const toggle = { kind: 'open', id: row.key } as const;
  const isOpen = view.state.ui.isOn(toggle);
  const words =
    runs.length === 1 ? text.earlierAttempt : fill(text.earlierAttempts, { count: number(runs.length) });
  return html`<details
    class="attempts"
    .open=${isOpen}
    @toggle=${(event: Event) => view.state.ui.set(toggle, (event.target as HTMLDetailsElement).open)}
  >
    <summary>${words}</summary>
    ${
      isOpen
        ? runs.map((run) => (run.outcome === 'stopped' ? stoppedNote(view) : failure(view, turn, run, false)))
        : nothing
    }
  </details>`;
}
