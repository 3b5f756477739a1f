import { env, l10n } from 'vscode';
import { maxRowsAtOnce, type RunAct, type ToRunPage } from '../../../shared/pages/runPage';
import { DisposableBase } from '../../disposable';
import type { PageTab } from '../../page/pageTab';
import type { InspectedRun } from '../inspectedRun';
import { KeptRunAsker } from './keptRunAsker';
import { offeredActions, performAction } from './runActions';
import type { RunActionDeps } from '../runActionDeps';

/** Interval in milliseconds at which the page is sent the changes of an open run. */
const updateMs = 250;

/** Shows a run in the page of a tab, and carries out what its buttons ask for. */
export class RunView extends DisposableBase {
  private shown: InspectedRun | undefined;
  private readonly asker: KeptRunAsker | undefined;
  /** Rows that the page has. */
  private sentRows = 0;
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly tab: PageTab<ToRunPage, RunAct>,
    private readonly deps: RunActionDeps,
    /** Whether the service can be asked about the runs: they are the user's own. */
    { isOwn }: { readonly isOwn: boolean } = { isOwn: false },
  ) {
    super();
    if (isOwn) this.asker = new KeptRunAsker(deps.api, deps.guard, () => this.sendState());
    this.register(tab.onDidBecomeReady(() => this.sendAll()));
    this.register(tab.onDidAct((act) => void deps.guard.run(act.type, () => this.act(act))));
  }

  /** Shows a run; without one, that its recording is gone. */
  show(run: InspectedRun | undefined): void {
    this.shown = run;
    this.sendAll();
  }

  /** Shows nothing until the next run. */
  clear(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.shown = undefined;
    this.asker?.clear();
  }

  /** The recording has a new entry. */
  update(run: InspectedRun): void {
    if (run === this.shown) this.timer ??= setTimeout(() => this.sendChanges(), updateMs);
  }

  override dispose(): void {
    this.clear();
    super.dispose();
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
    this.sendState();
    const rows = shown?.rows ?? [];
    if (rows.length === 0) this.tab.post({ type: 'more', more: { from: 0, rows: [] } });
    while (this.sentRows < rows.length) {
      const from = this.sentRows;
      const part = rows.slice(from, from + maxRowsAtOnce);
      this.tab.post({ type: 'more', more: { from, rows: part } });
      this.sentRows += part.length;
    }
  }

  private sendState(): void {
    const { shown } = this;
    const asked = shown && this.asker?.of(shown);
    const state = shown
      ? {
          ...{ run: shown.inspection, actions: offeredActions(shown) },
          hasConversation: shown.conversationId !== undefined,
          ...(asked && { asked }),
        }
      : {};
    this.tab.post({ type: 'state', state });
  }

  private async act(act: RunAct): Promise<void> {
    const { shown } = this;
    if (!shown) return;
    switch (act.type) {
      case 'perform':
        if ((await performAction(act.action, shown, this.deps)) === 'copied') this.report(act);
        return;
      case 'copyId': {
        const id = shown.inspection.ids.find(({ kind }) => kind === act.kind);
        return id && this.copy(id.value, act);
      }
      case 'copyRequest': {
        const request = shown.inspection.requests[act.index];
        return request && this.copy(request.body, act);
      }
      case 'askService':
        return this.asker?.askRun(shown);
      case 'askNode':
        return this.asker?.askNode(shown, act.uuid);
      case 'cancelAsking':
        this.asker?.clear();
        this.sendState();
        return;
      case 'showInChat': {
        const { conversationId } = shown;
        return conversationId === undefined
          ? undefined
          : this.deps.history.openAt(conversationId, { message: act.message });
      }
      case 'showRawEvent': {
        const event = shown.events[act.index];
        const name = l10n.t('Event {number}', { number: act.index + 1 });
        return event && this.deps.raw.show(name, event.data, 'json');
      }
    }
  }

  private async copy(text: string, act: RunAct): Promise<void> {
    await env.clipboard.writeText(text);
    this.report(act);
  }

  private report(act: RunAct): void {
    this.tab.post({ type: 'done', act });
  }
}
