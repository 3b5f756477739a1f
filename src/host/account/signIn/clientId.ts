import { commands, InputBoxValidationSeverity, l10n, type InputBoxValidationMessage } from 'vscode';
import type { SignInDeps } from './signInDeps';

type ClientIdDeps = Pick<SignInDeps, 'prompts' | 'openWeb' | 'settings' | 'guide'>;

/**
 * Explains how to create an OAuth app, and asks for its client ID until it is entered. Stores the ID in the user's settings.
 * Resolves to `undefined` if the user cancels.
 */
export async function askForClientId(
  host: string,
  page: string,
  deps: ClientIdDeps,
): Promise<string | undefined> {
  const { prompts, openWeb, settings, guide } = deps;
  const open = {
    label: l10n.t('Open Coze’s OAuth page'),
    detail: l10n.t('Create an OAuth app there. Client type: TVs, devices and command lines.'),
  };
  const enter = {
    label: l10n.t('Enter client ID'),
    detail: l10n.t('The client ID of the app ends with .app.coze. It is not a secret.'),
  };
  const explain = {
    label: l10n.t('Show all steps'),
    detail: l10n.t('How to create an OAuth app for sign-in'),
  };
  const title = l10n.t('Sign in to {host}: an OAuth app is needed', { host });
  for (;;) {
    const picked = await prompts.showQuickPick([open, enter, explain], { title, ignoreFocusOut: true });
    if (picked === undefined) return undefined;
    if (picked === open) await openWeb(page);
    if (picked === explain) {
      await commands.executeCommand('markdown.showPreview', guide);
      return undefined;
    }
    if (picked !== enter) continue;
    const entered = await prompts.showInputBox({
      title: l10n.t('Client ID of the OAuth app'),
      prompt: l10n.t('It is stored in your setting coze.oauth.clientId.'),
      placeHolder: '….app.coze',
      value: settings.oauthClientId,
      ignoreFocusOut: true,
      validateInput: notice,
    });
    const clientId = entered?.trim() ?? '';
    if (clientId === '') continue;
    await settings.setOAuthClientId(clientId);
    return clientId;
  }
}

/** Validates the input: an error keeps the box open, a warning does not. */
function notice(value: string): string | InputBoxValidationMessage | undefined {
  const clientId = value.trim();
  if (clientId === '') return undefined;
  if (/^(?:pat|sat|czu|czs)_/i.test(clientId)) return l10n.t('This is an access token, not a client ID.');
  if (!/^[\w.-]{1,100}$/.test(clientId)) {
    return l10n.t('A client ID contains only letters, digits, dots, hyphens and underscores.');
  }
  if (clientId.endsWith('.app.coze')) return undefined;
  return {
    message: l10n.t('Client IDs of Coze end with .app.coze. Press Enter to use this one anyway.'),
    severity: InputBoxValidationSeverity.Warning,
  };
}
