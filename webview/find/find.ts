import { html, nothing } from 'lit-html';
import { live } from 'lit-html/directives/live.js';
import type { TextFieldElement } from '../toolkit/toolkit';
import { actionButton } from '../ui/actionButton';
import { clearMarks, paintMarks, rangesIn } from './findMarks';
import { findMatches, mostMatches, type Match } from './findMatches';
import type { MessageList } from '../list/messageList';
import type { RowModel } from '../list/rowModel';
import type { Row } from '../list/rows';
import type { ViewServices } from '../state/viewServices';
import { fill, number, text } from '../words/text';

export interface FindDeps {
  readonly view: ViewServices;
  readonly list: MessageList;
  readonly model: RowModel;
  /** Parses the message of a row into blocks. */
  parse(row: Row): void;
  /** Called after the list has been scrolled. */
  onMoved(): void;
}

/**
 * Find in the chat. Searches the text of all messages, because most of them are not in the document. VS Code has no
 * find widget for views in the side bar.
 */
export class Find {
  isOpen = false;
  private query = '';
  private matches: readonly Match[] = [];
  private at = -1;
  private searchedRows: readonly Row[] = [];
  private searchedQuery = '';
  private wantsReveal = false;
  private wantsFocus = false;
  /** The element that had the focus when find was opened. */
  private before: Element | null = null;

  constructor(private readonly deps: FindDeps) {}

  open(): void {
    const selected = document.getSelection()?.toString() ?? '';
    if (selected !== '' && !selected.includes('\n') && selected.length < 200) this.query = selected;
    if (!this.hasFocus) this.before = document.activeElement;
    this.isOpen = true;
    this.wantsFocus = true;
    this.deps.view.page.refreshChrome();
  }

  /** Returns false if find was not open. */
  close(): boolean {
    if (!this.isOpen) return false;
    if (this.hasFocus) this.returnFocus();
    this.isOpen = false;
    clearMarks();
    this.deps.view.page.refreshChrome();
    return true;
  }

  private get hasFocus(): boolean {
    return document.activeElement?.closest('.find') != null;
  }

  private returnFocus(): void {
    const { before } = this;
    const isThere = before instanceof HTMLElement && before !== document.body && before.isConnected;
    if (isThere) before.focus({ preventScroll: true });
    else this.deps.view.page.focusComposer();
  }

  template(): unknown {
    if (!this.isOpen) return nothing;
    const total = this.matches.length;
    const words =
      this.query === ''
        ? ''
        : total === 0
          ? text.findNone
          : fill(text.findCount, {
              current: number(this.at + 1),
              total: number(total) + (total === mostMatches ? '+' : ''),
            });
    return html`<div class="find" role="search" aria-label=${text.find}>
      <vscode-text-field
        id="find"
        .value=${live(this.query)}
        placeholder=${text.find}
        @input=${(event: Event) => this.onInput((event.currentTarget as TextFieldElement).value)}
        @keydown=${(event: KeyboardEvent) => this.onKey(event)}
        >${text.find}</vscode-text-field
      >
      <span class="count" role="status">${words}</span>
      ${actionButton('up', text.findPrevious, text.findPrevious, () => this.step(-1), { isDisabled: total === 0 })}
      ${actionButton('down', text.findNext, text.findNext, () => this.step(1), { isDisabled: total === 0 })}
      ${actionButton('close', text.findClose, text.findClose, () => this.close())}
    </div>`;
  }

  /** Searches again if the rows or the query have changed. Call before rendering. */
  update(): void {
    const { rows } = this.deps.model;
    if (!this.isOpen || (rows === this.searchedRows && this.query === this.searchedQuery)) return;
    const before = this.matches[this.at];
    const isNew = this.query !== this.searchedQuery;
    this.searchedRows = rows;
    this.searchedQuery = this.query;
    this.matches = findMatches(rows, this.query);
    this.at = this.indexAfterSearch(isNew ? undefined : before);
    if (isNew && this.at >= 0) this.reveal();
  }

  /** Highlights matches in mounted rows and scrolls to the current one. Call after rendering. */
  afterRender(): void {
    if (!this.isOpen) return;
    if (this.wantsFocus) {
      this.wantsFocus = false;
      const field = document.querySelector<TextFieldElement>('#find');
      field?.control.focus();
      field?.control.select();
    }
    const { list } = this.deps;
    const current = this.matches[this.at];
    const ranges: Range[] = [];
    let now: Range | undefined;
    for (const [key, { element }] of list.mounted) {
      const found = rangesIn(element, this.query);
      if (key === current?.row.key) now = found[Math.min(current.ordinal, found.length - 1)];
      for (const range of found) ranges.push(range);
    }
    paintMarks(ranges, now);
    if (this.wantsReveal && now && current) {
      this.wantsReveal = false;
      list.anchor.bringIntoView(current.row, now.getBoundingClientRect());
      this.deps.onMoved();
    }
  }

  private onInput(query: string): void {
    this.query = query;
    this.deps.view.page.refreshChrome();
  }

  private onKey(event: KeyboardEvent): void {
    if (this.deps.view.page.composition.owns(event)) return;
    if (event.key === 'Escape') {
      event.stopPropagation();
      this.close();
    } else if (event.key === 'Enter') {
      event.preventDefault();
      this.step(event.shiftKey ? -1 : 1);
    }
  }

  private step(step: 1 | -1): void {
    const total = this.matches.length;
    if (total === 0) return;
    this.at = (this.at + step + total) % total;
    this.reveal();
    this.deps.view.page.refreshChrome();
  }

  private reveal(): void {
    const match = this.matches[this.at];
    if (!match) return;
    this.wantsReveal = true;
    if (match.row.kind === 'unparsed' && !match.row.isBroken) {
      this.deps.parse(match.row);
      this.searchedRows = this.deps.model.rows;
      this.matches = findMatches(this.searchedRows, this.query);
      this.at = this.indexAfterSearch(match);
    }
    const row = this.matches[this.at]?.row;
    if (!row) return;
    // A match in a folded row would not be visible.
    if (row.kind === 'user' || row.kind === 'tool' || row.kind === 'reasoning') {
      this.deps.view.state.ui.set({ kind: 'open', id: row.key }, true);
    }
    this.deps.list.anchor.goTo(row, this.deps.list.height / 3);
    this.deps.onMoved();
  }

  /** Index of the match that was current, or else of the first one in or below the viewport. */
  private indexAfterSearch(before: Match | undefined): number {
    if (this.matches.length === 0) return -1;
    if (before) {
      const same = this.matches.findIndex(
        (match) => match.row.key === before.row.key && match.ordinal === before.ordinal,
      );
      if (same >= 0) return same;
      const inArticle = this.matches.findIndex((match) => match.row.article.key === before.row.article.key);
      if (inArticle >= 0) return Math.min(inArticle + before.ordinal, this.matches.length - 1);
    }
    const first = this.deps.list.anchor.firstVisible;
    const order = new Map(this.searchedRows.map((row, index) => [row.key, index]));
    const after = this.matches.findIndex((match) => (order.get(match.row.key) ?? 0) >= first);
    return after >= 0 ? after : this.matches.length - 1;
  }
}
