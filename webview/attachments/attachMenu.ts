import { html, type TemplateResult } from 'lit-html';
import { words } from './words';

export interface MenuItem {
  readonly label: string;
  readonly hint?: string;
  readonly run: () => void;
}

/** Selector of what gets the focus when the menu opens. */
export const firstMenuItem = '.attach-menu [role=menuitem]';

/** Steps between the items of a menu, by key. */
const steps: ReadonlyMap<string, number> = new Map([
  ['ArrowDown', 1],
  ['ArrowUp', -1],
]);

/** The menu of the button "Attach". `close` is called with whether the focus returns to the button. */
export function attachMenu(
  items: readonly MenuItem[],
  close: (isFocusBack: boolean) => void,
): TemplateResult {
  return html`<div
    class="attach-menu"
    role="menu"
    aria-label=${words.menu}
    @keydown=${(event: KeyboardEvent) => onKey(event, close)}
    @focusout=${(event: FocusEvent) => {
      const next = event.relatedTarget as Element | null;
      // The button closes the menu by itself.
      if (!next?.closest('.attach-menu, [aria-haspopup=menu]')) close(false);
    }}
  >
    ${items.map(
      ({ label, hint, run }) =>
        html`<button
          role="menuitem"
          tabindex="-1"
          title=${hint ?? label}
          @click=${() => {
            close(false);
            run();
          }}
        >
          ${label}
        </button>`,
    )}
  </div>`;
}

function onKey(event: KeyboardEvent, close: (isFocusBack: boolean) => void): void {
  const items = [...(event.currentTarget as Element).querySelectorAll<HTMLElement>('[role=menuitem]')];
  const at = items.indexOf(event.target as HTMLElement);
  const step = steps.get(event.key);
  if (step !== undefined) items.at((at + step) % items.length)?.focus();
  else if (event.key === 'Home') items[0]?.focus();
  else if (event.key === 'End') items.at(-1)?.focus();
  else if (event.key === 'Escape') close(true);
  else return;
  event.preventDefault();
  event.stopPropagation();
}
