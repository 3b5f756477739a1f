import { Uri } from 'vscode';
import { ConversationStore } from '../storage/conversations/conversationStore';
import { TypedTexts } from '../storage/conversations/typedTexts';
import { UsageLedger } from '../usage/usageLedger';
import { workspaceId } from './environment';
import type { Log } from './log';

export interface Storage {
  readonly store: ConversationStore;
  readonly ledger: UsageLedger;
  readonly typed: TypedTexts;
}

/** Opens what is kept on disk. All windows share the folder, except for the texts that were typed and not sent. */
export async function openStorage(folder: Uri, log: Log): Promise<Storage> {
  const path = (...names: string[]) => Uri.joinPath(folder, ...names).fsPath;
  const [store, ledger] = await Promise.all([
    ConversationStore.open({ directory: path('conversations') }),
    UsageLedger.open({ directory: path(), log }),
  ]);
  const typed = new TypedTexts({
    directory: path('typed', workspaceId()),
    onDiskError: (error) => log.warn(`Drafts could not be stored: ${String(error)}`),
  });
  return { store, ledger, typed };
}
