import { l10n, window, type QuickPickItem } from 'vscode';
import { hostOf } from '../../../shared/urls/urls';
import { isDemo, isInCloud, type Workflow } from '../../../shared/workflow';
import { closeUp } from '../../../shared/text/closeUp';
import { foreignLabel } from '../../foreignText';
import { UserError } from '../../guard';
import { prompts } from '../../prompts/prompts';
import type { Services } from '../../services';
import { accountLabel } from './accountLabel';
import type { SignIn } from './signIn';

export type SignInCommandsDeps = Pick<Services, 'tokens' | 'settings' | 'catalog'>;

/** The commands to sign in and to sign out. The flow is loaded when it is first used. */
export class SignInCommands {
  private flow: Promise<SignIn> | undefined;

  constructor(
    private readonly deps: SignInCommandsDeps,
    private readonly loadSignIn: () => Promise<SignIn>,
  ) {}

  /** Signs in at the service of a workflow, by default the selected one, or else at the user's base URL. */
  readonly signIn = async (workflow = this.deps.catalog.selected): Promise<void> => {
    const baseUrl = this.baseUrlOf(workflow);
    if (baseUrl === undefined) {
      throw new UserError(
        l10n.t(
          'The setting coze.baseUrl must be https, except for localhost, and must not imitate a host of Coze.',
        ),
      );
    }
    await this.signInAt(baseUrl);
  };

  /** Signs in at the service with this base URL, which the user has chosen. */
  async signInAt(baseUrl: string): Promise<void> {
    this.flow ??= this.loadSignIn();
    await (await this.flow).run(baseUrl);
  }

  /** Deletes the tokens of a signed-in user; asks which if there are several. Sends nothing. */
  async signOut(): Promise<void> {
    const { tokens } = this.deps;
    const accounts = [...(await tokens.allSignedIn())].map(([origin, session]) => ({
      label: foreignLabel(accountLabel(origin, session)),
      origin,
    }));
    const chosen = accounts.length > 1 ? await pickAccount(accounts) : accounts[0];
    if (!chosen) {
      if (accounts.length === 0) void window.showInformationMessage(l10n.t('You are not signed in to Coze.'));
      return;
    }
    await tokens.clear(chosen.origin);
    const host = hostOf(chosen.origin);
    const signedOut = l10n.t('You are signed out of {host}.', { host });
    const remaining = tokens.hasEnvironmentToken(chosen.origin)
      ? [l10n.t('The token in the environment variable COZE_API_TOKEN is used there now.')]
      : [];
    void window.showInformationMessage(closeUp([signedOut, ...remaining].join(' ')));
  }

  /** A workspace can bring the user to one of Coze's clouds, and to no other service. */
  private baseUrlOf(workflow: Workflow | undefined): string | undefined {
    if (!workflow || isDemo(workflow)) return this.deps.settings.baseUrl;
    const isAllowed = workflow.source === 'user' || isInCloud(workflow);
    return isAllowed ? workflow.baseUrl : this.deps.settings.baseUrl;
  }
}

interface AccountItem extends QuickPickItem {
  readonly origin: string;
}

async function pickAccount(items: readonly AccountItem[]): Promise<AccountItem | undefined> {
  return prompts.showQuickPick(items, { title: l10n.t('Sign out of') });
}
