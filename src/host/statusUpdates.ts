import type { ChatSessions } from '../chat/chatSessions';
import type { ConversationStore } from '../chat/store/conversationStore';
import type { Disposable } from '../shared/emitter';
import type { Chats } from './chats';
import { ContextKeys } from './contextKeys';
import type { Guard } from './guard';
import type { TokenStore } from './tokenStore';
import type { WorkflowCatalog } from './workflowCatalog';
import { isDemo, originOf } from './viewContext';

export interface StatusUpdatesParts {
  readonly chats: Chats;
  readonly sessions: ChatSessions;
  readonly store: ConversationStore;
  readonly catalog: WorkflowCatalog;
  readonly tokens: TokenStore;
  readonly guard: Guard;
}

/** Keeps everything around the chats in step: the views' context, VS Code's context keys, the badge. */
export class StatusUpdates implements Disposable {
  private readonly keys = new ContextKeys();
  private readonly subscriptions: readonly Disposable[];

  constructor(private readonly parts: StatusUpdatesParts) {
    const { chats, sessions, store, catalog, tokens } = parts;
    const contextChanged = () => void parts.guard.run('context', () => this.updateContext());
    const waitingChanged = () => void parts.guard.run('badge', () => this.updateBadge());
    this.subscriptions = [
      catalog.onDidChange(contextChanged),
      tokens.onDidChange(contextChanged),
      store.onDidChangeProblem(contextChanged),
      chats.onDidChange(() => this.keys.set({ isRunning: chats.activeSession?.isBusy ?? false })),
      sessions.onDidChangeWaiting(waitingChanged),
      store.onDidRemove(({ conversationId }) => {
        chats.leave(conversationId);
        waitingChanged();
      }),
      store.onDidRestore(waitingChanged),
      chats.onDidConnect(waitingChanged),
      this.keys,
    ];
    contextChanged();
  }

  dispose(): void {
    for (const subscription of this.subscriptions) subscription.dispose();
  }

  private async updateContext(): Promise<void> {
    const { catalog, tokens, chats } = this.parts;
    const own = catalog.all.filter((workflow) => !isDemo(workflow));
    const target = own.find((workflow) => workflow.key === catalog.selected?.key) ?? own[0];
    const hasToken = target !== undefined && (await tokens.stateFor(originOf(target))) !== 'missing';
    this.keys.set({
      hasWorkflow: catalog.hasOwn,
      hasToken: hasToken || (await tokens.originsWithToken([])).length > 0,
    });
    await chats.postContext();
  }

  /** A question outlives the window that showed it, so conversations that are not open count as well. */
  private async updateBadge(): Promise<void> {
    const { store, sessions, chats } = this.parts;
    if (!chats.view.current) return;
    const summaries = await store.list();
    const waiting = summaries.filter(({ id, isWaiting }) => sessions.find(id)?.isWaiting ?? isWaiting).length;
    chats.view.setWaiting(waiting);
  }
}
