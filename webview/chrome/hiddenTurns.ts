import { html, nothing } from 'lit-html';
import type { ViewServices } from '../state/viewServices';
import { fill, number, text } from '../words/text';

/** The number of hidden turns, with buttons to show them again. */
export function hiddenTurns(view: ViewServices): unknown {
  const hidden = view.state.conversation.turns.filter((turn) => turn.isHidden);
  if (hidden.length === 0) return nothing;
  const latest = hidden.findLast((turn) => view.state.ui.isOn({ kind: 'justHidden', id: turn.id }));
  const show = (turnId: string) => {
    view.state.ui.set({ kind: 'justHidden', id: turnId }, false);
    view.actions.post({ type: 'showTurn', turnId });
  };
  return html`<p class="note hidden-turns">
    ${fill(text.hiddenTurns, { count: number(hidden.length) })}
    <button class="link" title=${text.showHiddenHint} @click=${() => hidden.forEach((turn) => show(turn.id))}>
      ${text.showHidden}
    </button>
    ${latest ? html`<button class="link" @click=${() => show(latest.id)}>${text.undoHide}</button>` : nothing}
  </p>`;
}
