import { l10n, QuickPickItemKind, window, type QuickPickItem } from 'vscode';
import type { UsageTotals } from '../chat/usageBook';
import type { UsageLedger } from '../chat/usageLedger';
import { usageFigures } from './usageText';
import { noTokens } from '../shared/usage';
import type { Chats } from './chats';

export interface ShowUsageParts {
  readonly ledger: UsageLedger;
  readonly chats: Chats;
}

type Item = QuickPickItem & { readonly isReset?: boolean };

/** Shows what was used: today, in this conversation, by workflow; and sets the counter back where the user wants it. */
export async function showUsage({ ledger, chats }: ShowUsageParts): Promise<void> {
  const conversation = chats.activeSession?.conversation;
  const runs = conversation?.turns.reduce((sum, turn) => sum + turn.runs.length, 0) ?? 0;
  const workflows = ledger.byWorkflow();
  const items: Item[] = [
    itemOf(l10n.t('Today'), ledger.today()),
    itemOf(l10n.t('This conversation'), { usage: conversation?.usage ?? noTokens, runs }),
    ...(workflows.length > 0
      ? [{ label: l10n.t('By workflow, since the last reset'), kind: QuickPickItemKind.Separator }]
      : []),
    ...workflows.map(({ name, today, total }) => ({
      ...itemOf(name, total),
      detail: l10n.t('Today: {total}', { total: usageFigures(today.usage).total }),
    })),
    { label: '', kind: QuickPickItemKind.Separator },
    { label: `$(discard) ${l10n.t('Reset token counts…')}`, isReset: true },
  ];
  const picked = await window.showQuickPick(items, { title: l10n.t('Coze token usage') });
  if (picked?.isReset) await reset(ledger);
}

async function reset(ledger: UsageLedger): Promise<void> {
  const agree = l10n.t('Reset');
  const choice = await window.showWarningMessage(
    l10n.t('Reset token counts for today and for every workflow?'),
    { modal: true },
    agree,
  );
  if (choice === agree) await ledger.reset();
}

function itemOf(label: string, { usage, runs }: UsageTotals): Item {
  const { input, output, total } = usageFigures(usage);
  return {
    label,
    description: l10n.t('{total} tokens: {input} in · {output} out · runs: {runs}', {
      total,
      input,
      output,
      runs,
    }),
  };
}
