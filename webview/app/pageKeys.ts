import { openRun } from '../../src/shared/conversation/conversation';
import { Chord } from '../keys/chord';
import type { Find } from '../find/find';
import { isCommand, isMac, isWriting, latinKeyOf } from '../keys/keys';
import type { ViewServices } from '../state/viewServices';
import { fieldOf } from '../keys/textField';
import type { TextUndo } from '../keys/textUndo';

export interface PageKeysDeps {
  readonly view: ViewServices;
  readonly find: Find;
  readonly undo: TextUndo;
  readonly log: HTMLElement;
}

/**
 * Keys with Ctrl or ⌘ whose default command acts on the editor behind the chat even without its focus. ⌘H hides the
 * application.
 */
const editorKeys: ReadonlySet<string> = new Set(['g', '/', 'shift+o', ...(isMac ? [] : ['h'])]);

/** Keys that move the caret or edit in a text field, alone or with a modifier. */
const editingKeys: ReadonlySet<string> = new Set([
  ...['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown', 'Home', 'End', 'PageUp', 'PageDown'],
  ...['Backspace', 'Delete', 'Enter'],
]);

/**
 * Decides which keys the workbench receives. VS Code listens on the window of the page and passes every key on to the
 * workbench, some of whose commands act on the editor behind the chat. Keys that the chat has handled, that type, or
 * that would act on that editor stop at the document.
 */
export function listenToPageKeys(deps: PageKeysDeps, signal: AbortSignal): void {
  const chord = new Chord();
  const onKey = (event: KeyboardEvent): void => {
    if (chord.takes(event)) return;
    const isOwned = deps.view.page.composition.owns(event);
    if (isOwned || event.defaultPrevented || isTyped(event)) event.stopPropagation();
    if (isOwned) {
      if (!fieldOf(event)) deps.view.page.focusComposer();
    } else if (!event.defaultPrevented && handle(deps, event)) {
      event.preventDefault();
      event.stopPropagation();
    }
  };
  document.addEventListener('keydown', onKey, { signal });
}

/** Whether the key types or edits in a text field. */
function isTyped(event: KeyboardEvent): boolean {
  if (!fieldOf(event)) return false;
  const isAlone = !event.altKey && !event.metaKey && !event.ctrlKey;
  return isWriting(event) || (editingKeys.has(event.key) && (isAlone || isCommand(event)));
}

/** Returns whether the chat has handled the key. */
function handle(deps: PageKeysDeps, event: KeyboardEvent): boolean {
  if (isCommand(event)) return handleCommand(deps, event);
  if (event.key === 'Escape') return escape(deps);
  if (isOtherEditorKey(event)) return true;
  // The character is typed into the element that has the focus after this event.
  if (isWriting(event) && event.key !== ' ' && !isField(event)) deps.view.page.focusComposer();
  return false;
}

function handleCommand({ find, undo, log }: PageKeysDeps, event: KeyboardEvent): boolean {
  const field = fieldOf(event);
  const key = `${event.shiftKey ? 'shift+' : ''}${latinKeyOf(event)}`;
  switch (key) {
    case 'f':
      find.open();
      return true;
    case 'z':
      if (field) undo.undo(field);
      return true;
    case 'y':
    case 'shift+z':
      if (field) undo.redo(field);
      return true;
    case 'a':
      if (field) field.select();
      else document.getSelection()?.selectAllChildren(log);
      return true;
    default:
      return editorKeys.has(key);
  }
}

/** Toggle word wrap. On macOS also Replace and Go to Line, which are Ctrl+H and Ctrl+G elsewhere. */
function isOtherEditorKey(event: KeyboardEvent): boolean {
  const { altKey, ctrlKey, metaKey, code } = event;
  if (altKey && !ctrlKey && !metaKey) return code === 'KeyZ';
  return isMac && ((altKey && metaKey && code === 'KeyF') || (ctrlKey && !metaKey && code === 'KeyG'));
}

function escape({ view, find }: PageKeysDeps): boolean {
  if (find.close()) return true;
  if (!openRun(view.state.conversation)) return false;
  view.actions.post({ type: 'stop' });
  return true;
}

function isField(event: KeyboardEvent): boolean {
  return fieldOf(event) !== undefined || event.target instanceof HTMLSelectElement;
}
