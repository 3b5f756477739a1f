import { commands } from 'vscode';
import type { ChatSession } from '../../chat/chatSession';
import type { Remedy } from '../../shared/errorInfo';
import { messageOf, textMessage } from '../../shared/conversation/userMessage';
import { findRun } from '../../shared/conversation/conversation';
import { assertNever } from '../../shared/protocol';
import { publishHelpPage, tokenPage } from '../../shared/clouds';
import { parseUrl } from '../../shared/urls';
import { isDemo, originOfWorkflow, type Workflow } from '../../shared/workflow';
import type { ChatConnection } from './chatConnection';
import type { Chats } from './chats';
import type { Log } from '../log';
import { openBaseUrl } from '../connection/openBaseUrl';
import { openWeb } from '../openWeb';
import { setToken, type TokenCommandsDeps } from '../account/tokenCommands';
import { addWorkflow, selectWorkflow, type WorkflowCommandsDeps } from '../workflows/workflowCommands';

export interface RemedyActionsDeps extends TokenCommandsDeps, WorkflowCommandsDeps {
  readonly chats: Chats;
  readonly log: Log;
}

/** What the user can do about what is missing or failed: the same acts as the commands, for one chat. */
export class RemedyActions {
  constructor(private readonly deps: RemedyActionsDeps) {}

  /** Sets the token of the service that the conversation talks to. */
  async setToken(session: ChatSession | undefined): Promise<void> {
    const workflow = this.workflowOf(session);
    await setToken(this.deps, workflow && !isDemo(workflow) ? originOfWorkflow(workflow) : undefined);
  }

  async selectWorkflow(connection: ChatConnection): Promise<void> {
    if (await selectWorkflow(this.deps)) this.deps.chats.useSelected(connection);
  }

  async addWorkflow(connection: ChatConnection): Promise<void> {
    if (await addWorkflow(this.deps)) this.deps.chats.useSelected(connection);
  }

  async tryDemo(connection: ChatConnection | undefined): Promise<void> {
    const { catalog, chats } = this.deps;
    await catalog.select(catalog.demo);
    const shown = connection ?? (await chats.reveal());
    chats.useSelected(shown);
    shown.navigate('composer');
  }

  async run(
    connection: ChatConnection,
    remedy: Remedy,
    runId: string,
    openDebugPage: () => Promise<void>,
  ): Promise<void> {
    const { chats, log } = this.deps;
    const { session } = connection;
    switch (remedy) {
      case 'setToken':
        return this.setToken(session);
      case 'openTokenPage':
        return openWeb(tokenPage(serviceOf(session)));
      case 'changeBaseUrl':
        return openBaseUrl(this.deps.settings, this.workflowOf(session)?.key);
      case 'chooseWorkflow':
      case 'addWorkflow':
        return this.changeWorkflow(connection, remedy, runId);
      case 'openPublishHelp':
        return openWeb(publishHelpPage(serviceOf(session)));
      case 'newConversation':
        return session?.leaveServiceConversation(runId);
      case 'openDebugPage':
        return openDebugPage();
      case 'openProxySettings':
        return openSettings('http.proxy');
      case 'openCertificateSettings':
        return openSettings('http.systemCertificates');
      case 'showLog':
        log.show();
        return;
      case 'tryAgain': {
        const turn = session && findRun(session.conversation, runId)?.turn;
        if (turn && (await chats.mayRun(session))) await session.repeatTurn(turn.id);
        return;
      }
      default:
        return assertNever(remedy);
    }
  }

  /** By the settings: what a conversation says about its service may come from an imported file. */
  private workflowOf(session: ChatSession | undefined): Workflow | undefined {
    const key = session?.conversation.workflow?.key;
    return key === undefined ? undefined : this.deps.catalog.byKey(key);
  }

  /** Another workflow means another conversation: what the failed run carried goes along. */
  private async changeWorkflow(
    connection: ChatConnection,
    remedy: 'chooseWorkflow' | 'addWorkflow',
    runId: string,
  ): Promise<void> {
    const { session } = connection;
    const found = session && findRun(session.conversation, runId);
    await (remedy === 'chooseWorkflow' ? this.selectWorkflow(connection) : this.addWorkflow(connection));
    if (!found || connection.session === session) return;
    const { turn, run } = found;
    if (run.reply === undefined) connection.restoreDraft(messageOf(turn));
    else connection.restoreDraft(textMessage(run.reply));
  }
}

async function openSettings(query: string): Promise<void> {
  await commands.executeCommand('workbench.action.openSettings', query);
}

/** Host name of the service that the conversation talks to. */
function serviceOf(session: ChatSession | undefined): string {
  return parseUrl(session?.conversation.workflow?.origin)?.hostname ?? '';
}
