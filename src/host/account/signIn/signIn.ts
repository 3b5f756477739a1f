import { env, l10n, UIKind, window } from 'vscode';
import { authorizePage, oauthPage } from '../../../shared/urls/clouds';
import { isRefusal, type OAuthRefusal, type OAuthTokens } from '../../../shared/oauth';
import { hostOf, originOf, parseUrl } from '../../../shared/urls/urls';
import { foreignNotice } from '../../foreignText';
import { signInWithBrowser } from './browserSignIn';
import { askForClientId } from './clientId';
import { signInWithDevice } from './deviceSignIn';
import { redirectUri } from './redirectServer';
import { refusalText } from './refusalText';
import { newTokenKey } from './sharedTokens';
import type { SignInDeps, SignInService } from './signInDeps';

type Method = 'device' | 'browser';

/** Signs users in at services. At most one sign-in runs: another one cancels it. */
export class SignIn {
  private current: AbortController | undefined;

  constructor(private readonly deps: SignInDeps) {}

  /** Resolves when the user is signed in, was refused or has cancelled. Throws a `CozeError` of the network. */
  async run(baseUrl: string): Promise<void> {
    this.current?.abort();
    const controller = new AbortController();
    this.current = controller;
    try {
      await this.signIn(baseUrl, controller);
    } catch (error) {
      if (!controller.signal.aborted) throw error;
    } finally {
      if (this.current === controller) this.current = undefined;
    }
  }

  private async signIn(baseUrl: string, controller: AbortController): Promise<void> {
    const { settings, tokens } = this.deps;
    const host = hostOf(baseUrl);
    const hostname = parseUrl(baseUrl)?.hostname ?? '';
    const clientId = settings.oauthClientId || (await askForClientId(host, oauthPage(hostname), this.deps));
    if (!clientId) return;
    const page = authorizePage(hostname);
    const method = page !== undefined && canReceiveRedirect() ? await this.pickMethod(host) : 'device';
    if (!method) return;
    const origin = originOf(baseUrl);
    const hasToken = (await tokens.stateFor(origin)) !== 'missing' && !(await tokens.signedIn(origin));
    const service: SignInService = { baseUrl, host, clientId, hasToken };
    const reply =
      method === 'browser' && page !== undefined
        ? await signInWithBrowser(service, page, this.deps, controller)
        : await signInWithDevice(service, this.deps, controller);
    if (controller.signal.aborted || reply === undefined) return;
    if (isRefusal(reply)) void this.deps.guard.run('sign in', () => this.explain(reply, service));
    else await this.finish(reply, service);
  }

  private async pickMethod(host: string): Promise<Method | undefined> {
    const items = [
      {
        label: l10n.t('Enter a code on Coze’s page'),
        detail: l10n.t('Needs an OAuth app for TVs, devices and command lines. Works everywhere.'),
        method: 'device' as const,
      },
      {
        label: l10n.t('Approve in the browser of this computer'),
        detail: l10n.t(
          'Needs an OAuth app for mobile, desktop and single-page apps with the redirect URL {redirectUri}.',
          { redirectUri },
        ),
        method: 'browser' as const,
      },
    ];
    const picked = await this.deps.prompts.showQuickPick(items, {
      title: l10n.t('Sign in to {host}', { host }),
    });
    return picked?.method;
  }

  private async finish(reply: OAuthTokens, { baseUrl, clientId, host }: SignInService): Promise<void> {
    const { tokens, expiry, accountName } = this.deps;
    const origin = originOf(baseUrl);
    const session = { ...reply, baseUrl, clientId, account: '', key: newTokenKey() };
    const kept = await tokens.storeSession(origin, session);
    await expiry.forget(origin);
    const account = await accountName(baseUrl);
    // Another window may have signed out, or signed in, while the name was requested.
    const stored = await tokens.signedIn(origin);
    if (account !== '' && stored && stored.account === '')
      await tokens.storeSession(origin, { ...stored, account });
    void window.showInformationMessage(
      account === ''
        ? l10n.t('You are signed in to {host}.', { host })
        : l10n.t('You are signed in to {host} as {account}.', { host, account: foreignNotice(account) }),
    );
    if (kept === 'session') {
      void window.showWarningMessage(
        l10n.t(
          "The system's secret storage is not available: you stay signed in only until this window closes.",
        ),
      );
    }
  }

  private async explain(refusal: OAuthRefusal, { baseUrl, host, clientId }: SignInService): Promise<void> {
    const again = l10n.t('Sign in again');
    const otherId = l10n.t('Enter client ID');
    const token = l10n.t('Set access token');
    const { problem } = refusal;
    const button = problem === 'unsupported' ? token : problem === 'clientUnknown' ? otherId : again;
    const chosen = await window.showWarningMessage(refusalText(refusal, host, clientId), button);
    if (chosen === token) await this.deps.setToken(originOf(baseUrl));
    if (chosen === again) await this.run(baseUrl);
    if (chosen === otherId) {
      const page = oauthPage(parseUrl(baseUrl)?.hostname ?? '');
      if (await askForClientId(host, page, this.deps)) await this.run(baseUrl);
    }
  }
}

/** Whether the browser and this code are on the same computer. */
function canReceiveRedirect(): boolean {
  return env.remoteName === undefined && env.uiKind === UIKind.Desktop;
}
