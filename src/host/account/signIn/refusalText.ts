import { l10n } from 'vscode';
import { foreignNotice } from '../../foreignText';
import type { OAuthRefusal } from '../../../shared/oauth';
import { displayLanguage } from '../../environment';
import { listText } from '../../../shared/text/listText';

/** Why the service did not sign the user in, with its code and log ID. */
export function refusalText(refusal: OAuthRefusal, host: string, clientId: string): string {
  const { code, message, logId } = refusal;
  const details = [
    foreignNotice(message),
    code,
    logId === undefined ? '' : l10n.t('log ID {logId}', { logId: foreignNotice(logId) }),
  ].filter((detail) => detail !== '');
  const cause = causeOf(refusal, host, clientId);
  if (details.length === 0) return cause;
  return l10n.t('{cause} Details: {details}', { cause, details: listText(details, displayLanguage()) });
}

function causeOf({ problem }: OAuthRefusal, host: string, clientId: string): string {
  switch (problem) {
    case 'denied':
      return l10n.t(
        'Coze refused the sign-in: it was declined on the page, or the OAuth app is disabled or has another client type.',
      );
    case 'expired':
      return l10n.t('The code expired before the sign-in was approved.');
    case 'clientUnknown':
      return l10n.t(
        '{host} does not know the client ID {clientId}. OAuth apps of coze.cn and coze.com are separate.',
        { host, clientId },
      );
    case 'unsupported':
      return l10n.t('{host} has no sign-in. Set an access token for it.', { host });
    case 'pending':
    case 'slowDown':
    case 'other':
      return l10n.t('{host} refused the sign-in.', { host });
  }
}
