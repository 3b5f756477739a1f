import { l10n, type Uri, type WebviewPanel } from 'vscode';
import type { RecordedRun } from '../../../recording/recording';
import type { Disposable } from '../../../shared/emitter';
import { parseRunPageMessage, type RunAct, type ToRunPage } from '../../../shared/pages/runPage';
import { DisposableBase } from '../../disposable';
import type { Log } from '../../log';
import { PageTab } from '../../page/pageTab';
import { InspectedRun } from '../inspectedRun';
import type { RunActionDeps } from '../runActionDeps';
import { RunView } from './runView';

export interface RunPageDeps extends RunActionDeps {
  readonly viewType: string;
  /** The base URL whose host the user trusts for the debug page of a run; empty if there is none. */
  readonly ownBaseUrl: (run: RecordedRun) => string;
}

/** Key of the workspace state: ID of the run that the tab shows, for a restart of VS Code. */
const shownRunKey = 'coze.shownRun';

/** A tab for the page "Run". */
export function runTab(
  viewType: string,
  { extensionUri, log }: { readonly extensionUri: Uri; readonly log: Pick<Log, 'warn'> },
): PageTab<ToRunPage, RunAct> {
  return new PageTab<ToRunPage, RunAct>({
    ...{ viewType, name: 'run', title: l10n.t('Coze run') },
    notLoaded: l10n.t('The page “Run” has not started yet. [Reload view]({command})', {
      command: 'command:coze.reloadView',
    }),
    parse: parseRunPageMessage,
    ...{ extensionUri, log },
  });
}

/** The page "Run" of own recordings: one tab shows one run at a time, live while the run is open. It makes no call. */
export class RunPage extends DisposableBase {
  private readonly tab: PageTab<ToRunPage, RunAct>;
  private readonly view: RunView;
  private subscription: Disposable | undefined;
  private shown: InspectedRun | undefined;
  /** Counts the runs that were opened: one that is read later than the next is dropped. */
  private openCount = 0;

  constructor(private readonly deps: RunPageDeps) {
    super();
    this.tab = this.register(runTab(deps.viewType, deps));
    this.view = this.register(new RunView(this.tab, deps, { isOwn: true }));
    this.register(this.tab.onDidClose(() => this.leave()));
    this.register(
      deps.recordings.onDidChange(() => void deps.guard.run('findAnswer', () => this.findAnswer())),
    );
  }

  async show(runId: string, isBeside = false): Promise<void> {
    await this.deps.workspaceState.update(shownRunKey, runId);
    this.tab.show(isBeside);
    await this.open(runId);
  }

  /** Takes over a tab that VS Code has restored. */
  async adopt(panel: WebviewPanel): Promise<void> {
    this.tab.adopt(panel);
    await this.open(this.deps.workspaceState.get<string>(shownRunKey, ''));
  }

  /** Loads the page again. */
  reload(): void {
    this.tab.reload();
  }

  override dispose(): void {
    this.leave();
    super.dispose();
  }

  private async open(runId: string): Promise<void> {
    this.leave();
    const count = ++this.openCount;
    let run: InspectedRun | undefined;
    const subscription = await this.deps.recordings.follow(runId, (followed) => {
      const opened = new InspectedRun(followed, this.deps.ownBaseUrl(followed.recording.run));
      run = opened;
      // Again: the window of the run has closed.
      if (this.subscription && count === this.openCount) this.showRun(opened);
      return (entry) => {
        opened.add(entry);
        this.view.update(opened);
      };
    });
    if (count !== this.openCount) {
      subscription?.dispose();
      return;
    }
    this.subscription = subscription;
    this.showRun(run);
    await this.findAnswer();
  }

  private showRun(run: InspectedRun | undefined): void {
    this.shown = run;
    this.view.show(run);
  }

  /** Shows how long the user took to answer the question at the end of the run. */
  private async findAnswer(): Promise<void> {
    const { shown } = this;
    if (shown?.inspection.outcome !== 'waiting' || shown.answeredAt !== undefined) return;
    shown.answeredAt = await this.deps.recordings.answeredAt(shown.run);
    if (shown.answeredAt !== undefined) this.view.update(shown);
  }

  private leave(): void {
    this.openCount++;
    this.subscription?.dispose();
    this.subscription = undefined;
    this.shown = undefined;
    this.view.clear();
  }
}
