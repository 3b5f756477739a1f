import { l10n, window } from 'vscode';
import { UserError } from '../guard';
import { promptOf, readCells, readSelection } from './editorSelection';

/** The selection as a part of a message, and its place: `src/a.ts:12-20`. Throws a `UserError` if nothing is selected. */
export function selectionSnippet(): { readonly label: string; readonly text: string } {
  const { activeTextEditor: editor, activeNotebookEditor: notebook } = window;
  const selection = editor ? readSelection(editor) : notebook && readCells(notebook);
  if (!selection) throw new UserError(l10n.t('Open a file and select the text to add.'));
  const { fileName, snippets } = selection;
  const places = snippets.map(({ startLine, endLine }) =>
    startLine === endLine ? String(startLine) : `${String(startLine)}-${String(endLine)}`,
  );
  return { label: `${fileName}:${places.join(', ')}`, text: promptOf('', selection) };
}
