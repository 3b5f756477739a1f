import { l10n, window } from 'vscode';
import type { ChatSessions } from '../chat/chatSessions';
import type { ConversationStore } from '../chat/store/conversationStore';
import type { ConversationSummary } from '../chat/store/summary';
import type { Chats } from './chats';
import { UserError, type Guard } from './guard';
import { pickFromHistory } from './historyPick';

export interface HistoryCommandsParts {
  readonly store: ConversationStore;
  readonly sessions: ChatSessions;
  readonly chats: Chats;
  readonly guard: Guard;
  readonly exportConversation: (conversationId: string) => Promise<void>;
}

/** What can be done with past conversations. */
export class HistoryCommands {
  constructor(private readonly parts: HistoryCommandsParts) {}

  show(): Promise<void> {
    const { store, guard, exportConversation } = this.parts;
    return pickFromHistory({
      store,
      exportConversation,
      open: (id) => this.open(id),
      rename: (id, title) => this.rename(id, title),
      remove: (summary) => this.remove(summary),
      guarded: (label, act) => guard.run(label, act),
    });
  }

  /** Deletes everything, after a question: this one cannot be undone. */
  async clear(): Promise<void> {
    const remove = l10n.t('Delete all');
    const choice = await window.showWarningMessage(
      l10n.t('Delete all conversations on this computer?'),
      { modal: true, detail: l10n.t('This cannot be undone. What Coze itself keeps is not touched.') },
      remove,
    );
    if (choice !== remove) return;
    if (!(await this.parts.store.removeAll())) throw cannotDelete(this.parts.store);
  }

  private async open(id: string): Promise<void> {
    const connection = await this.parts.chats.reveal();
    if (!(await this.parts.chats.open(connection, id))) {
      throw new UserError(l10n.t('This conversation is no longer there.'));
    }
  }

  private async rename(id: string, title: string): Promise<void> {
    const session = await this.parts.sessions.open(id);
    if (!session) throw new UserError(l10n.t('This conversation is no longer there.'));
    await session.rename(title);
  }

  private async remove(summary: ConversationSummary): Promise<void> {
    const { store } = this.parts;
    if (!(await store.remove(summary.id))) throw cannotDelete(store);
    const undo = l10n.t('Undo');
    void window
      .showInformationMessage(
        l10n.t('Deleted: {title}', { title: summary.title || l10n.t('Untitled') }),
        undo,
      )
      .then((choice) => {
        if (choice === undo) void this.parts.guard.run('undoDelete', () => this.restore(summary.id));
      });
  }

  private async restore(id: string): Promise<void> {
    if (!(await this.parts.store.restore(id))) {
      throw new UserError(l10n.t('This conversation is no longer there.'));
    }
  }
}

function cannotDelete(store: ConversationStore): UserError {
  return new UserError(
    l10n.t('Not everything could be deleted: {reason}', { reason: store.problem ?? l10n.t('unknown reason') }),
  );
}
