import { env, l10n, ProgressLocation, window } from 'vscode';
import {
  isRefusal,
  isVerificationPage,
  type DeviceCode,
  type OAuthRefusal,
  type OAuthTokens,
} from '../../../shared/oauth';
import { hostOf, parseUrl } from '../../../shared/urls/urls';
import { foreignLabel } from '../../foreignText';
import type { SignInDeps, SignInService } from './signInDeps';

type DeviceDeps = Pick<SignInDeps, 'oauth' | 'prompts' | 'openWeb' | 'userError'>;

/**
 * Signs in by a code that the user enters on a page of Coze, with any browser. Resolves to `undefined` if the user cancels.
 * Throws if the service names a page of another domain.
 */
export async function signInWithDevice(
  service: SignInService,
  deps: DeviceDeps,
  controller: AbortController,
): Promise<OAuthTokens | OAuthRefusal | undefined> {
  const { baseUrl, host, clientId } = service;
  const code = await cancellable(l10n.t('Coze: Requesting a code from {host}', { host }), controller, () =>
    deps.oauth.deviceCode(baseUrl, clientId, controller.signal),
  );
  if (isRefusal(code)) return code;
  const { verificationUri } = code;
  if (!isVerificationPage(verificationUri, parseUrl(baseUrl)?.hostname ?? '')) {
    throw deps.userError(
      l10n.t('{host} named a sign-in page that is not Coze’s: {page}. The sign-in has ended.', {
        host,
        page: hostOf(verificationUri) || '?',
      }),
    );
  }
  if (!(await showCode(code, service, deps))) return undefined;
  return poll(code, service, deps, controller);
}

/** Shows the code until it is copied. Resolves to false if the user cancels. */
async function showCode(code: DeviceCode, service: SignInService, deps: DeviceDeps): Promise<boolean> {
  const { host, hasToken } = service;
  const { userCode, verificationUri } = code;
  const page = hostOf(verificationUri);
  const replaced = hasToken
    ? { detail: l10n.t('The sign-in replaces the access token that is stored for {host}.', { host }) }
    : {};
  const open = { label: l10n.t('Copy code and open page'), description: page, ...replaced };
  const copy = {
    label: l10n.t('Copy code'),
    description: l10n.t('to open {page} on another device', { page: foreignLabel(verificationUri) }),
  };
  const picked = await deps.prompts.showQuickPick([open, copy], {
    title: l10n.t('Sign in to {host} with the code {code}', { host, code: userCode }),
    placeHolder: l10n.t('Enter the code {code} on {page}', { code: userCode, page }),
    ignoreFocusOut: true,
  });
  if (picked === undefined) return false;
  await env.clipboard.writeText(userCode);
  if (picked === open) await deps.openWeb(withCode(verificationUri, userCode));
  return true;
}

function withCode(page: string, userCode: string): string {
  const url = new URL(page);
  url.searchParams.set('user_code', userCode);
  return url.href;
}

/** Waits for the approval. The notification shows the code, and whether the service can be reached. */
function poll(
  code: DeviceCode,
  { baseUrl, clientId }: SignInService,
  { oauth }: DeviceDeps,
  controller: AbortController,
): Promise<OAuthTokens | OAuthRefusal> {
  const { userCode, verificationUri, expiresAt } = code;
  const title = l10n.t('Coze: Enter the code {code} on {page}', {
    code: userCode,
    page: hostOf(verificationUri),
  });
  return cancellable(title, controller, (report) => {
    const until = new Date(expiresAt).toLocaleTimeString(env.language, { timeStyle: 'short' });
    const onTrouble = (isUnreachable: boolean): void =>
      report(
        isUnreachable ? l10n.t('Coze cannot be reached. Trying again until {time}.', { time: until }) : '',
      );
    return oauth.deviceTokens(baseUrl, clientId, code, onTrouble, controller.signal);
  });
}

/** Shows a notification with a button "Cancel", which aborts `controller`, until the work is done. */
export async function cancellable<T>(
  title: string,
  controller: AbortController,
  work: (report: (message: string) => void) => Promise<T>,
): Promise<T> {
  return window.withProgress(
    { location: ProgressLocation.Notification, title, cancellable: true },
    async (progress, token) => {
      token.onCancellationRequested(() => controller.abort());
      return work((message) => progress.report({ message }));
    },
  );
}
