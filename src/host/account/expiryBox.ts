import { env, l10n, type QuickPickItem } from 'vscode';
import type { prompts } from '../prompts/prompts';
import { endOfDate, isoDate } from './expiryDate';

const dayMs = 86_400_000;

/** The lifetimes that Coze offers for a personal access token: at most 30 days. */
const lifetimes = [1, 7, 30];

/** The end of a token's validity in milliseconds since the epoch, or `never`. */
type ExpiryAnswer = number | 'never';

/** Asks when the token of an origin expires: a number of days from now, or a date. `undefined` if the user cancels. */
export async function askForExpiry(
  origin: string,
  now: number,
  deps: { readonly prompts: typeof prompts },
): Promise<ExpiryAnswer | undefined> {
  const items: readonly (QuickPickItem & { readonly answer: ExpiryAnswer | 'date' })[] = [
    ...lifetimes.map((days) => ({
      label: days === 1 ? l10n.t('In 1 day') : l10n.t('In {days} days', { days }),
      description: dateText(now + days * dayMs),
      answer: now + days * dayMs,
    })),
    { label: l10n.t('On a date…'), answer: 'date' },
    { label: l10n.t('Never, or not known'), description: l10n.t('no reminder'), answer: 'never' },
  ];
  const picked = await deps.prompts.showQuickPick(items, {
    title: l10n.t('When does the token for {origin} expire?', { origin }),
    placeHolder: l10n.t('You are reminded three days before. The token page shows the date.'),
    ignoreFocusOut: true,
  });
  if (picked?.answer !== 'date') return picked?.answer;
  const typed = await deps.prompts.showInputBox({
    title: l10n.t('When does the token for {origin} expire?', { origin }),
    placeHolder: isoDate(now + 30 * dayMs),
    prompt: l10n.t('The date as year-month-day.'),
    ignoreFocusOut: true,
    validateInput: (value) =>
      value.trim() === '' || endOfDate(value, now) !== undefined
        ? undefined
        : l10n.t('Enter a date from today on, such as {date}.', { date: isoDate(now + 30 * dayMs) }),
  });
  return typed === undefined ? undefined : endOfDate(typed, now);
}

/** A date in the display language. */
export function dateText(time: number): string {
  return new Date(time).toLocaleDateString(env.language, { dateStyle: 'long' });
}
