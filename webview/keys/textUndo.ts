import { fieldOf, type TextField } from './textField';

interface Moment {
  readonly value: string;
  readonly start: number;
  readonly end: number;
}

interface FieldHistory {
  now: Moment;
  /** The kind of the current group of edits. An edit of another kind begins a group. */
  kind: string;
  editedAt: number;
  readonly past: Moment[];
  readonly future: Moment[];
}

/** Maximum pause within one undo step, in milliseconds. */
const pause = 1000;
const mostSteps = 100;

/**
 * Undo and redo for all text fields of the page. Chromium has one undo stack for the page, which still contains sent
 * text, and undo of VS Code acts on the active editor. A value set by the page begins a new history.
 */
export class TextUndo {
  private histories = new WeakMap<TextField, FieldHistory>();

  constructor(target: Document, signal: AbortSignal) {
    const options = { capture: true, signal };
    target.addEventListener('beforeinput', (event) => this.beforeInput(event), options);
    target.addEventListener('input', (event) => this.onInput(event), options);
  }

  /** Clears all histories, so that no text of another conversation can return. */
  forget(): void {
    this.histories = new WeakMap();
  }

  undo(field: TextField): void {
    const history = this.historyOf(field);
    this.apply(field, history, history.past, history.future);
  }

  redo(field: TextField): void {
    const history = this.historyOf(field);
    this.apply(field, history, history.future, history.past);
  }

  private beforeInput(event: InputEvent): void {
    const field = fieldOf(event);
    if (!field) return;
    if (event.inputType === 'historyUndo' || event.inputType === 'historyRedo') {
      event.preventDefault();
      if (event.inputType === 'historyUndo') this.undo(field);
      else this.redo(field);
      return;
    }
    const history = this.historyOf(field);
    const before = momentOf(field);
    const isMoved = before.start !== history.now.start || before.end !== history.now.end;
    const kind = kindOf(event);
    const isContinued =
      history.kind === kind &&
      !isMoved &&
      kind !== '' &&
      (event.isComposing || performance.now() - history.editedAt < pause);
    history.now = before;
    if (!isContinued) this.remember(history);
    history.kind = kind;
  }

  private onInput(event: InputEvent): void {
    const field = fieldOf(event);
    if (!field || !event.isTrusted) return;
    const history = this.histories.get(field);
    if (!history) return;
    history.now = momentOf(field);
    history.editedAt = performance.now();
  }

  private remember(history: FieldHistory): void {
    history.past.push(history.now);
    if (history.past.length > mostSteps) history.past.shift();
    history.future.length = 0;
  }

  private apply(field: TextField, history: FieldHistory, from: Moment[], to: Moment[]): void {
    let moment = from.pop();
    // A refused edit changed nothing.
    while (moment?.value === history.now.value) moment = from.pop();
    if (!moment) return;
    to.push(history.now);
    history.now = moment;
    history.kind = '';
    field.value = moment.value;
    field.setSelectionRange(moment.start, moment.end);
    field.dispatchEvent(new Event('input', { bubbles: true, composed: true }));
  }

  private historyOf(field: TextField): FieldHistory {
    const known = this.histories.get(field);
    if (known?.now.value === field.value) return known;
    const history: FieldHistory = { now: momentOf(field), kind: '', editedAt: 0, past: [], future: [] };
    this.histories.set(field, history);
    return history;
  }
}

function momentOf({ value, selectionStart, selectionEnd }: TextField): Moment {
  return { value, start: selectionStart ?? value.length, end: selectionEnd ?? value.length };
}

/** The kind of an edit. Consecutive edits of one kind are one step, except those of the empty kind. */
function kindOf({ inputType }: InputEvent): string {
  if (inputType === 'insertText' || inputType === 'insertCompositionText') return 'typed';
  return inputType.startsWith('deleteContent') ? inputType : '';
}
