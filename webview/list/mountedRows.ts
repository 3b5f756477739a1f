import { render } from 'lit-html';
import type { Row } from './rows';

/** A row that is in the document. */
export interface Mounted {
  readonly element: HTMLElement;
  readonly row: Row;
  /** Index in the whole list. */
  readonly index: number;
}

interface Kept extends Mounted {
  row: Row;
  index: number;
  content: unknown;
}

/** Consecutive rows of one message. */
export interface RowGroup {
  /** The element of the message. Its rows are its last children. */
  readonly parent: Element | undefined;
  readonly rows: readonly Row[];
}

/**
 * The rows in the document, in order. Rows that do not change are not touched: while an answer is streamed, that is
 * nearly all of them in nearly every frame.
 */
export class MountedRows {
  private kept = new Map<string, Kept>();

  constructor(
    private readonly contentOf: (row: Row) => unknown,
    /** Called when a row has left the document. */
    private readonly onGone: (row: Mounted) => void,
  ) {}

  get byKey(): ReadonlyMap<string, Mounted> {
    return this.kept;
  }

  /** Replaces the mounted rows; `start` is the index of the first. Returns those that are new. */
  update(groups: readonly RowGroup[], start: number): readonly Mounted[] {
    const next = new Map<string, Kept>();
    const came: Mounted[] = [];
    let index = start;
    for (const row of groups.flatMap((group) => group.rows)) {
      const known = this.kept.get(row.key);
      const kept = known ?? { element: rowElement(row.key), row, index, content: undefined };
      kept.row = row;
      kept.index = index++;
      this.show(kept);
      next.set(row.key, kept);
      if (!known) came.push(kept);
    }
    for (const [key, kept] of this.kept) {
      if (next.has(key)) continue;
      kept.element.remove();
      this.onGone(kept);
    }
    this.kept = next;
    for (const { parent, rows } of groups) if (parent) place(parent, rows, next);
    return came;
  }

  private show(kept: Kept): void {
    const content = this.contentOf(kept.row);
    if (content === kept.content) return;
    kept.content = content;
    render(content, kept.element);
  }
}

function rowElement(key: string): HTMLElement {
  const element = document.createElement('div');
  element.className = 'row';
  element.dataset['row'] = key;
  return element;
}

function place(parent: Element, rows: readonly Row[], kept: ReadonlyMap<string, Mounted>): void {
  let at = parent.querySelector(':scope > .row');
  for (const { key } of rows) {
    const element = kept.get(key)?.element;
    if (!element) continue;
    if (element === at) at = at.nextElementSibling;
    else parent.insertBefore(element, at);
  }
}
