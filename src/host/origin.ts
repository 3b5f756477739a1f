import { AsyncLocalStorage } from 'node:async_hooks';
import type { ChatConnection } from './chat/chatConnection';

const storage = new AsyncLocalStorage<ChatConnection | undefined>();

/** Runs an action on behalf of a chat, or of none. Prompts that the action opens return the focus there, see `prompts`. */
export function actingFrom<T>(chat: ChatConnection | undefined, act: () => T): T {
  return storage.run(chat, act);
}

/** The chat on whose behalf the current action runs. */
export function origin(): ChatConnection | undefined {
  return storage.getStore();
}
