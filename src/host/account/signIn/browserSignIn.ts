import { l10n } from 'vscode';
import type { OAuthRefusal, OAuthTokens } from '../../../shared/oauth';
import { cancellable } from './deviceSignIn';
import { newPkce } from './pkce';
import { receiveRedirect, redirectUri, type Redirect } from './redirectServer';
import type { SignInDeps, SignInService } from './signInDeps';

type BrowserDeps = Pick<SignInDeps, 'oauth' | 'openWeb' | 'userError'>;

/**
 * Signs in by PKCE with the browser of this computer. Resolves to a refusal if the user declines. Rejects if the user
 * cancels, or if the port of the redirect is in use.
 *
 * @param page the page of the cloud where the user approves
 */
export async function signInWithBrowser(
  { baseUrl, host, clientId }: SignInService,
  page: string,
  { oauth, openWeb, userError }: BrowserDeps,
  controller: AbortController,
): Promise<OAuthTokens | OAuthRefusal> {
  const { state, verifier, address } = newPkce(page, clientId);
  const texts = {
    done: l10n.t('You are signed in. You can close this page and return to VS Code.'),
    refused: l10n.t('You are not signed in. You can close this page and return to VS Code.'),
  };
  const open = () => openWeb(address);
  return cancellable(
    l10n.t('Coze: Approve the sign-in to {host} in the browser', { host }),
    controller,
    async () => {
      const redirect = await receiveRedirect(state, texts, open, controller.signal).catch(
        (error: unknown) => {
          throw isPortInUse(error)
            ? userError(
                l10n.t(
                  'Another program uses the address of the redirect, {redirectUri}. Sign in with a code instead.',
                  {
                    redirectUri,
                  },
                ),
              )
            : error;
        },
      );
      if (!('code' in redirect)) return refusalOf(redirect);
      return oauth.browserTokens(
        baseUrl,
        clientId,
        { code: redirect.code, verifier, redirectUri },
        controller.signal,
      );
    },
  );
}

function refusalOf({ error }: Exclude<Redirect, { readonly code: string }>): OAuthRefusal {
  const code = /^[a-z_]{1,60}$/.test(error) ? error : '';
  return { problem: 'denied', code, message: '' };
}

function isPortInUse(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
}
