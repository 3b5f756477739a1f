import { l10n, window, type QuickPickItem } from 'vscode';
import { cloudByDomain, tokenPage } from '../../shared/urls/clouds';
import { originOf, parseUrl } from '../../shared/urls/urls';
import { isDemo, originOfWorkflow, type Workflow } from '../../shared/workflow';
import { closeUp } from '../../shared/text/closeUp';
import { openWeb } from '../prompts/openWeb';
import { UserError } from '../guard';
import { prompts } from '../prompts/prompts';
import type { Chats } from '../chat/chats';
import type { Services } from '../services';
import type { Keeping, TokenAnswer } from './tokenBox';
import { TokenFollowUp } from './tokenFollowUp';
import { hasKnownForm } from '../../shared/token/tokenText';

type TokenCommandsDeps = Pick<Services, 'catalog' | 'checks' | 'expiry' | 'guard' | 'settings' | 'tokens'> & {
  readonly chats: Chats;
  /** Signs in at the service with this base URL. */
  readonly signIn: (baseUrl: string) => Promise<void>;
};

/** The commands for access tokens. */
export class TokenCommands {
  private readonly followUp: TokenFollowUp;

  constructor(private readonly deps: TokenCommandsDeps) {
    this.followUp = new TokenFollowUp({ ...deps, setToken: (origin) => this.setToken(origin) });
  }

  /**
   * Asks for an access token for one origin: by default that of the selected workflow, or else that of the user's base
   * URL. Resolves to true once the token is stored or the user is signed in, to false if the user cancels. The check of the
   * token goes on after that; `showsFailures` is false where the caller itself calls the service and shows why the token is
   * refused.
   */
  async setToken(
    origin = this.defaultOrigin(),
    { keep = 'stored', showsFailures = true }: { keep?: Keeping; showsFailures?: boolean } = {},
  ): Promise<boolean> {
    if (origin === undefined) {
      throw new UserError(
        l10n.t(
          'The setting coze.baseUrl must be https, except for localhost, and must not imitate a host of Coze.',
        ),
      );
    }
    const { tokens, guard } = this.deps;
    const { askForToken } = await import('../../onDemand/token');
    const hasEnvironmentToken = tokens.hasEnvironmentToken(origin);
    const hostname = parseUrl(origin)?.hostname ?? '';
    const cloud = cloudByDomain(hostname);
    const openTokenPage = () => guard.run('tokenPage', () => openWeb(tokenPage(hostname)));
    const answer = await askForToken(
      { origin, keep, hasEnvironmentToken, canSignIn: cloud !== undefined },
      { prompts, ...(cloud && { openTokenPage }) },
    );
    if (answer === undefined) return false;
    if (answer === 'signIn') {
      await this.deps.signIn(origin);
      return (await tokens.sourceFor(origin)) === 'signedIn';
    }
    await this.take(origin, answer);
    void this.followUp.check(origin, showsFailures);
    return true;
  }

  /** Asks for a token that is kept in memory until the window closes. */
  async setSessionToken(): Promise<void> {
    await this.setToken(undefined, { keep: 'session' });
  }

  private async take(origin: string, answer: Exclude<TokenAnswer, 'signIn'>): Promise<void> {
    const { tokens, expiry } = this.deps;
    await expiry.forget(origin);
    if (answer === 'environment') {
      await tokens.clear(origin);
      return;
    }
    const { token, keep } = answer;
    if (!hasKnownForm(token)) {
      void window.showWarningMessage(
        l10n.t('The token for {origin} is kept, but it does not look like a Coze token.', { origin }),
      );
    }
    if (keep === 'session') {
      tokens.keepForSession(origin, token);
    } else if ((await tokens.store(origin, token)) === 'session') {
      void window.showWarningMessage(
        l10n.t(
          "The system's secret storage is not available: the token is kept only until this window closes. On such a system, set the environment variable COZE_API_TOKEN before you start VS Code.",
        ),
      );
    }
  }

  /**
   * Offers to move a workflow and its token to the other cloud, for a token that was refused. Resolves to `baseUrl` if the
   * user wants to change the base URL instead.
   */
  async offerOtherCloud(workflow: Workflow, otherHost: string): Promise<'moved' | 'baseUrl' | undefined> {
    const move = {
      label: l10n.t('Use {host}', { host: otherHost }),
      detail: l10n.t('Moves the workflow and its token to {host}.', { host: otherHost }),
    };
    const change = { label: l10n.t('Change the base URL…') };
    const picked = await prompts.showQuickPick<QuickPickItem>([move, change], {
      title: l10n.t('The token was refused. Which cloud is it for?'),
    });
    if (picked !== move) return picked && 'baseUrl';
    await this.followUp.useOtherCloud(originOfWorkflow(workflow), otherHost, workflow);
    return 'moved';
  }

  /** Checks a token at the other cloud, for a cloud that did not say whether it is valid. Moves it if it works there. */
  async tryOtherCloud(origin: string, otherHost: string, workflow: Workflow): Promise<void> {
    await this.followUp.tryOtherCloud(origin, otherHost, workflow);
  }

  /** Asks when the token of an origin expires. */
  async setExpiry(origin: string): Promise<void> {
    await this.followUp.setExpiry(origin);
  }

  /** Reminds of tokens that expire soon. */
  remindOfExpiry(): void {
    this.followUp.remind();
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
    await this.deps.expiry.forget(chosen);
    const cleared = l10n.t('The access token for {origin} has been cleared.', { origin: chosen });
    const remaining = this.deps.tokens.hasEnvironmentToken(chosen) ? [environmentTokenText(chosen)] : [];
    void window.showInformationMessage(closeUp([cleared, ...remaining].join(' ')));
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

async function pickOrigin(origins: readonly string[]): Promise<string | undefined> {
  const items: QuickPickItem[] = origins.map((label) => ({ label }));
  const picked = await prompts.showQuickPick(items, { title: l10n.t('Clear the access token for') });
  return picked?.label;
}
