import { l10n } from 'vscode';
import type { UsageTotals } from '../../usage/usageBook';
import type { UsageLedger } from '../../usage/usageLedger';
import { usageFigures, usageStatusText } from './usageText';
import type { Conversation } from '../../shared/conversation/conversation';
import { noTokens } from '../../shared/usage';
import { isDemoRef } from '../../shared/workflow';
import type { Chats } from '../chat/chats';
import { DisposableBase } from '../disposable';
import { onFirstUse } from '../chat/firstUse';
import { createStatusBarItem } from '../statusBar';

/** Time between two updates, in milliseconds: a run can have thousands of messages, and a ledger 100,000 runs. */
const updateEveryMs = 100;

/** Status-bar item with the tokens used today. Shown once a chat has been opened or a run has been counted. */
export class UsageStatusBar extends DisposableBase {
  private readonly item = this.register(createStatusBarItem('usage'));
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly ledger: UsageLedger,
    private readonly chats: Chats,
  ) {
    super();
    this.register(ledger.onDidChange(() => this.renderSoon()));
    this.register(chats.onDidChange(() => this.renderSoon()));
    this.register(onFirstUse(chats, () => this.item.show()));
    this.render();
  }

  override dispose(): void {
    clearTimeout(this.timer);
    super.dispose();
  }

  private renderSoon(): void {
    this.timer ??= setTimeout(() => this.render(), updateEveryMs);
  }

  private render(): void {
    this.timer = undefined;
    const today = this.ledger.today();
    if (this.ledger.query({ by: 'workflow' }).length > 0) this.item.show();
    this.item.text = usageStatusText(today.usage);
    this.item.tooltip = tooltipOf(today, this.chats.activeSession?.conversation);
    this.item.accessibilityInformation = {
      role: 'button',
      label: l10n.t('Coze tokens today: {total}', { total: usageFigures(today.usage).total }),
    };
  }
}

/** Plain text with one figure per line. */
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
