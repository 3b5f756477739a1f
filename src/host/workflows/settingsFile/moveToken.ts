import { l10n, window, workspace, type TextDocument } from 'vscode';
import { isObject } from '../../../shared/json/json';
import { originOf } from '../../../shared/urls/urls';
import { readToken } from '../../../shared/token/tokenText';
import { foreignText } from '../../foreignText';
import type { Services } from '../../services';
import { tokenInText } from '../../../shared/text/tokenInText';
import { entryBaseUrl } from '../../entries/workflowEntry';
import { editOf } from './settingsDiagnostics';
import { SettingsText } from './settingsText';

type MoveTokenDeps = Pick<Services, 'settings' | 'tokens'>;

/**
 * Moves a token out of a settings file into the secret storage, for the origin of its entry. Asks first, and saves the file.
 * The arguments may come from other extensions: what is not found in an open settings file has no effect. Resolves to a
 * warning for the user, if there is one.
 */
export async function moveToken(
  { settings, tokens }: MoveTokenDeps,
  uri: unknown,
  index: unknown,
  path: unknown,
): Promise<string | undefined> {
  const document = workspace.textDocuments.find((one) => one.uri.toString() === uri);
  if (!document || typeof index !== 'number' || !isPath(path)) return undefined;
  const found = tokenAt(document, index, path);
  if (!found) return undefined;
  const baseUrl = entryBaseUrl(found.baseUrl, settings.baseUrl);
  const read = readToken(found.token);
  if (baseUrl === undefined || !('token' in read)) {
    return l10n.t('Correct baseUrl of this entry first: a token belongs to one address.');
  }
  const origin = originOf(baseUrl);
  const isReplaced = (await tokens.originsWithToken([])).includes(origin);
  const move = l10n.t('Move');
  const choice = await window.showWarningMessage(
    l10n.t('Store this token for {origin} and remove it from the file?', { origin }),
    {
      modal: true,
      detail: [
        ...(isReplaced ? [l10n.t('It replaces the token that is stored for {origin}.', { origin })] : []),
        l10n.t('If others have seen the file, also delete the token on Coze and create a new one.'),
      ].join('\n\n'),
    },
    move,
  );
  if (choice !== move) return undefined;
  const kept = await tokens.store(origin, read.token);
  if (!(await removeFromFile(document, index, path, found.token))) {
    return l10n.t('{file} has changed: the token is stored, but still in the file.', {
      file: foreignText(workspace.asRelativePath(document.uri)),
    });
  }
  if (kept === 'stored') return undefined;
  return l10n.t(
    "The system's secret storage is not available: the token is kept only until this window closes. On such a system, set the environment variable COZE_API_TOKEN before you start VS Code.",
  );
}

/** Removes the value and saves. False if the file changed while the dialog was open: another value stays. */
async function removeFromFile(
  document: TextDocument,
  index: number,
  path: readonly (string | number)[],
  token: string,
): Promise<boolean> {
  const text = SettingsText.read(document.getText());
  if (!text || tokenAt(document, index, path)?.token !== token) return false;
  await workspace.applyEdit(editOf({ act: 'moveToken', path }, index, text, document));
  return document.save();
}

function tokenAt(
  document: TextDocument,
  index: number,
  path: readonly (string | number)[],
): { readonly token: string; readonly baseUrl: unknown } | undefined {
  const entry = SettingsText.read(document.getText())?.entries[index];
  if (!isObject(entry)) return undefined;
  const value = path.reduce<unknown>(
    (at, name) => (typeof at === 'object' && at !== null ? (at as Record<string, unknown>)[name] : undefined),
    entry,
  );
  const token = typeof value === 'string' ? tokenInText(value) : undefined;
  return token === undefined ? undefined : { token, baseUrl: entry['baseUrl'] };
}

function isPath(value: unknown): value is readonly (string | number)[] {
  return Array.isArray(value) && value.every((name) => typeof name === 'string' || typeof name === 'number');
}
