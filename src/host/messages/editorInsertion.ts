import { EndOfLine, Range, window, workspace, type Selection, type TextEditor } from 'vscode';
import { DisposableBase } from '../disposable';
import { insertionText, type InsertionPlace } from './insertionText';

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

  /** Replaces each selection in one undo step, indented like its line. Opens a new, unsaved file if there is no editor. */
  async insert(text: string): Promise<void> {
    const editor = window.activeTextEditor ?? this.visibleEditor();
    const isDone = await editor?.edit((edit) => {
      for (const selection of editor.selections) {
        edit.replace(selection, insertionText(text, placeOf(editor, selection)));
      }
    });
    if (editor && isDone) {
      await window.showTextDocument(editor.document, editor.viewColumn);
      return;
    }
    await window.showTextDocument(await workspace.openTextDocument({ content: text }));
  }

  private visibleEditor(): TextEditor | undefined {
    const { lastEditor } = this;
    return window.visibleTextEditors.find((editor) => editor.document === lastEditor?.document);
  }
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
