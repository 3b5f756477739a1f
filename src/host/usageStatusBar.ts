import { env, l10n, StatusBarAlignment, window } from 'vscode';
import type { Disposable } from '../shared/emitter';
import { noTokens, totalTokens, type TokenUsage } from '../shared/usage';
import { longTokens, usageStatusText } from './usageText';

/** What the counter shows: tokens of today over all conversations, and of the conversation in front. */
export interface UsageFigures {
  readonly today: TokenUsage;
  readonly runsToday: number;
  readonly conversation: TokenUsage | undefined;
}

export interface UsageStatusBarParts {
  readonly figures: () => UsageFigures;
  readonly onDidChange: (listener: () => void) => Disposable;
}

/** The counter in the status bar. Appears with the extension's first use; a click shows more. */
export class UsageStatusBar implements Disposable {
  private readonly item = window.createStatusBarItem('coze.usage', StatusBarAlignment.Right, 90);
  private readonly subscription: Disposable;

  constructor(private readonly parts: UsageStatusBarParts) {
    this.item.name = l10n.t('Coze token usage');
    this.item.command = 'coze.showUsage';
    this.subscription = parts.onDidChange(() => this.render());
    this.render();
    this.item.show();
  }

  dispose(): void {
    this.subscription.dispose();
    this.item.dispose();
  }

  private render(): void {
    const figures = this.parts.figures();
    this.item.text = usageStatusText(figures.today);
    this.item.tooltip = usageTooltip(figures);
    this.item.accessibilityInformation = {
      role: 'button',
      label: l10n.t('Coze tokens today: {total}', { total: count(totalTokens(figures.today)) }),
    };
  }
}

/** The hover: plain text, one fact a line. */
export function usageTooltip({ today, runsToday, conversation }: UsageFigures): string {
  return [
    l10n.t('Coze tokens today: {total}', { total: count(totalTokens(today)) }),
    l10n.t('In: {input} · out: {output} · runs: {runs}', {
      input: count(today.input),
      output: count(today.output),
      runs: count(runsToday),
    }),
    l10n.t('This conversation: {total}', { total: count(totalTokens(conversation ?? noTokens)) }),
  ].join('\n');
}

function count(tokens: number): string {
  return longTokens(tokens, env.language);
}
