import { randomBytes } from 'node:crypto';
import { l10n, Uri, window, type ExtensionContext } from 'vscode';
import { ChatSessions } from './chat/chatSessions';
import { demoWorkflow } from './client/demo';
import { lazyApi } from './client/lazyApi';
import { routedClient } from './client/routedClient';
import { isCozeError } from './coze/errors/cozeError';
import { redact } from './coze/text/redact';
import { traceLine } from './coze/transport/trace';
import { openTokenStore, registerAccount } from './host/account/registerAccount';
import { TokenExpiry } from './host/account/tokenExpiry';
import { registerAttachments } from './host/attachments/attachments';
import { registerViewActions } from './host/actions/registerViewActions';
import { registerChat } from './host/chat/registerChat';
import { ChatflowTests } from './host/chatflowTests/chatflowTests';
import { registerCommands } from './host/commands';
import { ConnectionChecks } from './host/connection/connectionChecks';
import { ConnectionStatus } from './host/connection/connectionStatus';
import { registerConnection } from './host/connection/registerConnection';
import { displayLanguage } from './host/environment';
import { Guard } from './host/guard';
import { registerHistory } from './host/history/historyCommands';
import { Inputs } from './host/inputs/inputs';
import { registerInputs } from './host/inputs/registerInputs';
import { Log } from './host/log';
import { registerMessages } from './host/messages/messageMenu';
import { registerNotices } from './host/notices/statusUpdates';
import { registerFindRun } from './host/runs/registerFindRun';
import { registerRuns } from './host/runs/registerRuns';
import { deleteRecordings } from './host/recording/deleteRecordings';
import { RecordingFeature } from './host/recording/recordingFeature';
import { registerSelection } from './host/selection/selectionCommands';
import { Settings } from './host/settings/settings';
import { openStorage } from './host/storage';
import { registerUsage } from './host/usage/registerUsage';
import { Consents } from './host/consent/consents';
import { registerWorkflows } from './host/workflows/workflowCommands';
import { WorkflowCatalog } from './host/workflows/workflowCatalog';
import { chatflowTarget } from './runs/chatflowTarget';
import { DailyBudget } from './usage/dailyBudget';
import { totalTokens } from './shared/usage';

let shutDown: (() => Promise<void>) | undefined;

/** Creates the services, then the features. Returns nothing: other extensions get no API. */
export async function activate(context: ExtensionContext): Promise<void> {
  const { extensionUri, globalState, workspaceState, subscriptions } = context;
  const log = new Log(window.createOutputChannel('Coze', { log: true }), redact);
  const connections = new ConnectionStatus(Date.now);
  const guard = new Guard(log, (error) => (isCozeError(error) ? error.info : undefined), connections.failed);
  const settings = new Settings();
  const tokens = openTokenStore(context, settings, log);
  const catalog = new WorkflowCatalog(settings, demoWorkflow(l10n.t('Demo')), workspaceState);
  const consents = new Consents(globalState);
  const { store, ledger, typed } = await openStorage(context.globalStorageUri, log);
  const budget = new DailyBudget({
    limit: () => settings.dailyTokenBudget,
    used: () => totalTokens(ledger.today().usage),
    today: () => ledger.day,
    state: globalState,
  });
  const connection = {
    credentials: {
      authorize: (origin: string) => {
        account.remindOfExpiry();
        return tokens.tokenFor(origin);
      },
      rejected: (origin: string) => {
        log.warn(`${origin} refused the access token`);
        void tokens.rejected(origin);
      },
    },
    proxyFor: (origin: string) => settings.proxyFor(origin, process.env),
    log,
  };
  const api = lazyApi(connection);
  const inputsFolder = Uri.joinPath(context.globalStorageUri, 'inputs').fsPath;
  const inputs = new Inputs({ api, consents, tokens, workspaceState, log, directory: inputsFolder });
  const expiry = new TokenExpiry(globalState);
  const checks = new ConnectionChecks({
    ...{ api, catalog, consents, expiry, guard, settings, tokens },
    checkConnection: async (...request) => (await import('./onDemand/token')).checkConnection(...request),
  });
  const client = routedClient(
    {
      ...connection,
      trace: () => (log.isDebug ? (entry) => log.debug(traceLine(entry)) : undefined),
      timeouts: () => settings.timeouts,
    },
    displayLanguage(),
  );
  const newId = () => randomBytes(16).toString('hex');
  const workflowByKey = catalog.byKey;
  const version = String((context.extension.packageJSON as { readonly version: unknown }).version);
  const recordings = new RecordingFeature(context.globalStorageUri, version, settings, log);
  const { record } = recordings;
  const sessions = new ChatSessions({
    ...{ client, store, ledger, workflowByKey, record },
    ...{ now: Date.now, newId, log },
  });
  const services = {
    ...{ extensionUri, storageUri: context.globalStorageUri, globalState, workspaceState },
    ...{ subscriptions, log, guard, settings, client, tokens, api, expiry, checks, connections },
    ...{ catalog, consents, inputs, store, typed, ledger, budget, sessions, recordings },
  };
  subscriptions.push(log, tokens, checks, connections, catalog, ledger);

  const { chats, chat } = registerChat(services);
  const { account, signIn } = registerAccount(services, chats);
  const attachments = registerAttachments(services, chats);
  const workflows = registerWorkflows(services, chats, account);
  const messages = registerMessages(services, chats);
  const selection = registerSelection(services, chats);
  const usage = registerUsage(services, chats);
  const { history, files } = registerHistory(services, chats);
  const page = registerConnection(services, { account, chats, signIn, workflows });
  const inputsForm = registerInputs(services, chats);
  const runs = registerRuns(services, { chats, history });
  const findRun = registerFindRun(services, runs);
  registerViewActions(services, {
    account,
    attachments,
    chats,
    connection: page,
    inputsForm,
    messages,
    runs,
    signIn,
    workflows,
  });
  registerNotices(services, chats);
  const features = {
    account,
    attachments,
    signIn,
    chat,
    connection: page,
    files,
    findRun,
    history,
    log,
    messages,
    recordings: { deleteAll: () => deleteRecordings(recordings) },
    runs,
    selection,
    tests: new ChatflowTests(
      services,
      chats,
      { ...client, targetOf: (workflow) => chatflowTarget(client, workflow) },
      (runId) => void guard.run('tests', () => runs.inspect(runId, true)),
      context.secrets,
    ),
    usage,
    workflows,
  };
  registerCommands(services, chats, features);

  shutDown = async () => {
    await sessions.close();
    await recordings.close();
    await typed.flush();
    await store.dispose();
  };
}

/** Ends open runs and writes what is pending. The API of VS Code is gone by now; the file system is not. */
export async function deactivate(): Promise<void> {
  await shutDown?.();
}
