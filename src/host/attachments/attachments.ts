import { l10n, Uri } from 'vscode';
import { messageOf, type UserMessage } from '../../shared/conversation/userMessage';
import { isObject } from '../../shared/json/json';
import type { ViewMessage } from '../../shared/protocol';
import { uploadsIn } from '../../shared/uploads';
import type { ChatConnection } from '../chat/chatConnection';
import type { Chats } from '../chat/chats';
import { UserError } from '../guard';
import { actingFrom } from '../origin';
import { prompts } from '../prompts/prompts';
import { textAsSent } from '../selection/outgoingText';
import type { Services } from '../services';
import { ensureConsent } from '../consent/workflowConsent';
import type { ChatUploads, UploadAct } from './chatUploads';

type ComposerMessage = Extract<ViewMessage, { readonly type: 'send' | 'previewRequest' }>;

/** Key of the ready files of this workspace in its state, see `SavedUploads`. */
const savedKey = 'coze.uploads';

/** Files that users attach. Everything but this class is loaded with the first file. */
export class Attachments {
  private opened: Promise<ChatUploads> | undefined;

  constructor(
    private readonly services: Services,
    private readonly chats: Chats,
  ) {}

  async receive(connection: ChatConnection, act: UploadAct): Promise<void> {
    await (await this.open()).receive(connection, act);
  }

  /**
   * Sends a message of the composer with its files. Asks first if it seems to contain a secret. A message that is not sent
   * returns to the composer.
   */
  async send(
    connection: ChatConnection,
    message: Extract<ViewMessage, { readonly type: 'send' }>,
  ): Promise<void> {
    const checked = await textAsSent(messageOf(message));
    const wasNew = connection.session === undefined;
    const resolved = checked && (await this.resolved(connection, checked, message.uploads ?? []));
    if (!resolved) {
      connection.restoreDraft(messageOf(message));
      return;
    }
    await this.chats.send(connection, resolved, message.whileWaiting);
    if (wasNew && this.opened) (await this.opened).begun(connection);
  }

  /** The answer of an input node with its files, as it is sent. `undefined` if a file cannot be sent: its chip shows why. */
  async answer(connection: ChatConnection, text: string, hasUploads: boolean): Promise<string | undefined> {
    return hasUploads ? (await this.open()).resolveAnswer(connection, text) : text;
  }

  /** Shows the JSON that a message would send. */
  async preview(connection: ChatConnection, message: ComposerMessage): Promise<void> {
    await (await this.open()).preview(connection, messageOf(message), message.uploads ?? []);
  }

  /** Attaches the files of a menu, or that of the active editor, in the active chat. */
  async addFiles(argument: unknown, selected: unknown): Promise<void> {
    const { activeFile } = await import('../../onDemand/attachments');
    const chosen = Array.isArray(selected) ? selected.filter((one) => one instanceof Uri) : [];
    const one = uriIn(argument) ?? activeFile();
    const uris = chosen.length > 0 ? chosen : one ? [one] : [];
    if (uris.length === 0) throw new UserError(l10n.t('Open or select the file to add.'));
    const connection = await this.chats.reveal();
    const uploads = await this.open();
    connection.navigate('composer');
    await actingFrom(connection, () => uploads.attach(connection, uris));
  }

  /** A page shows another conversation, or was loaded. */
  async sync(connection: ChatConnection): Promise<void> {
    const saved = this.services.workspaceState.get<readonly unknown[]>(savedKey, []);
    if (this.opened || saved.length > 0) await (await this.open()).sync(connection);
  }

  /** A message with files returned to the composer, or left it because it was sent again. */
  async moveDraft(connection: ChatConnection, message: UserMessage, to: 'composer' | 'turn'): Promise<void> {
    const hasFiles = message.attachments.some(({ fileId }) => fileId !== undefined);
    if (!hasFiles && !this.opened) return;
    const uploads = await this.open();
    if (to === 'turn') uploads.withdraw(connection, message);
    else await uploads.giveBack(connection, message);
  }

  private async resolved(
    connection: ChatConnection,
    message: UserMessage,
    ids: readonly string[],
  ): Promise<UserMessage | undefined> {
    if (ids.length === 0 && uploadsIn(message.parameters).length === 0) return message;
    return (await this.open()).resolve(connection, message, ids);
  }

  private open(): Promise<ChatUploads> {
    return (this.opened ??= import('../../onDemand/attachments').then(({ openUploads }) => {
      const uploads = openUploads(this.services, {
        chats: this.chats,
        prompts,
        mayUse: (workflow) => ensureConsent(workflow, this.services.consents),
        complete: (workflow, message) => this.services.inputs.completed(workflow, message),
      });
      this.services.subscriptions.push(uploads);
      return uploads;
    }));
  }
}

export function registerAttachments(services: Services, chats: Chats): Attachments {
  const attachments = new Attachments(services, chats);
  const run = (act: () => Promise<void>) => void services.guard.run('attachments', act);
  services.subscriptions.push(
    chats.onDidSync((connection) => run(() => attachments.sync(connection))),
    chats.onDidMoveDraft(({ connection, message, to }) =>
      run(() => attachments.moveDraft(connection, message, to)),
    ),
  );
  return attachments;
}

function uriIn(argument: unknown): Uri | undefined {
  if (argument instanceof Uri) return argument;
  const resource = isObject(argument) ? argument['resourceUri'] : undefined;
  return resource instanceof Uri ? resource : undefined;
}
