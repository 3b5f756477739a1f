import { commands } from 'vscode';
import type { ChatSession } from '../../chat/chatSession';
import type { Remedy } from '../../shared/errorInfo';
import { messageOf, textMessage } from '../../shared/conversation/userMessage';
import { findRun } from '../../shared/conversation/conversation';
import { assertNever } from '../../shared/protocol';
import { otherApiHost, publishHelpPage, tokenPage } from '../../shared/urls/clouds';
import { parseUrl } from '../../shared/urls/urls';
import { hostOfWorkflow, isDemo, originOfWorkflow, type Workflow } from '../../shared/workflow';
import type { ChatConnection } from '../chat/chatConnection';
import type { Chats } from '../chat/chats';
import { openBaseUrl } from '../connection/openBaseUrl';
import { openWeb } from '../prompts/openWeb';
import type { SignInCommands } from '../account/signIn/signInCommands';
import type { TokenCommands } from '../account/tokenCommands';
import type { Services } from '../services';
import type { WorkflowCommands } from '../workflows/workflowCommands';

export interface RemedyActionsDeps extends Pick<Services, 'catalog' | 'settings' | 'log'> {
  readonly account: TokenCommands;
  readonly signIn: SignInCommands;
  readonly chats: Chats;
  readonly workflows: WorkflowCommands;
}

/** The buttons of error messages: what the user can do about a failed run. */
export class RemedyActions {
  constructor(private readonly deps: RemedyActionsDeps) {}

  /** Sets the token of the service that the conversation uses. */
  async setToken(session: ChatSession | undefined): Promise<void> {
    const workflow = this.workflowOf(session);
    await this.deps.account.setToken(workflow && !isDemo(workflow) ? originOfWorkflow(workflow) : undefined);
  }

  /** Signs in at the service that the conversation uses. */
  async signIn(session: ChatSession | undefined): Promise<void> {
    await this.deps.signIn.signIn(this.workflowOf(session));
  }

  async run(
    connection: ChatConnection,
    remedy: Remedy,
    runId: string,
    openDebugPage: () => Promise<void>,
  ): Promise<void> {
    const { chats, log, workflows } = this.deps;
    const { session } = connection;
    switch (remedy) {
      case 'setToken':
        return this.setToken(session);
      case 'signIn':
        return this.signIn(session);
      case 'openTokenPage':
        return openWeb(tokenPage(serviceOf(session)));
      case 'changeBaseUrl':
        return this.changeBaseUrl(connection, runId);
      case 'chooseWorkflow':
        return this.changeWorkflow(connection, runId, () => workflows.select());
      case 'addWorkflow':
        return this.changeWorkflow(connection, runId, () => workflows.add());
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

  /** The workflow in the settings: the data in the conversation may come from an imported file. */
  private workflowOf(session: ChatSession | undefined): Workflow | undefined {
    const key = session?.conversation.workflow?.key;
    return key === undefined ? undefined : this.deps.catalog.byKey(key);
  }

  /** Opens the base URL. For a token that one cloud refused, offers the other cloud first. */
  private async changeBaseUrl(connection: ChatConnection, runId: string): Promise<void> {
    const { account, settings } = this.deps;
    const { session } = connection;
    const workflow = this.workflowOf(session);
    const error = session && findRun(session.conversation, runId)?.run.error;
    const isAboutToken = error?.kind === 'auth' || error?.kind === 'permission';
    const otherHost = workflow && isAboutToken ? otherApiHost(hostOfWorkflow(workflow)) : undefined;
    if (!workflow || otherHost === undefined) return openBaseUrl(settings, workflow?.key);
    await this.changeWorkflow(connection, runId, async () => {
      if ((await account.offerOtherCloud(workflow, otherHost)) === 'baseUrl') {
        await openBaseUrl(settings, workflow.key);
      }
    });
  }

  /** Changes the workflow. The new conversation gets the message of the failed run as a draft. */
  private async changeWorkflow(
    connection: ChatConnection,
    runId: string,
    change: () => Promise<unknown>,
  ): Promise<void> {
    const { session } = connection;
    const found = session && findRun(session.conversation, runId);
    await change();
    if (!found || connection.session === session) return;
    const { turn, run } = found;
    if (run.reply === undefined) connection.restoreDraft(messageOf(turn));
    else connection.restoreDraft(textMessage(run.reply));
  }
}

async function openSettings(query: string): Promise<void> {
  await commands.executeCommand('workbench.action.openSettings', query);
}

/** Host name of the service that the conversation uses. */
function serviceOf(session: ChatSession | undefined): string {
  return parseUrl(session?.conversation.workflow?.origin)?.hostname ?? '';
}
