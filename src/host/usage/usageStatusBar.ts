import { l10n, StatusBarAlignment, window } from 'vscode';
import type { UsageTotals } from '../../usage/usageBook';
import type { UsageLedger } from '../../usage/usageLedger';
import { usageFigures, usageStatusText } from './usageText';
import type { Disposable } from '../../shared/emitter';
import type { Conversation } from '../../shared/conversation/conversation';
import { noTokens } from '../../shared/usage';
import { isDemoRef } from '../../shared/workflow';
import type { Chats } from '../chat/chats';
import { onFirstUse } from '../notices/firstUse';

/** The counter in the status bar: tokens of today. There once a chat was opened or a run was counted; a click shows more. */
export class UsageStatusBar implements Disposable {
  private readonly item = window.createStatusBarItem('coze.usage', StatusBarAlignment.Right, 90);
  private readonly subscriptions: readonly Disposable[];

  constructor(
    private readonly ledger: UsageLedger,
    private readonly chats: Chats,
  ) {
    this.item.name = l10n.t('Coze token usage');
    this.item.command = 'coze.showUsage';
    this.subscriptions = [
      ledger.onDidChange(() => this.render()),
      chats.onDidChange(() => this.render()),
      onFirstUse(chats, () => this.item.show()),
      this.item,
    ];
    this.render();
  }

  dispose(): void {
    for (const subscription of this.subscriptions) subscription.dispose();
  }

  private render(): void {
    const today = this.ledger.today();
    if (this.ledger.byWorkflow().length > 0) this.item.show();
    this.item.text = usageStatusText(today.usage);
    this.item.tooltip = tooltipOf(today, this.chats.activeSession?.conversation);
    this.item.accessibilityInformation = {
      role: 'button',
      label: l10n.t('Coze tokens today: {total}', { total: usageFigures(today.usage).total }),
    };
  }
}

/** Plain text, one fact a line. */
function tooltipOf(today: UsageTotals, conversation: Conversation | undefined): string {
  const { input, output, total } = usageFigures(today.usage);
  return [
    l10n.t('Coze tokens today: {total}', { total }),
    l10n.t('Tokens: {input} in · {output} out · runs: {runs}', { input, output, runs: today.runs }),
    isDemoRef(conversation?.workflow)
      ? l10n.t('This conversation: demo, not counted')
      : l10n.t('This conversation: {total}', {
          total: usageFigures(conversation?.usage ?? noTokens).total,
        }),
  ].join('\n');
}
