import {
  l10n,
  Range,
  workspace,
  type NotebookEditor,
  type TextDocument,
  type TextEditor,
  type Uri,
} from 'vscode';
import { selectionPrompt, type SelectionLabels } from '../../chat/selectionPrompt';
import type { Subject } from './mappedMessage';
import { labelText } from '../../shared/text/listText';
import { displayLanguage } from '../environment';
import { problemsIn } from './problemLine';

/** A selected range. Lines count from 1; both are included. */
export interface SelectedCode {
  readonly code: string;
  readonly startLine: number;
  readonly endLine: number;
  readonly languageId: string;
  /** The problems that VS Code reports there, one a line. */
  readonly diagnostics: string;
  /** The cell of a notebook, named with its file; absent for a file. */
  readonly fileName?: string;
}

export interface EditorSelection {
  /** Path relative to the workspace, with forward slashes; the file name only outside of it. Never absolute. */
  readonly fileName: string;
  /** In document order. */
  readonly snippets: readonly SelectedCode[];
}

/** The names before the place of the code in a message, in the display language. */
export function selectionLabels(): SelectionLabels {
  const label = (name: string) => labelText(name, displayLanguage());
  return {
    file: label(l10n.t('File')),
    language: label(l10n.t('Language')),
    lines: label(l10n.t('Lines')),
  };
}

/** Reads the selections, or the line of the cursor if there is none. `undefined` if they contain only whitespace. */
export function readSelection(editor: TextEditor): EditorSelection | undefined {
  const { document } = editor;
  const chosen = editor.selections.filter((selection) => !selection.isEmpty);
  const ranges = chosen.length > 0 ? chosen : [document.lineAt(editor.selection.active.line).range];
  return selectionOf(
    fileNameOf(uriOf(document)),
    [...ranges]
      .sort((a, b) => a.start.compareTo(b.start))
      .map((range) => codeIn(document, wholeLines(document, range))),
  );
}

/** Reads the selected cells of a notebook. `undefined` if they contain only whitespace. */
export function readCells({ notebook, selections }: NotebookEditor): EditorSelection | undefined {
  const fileName = fileNameOf(notebook.uri);
  return selectionOf(
    fileName,
    selections
      .flatMap((range) => notebook.getCells(range))
      .map(({ document, index }) => ({
        ...codeIn(document, new Range(0, 0, document.lineCount, 0)),
        fileName: l10n.t('{file}, cell {number}', { file: fileName, number: index + 1 }),
      })),
  );
}

/** The code of a range of whole lines, and its place. */
export function codeIn(document: TextDocument, range: Range): SelectedCode {
  const { start, end } = document.validateRange(range);
  return {
    code: document.getText(range),
    startLine: start.line + 1,
    endLine: end.line + 1,
    languageId: document.languageId,
    diagnostics: problemsIn(document, range),
  };
}

/** All ranges as the values of a mapping: the codes joined by line breaks, from the first line to the last. */
export function subjectOf({ fileName, snippets }: EditorSelection): Subject {
  return {
    selection: snippets.map(({ code }) => code).join('\n'),
    path: fileName,
    language: snippets[0]?.languageId ?? '',
    startLine: String(snippets[0]?.startLine ?? 1),
    endLine: String(snippets.at(-1)?.endLine ?? 1),
    diagnostics: snippets
      .map(({ diagnostics }) => diagnostics)
      .filter((lines) => lines !== '')
      .join('\n'),
  };
}

/** The path of a file as it may be sent, see {@link EditorSelection.fileName}. */
export function fileNameOf(uri: Uri): string {
  const relative = workspace.asRelativePath(uri, (workspace.workspaceFolders?.length ?? 0) > 1);
  const isInside = workspace.getWorkspaceFolder(uri) !== undefined;
  return isInside ? relative : (uri.path.split('/').at(-1) ?? '');
}

/** The file of a document; of a cell, that of its notebook. */
export function uriOf(document: TextDocument): Uri {
  const notebook = workspace.notebookDocuments.find((one) =>
    one.getCells().some((cell) => cell.document === document),
  );
  return notebook?.uri ?? document.uri;
}

function selectionOf(fileName: string, all: readonly SelectedCode[]): EditorSelection | undefined {
  const snippets = all.filter(({ code }) => code.trim() !== '');
  return snippets.length > 0 ? { fileName, snippets } : undefined;
}

/** Drops a last line of which no character is selected. */
function wholeLines(document: TextDocument, range: Range): Range {
  const { start, end } = range;
  return end.character > 0 || end.line === start.line
    ? range
    : new Range(start, document.lineAt(end.line - 1).range.end);
}

/** Builds one message of the question and each selected range with its location. */
export function promptOf(question: string, { snippets, fileName }: EditorSelection): string {
  const labels = selectionLabels();
  return snippets
    .map((snippet, index) =>
      selectionPrompt(
        index === 0 ? question : '',
        { ...snippet, fileName: snippet.fileName ?? fileName },
        labels,
      ),
    )
    .join('\n\n');
}
