import { AsyncLocalStorage } from 'node:async_hooks';
import type { ChatConnection } from './chat/chatConnection';

const storage = new AsyncLocalStorage<ChatConnection | undefined>();

/**
 * Runs an act that was asked for in a chat, or with `undefined` elsewhere: by a command while an editor had the focus. What
 * the act opens gives the focus back there, see `prompts`.
 */
export function actingFrom<T>(chat: ChatConnection | undefined, act: () => T): T {
  return storage.run(chat, act);
}

/** The chat in which the running act was asked for. */
export function origin(): ChatConnection | undefined {
  return storage.getStore();
}
