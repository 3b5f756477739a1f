import { env, l10n, type WebviewPanel } from 'vscode';
import type { RecordedRun } from '../../recording/recording';
import type { Disposable } from '../../shared/emitter';
import {
  maxRowsAtOnce,
  parseRunPageMessage,
  type FromRunPage,
  type RunAct,
  type ToRunPage,
} from '../../shared/runPage';
import { openWeb } from '../actions/openWeb';
import { DisposableBase } from '../disposable';
import { PageTab } from '../page/pageTab';
import type { RecordingFeature } from '../recording/recordingFeature';
import type { Services } from '../services';
import { InspectedRun } from './inspectedRun';
import { RawEvents, streamText } from './rawEvents';

export interface RunPageDeps extends Pick<Services, 'extensionUri' | 'guard' | 'log' | 'workspaceState'> {
  readonly viewType: string;
  readonly recordings: Pick<RecordingFeature, 'follow'>;
  /** The base URL whose host the user trusts for the debug page of a run; empty if there is none. */
  readonly ownBaseUrl: (run: RecordedRun) => string;
}

/** Key of the workspace state: ID of the run that the tab shows, for a restart of VS Code. */
const shownRunKey = 'coze.shownRun';
/** While a run goes on, the page is sent its changes this often, in milliseconds. */
const updateMs = 250;

/** The page "Run": a recorded run, live while it goes on. It makes no call. */
export class RunPage extends DisposableBase {
  private readonly tab: PageTab<ToRunPage, FromRunPage>;
  private readonly raw = this.register(new RawEvents());
  private shown: InspectedRun | undefined;
  private subscription: Disposable | undefined;
  /** Rows that the page has. */
  private sentRows = 0;
  private timer: NodeJS.Timeout | undefined;
  /** Counts the runs that were opened: one that is read later than the next is dropped. */
  private openCount = 0;

  constructor(private readonly deps: RunPageDeps) {
    super();
    this.tab = this.register(
      new PageTab<ToRunPage, FromRunPage>({
        viewType: deps.viewType,
        name: 'run',
        title: l10n.t('Coze run'),
        notLoaded: l10n.t('The page “Run” has not started yet. [Reload view]({command})', {
          command: 'command:coze.reloadView',
        }),
        parse: parseRunPageMessage,
        extensionUri: deps.extensionUri,
        log: deps.log,
      }),
    );
    this.register(this.tab.onDidBecomeReady(() => this.sendAll()));
    this.register(this.tab.onDidReceive(({ act }) => void deps.guard.run(act.type, () => this.act(act))));
    this.register(this.tab.onDidClose(() => this.leave()));
  }

  async show(runId: string): Promise<void> {
    await this.deps.workspaceState.update(shownRunKey, runId);
    this.tab.show();
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
    const subscription = await this.deps.recordings.follow(runId, (followed) => {
      const run = new InspectedRun(followed, this.deps.ownBaseUrl(followed.recording.run));
      if (count === this.openCount) this.shown = run;
      return (entry) => {
        run.add(entry);
        if (run === this.shown) this.timer ??= setTimeout(() => this.sendChanges(), updateMs);
      };
    });
    if (count !== this.openCount) {
      subscription?.dispose();
      return;
    }
    this.subscription = subscription;
    this.sendAll();
  }

  private leave(): void {
    this.openCount++;
    clearTimeout(this.timer);
    this.timer = undefined;
    this.subscription?.dispose();
    this.subscription = undefined;
    this.shown = undefined;
  }

  private sendAll(): void {
    this.sentRows = 0;
    this.sendChanges();
  }

  private sendChanges(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    if (!this.tab.isReady) return;
    const { shown } = this;
    this.tab.post({ type: 'state', state: shown ? { run: shown.inspection } : {} });
    const rows = shown?.rows ?? [];
    if (rows.length === 0) this.tab.post({ type: 'more', more: { from: 0, rows: [] } });
    while (this.sentRows < rows.length) {
      const from = this.sentRows;
      const part = rows.slice(from, from + maxRowsAtOnce);
      this.tab.post({ type: 'more', more: { from, rows: part } });
      this.sentRows += part.length;
    }
  }

  private async act(act: RunAct): Promise<void> {
    const { shown } = this;
    if (!shown) return;
    switch (act.type) {
      case 'copyId': {
        const id = shown.inspection.ids.find(({ kind }) => kind === act.kind);
        return id && this.copy(id.value, act);
      }
      case 'copyRequest': {
        const request = shown.inspection.requests[act.index];
        return request && this.copy(request.body, act);
      }
      case 'openDebugPage':
        return shown.debugUrl === undefined ? undefined : openWeb(shown.debugUrl);
      case 'showRawEvents':
        return this.raw.show(l10n.t('Events of a run'), streamText(shown.events), 'plaintext');
      case 'showRawEvent': {
        const event = shown.events[act.index];
        const name = l10n.t('Event {number}', { number: act.index + 1 });
        return event && this.raw.show(name, event.data, 'json');
      }
    }
  }

  private async copy(text: string, act: RunAct): Promise<void> {
    await env.clipboard.writeText(text);
    this.tab.post({ type: 'done', act });
  }
}
