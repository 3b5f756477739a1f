import { l10n, Uri, window, type Memento } from 'vscode';
import type { ChatSessions } from '../chat/chatSessions';
import type { ConversationStore } from '../chat/store/conversationStore';
import type { TypedTexts } from '../chat/store/typedTexts';
import type { UsageLedger } from '../chat/usageLedger';
import type { Conversation } from '../shared/conversation';
import type { Disposable } from '../shared/emitter';
import { ChatConnection } from './chatConnection';
import { chatPanelType } from './chatPanels';
import { ChatFocus } from './chatFocus';
import { Chats } from './chats';
import { chatViewId } from './chatView';
import { registerCommands } from './commands';
import { commandTable } from './commandTable';
import { ConversationFiles } from './conversationFiles';
import { EditorInsertion } from './editorInsertion';
import { Guard } from './guard';
import { HistoryCommands } from './historyCommands';
import type { Log } from './log';
import { MessageMenu } from './messageMenu';
import { tellRefusedEntries } from './refusedEntries';
import { RemedyActions } from './remedyActions';
import type { Settings } from './settings';
import { StatusUpdates } from './statusUpdates';
import { tellRecoveries } from './storeNotices';
import type { TokenStore } from './tokenStore';
import { UsageStatusBar } from './usageStatusBar';
import { ViewActions } from './viewActions';
import { viewContext } from './viewContext';
import type { WorkflowCatalog } from './workflowCatalog';
import { WorkflowConsent } from './workflowConsent';

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
  readonly baseUrlOf: (text: string) => string | undefined;
  /** Words for the errors of the service and the network; `undefined` for all others. */
  readonly explain: (error: unknown) => Promise<string | undefined>;
  readonly isTrustedDebugUrl: (url: string, baseUrl: string) => boolean;
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
