import type { Chats } from '../chat/chats';
import type { Services } from '../services';
import { ConversationFiles } from './conversationFiles';
import { HistoryCommands } from './historyCommands';

export interface HistoryFeature {
  readonly files: ConversationFiles;
  readonly history: HistoryCommands;
}

export function registerHistory(services: Services, chats: Chats): HistoryFeature {
  const files = new ConversationFiles({ ...services, chats });
  return { files, history: new HistoryCommands({ ...services, chats, files }) };
}
