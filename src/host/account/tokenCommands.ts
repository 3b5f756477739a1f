import {
  InputBoxValidationSeverity,
  l10n,
  window,
  type InputBoxValidationMessage,
  type QuickPickItem,
} from 'vscode';
import { originOf } from '../../shared/urls';
import { isDemo, originOfWorkflow } from '../../shared/workflow';
import type { Services } from '../services';
import { hasKnownForm, readToken, type TokenProblem } from './tokenText';
import { UserError } from '../guard';
import { prompts } from '../prompts';

type TokenCommandsDeps = Pick<Services, 'tokens' | 'settings' | 'catalog'>;

/** The commands for access tokens. */
export class TokenCommands {
  constructor(private readonly deps: TokenCommandsDeps) {}

  /**
   * Asks for an access token and stores it for one origin: by default that of the selected workflow, or else that of
   * the user's base URL. The input box names the origin.
   */
  async setToken(origin = this.defaultOrigin()): Promise<void> {
    if (origin === undefined) {
      throw new UserError(l10n.t('The setting coze.baseUrl must be https, except for localhost.'));
    }
    const pasted = await prompts.showInputBox({
      title: l10n.t('Access token for {origin}', { origin }),
      prompt: [
        l10n.t(
          'Paste a personal access token with the permission to run workflows. It is sent only to {origin}.',
          { origin },
        ),
        ...(this.deps.tokens.hasEnvironmentToken(origin)
          ? [l10n.t('It takes precedence over the environment variable COZE_API_TOKEN, which is set.')]
          : []),
      ].join(' '),
      placeHolder: 'pat_…',
      password: true,
      ignoreFocusOut: true,
      validateInput: tokenNotice,
    });
    if (pasted === undefined) return;
    const read = readToken(pasted);
    if ('problem' in read) throw new UserError(tokenProblemText(read.problem));
    const kept = await this.deps.tokens.store(origin, read.token);
    if (!hasKnownForm(read.token)) {
      void window.showWarningMessage(
        l10n.t('The token for {origin} is stored, but it does not look like a Coze token.', { origin }),
      );
    }
    if (kept === 'session') {
      void window.showWarningMessage(
        l10n.t(
          "The system's secret storage is not available: the token is kept only until this window closes. On such a system, set the environment variable COZE_API_TOKEN before you start VS Code.",
        ),
      );
    }
  }

  /** Deletes a stored token; asks for the origin if several have one. */
  async clearToken(): Promise<void> {
    const origin = this.defaultOrigin();
    const workflows = this.deps.catalog.all.filter((workflow) => !isDemo(workflow));
    const candidates = [...(origin === undefined ? [] : [origin]), ...workflows.map(originOfWorkflow)];
    const origins = await this.deps.tokens.originsWithToken(candidates);
    const chosen = origins.length > 1 ? await pickOrigin(origins) : origins[0];
    if (chosen === undefined) {
      if (origins.length === 0) this.notifyNothingToClear(origin);
      return;
    }
    await this.deps.tokens.clear(chosen);
    const cleared = l10n.t('The access token for {origin} has been cleared.', { origin: chosen });
    const remaining = this.deps.tokens.hasEnvironmentToken(chosen) ? [environmentTokenText(chosen)] : [];
    void window.showInformationMessage([cleared, ...remaining].join(' '));
  }

  private notifyNothingToClear(origin: string | undefined): void {
    void window.showInformationMessage(
      origin !== undefined && this.deps.tokens.hasEnvironmentToken(origin)
        ? environmentTokenText(origin)
        : l10n.t('No access token is stored.'),
    );
  }

  private defaultOrigin(): string | undefined {
    const { catalog, settings } = this.deps;
    const { selected } = catalog;
    if (selected && !isDemo(selected)) return originOfWorkflow(selected);
    const { baseUrl } = settings;
    return baseUrl === undefined ? undefined : originOf(baseUrl);
  }
}

function environmentTokenText(origin: string): string {
  return l10n.t(
    'The token in use for {origin} comes from the environment variable COZE_API_TOKEN. It cannot be cleared here: remove the variable and restart VS Code.',
    { origin },
  );
}

/** Validates the input: an error keeps the box open, a warning does not. */
function tokenNotice(value: string): string | InputBoxValidationMessage | undefined {
  const read = readToken(value);
  if ('problem' in read) return read.problem === 'empty' ? undefined : tokenProblemText(read.problem);
  if (hasKnownForm(read.token)) return undefined;
  return {
    message: l10n.t('This does not look like a Coze token, such as pat_…. Press Enter to store it anyway.'),
    severity: InputBoxValidationSeverity.Warning,
  };
}

async function pickOrigin(origins: readonly string[]): Promise<string | undefined> {
  const items: QuickPickItem[] = origins.map((label) => ({ label }));
  const picked = await prompts.showQuickPick(items, { title: l10n.t('Clear the access token for') });
  return picked?.label;
}

/** Describes the problem without quoting the input, which may be a secret of another service. */
function tokenProblemText(problem: TokenProblem): string {
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
