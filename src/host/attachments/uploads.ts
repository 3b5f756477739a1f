import type { MediaItem } from '../../shared/conversation/content';
import type { UserMessage } from '../../shared/conversation/userMessage';
import { Emitter, type Event } from '../../shared/emitter';
import { uploadsIn, withUploads, type UploadState } from '../../shared/uploads';
import type { Workflow } from '../../shared/workflow';
import { attachmentOf, parameterOf } from './encoding';
import { endingOf, kindOf } from './files/fileTypes';
import type { SavedUploads } from './savedUploads';
import { Upload, type NewUpload, type RemoteFile } from './upload';
import { Uploader, type UploaderDeps } from './uploader';
import { lifeOf, limitsOf } from './files/uploadLimits';
import { FileError } from './files/uploadProblem';

export interface UploadsDeps extends UploaderDeps {
  readonly saved: SavedUploads;
  readonly newId: () => string;
}

/** A message whose files cannot be sent: the chips show why. */
export class NotReadyError extends Error {
  override readonly name = 'NotReadyError';
}

/** Most sent files that can still return to a composer. */
const mostSent = 100;

/**
 * The files that the user attached, by the key of the chat or form that they belong to. They survive a reload of the page;
 * those that are ready survive a reload of the window.
 */
export class Uploads {
  private readonly uploads = new Map<string, Upload>();
  /** Files of sent messages, by the service's id: a message that failed returns to the composer with its files. */
  private readonly sent = new Map<string, Upload>();
  private readonly changed = new Emitter<undefined>();
  private readonly uploader: Uploader;

  constructor(private readonly deps: UploadsDeps) {
    this.uploader = new Uploader(deps, () => this.change());
    for (const upload of deps.saved.read()) this.uploads.set(upload.id, upload);
  }

  /** Fires when a file was added, removed or changed. While one is sent: at most ten times a second. */
  readonly onDidChange: Event<undefined> = this.changed.event;

  statesOf(keys: readonly string[]): readonly UploadState[] {
    return this.of(keys).map((upload) => upload.toView());
  }

  has(id: string): boolean {
    return this.uploads.has(id);
  }

  /** Uploads files, or shows why they cannot be uploaded. Resolves when each is ready, has failed or was removed. */
  async attach(key: string, files: readonly NewUpload[], workflow: Workflow | undefined): Promise<void> {
    const added = files.map((file) => this.add(key, file));
    await this.uploader.run(added, workflow, this.decline);
  }

  /** Adds a file whose bytes the page has. Its chunks follow; {@link attachLoaded} uploads it. */
  async expect(key: string, file: NewUpload & { readonly size: number }, workflow: Workflow | undefined) {
    const upload = this.add(key, file);
    const { megabytes } = workflow ? limitsOf(workflow) : { megabytes: Infinity };
    const problem =
      file.size === 0
        ? ({ reason: 'empty' } as const)
        : file.size > megabytes * 1024 * 1024
          ? ({ reason: 'tooLarge', megabytes } as const)
          : undefined;
    if (problem) upload.fail(await this.deps.explain(new FileError(problem)));
    this.change();
  }

  /** The bytes of an expected file are at `path`. */
  async attachLoaded(id: string, path: string, workflow: Workflow | undefined): Promise<void> {
    const upload = this.uploads.get(id);
    if (!upload?.isPending) {
      await this.deps.temporary.remove(path);
      return;
    }
    upload.path = path;
    upload.isTemporary = true;
    await this.uploader.run([upload], workflow, this.decline);
  }

  /** The bytes of these files do not arrive: the page that had them is gone, or the disk refuses them. */
  async failUnloaded(ids: readonly string[], reason: 'notLoaded' | 'unwritten' = 'notLoaded'): Promise<void> {
    const problem = await this.deps.explain(new FileError({ reason }));
    for (const id of ids) if (this.isExpected(id)) this.uploads.get(id)?.fail(problem);
    this.change();
  }

  /** The files whose bytes a page has still to send. */
  expected(keys: readonly string[]): readonly string[] {
    return this.of(keys).flatMap(({ id }) => (this.isExpected(id) ? [id] : []));
  }

  /** Whether bytes of the page for this file are still wanted. */
  isExpected(id: string): boolean {
    const upload = this.uploads.get(id);
    return upload !== undefined && upload.isPending && upload.path === undefined;
  }

  /** Cancels an upload that runs, and removes the file from the chat. */
  remove(id: string): void {
    const upload = this.uploads.get(id);
    if (!upload) return;
    this.uploads.delete(id);
    upload.controller.abort();
    if (upload.isTemporary && upload.path !== undefined) void this.deps.temporary.remove(upload.path);
    this.change();
  }

  async retry(id: string, workflow: Workflow | undefined): Promise<void> {
    const upload = this.uploads.get(id);
    if (upload?.state !== 'failed' || upload.path === undefined) return;
    await this.uploader.run([upload], workflow, this.decline);
  }

  /**
   * The message with its files, as they are sent to this workflow. Waits for uploads. Uploads a file again that the service has
   * deleted by now. Throws {@link NotReadyError} if a file failed or was removed.
   *
   * @param ids the files of the composer. References in the parameters are replaced as well.
   */
  async resolve(message: UserMessage, ids: readonly string[], workflow: Workflow): Promise<UserMessage> {
    const inParameters = uploadsIn(message.parameters);
    for (const id of new Set([...ids, ...inParameters])) await this.ready(id, workflow);
    return this.encoded(message, ids, workflow);
  }

  /** The same as {@link resolve}, without waiting. */
  encoded(message: UserMessage, ids: readonly string[], workflow: Workflow): UserMessage {
    const fileOf = (id: string) => {
      const upload = this.uploads.get(id);
      if (!upload?.remote || upload.state !== 'ready') throw new NotReadyError(upload?.name ?? '');
      return { ...upload.remote, name: upload.name, kind: upload.kind, size: upload.size };
    };
    const { text, attachments, parameters } = message;
    return {
      text,
      attachments: [...attachments, ...ids.map((id) => attachmentOf(fileOf(id), workflow))],
      ...(parameters && { parameters: withUploads(parameters, (id) => parameterOf(fileOf(id), workflow)) }),
    };
  }

  /** An answer whose JSON refers to files, as it is sent. Other values keep their spelling. Throws {@link NotReadyError}. */
  async resolveAnswer(text: string, workflow: Workflow): Promise<string> {
    const reference = /\{\s*"\$upload"\s*:\s*"([^"\\]{1,200})"\s*\}/g;
    const ids = [...text.matchAll(reference)].map(([, id]) => id ?? '');
    const message = await this.resolve(
      { text: '', attachments: [], parameters: { files: ids.map((id) => ({ $upload: id })) } },
      [],
      workflow,
    );
    const files = message.parameters?.['files'] as readonly string[];
    // The form of the question is closed when the answer is sent.
    this.consume(ids);
    let index = 0;
    return text.replace(reference, () => JSON.stringify(files[index++]));
  }

  /** The message was sent: its files leave the composer. Those of a form stay. */
  consume(ids: readonly string[]): void {
    for (const id of ids) {
      const upload = this.uploads.get(id);
      if (!upload?.remote) continue;
      this.uploads.delete(id);
      this.sent.set(upload.remote.id, upload);
      const [oldest] = this.sent.keys();
      if (this.sent.size > mostSent && oldest !== undefined) this.sent.delete(oldest);
    }
    this.change();
  }

  /** A message returned to the composer: its files return as well. */
  async giveBack(key: string, items: readonly MediaItem[], workflow: Workflow | undefined): Promise<void> {
    const owner = workflow && (await this.uploader.ownerOf(workflow));
    for (const { fileId, name = '', url, size = 0 } of items) {
      if (fileId === undefined || this.of([key]).some(({ remote }) => remote?.id === fileId)) continue;
      const known = this.sent.get(fileId);
      const upload = new Upload(this.deps.newId(), key, name, kindOf(name), {
        name,
        size: known?.size ?? size,
      });
      upload.path = known?.path;
      upload.isTemporary = known?.isTemporary ?? false;
      const made = owner === undefined ? undefined : { owner, at: this.deps.now() };
      const remote = known?.remote ?? (made && { id: fileId, ...made, ...(url !== undefined && { url }) });
      if (!remote) continue;
      upload.preview = known?.preview;
      upload.succeed(remote);
      this.uploads.set(upload.id, upload);
    }
    this.change();
  }

  /** A message was sent again from its turn: its files leave the composer. */
  withdraw(key: string, items: readonly MediaItem[]): void {
    const ids = new Set(items.map(({ fileId }) => fileId));
    this.consume(this.of([key]).flatMap(({ id, remote }) => (ids.has(remote?.id) ? [id] : [])));
  }

  /** The service does not know a file of this message: what it had is forgotten, and uploaded again where possible. */
  async renew(message: UserMessage, workflow: Workflow | undefined): Promise<void> {
    const sentText = JSON.stringify([message.attachments, message.parameters]);
    const used = [...this.uploads.values(), ...this.sent.values()].filter(
      ({ remote }) => remote !== undefined && sentText.includes(remote.id),
    );
    for (const { remote } of used) if (remote) await this.deps.kept.forget(remote.id);
    for (const upload of used) {
      if (this.uploads.get(upload.id) === upload) await this.uploadAgain(upload, workflow);
    }
  }

  /** Moves the files of a new chat to the conversation that its first message has begun. */
  move(from: string, to: string): void {
    for (const upload of this.of([from])) upload.key = to;
    this.change();
  }

  private add(key: string, file: NewUpload): Upload {
    const upload = new Upload(file.id ?? this.deps.newId(), key, file.name, kindOf(file.name), file);
    this.uploads.set(upload.id, upload);
    this.change();
    return upload;
  }

  private async ready(id: string, workflow: Workflow): Promise<void> {
    await this.settled(id);
    const upload = this.uploads.get(id);
    if (upload?.remote && (await this.isUsable(upload, upload.remote, workflow))) return;
    throw new NotReadyError(upload?.name ?? '');
  }

  private async isUsable(upload: Upload, remote: RemoteFile, workflow: Workflow): Promise<boolean> {
    if (remote.owner !== (await this.uploader.ownerOf(workflow))) {
      upload.fail(await this.deps.explain(new FileError({ reason: 'otherService' })));
      this.change();
      return false;
    }
    if (this.deps.now() - remote.at > lifeOf(workflow)) await this.uploadAgain(upload, workflow);
    return upload.state === 'ready';
  }

  private async uploadAgain(upload: Upload, workflow: Workflow | undefined): Promise<void> {
    if (upload.path === undefined) {
      upload.fail(await this.deps.explain(new FileError({ reason: 'expired' })));
      this.change();
    } else {
      await this.uploader.run([upload], workflow, this.decline);
    }
  }

  private settled(id: string): Promise<void> {
    return new Promise((resolve) => {
      const subscription = this.changed.event(() => end());
      const end = (): void => {
        if (this.uploads.get(id)?.isPending) return;
        subscription.dispose();
        resolve();
      };
      end();
    });
  }

  private readonly decline = (upload: Upload): void => this.remove(upload.id);

  private of(keys: readonly string[]): readonly Upload[] {
    return [...this.uploads.values()].filter(({ key }) => keys.includes(key));
  }

  private change(): void {
    this.changed.fire(undefined);
    this.deps.saved.write([...this.uploads.values()]);
  }
}

/** A name for a file of the page that has none, such as a pasted picture. */
export function nameWithEnding(name: string, mime: string): string {
  const subtype = /^image\/(png|jpeg|gif|webp|bmp)$/.exec(mime)?.[1];
  return endingOf(name) === '' && subtype !== undefined ? `${name || 'image'}.${subtype}` : name || 'file';
}
