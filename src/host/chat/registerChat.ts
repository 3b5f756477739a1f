import { l10n, Uri, window } from 'vscode';
import type { Conversation } from '../../shared/conversation/conversation';
import type { Services } from '../services';
import { WorkflowConsent } from '../workflows/workflowConsent';
import { ChatCommands } from './chatCommands';
import { ChatConnection, type ChatConnectionDeps } from './chatConnection';
import { chatPanelType } from './chatPanels';
import { Chats } from './chats';
import { chatViewId } from './chatView';
import { viewContext } from './viewContext';

export interface ChatFeature {
  readonly chats: Chats;
  readonly chat: ChatCommands;
}

/** Registers the chat in the side bar and in editor tabs. */
export function registerChat(services: Services): ChatFeature {
  const { extensionUri, sessions, store, typed, log, subscriptions } = services;
  const connectionDeps: ChatConnectionDeps = {
    dist: Uri.joinPath(extensionUri, 'dist'),
    contextFor: (session) => viewContext(session, { ...services, historyProblem: () => store.problem }),
    hold: (session) => sessions.hold(session),
    typedFor: (session) => typed.of(typedIds(session?.conversation)),
    log,
  };
  const chats = new Chats({
    ...services,
    consent: new WorkflowConsent(services.consents),
    memento: services.workspaceState,
    icon: Uri.joinPath(extensionUri, 'media', 'icon.png'),
    defaultTitle: () => l10n.t('Coze chat'),
    connect: (surface, first) => new ChatConnection(surface, connectionDeps, first),
  });
  subscriptions.push(
    chats,
    window.registerWebviewViewProvider(chatViewId, chats.view),
    window.registerWebviewPanelSerializer(chatPanelType, chats.panels),
  );
  return { chats, chat: new ChatCommands(chats) };
}

/** Ids of the texts to restore: of the composer, and of the forms in the last turn. */
function typedIds(conversation: Conversation | undefined): readonly string[] {
  return [conversation?.id ?? '', ...(conversation?.turns.at(-1)?.runs.map((run) => run.id) ?? [])];
}
