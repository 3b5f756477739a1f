import { Range, Selection, window, type Disposable, type TextDocument, type TextEditor } from 'vscode';

/** UTF-16 offsets in a text, `end` excluded. */
export interface TextRange {
  readonly start: number;
  readonly end: number;
}

/** How long an editor may take to become active, in milliseconds. */
const timeoutMs = 3_000;

export function rangeIn(document: TextDocument, { start, end }: TextRange): Range {
  return new Range(document.positionAt(start), document.positionAt(end));
}

/**
 * Selects what `find` finds in the document of the active editor, or of the first editor that becomes active and has it.
 * Gives up after {@link timeoutMs}.
 */
export async function selectOnceActive(
  find: (document: TextDocument) => TextRange | undefined,
): Promise<void> {
  const select = (editor: TextEditor | undefined): boolean => {
    const found = editor && find(editor.document);
    if (!found) return false;
    const range = rangeIn(editor.document, found);
    editor.selection = new Selection(range.start, range.end);
    editor.revealRange(range);
    return true;
  };
  if (select(window.activeTextEditor)) return;
  await new Promise<void>((resolve) => {
    const finish = (): void => {
      clearTimeout(timer);
      subscription.dispose();
      resolve();
    };
    const timer = setTimeout(finish, timeoutMs);
    const subscription: Disposable = window.onDidChangeActiveTextEditor((editor) => {
      if (select(editor)) finish();
    });
  });
}
