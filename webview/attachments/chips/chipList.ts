import { html, nothing } from 'lit-html';
import type { PageControl } from '../../state/viewServices';
import type { Chip } from './chip';
import { words } from '../words';

/** Where the arrow keys move from a chip: steps, or an end of the list. */
const moves: ReadonlyMap<string, number> = new Map([
  ['ArrowRight', 1],
  ['ArrowDown', 1],
  ['ArrowLeft', -1],
  ['ArrowUp', -1],
  ['Home', Number.NEGATIVE_INFINITY],
  ['End', Number.POSITIVE_INFINITY],
]);

/**
 * The list of the attachments. Tab enters it at one chip and then visits the buttons of this chip; arrow keys move
 * between the chips, and Delete removes one.
 */
export class ChipList {
  /** The key of the chip that Tab enters. */
  private entry = '';

  constructor(private readonly page: PageControl) {}

  template(chips: readonly Chip[]): unknown {
    if (chips.length === 0) return nothing;
    const entered = Math.max(
      0,
      chips.findIndex(({ key }) => key === this.entry),
    );
    return html`<ul
      class="attached"
      role="list"
      aria-label=${words.attachments}
      @keydown=${(event: KeyboardEvent) => this.onKey(event, chips)}
      @focusin=${(event: FocusEvent) => this.enter(keyOf(event))}
    >
      ${chips.map((chip, index) => item(chip, index === entered ? 0 : -1))}
    </ul>`;
  }

  /** Focuses a chip after the next render. */
  focus(key: string): void {
    this.enter(key);
    this.page.focusAfterRender(`[data-chip="${CSS.escape(key)}"]`);
  }

  private enter(key: string | undefined): void {
    if (key === undefined || key === this.entry) return;
    this.entry = key;
    this.page.refreshChrome();
  }

  private onKey(event: KeyboardEvent, chips: readonly Chip[]): void {
    const at = chips.findIndex(({ key }) => key === keyOf(event));
    const isOnChip = (event.target as Element).matches('[data-chip]');
    const chip = chips[at];
    if (!chip || !isOnChip || event.altKey || event.ctrlKey || event.metaKey) return;
    const move = moves.get(event.key);
    if (move !== undefined) {
      const to = Math.max(0, Math.min(chips.length - 1, at + move));
      this.focus(chips[to]?.key ?? chip.key);
    } else if (event.key === 'Delete' || event.key === 'Backspace') {
      chip.remove();
      // The chip that takes its place; without one, the message box gets the focus.
      const next = Math.min(at + 1, chips.length - 1);
      this.page.focusAfterRender(`.attached[role=list] > :nth-child(${next})`);
    } else return;
    event.preventDefault();
    event.stopPropagation();
    this.page.refreshChrome();
  }
}

function item(chip: Chip, tabIndex: 0 | -1): unknown {
  return html`<li
    class=${chip.look ? `chip ${chip.look}` : 'chip'}
    role="listitem"
    data-chip=${chip.key}
    tabindex=${tabIndex}
    aria-label=${chip.label}
    title=${chip.tooltip}
  >
    ${chip.content(tabIndex)}
  </li>`;
}

function keyOf(event: Event): string | undefined {
  return (event.target as Element).closest<HTMLElement>('[data-chip]')?.dataset['chip'];
}
