import type { UploadedFile } from '../../coze/cozeApi';
import type { MediaItem } from '../../shared/conversation/content';
import type { UploadState } from '../../shared/uploads';
import type { LocalFile } from './files/localFile';

/** A file to attach. */
export interface NewUpload {
  readonly name: string;
  /** Absent for a file whose bytes the page has: they follow in chunks. */
  readonly path?: string;
  /** Expected size in bytes, for a file of the page. */
  readonly size?: number;
  readonly id?: string;
  /** The path is a copy, which is deleted when it is no longer needed. */
  readonly isTemporary?: boolean;
  readonly field?: string;
  /** The path is a copy of a file that is in no folder of the workspace. */
  readonly isOutside?: boolean;
}

/** What the service has of a file. */
export interface RemoteFile extends UploadedFile {
  /** Origin and account that have the file. */
  readonly owner: string;
  /** Milliseconds since the epoch. */
  readonly at: number;
}

/** A file that the user attached, from the first check to the message. */
export class Upload {
  state: UploadState['state'] = 'waiting';
  sentBytes = 0;
  size: number;
  path: string | undefined;
  isTemporary: boolean;
  problem: string | undefined;
  canRetry = false;
  preview: string | undefined;
  remote: RemoteFile | undefined;
  /** The file that the user has agreed to upload. */
  approved: LocalFile | undefined;
  /** Ends the upload that runs. */
  controller = new AbortController();
  readonly field: string | undefined;
  readonly isOutside: boolean;

  constructor(
    readonly id: string,
    /** The chat or the form that it belongs to. */
    public key: string,
    readonly name: string,
    readonly kind: MediaItem['kind'],
    { path, size = 0, isTemporary = false, isOutside = false, field }: NewUpload,
  ) {
    this.path = path;
    this.size = size;
    this.isTemporary = isTemporary;
    this.field = field;
    this.isOutside = isOutside;
  }

  /** Whether it is still to become ready or to fail. */
  get isPending(): boolean {
    return this.state === 'waiting' || this.state === 'uploading';
  }

  /** Before an upload begins, and begins again. */
  begin(): void {
    this.controller.abort();
    this.controller = new AbortController();
    this.state = 'waiting';
    this.sentBytes = 0;
    this.problem = undefined;
    this.remote = undefined;
  }

  fail(problem: string): void {
    this.state = 'failed';
    this.problem = problem;
    this.canRetry = this.path !== undefined;
  }

  succeed(remote: RemoteFile): void {
    this.state = 'ready';
    this.sentBytes = this.size;
    this.remote = remote;
  }

  toView(): UploadState {
    const { id, name, size, kind, state, sentBytes, problem, canRetry, preview, field } = this;
    return {
      ...{ id, name, size, kind, state, sentBytes },
      ...(problem !== undefined && { problem, canRetry }),
      ...(preview !== undefined && { preview }),
      ...(field !== undefined && { field }),
    };
  }
}
