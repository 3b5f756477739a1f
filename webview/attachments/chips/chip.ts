import { html, type TemplateResult } from 'lit-html';
import { icon, type IconName } from '../../ui/icons';
import { fill } from '../../words/text';
import { words } from '../words';

/** An attachment in the list. */
export interface Chip {
  /** Unique in the list. */
  readonly key: string;
  readonly name: string;
  /** Name, size and state, read when the chip gets the focus. */
  readonly label: string;
  readonly tooltip: string;
  /** A class of the chip. */
  readonly look?: 'failed' | 'warned';
  /** `tabIndex`: of everything in the chip that takes the focus. */
  readonly content: (tabIndex: 0 | -1) => TemplateResult;
  readonly remove: () => void;
}

/** A small button of a chip. */
export function chipButton(
  name: IconName,
  label: string,
  hint: string,
  tabIndex: 0 | -1,
  onClick: (event: Event) => void,
): TemplateResult {
  return html`<button class="action" aria-label=${label} title=${hint} tabindex=${tabIndex} @click=${onClick}>
    ${icon(name)}
  </button>`;
}

export function removeButton(
  name: string,
  tabIndex: 0 | -1,
  remove: () => void,
  hint?: string,
): TemplateResult {
  const label = fill(words.removeNamed, { name });
  return chipButton('close', label, hint ?? label, tabIndex, (event) => {
    event.preventDefault();
    remove();
  });
}
