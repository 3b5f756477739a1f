import { l10n } from 'vscode';
import { comparableRun, type ComparableRun } from '../../recording/comparison/comparedRun';
import { comparison } from '../../recording/comparison/spread';
import type { Recording } from '../../recording/recording';
import {
  parseComparisonMessage,
  type ComparisonAct,
  type FromComparisonPage,
  type ToComparisonPage,
} from '../../shared/pages/comparisonPage';
import { DisposableBase } from '../disposable';
import { PageTab } from '../page/pageTab';
import type { RunActionDeps } from '../runs/runActions';

/** The page "Comparison": one tab shows one comparison after the other. It makes no call. */
export class ComparisonPage extends DisposableBase {
  private readonly tab: PageTab<ToComparisonPage, FromComparisonPage>;
  private runs: readonly ComparableRun[] = [];
  private pending = 0;

  constructor(private readonly deps: Pick<RunActionDeps, 'extensionUri' | 'guard' | 'log' | 'raw'>) {
    super();
    const { extensionUri, log, guard } = deps;
    this.tab = this.register(
      new PageTab<ToComparisonPage, FromComparisonPage>({
        ...{ viewType: 'coze.comparison', name: 'comparison', title: l10n.t('Coze comparison') },
        notLoaded: l10n.t('The page “Comparison” has not started yet. [Reload view]({command})', {
          command: 'command:coze.reloadView',
        }),
        parse: parseComparisonMessage,
        ...{ extensionUri, log },
      }),
    );
    this.register(this.tab.onDidBecomeReady(() => this.send()));
    this.register(this.tab.onDidReceive(({ act }) => void guard.run('compare', () => this.diff(act))));
  }

  /** Shows runs side by side. `pending` is the number of runs that are still to come. */
  async show(recordings: readonly Recording[], pending = 0): Promise<void> {
    this.runs = await Promise.all(recordings.map(comparableRun));
    this.pending = pending;
    this.tab.show();
    this.send();
  }

  /** Loads the page again. */
  reload(): void {
    this.tab.reload();
  }

  private send(): void {
    const state = { ...comparison(this.runs.map(({ figures }) => figures)), pending: this.pending };
    this.tab.post({ type: 'state', state });
  }

  private async diff({ what, left, right }: ComparisonAct): Promise<void> {
    const [first, second] = [this.runs[left], this.runs[right]];
    if (!first || !second) return;
    const titles = {
      answer: l10n.t('Answers of two runs'),
      request: l10n.t('Requests of two runs'),
      events: l10n.t('Events of two runs'),
    };
    await this.deps.raw.showDiff(titles[what], first.texts[what], second.texts[what]);
  }
}
