import type { Chats } from '../chat/chats';
import type { Services } from '../services';
import { StatusUpdates } from './statusUpdates';
import { notifyRecoveries } from './storeNotices';

export function registerNotices(services: Services, chats: Chats): void {
  const { store, log, subscriptions } = services;
  subscriptions.push(new StatusUpdates({ ...services, chats }), notifyRecoveries(store, log));
}
