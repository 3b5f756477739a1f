import { createHash, randomBytes } from 'node:crypto';
import { env, l10n, Uri, window, workspace, type ExtensionContext } from 'vscode';
import { ChatSessions } from './chat/chatSessions';
import { ConversationStore } from './storage/conversations/conversationStore';
import { TypedTexts } from './storage/conversations/typedTexts';
import { UsageLedger } from './usage/usageLedger';
import { redact } from './coze/text/redact';
import { Log } from './host/log';
import { Settings } from './host/settings';
import { startHost } from './host/startHost';
import { TokenStore } from './host/account/tokenStore';
import { WorkflowCatalog } from './host/workflows/workflowCatalog';
import { demoWorkflow, explainInWords, routedClient } from './wiring';

let finish: (() => Promise<void>) | undefined;

/** Makes the services and hands them to the features. Returns nothing: other extensions get no way in. */
export async function activate(context: ExtensionContext): Promise<void> {
  const { globalState, workspaceState, extensionUri, subscriptions } = context;
  const language = env.language.startsWith('zh') ? 'zh' : 'en';
  const secrets = new Set<string>();
  const log = new Log(window.createOutputChannel('Coze', { log: true }), (text) =>
    redact(text, [...secrets]),
  );
  const settings = new Settings();
  const tokens = new TokenStore({
    secrets: context.secrets,
    memento: globalState,
    environmentToken: (origin) => settings.environmentToken(origin, process.env),
    onDidSee: (token) => secrets.add(token),
    warn: log.warn,
  });
  const catalog = new WorkflowCatalog(settings, demoWorkflow(l10n.t('Demo')), workspaceState);
  const client = routedClient(
    {
      token: (origin) => tokens.tokenFor(origin),
      timeouts: () => settings.timeouts,
      proxyFor: (origin) => settings.proxyFor(origin, process.env),
      log,
    },
    language,
  );
  const directory = Uri.joinPath(context.globalStorageUri, 'conversations').fsPath;
  const [store, ledger] = await Promise.all([
    ConversationStore.open({ directory }),
    UsageLedger.open({ directory: context.globalStorageUri.fsPath, log }),
  ]);
  const typed = new TypedTexts({
    directory: Uri.joinPath(context.globalStorageUri, 'typed', workspaceName()).fsPath,
    onTrouble: (error) => log.warn(String(error)),
  });
  const sessions = new ChatSessions({
    client,
    store,
    ledger,
    workflowByKey: catalog.byKey,
    now: Date.now,
    newId: () => randomBytes(16).toString('hex'),
    log,
  });
  subscriptions.push(log, tokens, catalog, ledger);
  subscriptions.push(
    ...startHost({
      ...{ extensionUri, globalState, workspaceState },
      log,
      settings,
      tokens,
      catalog,
      store,
      typed,
      ledger,
      sessions,
      explain: (error) => explainInWords(error, language),
    }),
  );
  finish = async () => {
    await sessions.close();
    await typed.flush();
    await store.dispose();
  };
}

/**
 * A name for files of this workspace. The storage of the workspace itself does not do: VS Code gives a window another one while
 * the extension host of a killed window is still alive.
 */
function workspaceName(): string {
  const uri = workspace.workspaceFile ?? workspace.workspaceFolders?.[0]?.uri;
  return createHash('sha256')
    .update(uri?.toString() ?? '')
    .digest('hex')
    .slice(0, 32);
}

/** What is under way is ended and written. VS Code's API is gone by now; files are not. */
export async function deactivate(): Promise<void> {
  await finish?.();
}
