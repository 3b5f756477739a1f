import { l10n, Uri, window, type Memento } from 'vscode';
import type { ChatSessions } from '../chat/chatSessions';
import type { ConversationStore } from '../storage/conversations/conversationStore';
import type { TypedTexts } from '../storage/conversations/typedTexts';
import type { UsageLedger } from '../usage/usageLedger';
import type { Conversation } from '../shared/conversation/conversation';
import type { Disposable } from '../shared/emitter';
import { ChatConnection } from './chat/chatConnection';
import { chatPanelType } from './chat/chatPanels';
import { ChatFocus } from './chat/chatFocus';
import { Chats } from './chat/chats';
import { chatViewId } from './chat/chatView';
import { registerCommands } from './commands';
import { commandTable } from './commandTable';
import { ConversationFiles } from './history/conversationFiles';
import { EditorInsertion } from './messages/editorInsertion';
import { Guard } from './guard';
import { HistoryCommands } from './history/historyCommands';
import type { Log } from './log';
import { MessageMenu } from './messages/messageMenu';
import { tellRefusedEntries } from './workflows/refusedEntries';
import { RemedyActions } from './chat/remedyActions';
import type { Settings } from './settings';
import { StatusUpdates } from './notices/statusUpdates';
import { tellRecoveries } from './notices/storeNotices';
import type { TokenStore } from './account/tokenStore';
import { UsageStatusBar } from './usage/usageStatusBar';
import { ViewActions } from './chat/viewActions';
import { viewContext } from './chat/viewContext';
import type { WorkflowCatalog } from './workflows/workflowCatalog';
import { WorkflowConsent } from './workflows/workflowConsent';

/** The services that the features stand on, made by the composition root. */
export interface HostServices {
  readonly extensionUri: Uri;
  readonly globalState: Memento;
  readonly workspaceState: Memento;
  readonly log: Log;
  readonly settings: Settings;
  readonly tokens: TokenStore;
  readonly catalog: WorkflowCatalog;
  readonly store: ConversationStore;
  readonly typed: TypedTexts;
  readonly ledger: UsageLedger;
  readonly sessions: ChatSessions;
  /** Words for the errors of the service and the network; `undefined` for all others. */
  readonly explain: (error: unknown) => Promise<string | undefined>;
}

/** The conversation, or the one that has not begun, and the runs that may have a form. */
function typedIds(conversation: Conversation | undefined): readonly string[] {
  return [conversation?.id ?? '', ...(conversation?.turns.at(-1)?.runs.map((run) => run.id) ?? [])];
}

/** Puts the features on the services and into VS Code. Everything that is returned is to be disposed of in the end. */
export function startHost(services: HostServices): readonly Disposable[] {
  const { log, settings, tokens, catalog, store, sessions } = services;
  const guard = new Guard(log, services.explain);
  const focus = new ChatFocus();
  const chats = new Chats({
    focus,
    sessions,
    catalog,
    consent: new WorkflowConsent(services.globalState),
    memento: services.workspaceState,
    icon: Uri.joinPath(services.extensionUri, 'media', 'icon.png'),
    defaultTitle: () => l10n.t('Coze chat'),
    connect: (surface, first) =>
      new ChatConnection(
        surface,
        {
          dist: Uri.joinPath(services.extensionUri, 'dist'),
          contextFor: (session) =>
            viewContext(session, { catalog, tokens, settings, historyProblem: () => store.problem }),
          hold: (session) => sessions.hold(session),
          typedFor: (session) => services.typed.of(typedIds(session?.conversation)),
          receive: (connection, message) => actions.receive(connection, message),
          focusChanged: (connection, where) => focus.report(connection, where),
          log,
        },
        first,
      ),
  });
  const files = new ConversationFiles({ ...services, chats });
  const history = new HistoryCommands({
    ...services,
    chats,
    guard,
    exportConversation: (id) => files.exportConversation(id),
  });
  const remedies = new RemedyActions({ ...services, chats });
  const insertion = new EditorInsertion();
  const menu = new MessageMenu({ chats, insertion });
  const actions = new ViewActions({ ...services, chats, guard, insertion, remedies });
  return [
    window.registerWebviewViewProvider(chatViewId, chats.view),
    window.registerWebviewPanelSerializer(chatPanelType, chats.panels),
    ...registerCommands(commandTable({ ...services, chats, history, files, remedies, menu }), {
      guard,
      focus,
      chats,
    }),
    new StatusUpdates({ ...services, chats, guard }),
    new UsageStatusBar(services.ledger, chats),
    tellRecoveries(store, log),
    tellRefusedEntries(catalog, log, chats),
    chats,
    focus,
    insertion,
  ];
}
