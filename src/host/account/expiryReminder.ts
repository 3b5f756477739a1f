import { l10n, window } from 'vscode';
import { hostOf } from '../../shared/urls';
import { dateText } from './expiryBox';

/** What the user can do about a token that expires. */
export type ReminderAct = 'setToken' | 'openTokenPage' | 'forget';

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
    forget: l10n.t('Stop reminding'),
  };
  const choice = await window.showWarningMessage(
    now < expiresAt
      ? l10n.t('The access token for {host} expires on {date}.', values)
      : l10n.t('The access token for {host} expired on {date}.', values),
    ...Object.values(labels),
  );
  return (['setToken', 'openTokenPage', 'forget'] as const).find((act) => labels[act] === choice);
}
