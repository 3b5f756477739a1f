import { html, nothing } from 'lit-html';
import type { Stage } from '../app/viewServices';
import { fill, number, text } from '../words/text';

/** Name of the state of a turn that was hidden since the page was loaded: that can be undone on its own. */
export function justHidden(turnId: string): string {
  return `hidden:${turnId}`;
}

/** How many turns are hidden, and the way to get them back. */
export function hiddenTurns(stage: Stage): unknown {
  const hidden = stage.conversation.turns.filter((turn) => turn.isHidden);
  if (hidden.length === 0) return nothing;
  const latest = hidden.findLast((turn) => stage.isOn(justHidden(turn.id)));
  const show = (turnId: string) => {
    stage.setOn(justHidden(turnId), false);
    stage.post({ type: 'showTurn', turnId });
  };
  return html`<p class="note hidden-turns">
    ${fill(text.hiddenTurns, { count: number(hidden.length) })}
    <button class="link" title=${text.showHiddenHint} @click=${() => hidden.forEach((turn) => show(turn.id))}>
      ${text.showHidden}
    </button>
    ${latest ? html`<button class="link" @click=${() => show(latest.id)}>${text.undoHide}</button>` : nothing}
  </p>`;
}
