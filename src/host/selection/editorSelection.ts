import { Range, workspace, type TextDocument, type TextEditor } from 'vscode';

/** A selected range. Lines count from 1; both are included. */
interface SelectedCode {
  readonly code: string;
  readonly startLine: number;
  readonly endLine: number;
}

export interface EditorSelection {
  /** Path relative to the workspace, with forward slashes; the file name only outside of it. Never absolute. */
  readonly fileName: string;
  readonly languageId: string;
  /** In document order. */
  readonly snippets: readonly SelectedCode[];
}

/** Reads the selections, or the line of the cursor if there is none. `undefined` if they contain only whitespace. */
export function readSelection(editor: TextEditor): EditorSelection | undefined {
  const { document } = editor;
  const chosen = editor.selections.filter((selection) => !selection.isEmpty);
  const ranges = chosen.length > 0 ? chosen : [document.lineAt(editor.selection.active.line).range];
  const snippets = [...ranges]
    .sort((a, b) => a.start.compareTo(b.start))
    .map((range) => wholeLines(document, range))
    .map((range) => ({
      code: document.getText(range),
      startLine: range.start.line + 1,
      endLine: range.end.line + 1,
    }))
    .filter(({ code }) => code.trim() !== '');
  if (snippets.length === 0) return undefined;
  return { fileName: fileNameOf(editor), languageId: document.languageId, snippets };
}

/** Drops a last line of which no character is selected. */
function wholeLines(document: TextDocument, range: Range): Range {
  const { start, end } = range;
  return end.character > 0 || end.line === start.line
    ? range
    : new Range(start, document.lineAt(end.line - 1).range.end);
}

function fileNameOf({ document }: TextEditor): string {
  const relative = workspace.asRelativePath(document.uri, (workspace.workspaceFolders?.length ?? 0) > 1);
  const isInside = workspace.getWorkspaceFolder(document.uri) !== undefined;
  return isInside ? relative : (document.uri.path.split('/').at(-1) ?? '');
}
