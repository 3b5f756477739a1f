import { html, nothing, render, type TemplateResult } from 'lit-html';
import { byteSize } from '../../../src/shared/byteSize';
import type { EventRow } from '../../../src/shared/inspection/runInspection';
import type { RunAct } from '../../../src/shared/pages/runPage';
import { showMessage } from './messages';
import { fill, numberText, text } from './words';

/** Height of a row, and the greatest height of the grid, in CSS pixels: the style sheet sets the same. */
const rowHeight = 24;
const gridHeight = 480;
/** Rows that are rendered above and below the visible ones. */
const margin = 10;

/**
 * The events of a run: a filter, and a grid of which only the visible rows are in the document, so that 100,000 events scroll
 * smoothly.
 */
export class EventGrid {
  readonly element = document.createElement('section');
  /** The messages can be shown in the chat. */
  hasConversation = false;
  private rows: EventRow[] = [];
  /** Indexes of the rows that match the filter. */
  private shown: number[] = [];
  private filter = '';
  /** Place of the selected row in `shown`. */
  private active = 0;
  private isScheduled = false;

  constructor(private readonly act: (act: RunAct) => void) {
    this.element.className = 'events';
    this.element.setAttribute('aria-labelledby', 'events');
    this.show();
  }

  /** Takes events from an index on; from 0, those of another run. */
  put(from: number, rows: readonly EventRow[]): void {
    if (from === 0) {
      this.rows = [];
      this.shown = [];
      this.active = 0;
    }
    // A part that is missing is sent again with all rows.
    if (from !== this.rows.length) return;
    rows.forEach((row, place) => {
      this.rows.push(row);
      if (matches(row, this.filter)) this.shown.push(from + place);
    });
    this.schedule();
  }

  /** Selects an event by its index, brings it into view and focuses the grid. Removes a filter that hides it. */
  reveal(index: number): void {
    if (!this.shown.includes(index)) {
      const input = this.element.querySelector('input');
      if (input) input.value = '';
      this.setFilter('');
    }
    this.show();
    this.select(this.shown.indexOf(index));
    this.element.scrollIntoView({ block: 'nearest' });
    this.grid?.focus({ preventScroll: true });
  }

  private setFilter(filter: string): void {
    this.filter = filter.trim().toLowerCase();
    this.shown = [];
    this.rows.forEach((row, index) => {
      if (matches(row, this.filter)) this.shown.push(index);
    });
    this.active = 0;
    const grid = this.grid;
    if (grid) grid.scrollTop = 0;
    this.schedule();
  }

  /** Renders before the next frame. */
  private schedule(): void {
    if (this.isScheduled) return;
    this.isScheduled = true;
    requestAnimationFrame(() => {
      this.isScheduled = false;
      this.show();
    });
  }

  private get grid(): HTMLElement | null {
    return this.element.querySelector<HTMLElement>('[role=grid]');
  }

  private show(): void {
    const { rows, shown, active } = this;
    const count = numberText(rows.length);
    const words =
      shown.length === rows.length
        ? rows.length === 1
          ? text.oneEvent
          : fill(text.eventCount, { count })
        : fill(text.filteredCount, { count, shown: numberText(shown.length) });
    const { first, last } = this.visible();
    const template = html`<h2 id="events">${text.events}</h2>
      <div class="filter">
        <input
          type="search"
          aria-label=${text.filterEvents}
          placeholder=${text.filterEvents}
          @input=${(event: Event) => this.setFilter((event.target as HTMLInputElement).value)}
        />
        <span role="status">${words}</span>
        ${this.buttons()}
      </div>
      <div
        role="grid"
        aria-labelledby="events"
        aria-describedby="event-hint"
        aria-rowcount=${shown.length + 1}
        .style=${`height:${(rows.length + 2) * rowHeight}px`}
        tabindex="0"
        aria-activedescendant=${shown.length > 0 && active >= first && active < last ? 'active-event' : nothing}
        @scroll=${() => this.schedule()}
        @keydown=${(event: KeyboardEvent) => this.onKey(event)}
      >
        <div role="row" aria-rowindex="1" class="heads">
          ${[text.number, text.offset, text.eventName, text.size, text.text].map(
            (head) => html`<span role="columnheader">${head}</span>`,
          )}
        </div>
        <div role="rowgroup" class="space" .style=${`height:${shown.length * rowHeight}px`}>
          <div role="presentation" .style=${`transform:translateY(${first * rowHeight}px)`}>
            ${shown.slice(first, last).map((index, place) => this.row(index, first + place))}
          </div>
        </div>
      </div>
      <p id="event-hint" class="note">${text.gridHint}</p>`;
    render(template, this.element);
  }

  /** What can be done with the selected event. */
  private buttons(): TemplateResult {
    const index = this.shown[this.active];
    const message = index === undefined ? undefined : this.rows[index]?.message;
    return html`<button
        class="secondary"
        ?disabled=${index === undefined}
        @click=${() => index !== undefined && this.act({ type: 'showRawEvent', index })}
      >
        ${text.showRawEvent}
      </button>
      <button
        class="secondary"
        ?disabled=${message === undefined}
        @click=${() => message !== undefined && showMessage(message)}
      >
        ${text.showMessage}
      </button>
      ${
        this.hasConversation
          ? html`<button
              class="secondary"
              ?disabled=${message === undefined}
              @click=${() => message !== undefined && this.act({ type: 'showInChat', message })}
            >
              ${text.showInChat}
            </button>`
          : nothing
      }`;
  }

  private row(index: number, place: number): TemplateResult {
    const row = this.rows[index];
    if (!row) return html``;
    const isActive = place === this.active;
    return html`<div
      role="row"
      id=${isActive ? 'active-event' : nothing}
      aria-rowindex=${place + 2}
      aria-selected=${isActive}
      data-event=${row.name}
      data-mark=${row.mark ?? nothing}
      @click=${() => this.select(place)}
      @dblclick=${() => this.act({ type: 'showRawEvent', index })}
    >
      <span role="gridcell">${numberText(index + 1)}</span>
      <span role="gridcell">${(row.offsetMs / 1000).toFixed(3)} s</span>
      <span role="gridcell"><bdi>${row.name || text.noName}</bdi></span>
      <span role="gridcell">${byteSize(row.bytes, numberText)}</span>
      <span role="gridcell" class="text"
        >${row.mark ? html`<span class="mark">${text.marks[row.mark]}</span> ` : nothing}<bdi
          >${row.text}</bdi
        ></span
      >
    </div>`;
  }

  /** The places of the rows to render. */
  private visible(): { readonly first: number; readonly last: number } {
    const { grid } = this;
    const top = grid?.scrollTop ?? 0;
    const first = Math.max(0, Math.floor(top / rowHeight) - margin);
    const last = Math.min(this.shown.length, Math.ceil((top + gridHeight) / rowHeight) + margin);
    return { first: Math.min(first, last), last };
  }

  private onKey(event: KeyboardEvent): void {
    const index = this.shown[this.active];
    const page = Math.max(1, Math.floor((this.grid?.clientHeight ?? 0) / rowHeight) - 2);
    const steps: Readonly<Record<string, number>> = {
      ArrowDown: 1,
      ArrowUp: -1,
      PageDown: page,
      PageUp: -page,
      Home: -Infinity,
      End: Infinity,
    };
    const step = steps[event.key];
    if (event.key === 'Enter' && index !== undefined) this.act({ type: 'showRawEvent', index });
    else if (step !== undefined) this.select(this.active + step);
    else return;
    event.preventDefault();
  }

  private select(place: number): void {
    const { grid, shown } = this;
    this.active = Math.max(0, Math.min(shown.length - 1, place));
    if (grid) {
      const top = this.active * rowHeight;
      const room = grid.clientHeight - 2 * rowHeight;
      if (top < grid.scrollTop) grid.scrollTop = top;
      else if (top > grid.scrollTop + room) grid.scrollTop = top - room;
    }
    this.schedule();
  }
}

function matches({ name, text: words, mark }: EventRow, filter: string): boolean {
  if (filter === '') return true;
  if (name.toLowerCase().includes(filter) || words.toLowerCase().includes(filter)) return true;
  return mark !== undefined && text.marks[mark].toLowerCase().includes(filter);
}
