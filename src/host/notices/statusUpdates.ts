import { window } from 'vscode';
import { isDemo, originOfWorkflow } from '../../shared/workflow';
import type { Chats } from '../chat/chats';
import { ContextKeys } from '../contextKeys';
import { onFirstUse } from '../chat/firstUse';
import { DisposableBase } from '../disposable';
import type { Services } from '../services';
import { notifyRecoveries } from './storeNotices';
import { PendingQuestionBadge } from './pendingQuestionBadge';

interface StatusUpdatesDeps extends Pick<
  Services,
  'sessions' | 'store' | 'catalog' | 'tokens' | 'connections' | 'guard'
> {
  readonly chats: Chats;
}

/** Updates what surrounds the chats: the views' context, VS Code's context keys, the badge of pending questions. */
class StatusUpdates extends DisposableBase {
  private readonly keys = this.register(new ContextKeys());
  private readonly badge: PendingQuestionBadge;

  constructor(private readonly deps: StatusUpdatesDeps) {
    super();
    const { chats, sessions, store, catalog, tokens, connections, guard } = deps;
    this.badge = this.register(new PendingQuestionBadge(chats.view));
    const contextChanged = () => void guard.run('context', () => this.updateContext());
    const waitingChanged = () => void guard.run('waiting', () => this.updateWaiting());
    const subscriptions = [
      catalog.onDidChange(contextChanged),
      tokens.onDidChange(contextChanged),
      connections.onDidChange(contextChanged),
      store.onDidChangeProblem(contextChanged),
      chats.onDidChange(() => this.keys.set({ isRunning: chats.activeSession?.isBusy ?? false })),
      sessions.onDidChangeWaiting(waitingChanged),
      store.onDidRemove(({ conversationId }) => {
        chats.hideDeleted(conversationId);
        waitingChanged();
      }),
      store.onDidRestore(({ conversationId }) => {
        void guard.run('showRestored', () => chats.showRestored(conversationId));
        waitingChanged();
      }),
      chats.onDidConnect(waitingChanged),
      // The user may have answered a question in another window.
      window.onDidChangeWindowState(({ focused }) => {
        if (focused && this.badge.count > 0) waitingChanged();
      }),
      onFirstUse(chats, contextChanged),
    ];
    for (const subscription of subscriptions) this.register(subscription);
    waitingChanged();
  }

  private async updateContext(): Promise<void> {
    const { catalog, tokens, chats } = this.deps;
    const own = catalog.all.filter((workflow) => !isDemo(workflow));
    const target = own.find((workflow) => workflow.key === catalog.selected?.key) ?? own[0];
    const hasToken = target !== undefined && (await tokens.stateFor(originOfWorkflow(target))) !== 'missing';
    this.keys.set({
      hasWorkflow: catalog.hasOwn,
      isDemoSelected: catalog.selected !== undefined && isDemo(catalog.selected),
      hasToken: hasToken || (await tokens.originsWithToken([])).length > 0,
    });
    await chats.postContext();
  }

  /** Counts stored conversations as well, because a question remains after its window was closed. */
  private async updateWaiting(): Promise<void> {
    const { store, sessions } = this.deps;
    const summaries = await store.list();
    const waiting = summaries.filter(({ id, isWaiting }) => sessions.find(id)?.isWaiting ?? isWaiting).length;
    this.badge.show(waiting);
  }
}

export function registerNotices(services: Services, chats: Chats): void {
  services.subscriptions.push(new StatusUpdates({ ...services, chats }), notifyRecoveries(services));
}
