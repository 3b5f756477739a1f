import { commands, l10n, Uri, window, workspace, type WebviewPanel } from 'vscode';
import { usageTexts } from '../../shared/text/usageTexts';
import {
  parseUsageMessage,
  type BudgetFacts,
  type ToUsagePage,
  type UsageAct,
  type UsageFacts,
} from '../../shared/pages/usagePage';
import { csvRows, csvText } from '../../usage/usageCsv';
import { shownPeriodFrom, usageFacts, type ShownPeriod } from '../../usage/usageFacts';
import { DisposableBase } from '../disposable';
import { displayLanguage } from '../environment';
import { PageTab } from '../page/pageTab';
import { prompts } from '../prompts/prompts';
import type { Services } from '../services';

export interface UsagePageDeps extends Pick<
  Services,
  'budget' | 'extensionUri' | 'guard' | 'ledger' | 'log' | 'settings' | 'workspaceState'
> {
  readonly viewType: string;
}

/** Key of the workspace state: the period that the page shows, for a restart of VS Code. */
const periodKey = 'coze.usagePeriod';

/** Time between two updates of the page, in milliseconds: runs of several windows can end at once. */
const updateEveryMs = 250;

/** The page "Usage": tokens and calls that were counted on this computer. It makes no call. */
export class UsagePage extends DisposableBase {
  private readonly tab: PageTab<ToUsagePage, UsageAct>;
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly deps: UsagePageDeps) {
    super();
    const { extensionUri, guard, ledger, log, settings, viewType } = deps;
    this.tab = this.register(
      new PageTab<ToUsagePage, UsageAct>({
        ...{ viewType, name: 'usage', title: l10n.t('Coze usage') },
        notLoaded: l10n.t('The page “Usage” has not started yet. [Reload view]({command})', {
          command: 'command:coze.reloadView',
        }),
        parse: parseUsageMessage,
        ...{ extensionUri, log },
      }),
    );
    this.register(this.tab.onDidBecomeReady(() => this.update()));
    this.register(this.tab.onDidAct((act) => void guard.run(act.type, () => this.act(act))));
    this.register(ledger.onDidChange(() => this.updateSoon()));
    this.register(settings.onDidChange(() => this.updateSoon()));
  }

  show(): void {
    this.tab.show();
    this.update();
  }

  /** Takes over a tab that VS Code has restored. */
  adopt(panel: WebviewPanel): void {
    this.tab.adopt(panel);
  }

  /** Loads the page again. */
  reload(): void {
    this.tab.reload();
  }

  override dispose(): void {
    clearTimeout(this.timer);
    super.dispose();
  }

  private get period(): ShownPeriod {
    return shownPeriodFrom(this.deps.workspaceState.get(periodKey));
  }

  private get facts(): UsageFacts {
    return usageFacts(this.deps.ledger, this.period, this.budgetFacts);
  }

  private get budgetFacts(): BudgetFacts | undefined {
    const { limit, used, isAsking } = this.deps.budget;
    return limit > 0 ? { limit, used, isAsking } : undefined;
  }

  private async act(act: UsageAct): Promise<void> {
    const { budget } = this.deps;
    switch (act.type) {
      case 'showPeriod':
        await this.setPeriod({ period: act.period });
        break;
      case 'showDays':
        await this.setPeriod({ period: 'custom', from: act.from, to: act.to });
        break;
      case 'exportCsv':
        return this.exportCsv();
      case 'reset':
        return this.reset();
      case 'setBudget':
        await commands.executeCommand('workbench.action.openSettings', 'coze.usage.dailyTokenBudget');
        break;
      case 'ask':
      case 'stopAsking':
        await budget.setAsking(act.type === 'ask');
    }
    this.update();
  }

  private async setPeriod(period: ShownPeriod): Promise<void> {
    await this.deps.workspaceState.update(periodKey, period);
  }

  private async exportCsv(): Promise<void> {
    const { from, to } = this.facts;
    const folder = workspace.workspaceFolders?.[0];
    const name = `coze-usage-${from}-${to}.csv`;
    const target = await prompts.showSaveDialog({
      title: l10n.t('Export usage'),
      ...(folder && { defaultUri: Uri.joinPath(folder.uri, name) }),
      filters: { CSV: ['csv'] },
    });
    if (!target) return;
    const details = this.deps.ledger.details({ from, to });
    const rows = csvRows(details, usageTexts[displayLanguage()]);
    await workspace.fs.writeFile(target, new TextEncoder().encode(csvText(rows)));
    this.tab.post({ type: 'done', act: { type: 'exportCsv' } });
  }

  private async reset(): Promise<void> {
    const agree = l10n.t('Reset');
    const choice = await window.showWarningMessage(
      l10n.t('Reset the counts of all days and workflows?'),
      { modal: true, detail: l10n.t("All windows show zero. This can't be undone.") },
      agree,
    );
    if (choice === agree) await this.deps.ledger.reset();
  }

  private updateSoon(): void {
    if (!this.tab.isReady) return;
    this.timer ??= setTimeout(() => this.update(), updateEveryMs);
  }

  /** Sends the page its state, if it is open. */
  private update(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    if (this.tab.isReady) this.tab.post({ type: 'state', state: this.facts });
  }
}
