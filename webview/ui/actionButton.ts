import { html, nothing, type TemplateResult } from 'lit-html';
import { icon, type IconName } from './icons';

/**
 * A small button with an icon. A plain element: each message has several, and a shadow tree for each would cost more
 * than the message.
 */
export function actionButton(
  name: IconName,
  label: string,
  hint: string,
  onClick: (event: Event) => void,
  state: { readonly isPressed?: boolean; readonly isTurned?: boolean; readonly isDisabled?: boolean } = {},
): TemplateResult {
  return html`<button
    class="action"
    aria-label=${label}
    title=${hint}
    aria-pressed=${state.isPressed === undefined ? nothing : state.isPressed}
    ?disabled=${state.isDisabled ?? false}
    @click=${onClick}
  >
    ${icon(name, state.isTurned)}
  </button>`;
}
