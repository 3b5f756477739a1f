import { createHash, randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { l10n, Uri } from 'vscode';
import type { FileClient } from '../../coze/cozeApi';
import type { UserMessage } from '../../shared/conversation/userMessage';
import { maxAttachments } from '../../shared/limits';
import { answerLines } from '../../shared/inputs/answerFields';
import type { ViewMessage } from '../../shared/protocol';
import { hostOfWorkflow, type Workflow } from '../../shared/workflow';
import type { ChatConnection } from '../chat/chatConnection';
import type { Chats } from '../chat/chats';
import { DisposableBase } from '../disposable';
import { UserError } from '../guard';
import type { prompts } from '../prompts/prompts';
import type { Services } from '../services';
import { TemporaryFiles } from './files/temporaryFiles';
import { FileError } from './files/uploadProblem';
import { chosenFile, isInWorkspace, parsedUri, plainName } from './chosenFiles';
import { KeptUploads } from './keptUploads';
import { PageFiles } from './pageFiles';
import { RequestPreviews } from './requestPreview';
import { SavedUploads } from './savedUploads';
import { nameWithEnding, NotReadyError, Uploads } from './uploads';
import { askBeforeUpload, problemText } from './uploadTexts';

export type UploadAct = Extract<
  ViewMessage,
  {
    readonly type:
      'attachFiles' | 'attachUris' | 'attachBlob' | 'attachChunk' | 'removeUpload' | 'retryUpload';
  }
>;

export interface ChatUploadsDeps extends Pick<
  Services,
  'catalog' | 'globalState' | 'settings' | 'storageUri' | 'tokens' | 'workspaceState'
> {
  readonly chats: Chats;
  /** Those of the main bundle: they return the focus to the chat. */
  readonly prompts: typeof prompts;
  /** Whether the workflow may receive anything. May ask the user. */
  readonly mayUse: (workflow: Workflow) => Promise<boolean>;
  /** The message with the values of the form; `undefined` if one is not valid: the form shows the problem. */
  readonly complete: (workflow: Workflow, message: UserMessage) => Promise<UserMessage | undefined>;
  readonly client: FileClient;
  /** The body of a request that sends a message in the conversation of a chat. */
  readonly bodyOf: (message: UserMessage, workflow: Workflow, connection: ChatConnection) => string;
  /** An error of the service or the network in the display language; `undefined` for any other. */
  readonly explain: (error: unknown) => Promise<string | undefined>;
}

/** A page that sends no chunk for this long after it was shown does not have the file any more, in milliseconds. */
const patienceMs = 15_000;

/** The files of the chats: what the pages ask for, and what they show. */
export class ChatUploads extends DisposableBase {
  private readonly uploads: Uploads;
  private readonly temporary: TemporaryFiles;
  private readonly pageFiles: PageFiles;
  private readonly previews = this.register(new RequestPreviews());
  /** What each chat shows, without the previews. */
  private readonly shown = new WeakMap<ChatConnection, string>();

  constructor(private readonly deps: ChatUploadsDeps) {
    super();
    const newId = () => randomBytes(16).toString('hex');
    this.temporary = new TemporaryFiles(Uri.joinPath(deps.storageUri, 'attachments').fsPath, newId);
    this.pageFiles = new PageFiles(this.temporary);
    this.uploads = new Uploads({
      client: deps.client,
      kept: new KeptUploads(deps.globalState),
      saved: new SavedUploads(deps.workspaceState),
      temporary: this.temporary,
      rules: () => ({
        isInside: isInWorkspace,
        confirmAboveMegabytes: deps.settings.confirmAboveMegabytes,
      }),
      accountOf: (origin) => this.accountOf(origin),
      mayUse: deps.mayUse,
      ask: (files, workflow) => askBeforeUpload(files, workflow, deps.prompts),
      explain: (error) => this.explain(error),
      now: Date.now,
      newId,
    });
    this.register(this.uploads.onDidChange(() => this.show()));
  }

  /** Shows the files in a chat whose page has just been loaded or shows another conversation. */
  async sync(connection: ChatConnection): Promise<void> {
    this.shown.delete(connection);
    this.show();
    const expected = this.uploads.expected(this.keysOf(connection));
    if (expected.length === 0) return;
    // A page sends one file after the other. When none makes progress, the page that had the bytes is gone: it was reloaded.
    let before: number;
    do {
      before = this.pageFiles.received;
      await sleep(patienceMs, undefined, { ref: false });
    } while (this.pageFiles.received !== before);
    await this.uploads.failUnloaded(expected);
  }

  async receive(connection: ChatConnection, act: UploadAct): Promise<void> {
    switch (act.type) {
      case 'attachFiles': {
        const uris = await this.deps.prompts.showOpenDialog({
          canSelectMany: true,
          openLabel: l10n.t('Attach'),
          title: l10n.t('Attach files'),
        });
        return this.attach(connection, uris ?? [], act.field);
      }
      case 'attachUris':
        return this.attach(connection, act.uris.flatMap(parsedUri), act.field);
      case 'attachBlob':
        return this.expect(connection, act);
      case 'attachChunk':
        return this.addChunk(connection, act);
      case 'removeUpload':
        this.uploads.remove(act.id);
        return this.pageFiles.forget(act.id);
      case 'retryUpload':
        return this.uploads.retry(act.id, this.workflowOf(connection));
    }
  }

  /** Uploads files for the message in the composer, or for a field of a form. */
  async attach(connection: ChatConnection, uris: readonly Uri[], field?: string): Promise<void> {
    const key = this.keyOf(connection, field);
    this.checkRoom(key, uris.length);
    const files = await Promise.all(uris.map((uri) => chosenFile(uri, field, this.temporary)));
    await this.uploads.attach(key, files, this.workflowOf(connection));
  }

  /**
   * The message with its files, as it is sent. Waits for uploads. `undefined` if a file cannot be sent: its chip shows why.
   */
  async resolve(
    connection: ChatConnection,
    message: UserMessage,
    ids: readonly string[],
  ): Promise<UserMessage | undefined> {
    const workflow = this.workflowOf(connection);
    if (!workflow) return message;
    try {
      const resolved = await this.uploads.resolve(message, ids, workflow);
      this.uploads.consume(ids);
      return resolved;
    } catch (error) {
      if (error instanceof NotReadyError) return undefined;
      throw error;
    }
  }

  /** The same for the answer of an input node. */
  async resolveAnswer(connection: ChatConnection, text: string): Promise<string | undefined> {
    const workflow = this.workflowOf(connection);
    if (!workflow) return text;
    try {
      return answerLines(await this.uploads.resolveAnswer(text, workflow));
    } catch (error) {
      if (error instanceof NotReadyError) return undefined;
      throw error;
    }
  }

  /** A conversation has begun in the chat: files that wait for the next message belong to it. */
  begun(connection: ChatConnection): void {
    this.uploads.move(newChatKey(connection), this.keyOf(connection, undefined));
  }

  /** A message returned to the composer. */
  async giveBack(connection: ChatConnection, message: UserMessage): Promise<void> {
    const workflow = this.workflowOf(connection);
    await this.uploads.giveBack(this.keyOf(connection, undefined), message.attachments, workflow);
    const run = connection.session?.conversation.turns.at(-1)?.runs.at(-1);
    if (run?.error?.reason === 'fileUnknown') await this.uploads.renew(message, workflow);
  }

  /** A message was sent again from its turn. */
  withdraw(connection: ChatConnection, { attachments }: UserMessage): void {
    this.uploads.withdraw(this.keyOf(connection, undefined), attachments);
  }

  /** Shows the JSON that the message would send. */
  async preview(connection: ChatConnection, message: UserMessage, ids: readonly string[]): Promise<void> {
    const workflow = this.workflowOf(connection);
    if (!workflow) throw new UserError(l10n.t('No workflow is set up. Add one, then try again.'));
    const encoded = this.encoded(message, ids, workflow);
    const isAnswer = connection.session?.isWaiting ?? false;
    const completed = isAnswer ? encoded : await this.deps.complete(workflow, encoded);
    if (completed)
      await this.previews.show(hostOfWorkflow(workflow), this.deps.bodyOf(completed, workflow, connection));
  }

  private encoded(message: UserMessage, ids: readonly string[], workflow: Workflow): UserMessage {
    try {
      return this.uploads.encoded(message, ids, workflow);
    } catch (error) {
      if (!(error instanceof NotReadyError)) throw error;
      throw new UserError(l10n.t('The request can be shown when all files are uploaded.'));
    }
  }

  private async expect(
    connection: ChatConnection,
    { id, name, mime, size }: Extract<UploadAct, { readonly type: 'attachBlob' }>,
  ): Promise<void> {
    if (this.uploads.has(id)) return;
    const key = this.keyOf(connection, undefined);
    this.checkRoom(key, 1);
    this.pageFiles.expect(id, size);
    const file = { id, name: nameWithEnding(plainName(name), mime), size };
    await this.uploads.expect(key, file, this.workflowOf(connection));
  }

  private async addChunk(
    connection: ChatConnection,
    chunk: Extract<UploadAct, { readonly type: 'attachChunk' }>,
  ): Promise<void> {
    const { id, index } = chunk;
    const isExpected = this.uploads.isExpected(id);
    const added = isExpected ? await this.pageFiles.add(chunk) : 'more';
    // Chunks of a refused file are acknowledged too: the page waits for that, and sends other files after it.
    connection.post({ type: 'chunkTaken', id, index });
    if (!isExpected) return this.pageFiles.forget(id);
    if (added === 'broken') this.uploads.remove(id);
    else if (added === 'unwritten') await this.uploads.failUnloaded([id], 'unwritten');
    else if (added !== 'more') await this.uploads.attachLoaded(id, added.path, this.workflowOf(connection));
  }

  private checkRoom(key: string, count: number): void {
    if (this.uploads.statesOf([key]).length + count > maxAttachments)
      throw new UserError(l10n.t('A message can have at most {count} files.', { count: maxAttachments }));
  }

  private keysOf(connection: ChatConnection): readonly string[] {
    return [this.keyOf(connection, undefined), this.keyOf(connection, '/')];
  }

  /** Files of a form belong to its workflow, as the values of the form do; all others belong to the conversation. */
  private keyOf(connection: ChatConnection, field: string | undefined): string {
    const { session } = connection;
    const isOfForm = field !== undefined && !field.startsWith('answer/');
    if (isOfForm) return `form:${this.workflowOf(connection)?.key ?? ''}`;
    return session?.id ?? newChatKey(connection);
  }

  private workflowOf({ session }: ChatConnection): Workflow | undefined {
    return this.deps.catalog.of(session?.conversation);
  }

  private show(): void {
    for (const connection of this.deps.chats.all) {
      const uploads = this.uploads.statesOf(this.keysOf(connection));
      const shown = JSON.stringify(
        uploads.map(({ preview, ...state }) => ({ ...state, hasPreview: !!preview })),
      );
      if ((this.shown.get(connection) ?? '[]') === shown) continue;
      this.shown.set(connection, shown);
      connection.post({ type: 'uploads', uploads });
    }
  }

  private async explain(error: unknown): Promise<string> {
    if (error instanceof FileError) return problemText(error.problem);
    return (await this.deps.explain(error)) ?? l10n.t('Coze: Something went wrong. See the log.');
  }

  /** The user who signed in; otherwise a digest of the token, from which it cannot be found. */
  private async accountOf(origin: string): Promise<string> {
    const session = await this.deps.tokens.signedIn(origin);
    if (session?.account) return `user ${session.account}`;
    const token = (await this.deps.tokens.tokenFor(origin)) ?? '';
    return createHash('sha256').update(`account of ${token}`).digest('hex').slice(0, 16);
  }
}

function newChatKey({ surface }: ChatConnection): string {
  return `new:${surface.place}`;
}
