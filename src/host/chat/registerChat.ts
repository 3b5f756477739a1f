import { window } from 'vscode';
import type { Services } from '../services';
import { ChatCommands } from './chatCommands';
import { chatPanelType } from './chatPanels';
import { Chats } from './chats';
import { chatViewId } from './chatView';

export interface ChatFeature {
  readonly chats: Chats;
  readonly chat: ChatCommands;
}

/** Registers the chat in the side bar and in editor tabs. */
export function registerChat(services: Services): ChatFeature {
  const chats = new Chats(services);
  services.subscriptions.push(
    chats,
    window.registerWebviewViewProvider(chatViewId, chats.view),
    window.registerWebviewPanelSerializer(chatPanelType, chats.panels),
  );
  return { chats, chat: new ChatCommands(chats) };
}
