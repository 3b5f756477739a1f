import { env, l10n, QuickPickItemKind, window, type QuickPickItem } from 'vscode';
import type { UsageRow, UsageTotals } from '../../usage/usageBook';
import type { UsageLedger } from '../../usage/usageLedger';
import { usageFigures } from './usageText';
import { wasProcessed } from '../../shared/conversation/repeat';
import { noTokens, type TokenUsage } from '../../shared/usage';
import { isDemoRef } from '../../shared/workflow';
import type { Chats } from '../chat/chats';
import { prompts } from '../prompts';
import type { Services } from '../services';
import { UsageStatusBar } from './usageStatusBar';

export function registerUsage(
  { ledger, subscriptions }: Services,
  chats: Chats,
): { readonly show: () => Promise<void> } {
  subscriptions.push(new UsageStatusBar(ledger, chats));
  return { show: () => showUsage(ledger, chats) };
}

type Item = QuickPickItem & { readonly isReset?: boolean };

/**
 * Shows the tokens used today, in this conversation, and by each workflow. Picking an item copies its figures; the last
 * item resets the counts.
 */
async function showUsage(ledger: UsageLedger, chats: Chats): Promise<void> {
  const conversation = chats.activeSession?.conversation;
  const runs = conversation?.turns.flatMap((turn) => turn.runs).filter(wasProcessed).length ?? 0;
  const { day } = ledger;
  const itemsOf = (isDemo: boolean): readonly Item[] => {
    const today = ledger.query({ by: 'workflow', from: day, to: day, isDemo });
    return ledger
      .query({ by: 'workflow', isDemo })
      .map((row) => workflowItem(row, today.find(({ key }) => key === row.key)?.usage ?? noTokens));
  };
  const workflows = itemsOf(false);
  const demo = itemsOf(true);
  const items: Item[] = [
    itemOf(l10n.t('Today'), ledger.today()),
    itemOf(
      isDemoRef(conversation?.workflow) ? l10n.t('This conversation (demo)') : l10n.t('This conversation'),
      { usage: conversation?.usage ?? noTokens, runs, calls: runs },
    ),
    ...(workflows.length > 0
      ? [{ label: l10n.t('By workflow, since the last reset'), kind: QuickPickItemKind.Separator }]
      : []),
    ...workflows,
    ...(demo.length > 0
      ? [{ label: l10n.t('Demo, not counted above'), kind: QuickPickItemKind.Separator }, ...demo]
      : []),
    { label: '', kind: QuickPickItemKind.Separator },
    { label: `$(discard) ${l10n.t('Reset token counts…')}`, isReset: true },
  ];
  const picked = await prompts.showQuickPick(items, {
    title: l10n.t('Coze token usage'),
    placeHolder: l10n.t('Select a line to copy its figures'),
  });
  if (picked?.isReset) await reset(ledger);
  else if (picked) await copy(picked);
}

async function copy({ label, description, detail }: Item): Promise<void> {
  await env.clipboard.writeText([label, description, detail].filter(Boolean).join(' · '));
  void window.setStatusBarMessage(l10n.t('Copied'), 3_000);
}

function workflowItem(row: UsageRow, today: TokenUsage): Item {
  return {
    ...itemOf(row.name, row),
    detail: l10n.t('Today: {total}', { total: usageFigures(today).total }),
  };
}

async function reset(ledger: UsageLedger): Promise<void> {
  const agree = l10n.t('Reset');
  const choice = await prompts.showWarningMessage(
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
