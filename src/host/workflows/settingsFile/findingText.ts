import { l10n } from 'vscode';
import { selectionVariables } from '../../../shared/selectionMapping';
import { foreignText } from '../../foreignText';
import { fieldText, problemText } from '../../entries/entryText';
import type { Fix } from './entryFixes';
import type { Finding } from './entryFindings';

/** What is wrong, and what follows from it. */
export function findingText({ problem, path }: Finding): string {
  const field = fieldText(path);
  switch (problem) {
    case 'unknownField':
      return l10n.t('Unknown field {field}: it is ignored.', { field });
    case 'inputTypeUnknown':
      return l10n.t('The type of {field} is not known: the chat edits it as JSON.', { field });
    case 'sameEntry':
      return l10n.t(
        'An earlier entry has the same workflow, name and version: this one is ignored. Give it another name.',
      );
    case 'idBlank':
      return l10n.t('{field} begins or ends with a space.', { field });
    case 'baseUrlPath':
      return l10n.t('{field} contains a path that is not used.', { field });
    case 'baseUrlNotApi':
      return l10n.t("{field} is the address of Coze's pages, not of its API.", { field });
    case 'versionForm':
      return l10n.t('A version has the form v0.0.5.');
    case 'variableUnknown':
      return l10n.t(
        '{field} contains an unknown variable: it is sent as it is written. The variables are {names}.',
        {
          field,
          names: selectionVariables.map((name) => `\${${name}}`).join(', '),
        },
      );
    default:
      return l10n.t('This entry is ignored. {problem}', { problem: problemText(problem, path) });
  }
}

/** The title of a quick fix. */
export function fixText(fix: Fix): string {
  switch (fix.act) {
    case 'set':
      return fix.value === ''
        ? l10n.t('Add {field}', { field: fieldText(fix.path) })
        : l10n.t('Set {field} to “{value}”', {
            field: fieldText(fix.path),
            value: foreignText(fix.value, 80),
          });
    case 'quote':
      return l10n.t('Put {field} in quotation marks', { field: fieldText(fix.path) });
    case 'rename':
      return l10n.t('Rename {field} to {name}', { field: fieldText(fix.path), name: fix.name });
    case 'remove':
      return l10n.t('Remove {field}', { field: fieldText(fix.path) });
    case 'removeEntry':
      return l10n.t('Remove this entry');
    case 'moveToken':
      return l10n.t('Move the token into the secret storage…');
  }
}
