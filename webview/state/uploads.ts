import type { UploadState } from '../../src/shared/uploads';

/** The uploads of this chat as the host reports them, without those that the user has just removed or sent. */
export class Uploads {
  private reported: readonly UploadState[] = [];
  /** Ids that the host may still report. */
  private readonly gone = new Set<string>();
  /** Ids that the host has reported. */
  private readonly seen = new Set<string>();

  get all(): readonly UploadState[] {
    return this.reported.filter(({ id }) => !this.gone.has(id));
  }

  /** Those of the message in the composer, without those of forms. */
  get ofComposer(): readonly UploadState[] {
    return this.all.filter(({ field }) => field === undefined);
  }

  /** Those that a message waits for: of the composer and of the workflow's inputs, not of an answer. */
  get ofMessage(): readonly UploadState[] {
    return this.all.filter(({ field }) => !field?.startsWith('answer/'));
  }

  accept(uploads: readonly UploadState[]): void {
    this.reported = uploads;
    const reported = new Set(uploads.map(({ id }) => id));
    for (const id of reported) this.seen.add(id);
    for (const id of this.gone) if (!reported.has(id)) this.gone.delete(id);
  }

  /** Whether an upload was removed or has failed, so that its bytes are not needed. */
  isOver(id: string): boolean {
    const upload = this.all.find((one) => one.id === id);
    return upload ? upload.state === 'failed' : this.gone.has(id) || this.seen.has(id);
  }

  /** Hides uploads at once, before the host has removed them. */
  hide(ids: readonly string[]): void {
    for (const id of ids) this.gone.add(id);
  }

  /** Shows what {@link hide} has hidden, because the message was not sent. */
  showAgain(): void {
    this.gone.clear();
  }
}

export function isUnderWay({ state }: UploadState): boolean {
  return state === 'waiting' || state === 'uploading';
}
