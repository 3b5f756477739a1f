import type { Chats } from '../chat/chats';
import type { Services } from '../services';
import { notifyRefusedEntries } from './refusedEntries';
import { WorkflowCommands } from './workflowCommands';

export function registerWorkflows(services: Services, chats: Chats): WorkflowCommands {
  const { catalog, log, subscriptions } = services;
  subscriptions.push(notifyRefusedEntries(catalog, log, chats));
  return new WorkflowCommands({ ...services, chats });
}
