import { closeUp } from '../../shared/text/closeUp';
import {
  InputBoxValidationSeverity,
  l10n,
  ThemeIcon,
  window,
  type InputBoxValidationMessage,
  type QuickPickItem,
} from 'vscode';
import type { prompts } from '../prompts/prompts';
import { tokenProblemText } from './tokenProblemText';
import { hasKnownForm, isWholeToken, readToken } from '../../shared/token/tokenText';

/** What the box needs to know about the service. */
interface TokenRequest {
  readonly origin: string;
  /** Where a token is kept unless the user chooses otherwise. */
  readonly keep: Keeping;
  /** Whether `COZE_API_TOKEN` is set and belongs to this origin. */
  readonly hasEnvironmentToken: boolean;
  /** Whether the list of other ways offers to sign in. */
  readonly canSignIn: boolean;
}

/** Where a token is kept: in the secret storage, or in memory until the window closes. */
export type Keeping = 'stored' | 'session';

/** An entered token, or the decision for that of the environment or for a sign-in. */
export type TokenAnswer = { readonly token: string; readonly keep: Keeping } | 'environment' | 'signIn';

interface TokenBoxDeps {
  /** Passed in: it has state, and this code is in a bundle that is loaded on demand. */
  readonly prompts: typeof prompts;
  /** Opens the page that makes tokens. Absent if it is not known: a self-hosted server has none that can be linked. */
  readonly openTokenPage?: () => unknown;
}

/**
 * Asks for an access token for one origin, which the box names. A whole personal access token that is pasted into the empty
 * box is accepted at once. The box stays open while the text is not a token. Its buttons open the page that makes tokens, and
 * the other ways to provide one. Resolves to `undefined` if the user cancels.
 */
export async function askForToken(
  request: TokenRequest,
  deps: TokenBoxDeps,
): Promise<TokenAnswer | undefined> {
  let { keep } = request;
  for (;;) {
    const answer = await showBox(request, keep, deps);
    if (answer === undefined) return undefined;
    if (answer !== 'otherWays') return { ...answer, keep };
    const way = await chooseWay(request, deps);
    if (way === 'signIn' || (way === 'environment' && request.hasEnvironmentToken)) return way;
    if (way === 'environment') await explainEnvironment(deps);
    else keep = way ?? keep;
  }
}

/** Resolves to a token, or to `otherWays` if that button was pressed. */
async function showBox(
  { origin, hasEnvironmentToken, canSignIn }: TokenRequest,
  keep: Keeping,
  { prompts, openTokenPage }: TokenBoxDeps,
): Promise<{ readonly token: string } | 'otherWays' | undefined> {
  const box = window.createInputBox();
  const tokenPage = { iconPath: new ThemeIcon('link-external'), tooltip: l10n.t('Open the token page') };
  const otherWays = {
    iconPath: new ThemeIcon('ellipsis'),
    tooltip: canSignIn
      ? l10n.t('Sign in, this session only, environment variable…')
      : l10n.t('This session only, environment variable…'),
  };
  box.title = l10n.t('Access token for {origin}', { origin });
  const sentences = [
    l10n.t(
      'Paste a personal access token with the permission to run workflows. It is sent only to {origin}.',
      { origin },
    ),
    ...(keep === 'session' ? [l10n.t('It is kept in memory until this window closes.')] : []),
    ...(hasEnvironmentToken
      ? [l10n.t('It takes precedence over the environment variable COZE_API_TOKEN, which is set.')]
      : []),
  ];
  box.prompt = closeUp(sentences.join(' '));
  box.placeholder = 'pat_…';
  box.password = true;
  box.ignoreFocusOut = true;
  box.buttons = openTokenPage ? [tokenPage, otherWays] : [otherWays];
  let pressed: 'otherWays' | undefined;
  box.onDidTriggerButton((button) => {
    if (button !== otherWays) {
      openTokenPage?.();
      return;
    }
    pressed = 'otherWays';
    box.hide();
  });
  const answer = await prompts.accept(
    box,
    () => {
      const read = readToken(box.value);
      if ('token' in read) return read;
      box.validationMessage = tokenProblemText(read.problem);
      return undefined;
    },
    (accept) => {
      let before = '';
      box.onDidChangeValue((value) => {
        const isPaste = before === '';
        before = value;
        box.validationMessage = noticeFor(value);
        if (isPaste && isWholeToken(value)) accept();
      });
    },
  );
  return answer ?? pressed;
}

/** A problem prevents the text from being accepted; a warning does not. */
function noticeFor(value: string): string | InputBoxValidationMessage | undefined {
  const read = readToken(value);
  if ('problem' in read) return read.problem === 'empty' ? undefined : tokenProblemText(read.problem);
  if (hasKnownForm(read.token)) return undefined;
  return {
    message: l10n.t('This does not look like a Coze token, such as pat_…. Press Enter to use it anyway.'),
    severity: InputBoxValidationSeverity.Warning,
  };
}

type Way = Keeping | 'environment' | 'signIn';

async function chooseWay(
  { origin, hasEnvironmentToken, canSignIn }: TokenRequest,
  { prompts }: TokenBoxDeps,
): Promise<Way | undefined> {
  const ways: readonly (QuickPickItem & { readonly way: Way })[] = [
    {
      way: 'stored',
      label: `$(lock) ${l10n.t('Store in the secret storage')}`,
      detail: l10n.t('Encrypted by the operating system, and still there after a restart. The default.'),
    },
    {
      way: 'session',
      label: `$(watch) ${l10n.t('For this session only')}`,
      detail: l10n.t('In memory until this window closes; never on disk. For a system without a keyring.'),
    },
    {
      way: 'environment',
      label: `$(terminal) ${l10n.t('Use the environment variable COZE_API_TOKEN')}`,
      detail: hasEnvironmentToken
        ? l10n.t('It is set. A stored token is deleted, because it takes precedence.')
        : l10n.t('It is not set, or not for this service. Select this to read how to set it.'),
    },
    ...(canSignIn
      ? [
          {
            way: 'signIn' as const,
            label: `$(account) ${l10n.t('Sign in instead')}`,
            detail: l10n.t('No token to paste, and none to replace after 30 days. Needs an OAuth app.'),
          },
        ]
      : []),
  ];
  const picked = await prompts.showQuickPick(ways, {
    title: l10n.t('How to provide the token for {origin}', { origin }),
    ignoreFocusOut: true,
  });
  return picked?.way;
}

async function explainEnvironment({ prompts }: TokenBoxDeps): Promise<void> {
  await prompts.showInformationMessage(
    l10n.t(
      'Set the environment variable COZE_API_TOKEN to the token before you start VS Code, or in the container or on the remote machine where its extensions run.',
    ),
    {
      modal: true,
      detail: l10n.t(
        'It is used for the service in the setting coze.baseUrl, unless a token is stored for it.',
      ),
    },
  );
}
