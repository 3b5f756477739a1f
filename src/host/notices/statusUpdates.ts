import { window } from 'vscode';
import type { ChatSessions } from '../../chat/chatSessions';
import type { ConversationStore } from '../../storage/conversations/conversationStore';
import type { Disposable } from '../../shared/emitter';
import { isDemo, originOfWorkflow } from '../../shared/workflow';
import type { Chats } from '../chat/chats';
import { ContextKeys } from '../contextKeys';
import { onFirstUse } from './firstUse';
import type { Guard } from '../guard';
import type { TokenStore } from '../account/tokenStore';
import type { WorkflowCatalog } from '../workflows/workflowCatalog';
import { WaitingSigns } from './waitingSigns';

export interface StatusUpdatesDeps {
  readonly chats: Chats;
  readonly sessions: ChatSessions;
  readonly store: ConversationStore;
  readonly catalog: WorkflowCatalog;
  readonly tokens: TokenStore;
  readonly guard: Guard;
}

/** Keeps everything around the chats in step: the views' context, VS Code's context keys, the signs of waiting questions. */
export class StatusUpdates implements Disposable {
  private readonly keys = new ContextKeys();
  private readonly signs: WaitingSigns;
  private readonly subscriptions: readonly Disposable[];

  constructor(private readonly deps: StatusUpdatesDeps) {
    const { chats, sessions, store, catalog, tokens } = deps;
    this.signs = new WaitingSigns(chats.view);
    const contextChanged = () => void deps.guard.run('context', () => this.updateContext());
    const waitingChanged = () => void deps.guard.run('waiting', () => this.updateWaiting());
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
      store.onDidRestore(({ conversationId }) => {
        void deps.guard.run('comeBack', () => chats.comeBack(conversationId));
        waitingChanged();
      }),
      chats.onDidConnect(waitingChanged),
      // In a window that had the focus elsewhere a question may have been answered.
      window.onDidChangeWindowState(({ focused }) => {
        if (focused && this.signs.count > 0) waitingChanged();
      }),
      onFirstUse(chats, contextChanged),
      this.keys,
      this.signs,
    ];
    waitingChanged();
  }

  dispose(): void {
    for (const subscription of this.subscriptions) subscription.dispose();
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

  /** A question outlives the window that showed it, so conversations that are not open count as well. */
  private async updateWaiting(): Promise<void> {
    const { store, sessions } = this.deps;
    const summaries = await store.list();
    const waiting = summaries.filter(({ id, isWaiting }) => sessions.find(id)?.isWaiting ?? isWaiting).length;
    this.signs.show(waiting);
  }
}
