import { basename } from 'node:path';
import { readFile as readWhole } from 'node:fs/promises';
import type { FileClient } from '../../coze/cozeApi';
import { withoutSecrets } from '../../shared/outgoing/withoutSecrets';
import { originOfWorkflow, type Workflow } from '../../shared/workflow';
import { concernsAbout, concernsAboutCopy, type Concern, type ConcernRules } from './files/concerns';
import { mimeOf } from './files/fileTypes';
import type { KeptUploads } from './keptUploads';
import { checkFile, hashOf, readFile, type LocalFile } from './files/localFile';
import type { TemporaryFiles } from './files/temporaryFiles';
import type { Upload } from './upload';
import { lifeOf, limitsOf } from './files/uploadLimits';
import { FileError } from './files/uploadProblem';

/** A file about which the user is asked. */
export interface AskedFile {
  readonly name: string;
  readonly concerns: readonly Concern[];
}

/** `redacted`: text without what looks like a secret, and without invisible characters. `none`: these files are not uploaded. */
export type Decision = 'upload' | 'redacted' | 'none';

export interface UploaderDeps {
  readonly client: FileClient;
  readonly kept: KeptUploads;
  readonly temporary: TemporaryFiles;
  readonly rules: () => ConcernRules;
  /** Names the account of a token at an origin, without revealing it. */
  readonly accountOf: (origin: string) => Promise<string>;
  /** Whether the workflow may receive anything. May ask the user. */
  readonly mayUse: (workflow: Workflow) => Promise<boolean>;
  readonly ask: (files: readonly AskedFile[], workflow: Workflow) => Promise<Decision>;
  /** An error in the display language. */
  readonly explain: (error: unknown) => Promise<string>;
  readonly now: () => number;
}

/** Time between two reports of progress, in milliseconds. */
const reportEvery = 100;
/** Largest picture that is shown as a preview, in bytes. */
const previewBytes = 256 * 1024;
const previewMime = /^image\/(?:png|jpeg|gif|webp)$/;

/** Checks files, asks about them, and uploads them one after the other. */
export class Uploader {
  private queue: Promise<unknown> = Promise.resolve();

  /** @param changed is called when an upload has changed. */
  constructor(
    private readonly deps: UploaderDeps,
    private readonly changed: () => void,
  ) {}

  /**
   * Uploads the files. Resolves when each of them is ready or has failed. Files that the user does not want to upload are
   * passed to `decline`. Never throws.
   */
  async run(
    uploads: readonly Upload[],
    workflow: Workflow | undefined,
    decline: (upload: Upload) => void,
  ): Promise<void> {
    for (const upload of uploads) upload.begin();
    this.changed();
    if (!workflow) return this.failAll(uploads, new FileError({ reason: 'noWorkflow' }));
    if (!(await this.deps.mayUse(workflow))) {
      uploads.forEach(decline);
      return;
    }
    const checked = await Promise.all(uploads.map((upload) => this.check(upload, workflow)));
    const asked = checked.filter((each) => each !== undefined && each.concerns.length > 0);
    await this.approve(
      asked.filter((each) => each !== undefined),
      workflow,
      decline,
    );
    const working = uploads
      .filter((upload) => upload.isPending && upload.approved)
      .map((upload) => this.enqueue(upload, workflow));
    await Promise.all(working);
  }

  /** Names the account that has a file: the same id means another file, or none, for another account. */
  async ownerOf(workflow: Workflow): Promise<string> {
    const origin = originOfWorkflow(workflow);
    return `${origin} ${await this.deps.accountOf(origin)}`;
  }

  private async check(upload: Upload, workflow: Workflow): Promise<Checked | undefined> {
    const { path } = upload;
    if (path === undefined) {
      await this.fail(upload, new FileError({ reason: 'notLoaded' }));
      return undefined;
    }
    try {
      const file = await checkFile(path, upload.name, limitsOf(workflow));
      upload.size = file.size;
      upload.preview = await previewOf(upload.name, file);
      this.changed();
      const wasApproved = isSame(upload.approved, file);
      upload.approved = file;
      if (wasApproved) return undefined;
      const about = upload.isTemporary ? concernsAboutCopy : concernsAbout;
      const concerns = [
        ...(await about(file, upload.name, this.deps.rules())),
        ...(upload.isOutside ? [{ reason: 'outside' } as const] : []),
      ];
      return { upload, file, concerns };
    } catch (error) {
      await this.fail(upload, error);
      return undefined;
    }
  }

  private async approve(
    asked: readonly Checked[],
    workflow: Workflow,
    decline: (upload: Upload) => void,
  ): Promise<void> {
    if (asked.length === 0) return;
    const files = asked.map(({ upload, concerns }) => ({ name: shownName(upload), concerns }));
    const decision = await this.deps.ask(files, workflow);
    for (const { upload, concerns } of asked) {
      if (decision === 'none') decline(upload);
      else if (decision === 'redacted' && concerns.some(({ reason }) => isAboutText(reason)))
        await this.redact(upload, workflow);
    }
  }

  /** Replaces the file by a copy without what looks like a secret. */
  private async redact(upload: Upload, workflow: Workflow): Promise<void> {
    try {
      const text = await readWhole(upload.approved?.path ?? '', 'utf8');
      const copy = await this.deps.temporary.create(withoutSecrets(text));
      if (upload.isTemporary && upload.path !== undefined) await this.deps.temporary.remove(upload.path);
      upload.path = copy;
      upload.isTemporary = true;
      upload.approved = await checkFile(copy, upload.name, limitsOf(workflow));
      upload.size = upload.approved.size;
    } catch (error) {
      await this.fail(upload, error);
    }
  }

  private enqueue(upload: Upload, workflow: Workflow): Promise<void> {
    const working = this.queue.then(() => this.send(upload, workflow));
    this.queue = working;
    return working;
  }

  private async send(upload: Upload, workflow: Workflow): Promise<void> {
    const { approved: file, name } = upload;
    const { signal } = upload.controller;
    const isCancelled = () => signal.aborted;
    if (!file || isCancelled()) return;
    const { kept, now } = this.deps;
    try {
      const owner = await this.ownerOf(workflow);
      const sha256 = await hashOf(file, signal);
      const known = kept.find(owner, name, sha256, now() - lifeOf(workflow));
      const remote = known ?? { ...(await this.transfer(upload, file, workflow)), owner, at: now() };
      if (isCancelled()) return;
      upload.succeed(remote);
      if (!known) await kept.add({ ...remote, name, sha256 });
      this.changed();
    } catch (error) {
      if (!isCancelled()) await this.fail(upload, error);
    }
  }

  private transfer(upload: Upload, file: LocalFile, workflow: Workflow) {
    const { client, now } = this.deps;
    const { name, controller } = upload;
    upload.state = 'uploading';
    this.changed();
    let reportedAt = now();
    const onSent = (bytes: number): void => {
      upload.sentBytes = bytes;
      if (now() - reportedAt < reportEvery) return;
      reportedAt = now();
      this.changed();
    };
    const source = { name, mime: mimeOf(name), size: file.size, bytes: readFile(file) };
    return client.uploadFile(workflow, source, onSent, controller.signal);
  }

  private async failAll(uploads: readonly Upload[], error: unknown): Promise<void> {
    await Promise.all(uploads.map((upload) => this.fail(upload, error)));
  }

  private async fail(upload: Upload, error: unknown): Promise<void> {
    upload.fail(await this.deps.explain(error));
    this.changed();
  }
}

interface Checked {
  readonly upload: Upload;
  readonly file: LocalFile;
  readonly concerns: readonly Concern[];
}

function isAboutText(reason: Concern['reason']): boolean {
  return reason === 'secrets' || reason === 'hidden';
}

function isSame(approved: LocalFile | undefined, file: LocalFile): boolean {
  return (
    approved !== undefined &&
    approved.path === file.path &&
    approved.size === file.size &&
    approved.modifiedAt === file.modifiedAt
  );
}

/** A link is shown with the name of the file that it leads to. */
function shownName({ name, approved, isTemporary }: Upload): string {
  const real = approved && !isTemporary ? basename(approved.path) : name;
  return real === name ? name : `${name} → ${approved?.path ?? ''}`;
}

async function previewOf(name: string, { path, size }: LocalFile): Promise<string | undefined> {
  const mime = mimeOf(name);
  if (!previewMime.test(mime) || size > previewBytes) return undefined;
  const bytes = await readWhole(path).catch(() => undefined);
  return bytes && `data:${mime};base64,${bytes.toString('base64')}`;
}
