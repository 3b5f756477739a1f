import {
  CompletionItem,
  CompletionItemKind,
  l10n,
  languages,
  Range,
  type Position,
  type TextDocument,
} from 'vscode';
import type { Disposable } from '../../../shared/emitter';
import { selectionVariables, type SelectionVariable } from '../../../shared/selectionMapping';
import { isSettingsFile } from './isSettingsFile';
import { mappingTextAt } from './mappingTextAt';

/** Completes variables such as `${path}` in the texts of `selection` in the settings files. */
export function completeVariables(): Disposable {
  return languages.registerCompletionItemProvider(
    [
      { language: 'jsonc', pattern: '**/settings.json' },
      { language: 'jsonc', pattern: '**/*.code-workspace' },
    ],
    { provideCompletionItems: (document, position) => variablesAt(document, position) },
    '$',
    '{',
  );
}

function variablesAt(document: TextDocument, position: Position): CompletionItem[] {
  if (!isSettingsFile(document)) return [];
  const typed = mappingTextAt(document.getText(), document.offsetAt(position));
  if (typed === undefined) return [];
  const range = new Range(position.translate(0, -typed.before), position.translate(0, typed.after));
  return selectionVariables.map((name) => {
    const item = new CompletionItem(`\${${name}}`, CompletionItemKind.Variable);
    item.detail = meaningOf(name);
    item.filterText = item.label as string;
    item.insertText = item.label as string;
    item.range = range;
    return item;
  });
}

function meaningOf(name: SelectionVariable): string {
  switch (name) {
    case 'selection':
      return l10n.t('The selected code, the file, the terminal output or the changes');
    case 'path':
      return l10n.t('The path of the file in the workspace');
    case 'language':
      return l10n.t('The language of the file, such as typescript');
    case 'startLine':
      return l10n.t('The first line, from 1');
    case 'endLine':
      return l10n.t('The last line');
    case 'diagnostics':
      return l10n.t('The problems that VS Code reports there');
    case 'question':
      return l10n.t('The question that you type');
  }
}
