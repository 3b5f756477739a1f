import { env, l10n } from 'vscode';
import type { ChatSession } from '../../chat/chatSession';
import { textMessage } from '../../shared/conversation/userMessage';
import { assertNever, type ViewMessage } from '../../shared/protocol';
import type { Attachments } from '../attachments/attachments';
import type { ChatConnection } from '../chat/chatConnection';
import type { Chats } from '../chat/chats';
import type { AnswerActions } from '../messages/answerActions';
import type { ConnectionCommands } from '../connection/registerConnection';
import { UserError } from '../guard';
import type { InputsFeature } from '../inputs/registerInputs';
import type { AnswerMedia } from '../media/answerMedia';
import { copyMessage, messageMissing } from '../messages/messageClipboard';
import { shownText } from '../messages/messageLookup';
import { actingFrom } from '../origin';
import { prompts } from '../prompts/prompts';
import { textAsSent } from '../selection/outgoingText';
import { openWeb } from '../prompts/openWeb';
import { debugPageOf } from './debugPage';
import type { RemedyActions } from './remedyActions';
import type { Services } from '../services';
import type { RunCommands } from '../runs/registerRuns';
import type { WorkflowCommands } from '../workflows/workflowCommands';

export interface ViewActionsDeps extends Pick<
  Services,
  'catalog' | 'consents' | 'guard' | 'typed' | 'log' | 'settings' | 'storageUri'
> {
  readonly attachments: Attachments;
  readonly chats: Chats;
  readonly answers: AnswerActions;
  readonly connection: Pick<ConnectionCommands, 'show'>;
  readonly inputsForm: InputsFeature;
  readonly remedies: RemedyActions;
  readonly runs: Pick<RunCommands, 'inspect'>;
  readonly workflows: WorkflowCommands;
}

/** What a replay does not do: its recording may come from a file. */
const leavesVsCode: ReadonlySet<ViewMessage['type']> = new Set<ViewMessage['type']>([
  'openDebugPage',
  'openLink',
  'openMedia',
  'openMediaInEditor',
  'runRemedy',
  'saveMedia',
]);

/**
 * The messages of the view, each handled under the guard. The view refers to everything by ID. The host looks the ID up
 * in its own copy of the conversation, and validates what it finds before it opens, loads or sends it.
 */
export class ViewActions {
  private answerMedia: AnswerMedia | undefined;

  constructor(private readonly deps: ViewActionsDeps) {}

  readonly receive = (connection: ChatConnection, message: ViewMessage): void => {
    void this.deps.guard.run(message.type, () =>
      actingFrom(connection, () => this.perform(connection, message)),
    );
  };

  private async perform(connection: ChatConnection, message: ViewMessage): Promise<void> {
    const { attachments, chats, remedies, workflows } = this.deps;
    const { session } = connection;
    if (session?.conversation.replayOf && leavesVsCode.has(message.type)) {
      throw new UserError(l10n.t('A replay opens no links and loads no files.'));
    }
    switch (message.type) {
      case 'ready':
      case 'focusChanged':
        return;
      case 'previewRequest':
        return attachments.preview(connection, message);
      case 'attachFiles':
      case 'attachUris':
      case 'attachBlob':
      case 'attachChunk':
      case 'removeUpload':
      case 'retryUpload':
        return attachments.receive(connection, message);
      case 'send':
        return attachments.send(connection, message);
      case 'answerInterrupt':
        return this.sending(connection, message.hasUploads ? '' : message.text, async (to) => {
          const text = await attachments.answer(connection, message.text, message.hasUploads ?? false);
          if (text === undefined) return;
          await this.withoutSecrets(connection, text, async (sent) => {
            const isSent = await to.answerInterrupt(message.turnId, sent);
            if (!isSent) connection.restoreDraft(textMessage(sent));
          });
        });
      case 'dismissInterrupt':
        return session?.dismissInterrupt(message.turnId);
      case 'keepTyped':
        this.deps.typed.keep({ id: message.id, at: message.at, value: message.value });
        return;
      case 'loadInputs':
      case 'keepInputs':
      case 'resetInputs':
        return this.deps.inputsForm.perform(connection, message);
      case 'stop':
        session?.stop();
        return;
      case 'repeatTurn':
        return this.repeat(connection, message.turnId);
      case 'editTurn':
        return this.withoutSecrets(connection, message.text, (text) =>
          chats.fork(connection, message.turnId, text),
        );
      case 'hideTurn':
        return session?.hideTurn(message.turnId);
      case 'showTurn':
        return session?.showTurn(message.turnId);
      case 'removeQueued':
        return session?.removeQueued(message.queueId);
      case 'sendQueued':
        return chats.sendQueued(connection, message.queueId, message.whileWaiting);
      case 'selectWorkflow':
        return workflows.select();
      case 'addWorkflow':
        return workflows.addAndFocus();
      case 'setToken':
        return remedies.setToken(session);
      case 'signIn':
        return remedies.signIn(session);
      case 'showConnection':
        return this.deps.connection.show();
      case 'tryDemo':
        return workflows.tryDemo();
      case 'openDebugPage':
        return this.openDebugPage(connection, message.runId);
      case 'inspectRun':
        return this.deps.runs.inspect(message.runId);
      case 'openLink':
        return this.openLink(connection, message.messageKey, message.index);
      case 'loadMedia':
      case 'openMedia':
      case 'saveMedia':
      case 'openMediaInEditor':
        return this.performMedia(connection, message);
      case 'runRemedy':
        return remedies.run(connection, message.remedy, message.runId, () =>
          this.openDebugPage(connection, message.runId),
        );
      case 'copyMessage':
        return copyMessage([session?.conversation], message.messageKey);
      case 'copyText':
        return env.clipboard.writeText(message.text);
      case 'insertAtCursor':
        return this.deps.answers.insert(message.text);
      case 'applyToSelection':
        return this.deps.answers.applyToSelection(message.text);
      case 'showFindings':
        return this.showFindings(connection, message.messageKey);
      case 'giveFeedback':
        return session?.giveFeedback(message.messageKey, message.feedback);
      case 'reportViewError':
        this.deps.log.warn(`The view reports: ${message.text.slice(0, 4_000)}`);
        return;
      default:
        return assertNever(message);
    }
  }

  /** Runs `act` if the workflow of the conversation may be run; asks for consent first if it comes from the workspace. */
  private async sending(
    connection: ChatConnection,
    text: string,
    act: (session: ChatSession) => Promise<void>,
  ): Promise<void> {
    const { session } = connection;
    if (!session) return;
    if (await this.deps.chats.mayRun(session)) await act(session);
    else if (text) connection.restoreDraft(textMessage(text));
  }

  /** A message whose inputs were refused is sent with those that the form has now. Others are repeated as they were sent. */
  private async repeat(connection: ChatConnection, turnId: string): Promise<void> {
    const message = await this.deps.inputsForm.refusedMessage(connection, turnId);
    if (!message) return this.sending(connection, '', (to) => to.repeatTurn(turnId));
    connection.removeDraft(message);
    await this.deps.chats.send(connection, message);
  }

  /** Asks first if the text seems to contain a secret. One that is not sent is put into the message box. */
  private async withoutSecrets(
    connection: ChatConnection,
    text: string,
    act: (text: string) => Promise<void>,
  ): Promise<void> {
    const checked = await textAsSent({ text });
    if (checked) await act(checked.text);
    else connection.restoreDraft(textMessage(text));
  }

  private async openDebugPage(connection: ChatConnection, runId: string): Promise<void> {
    const page = debugPageOf(connection.session?.conversation, runId, this.deps);
    if (!page) throw new UserError(l10n.t('This run has no debug page.'));
    if (!page.mayOpen) {
      throw new UserError(
        l10n.t('The debug page was not opened: it is neither on Coze nor on your own server.'),
      );
    }
    await openWeb(page.url);
  }

  private async showFindings({ session }: ChatConnection, messageKey: string): Promise<void> {
    const shown = shownText(session?.conversation, messageKey);
    if (!session || !shown) throw messageMissing();
    await this.deps.answers.showFindings(session.id, shown.text);
  }

  private async openLink(connection: ChatConnection, messageKey: string, index: number): Promise<void> {
    const { linksOf } = await import('../../onDemand/content');
    const shown = shownText(connection.session?.conversation, messageKey);
    const url = shown && linksOf(shown.text, shown.isComplete)[index];
    if (url === undefined) throw new UserError(l10n.t('This link no longer exists.'));
    await openWeb(url);
  }

  private async performMedia(
    connection: ChatConnection,
    message: Parameters<AnswerMedia['perform']>[1],
  ): Promise<void> {
    const { storageUri, settings } = this.deps;
    const [{ answerMedia }, { imagesOf }] = await Promise.all([
      import('../../onDemand/media'),
      import('../../onDemand/content'),
    ]);
    this.answerMedia ??= answerMedia({ storageUri, settings }, { openWeb, imagesOf, prompts });
    return this.answerMedia.perform(connection, message);
  }
}
