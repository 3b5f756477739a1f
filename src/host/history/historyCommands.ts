import { l10n } from 'vscode';
import type { ConversationSummary } from '../../storage/conversations/summary';
import type { NavigationTarget } from '../../shared/protocol';
import type { Chats } from '../chat/chats';
import { foreignLabel, foreignNotice } from '../foreignText';
import { UserError } from '../guard';
import type { Services } from '../services';
import { ConversationFiles } from './conversationFiles';
import { pickFromHistory, type HistoryActions } from './historyPick';
import { prompts } from '../prompts/prompts';

interface HistoryCommandsDeps extends Pick<Services, 'store' | 'sessions' | 'guard' | 'recordings'> {
  readonly chats: Chats;
  readonly files: ConversationFiles;
}

/** The commands for stored conversations. */
export class HistoryCommands implements HistoryActions {
  constructor(private readonly deps: HistoryCommandsDeps) {}

  show(): Promise<void> {
    return pickFromHistory(this.deps, this);
  }

  /** Opens the conversation with a pending question; the user picks one if there are several. */
  async showWaiting(): Promise<void> {
    const { store, sessions } = this.deps;
    const waiting = (await store.list()).filter(
      ({ id, isWaiting }) => sessions.find(id)?.isWaiting ?? isWaiting,
    );
    const items = waiting.map(({ id, title, workflow }) => ({
      id,
      label: foreignLabel(title) || l10n.t('Untitled'),
      description: foreignLabel(workflow?.name ?? ''),
    }));
    if (items.length === 0) throw new UserError(l10n.t('No conversation is waiting for your answer.'));
    const picked =
      items.length === 1
        ? items[0]
        : await prompts.showQuickPick(items, { title: l10n.t('Conversations waiting for your answer') });
    if (picked) await this.openAt(picked.id, 'lastAnswer');
  }

  /** Shows a conversation, in the chat that has it already if there is one, and goes to a place in it. */
  async openAt(id: string, target: NavigationTarget): Promise<void> {
    const shown = this.deps.chats.all.find(({ session }) => session?.id === id);
    if (shown) shown.surface.reveal(false);
    else await this.open(id);
    const connection = this.deps.chats.all.find(({ session }) => session?.id === id);
    connection?.navigate(target);
  }

  /** Deletes all conversations after a confirmation. Cannot be undone. */
  async clear(): Promise<void> {
    const remove = l10n.t('Delete all');
    const choice = await prompts.showWarningMessage(
      l10n.t('Delete all conversations on this computer?'),
      {
        modal: true,
        detail: l10n.t(
          "Their recorded runs are deleted too, even if pinned. This can't be undone. Data stored on Coze is not deleted.",
        ),
      },
      remove,
    );
    if (choice !== remove) return;
    await deleting(async () => {
      await this.deps.store.removeAll();
      await this.deps.recordings.removeAll();
    });
  }

  async open(id: string): Promise<void> {
    const connection = await this.deps.chats.reveal();
    if (!(await this.deps.chats.open(connection, id))) {
      throw new UserError(l10n.t('This conversation no longer exists.'));
    }
  }

  async rename(id: string, title: string): Promise<void> {
    const session = await this.deps.sessions.load(id);
    if (!session) throw new UserError(l10n.t('This conversation no longer exists.'));
    await session.rename(title);
  }

  exportConversation(id: string): Promise<void> {
    return this.deps.files.exportConversation(id);
  }

  /** Stops the run of the conversation first: if the deletion is undone, the run is shown as stopped. */
  async remove(summary: ConversationSummary): Promise<void> {
    const { store, sessions } = this.deps;
    await (summary.isRunning ? await sessions.load(summary.id) : sessions.find(summary.id))?.end();
    await deleting(async () => {
      await store.remove(summary.id);
      await this.deps.recordings.setAside(summary.id);
    });
    const undo = l10n.t('Undo');
    void prompts
      .showInformationMessage(
        l10n.t('Deleted: {title}', { title: foreignNotice(summary.title) || l10n.t('Untitled') }),
        {},
        undo,
      )
      .then((choice) => {
        if (choice === undo) void this.deps.guard.run('undoDelete', () => this.restore(summary.id));
      });
  }

  private async restore(id: string): Promise<void> {
    if (!(await this.deps.store.restore(id))) {
      throw new UserError(l10n.t('This conversation no longer exists.'));
    }
    await this.deps.recordings.restore(id);
  }
}

export interface HistoryFeature {
  readonly files: ConversationFiles;
  readonly history: HistoryCommands;
}

export function registerHistory(services: Services, chats: Chats): HistoryFeature {
  const files = new ConversationFiles({ ...services, chats });
  return { files, history: new HistoryCommands({ ...services, chats, files }) };
}

/** The error code of the system is more useful than a general message. */
async function deleting(work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    const reason = error instanceof Error && 'code' in error ? String(error.code) : l10n.t('unknown reason');
    throw new UserError(l10n.t('Not everything was deleted: {reason}', { reason }), { cause: error });
  }
}
