import { EndOfLine, Range, window, workspace, type Selection, type TextEditor } from 'vscode';
import { DisposableBase } from '../disposable';
import { insertionText, type InsertionPlace } from './insertionText';

/** A range of a document and its new text. */
export interface Replacement {
  readonly range: Range;
  readonly text: string;
}

/** Inserts text from an answer into the editor that was active last. */
export class EditorInsertion extends DisposableBase {
  private lastEditor: TextEditor | undefined = window.activeTextEditor;

  constructor() {
    super();
    // No text editor is active while a chat tab is: keep the previous one.
    this.register(
      window.onDidChangeActiveTextEditor((editor) => {
        this.lastEditor = editor ?? this.lastEditor;
      }),
    );
  }

  /** The editor that was active last; `undefined` if it is not visible. */
  get editor(): TextEditor | undefined {
    const { lastEditor } = this;
    return (
      window.activeTextEditor ??
      window.visibleTextEditors.find((editor) => editor.document === lastEditor?.document)
    );
  }

  /** Replaces each selection in one undo step, indented like its line. Opens a new, unsaved file if there is no editor. */
  async insert(text: string): Promise<void> {
    const { editor } = this;
    const isDone = await editor?.edit((edit) => {
      for (const { range, text: inserted } of replacements(editor, editor.selections, text)) {
        edit.replace(range, inserted);
      }
    });
    if (editor && isDone) {
      await window.showTextDocument(editor.document, editor.viewColumn);
      return;
    }
    await window.showTextDocument(await workspace.openTextDocument({ content: text }));
  }
}

/** The text in place of each selection, indented like its line. */
export function replacements(
  editor: TextEditor,
  selections: readonly Selection[],
  text: string,
): readonly Replacement[] {
  return selections.map((range) => ({ range, text: insertionText(text, placeOf(editor, range)) }));
}

function placeOf(editor: TextEditor, selection: Selection): InsertionPlace {
  const { document, options } = editor;
  const { start, end } = selection;
  return {
    before: document.lineAt(start).text.slice(0, start.character),
    selected: document.getText(selection),
    after: document.getText(new Range(end, document.lineAt(end).range.end)),
    eol: document.eol === EndOfLine.CRLF ? '\r\n' : '\n',
    insertSpaces: options.insertSpaces === true,
    tabSize: typeof options.tabSize === 'number' ? options.tabSize : 4,
  };
}
