import {
  EndOfLine,
  Range,
  window,
  workspace,
  type Disposable,
  type Selection,
  type TextEditor,
} from 'vscode';
import { insertionText, type InsertionPlace } from './insertionText';

/** Puts text from an answer into the editor the user worked in last. */
export class EditorInsertion implements Disposable {
  private lastEditor: TextEditor | undefined = window.activeTextEditor;

  /** The active editor is no text editor while a chat tab is in front; the one before it is meant. */
  private readonly subscription = window.onDidChangeActiveTextEditor((editor) => {
    this.lastEditor = editor ?? this.lastEditor;
  });

  /**
   * Replaces what is selected, at every cursor, in one undo step, indented as the line it goes to. Without an editor the
   * text becomes a new, unsaved file.
   */
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

  dispose(): void {
    this.subscription.dispose();
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
