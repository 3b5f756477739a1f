import { l10n, window } from 'vscode';
import type { DailyBudget } from '../../usage/dailyBudget';
import { prompts } from '../prompts/prompts';
import { groupedCount } from './usageText';

/** Warns that the budget of today is used up. Resolves when the notification is closed. */
export async function warnOfBudget(budget: DailyBudget, showUsage: () => Promise<void>): Promise<void> {
  const ask = l10n.t('Ask before sending today');
  const show = l10n.t('Show usage');
  const choice = await window.showWarningMessage(
    l10n.t('Coze: {used} tokens are used today, the daily budget is {limit}. Messages are still sent.', {
      used: groupedCount(budget.used),
      limit: groupedCount(budget.limit),
    }),
    ask,
    show,
  );
  if (choice === ask) await budget.setAsking(true);
  else if (choice === show) await showUsage();
}

/** Asks whether a message is sent although the budget is used up. */
export async function askAboutBudget(budget: DailyBudget): Promise<boolean> {
  const send = l10n.t('Send');
  const sendAll = l10n.t('Send and stop asking today');
  const choice = await prompts.showWarningMessage(
    l10n.t('The daily token budget is used up. Send the message?'),
    {
      modal: true,
      detail: l10n.t(
        '{used} of {limit} tokens are used today. A message that is not sent stays in the chat.',
        {
          used: groupedCount(budget.used),
          limit: groupedCount(budget.limit),
        },
      ),
    },
    send,
    sendAll,
  );
  if (choice === sendAll) await budget.setAsking(false);
  return choice !== undefined;
}
