import { l10n, window, type QuickPickItem } from 'vscode';
import type { Settings } from './settings';
import { readToken, type TokenProblem } from './tokenText';
import type { TokenStore } from './tokenStore';
import { UserError } from './guard';
import type { WorkflowCatalog } from './workflowCatalog';
import { isDemo, originOf } from './viewContext';
import { prompts } from './prompts';

export interface TokenCommandsParts {
  readonly tokens: TokenStore;
  readonly settings: Settings;
  readonly catalog: WorkflowCatalog;
}

/**
 * Asks for an access token and keeps it for one origin: the given one, else that of the selected workflow, else that of
 * the user's base URL. The box names it.
 */
export async function setToken(parts: TokenCommandsParts, origin = defaultOrigin(parts)): Promise<void> {
  if (origin === undefined) {
    throw new UserError(l10n.t('The setting coze.baseUrl must be https, except for localhost.'));
  }
  const pasted = await prompts.showInputBox({
    title: l10n.t('Access token for {origin}', { origin }),
    prompt: l10n.t(
      'Paste a personal access token with the permission to run workflows. It is sent only to {origin}.',
      {
        origin,
      },
    ),
    placeHolder: 'pat_…',
    password: true,
    ignoreFocusOut: true,
    validateInput: (value) => {
      const read = readToken(value);
      return 'problem' in read && read.problem !== 'empty' ? tokenProblemText(read.problem) : undefined;
    },
  });
  if (pasted === undefined) return;
  const read = readToken(pasted);
  if ('problem' in read) throw new UserError(tokenProblemText(read.problem));
  const kept = await parts.tokens.store(origin, read.token);
  if (kept === 'session') {
    void window.showWarningMessage(
      l10n.t(
        "The system's secret storage is not available: the token is kept only until this window closes.",
      ),
    );
  }
}

/** Forgets a token; asks for which origin where there are several. */
export async function clearToken(parts: TokenCommandsParts): Promise<void> {
  const origin = defaultOrigin(parts);
  const workflows = parts.catalog.all.filter((workflow) => !isDemo(workflow));
  const candidates = [...(origin === undefined ? [] : [origin]), ...workflows.map(originOf)];
  const origins = await parts.tokens.originsWithToken(candidates);
  const chosen = origins.length > 1 ? await pickOrigin(origins) : origins[0];
  if (chosen === undefined) {
    if (origins.length === 0) void window.showInformationMessage(l10n.t('No access token is stored.'));
    return;
  }
  await parts.tokens.clear(chosen);
  void window.showInformationMessage(
    l10n.t('The access token for {origin} has been cleared.', { origin: chosen }),
  );
}

async function pickOrigin(origins: readonly string[]): Promise<string | undefined> {
  const items: QuickPickItem[] = origins.map((label) => ({ label }));
  const picked = await prompts.showQuickPick(items, { title: l10n.t('Clear the access token for') });
  return picked?.label;
}

function defaultOrigin({ catalog, settings }: TokenCommandsParts): string | undefined {
  const { selected } = catalog;
  if (selected && !isDemo(selected)) return originOf(selected);
  const { baseUrl } = settings;
  return baseUrl === undefined ? undefined : new URL(baseUrl).origin;
}

/** Says what is wrong without repeating any of it: what was pasted may be a secret for something else. */
export function tokenProblemText(problem: TokenProblem): string {
  switch (problem) {
    case 'empty':
      return l10n.t('The token is empty.');
    case 'lineBreak':
      return l10n.t('The token contains a line break. Copy it again without line breaks.');
    case 'space':
      return l10n.t('The token contains a space. Copy only the token.');
    case 'quote':
      return l10n.t('The token contains a quotation mark. Copy only the text between the quotation marks.');
    case 'control':
      return l10n.t('The token contains a control character. Copy it again.');
    case 'notAscii':
      return l10n.t('The token contains an invalid character. Copy it again.');
    case 'tooLong':
      return l10n.t('This is too long for a token.');
  }
}
