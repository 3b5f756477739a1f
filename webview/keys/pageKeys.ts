import { openRun } from '../../src/shared/conversation/conversation';
import { Chord } from './chord';
import type { Find } from '../find/find';
import { isCommand, isMac, isWriting, latinKeyOf } from './keys';
import type { ViewServices } from '../app/viewServices';
import { fieldOf } from './textField';
import type { TextUndo } from './textUndo';

export interface PageKeysDeps {
  readonly view: ViewServices;
  readonly find: Find;
  readonly undo: TextUndo;
  readonly log: HTMLElement;
}

/** Keys with Ctrl or ⌘ whose default command acts on the editor behind the chat, even without its focus. ⌘H hides the application. */
const editorKeys: ReadonlySet<string> = new Set(['g', '/', 'shift+o', ...(isMac ? [] : ['h'])]);

/** Keys that move the caret or edit in a text field, alone or with a modifier. */
const editingKeys: ReadonlySet<string> = new Set([
  ...['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown', 'Home', 'End', 'PageUp', 'PageDown'],
  ...['Backspace', 'Delete', 'Enter'],
]);

/**
 * The one place that decides which keys the workbench hears of. VS Code listens on the window of the page and hands every
 * key that arrives there to the workbench, which has commands that act on the editor behind the chat. What the chat has
 * handled, what is typed, and what would act on that editor ends at the document; all other keys go on.
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

/** The key writes or edits in a text field. */
function isTyped(event: KeyboardEvent): boolean {
  if (!fieldOf(event)) return false;
  const isAlone = !event.altKey && !event.metaKey && !event.ctrlKey;
  return isWriting(event) || (editingKeys.has(event.key) && (isAlone || isCommand(event)));
}

/** True when the key is the chat's. */
function handle(deps: PageKeysDeps, event: KeyboardEvent): boolean {
  if (isCommand(event)) return handleCommand(deps, event);
  if (event.key === 'Escape') return escape(deps);
  if (isOtherEditorKey(event)) return true;
  // The character goes where the focus is by the time it is written.
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

/** Word wrap; on Apple's systems also "replace" and "go to line", which have Ctrl and H elsewhere. */
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
