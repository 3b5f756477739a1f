import { l10n, window } from 'vscode';
import { cloudByDomain } from '../../shared/urls/clouds';
import { hostOf, parseUrl } from '../../shared/urls/urls';
import { dateText } from './expiryBox';

/** What the user can do about a token that expires. */
type ReminderAct = 'setToken' | 'openTokenPage' | 'forget';

/** Shows that a token expires soon, or has expired. Resolves to the button that was pressed. */
export async function showExpiryReminder(
  origin: string,
  expiresAt: number,
  now: number,
): Promise<ReminderAct | undefined> {
  const values = { host: hostOf(origin), date: dateText(expiresAt) };
  const labels: Readonly<Record<ReminderAct, string>> = {
    setToken: l10n.t('Set token'),
    openTokenPage: l10n.t('Token page'),
    forget: l10n.t("Don't remind me"),
  };
  const isCloud = cloudByDomain(parseUrl(origin)?.hostname ?? '') !== undefined;
  const acts = (['setToken', 'openTokenPage', 'forget'] as const).filter(
    (act) => act !== 'openTokenPage' || isCloud,
  );
  const choice = await window.showWarningMessage(
    now < expiresAt
      ? l10n.t('The access token for {host} expires on {date}.', values)
      : l10n.t('The access token for {host} expired on {date}.', values),
    ...acts.map((act) => labels[act]),
  );
  return acts.find((act) => labels[act] === choice);
}
