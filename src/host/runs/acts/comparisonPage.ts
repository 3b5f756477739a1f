import { l10n, type WebviewPanel } from 'vscode';
import { comparableRun, type ComparableRun } from '../../../recording/comparison/comparedRun';
import { comparison } from '../../../recording/comparison/spread';
import { isForeignRun, type Recording } from '../../../recording/recording';
import {
  parseComparisonMessage,
  type ComparisonAct,
  type ComparisonState,
  type ToComparisonPage,
} from '../../../shared/pages/comparisonPage';
import { DisposableBase } from '../../disposable';
import { PageTab } from '../../page/pageTab';
import type { RawEvents } from '../rawEvents';
import type { Services } from '../../services';
import { findRecording, isOpen } from './runPick';

/** Most runs that are compared at once. */
export const maxCompared = 20;

export interface ComparisonPageDeps extends Pick<
  Services,
  'extensionUri' | 'guard' | 'log' | 'recordings' | 'workspaceState'
> {
  readonly raw: RawEvents;
  readonly viewType: string;
}

/** Key of the workspace state: IDs of the runs that the tab shows, for a restart of VS Code; empty for a run of a file. */
const shownRunsKey = 'coze.comparedRuns';

/** The page "Comparison": one tab shows one comparison at a time. It makes no call. */
export class ComparisonPage extends DisposableBase {
  private readonly tab: PageTab<ToComparisonPage, ComparisonAct>;
  private runs: readonly ComparableRun[] = [];
  private state: ComparisonState | undefined;
  /** Counts the comparisons: one that is read later than the next is dropped. */
  private count = 0;

  constructor(private readonly deps: ComparisonPageDeps) {
    super();
    const { extensionUri, log, guard, viewType } = deps;
    this.tab = this.register(
      new PageTab<ToComparisonPage, ComparisonAct>({
        ...{ viewType, name: 'comparison', title: l10n.t('Coze comparison') },
        notLoaded: l10n.t('The page “Comparison” has not started yet. [Reload view]({command})', {
          command: 'command:coze.reloadView',
        }),
        parse: parseComparisonMessage,
        ...{ extensionUri, log },
      }),
    );
    this.register(this.tab.onDidBecomeReady(() => this.send()));
    this.register(this.tab.onDidAct((act) => void guard.run('compare', () => this.diff(act))));
  }

  /** Shows runs side by side. `pending` is the number of runs that are still to come. */
  async show(recordings: readonly Recording[], pending = 0): Promise<void> {
    const ids = recordings.map(({ run }) => (isForeignRun(run) ? '' : run.runId));
    await this.deps.workspaceState.update(shownRunsKey, ids);
    if (await this.open(recordings, { pending, missing: 0 })) this.tab.show();
  }

  /** Takes over a tab that VS Code has restored. */
  async adopt(panel: WebviewPanel): Promise<void> {
    this.tab.adopt(panel);
    const stored = this.deps.workspaceState.get<unknown>(shownRunsKey);
    const ids = Array.isArray(stored) ? stored.map(String).slice(0, maxCompared) : [];
    const found = await Promise.all(ids.map((id) => findRecording(id, this.deps.recordings)));
    const recordings = found.filter((recording) => recording !== undefined);
    await this.open(recordings, { pending: 0, missing: ids.length - recordings.length });
  }

  /** Loads the page again. */
  reload(): void {
    this.tab.reload();
  }

  /** Resolves to false if another comparison was opened meanwhile. */
  private async open(
    recordings: readonly Recording[],
    counts: Pick<ComparisonState, 'pending' | 'missing'>,
  ): Promise<boolean> {
    const count = ++this.count;
    const runs = await Promise.all(
      recordings.map(async (recording) =>
        comparableRun(recording, await isOpen(recording, this.deps.recordings)),
      ),
    );
    if (count !== this.count) return false;
    this.runs = runs;
    this.state = { ...comparison(runs.map(({ figures }) => figures)), ...counts };
    this.send();
    return true;
  }

  private send(): void {
    if (this.state) this.tab.post({ type: 'state', state: this.state });
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
