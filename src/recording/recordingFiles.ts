import { join } from 'node:path';
import { renameFile, unlessMissing, type FileSystem } from '../storage/journal/disk/fileSystem';
import { stateOf } from '../storage/journal/disk/readJournal';

/** A recording on disk. */
export interface RecordingFile {
  readonly runId: string;
  readonly conversationId: string;
  readonly bytes: number;
  /** Milliseconds since the epoch, by the clock of the file system. */
  readonly changedAt: number;
  /** Stays beyond the limits of size and age. */
  readonly isPinned: boolean;
}

const nameForm = /^([\w-]{1,64})\.([\w-]{1,64})\.ndjson$/;
const removedForm = /^([\w-]{1,64})\.([\w-]{1,64})\.ndjson\.removed$/;
type Ending = 'ndjson' | 'pin' | 'ndjson.removed';
const pinForm = /^[\w-]{1,64}\.([\w-]{1,64})\.pin$/;

/**
 * The files of the recordings, `CONVERSATION.RUN.ndjson` in one folder that windows share. An empty file
 * `CONVERSATION.RUN.pin` pins one. `CONVERSATION.RUN.ndjson.removed` is one whose conversation was deleted, until that is final.
 */
export class RecordingFiles {
  constructor(
    private readonly files: FileSystem,
    readonly directory: string,
  ) {}

  /** Whether the IDs can be parts of a file name. */
  static canName(conversationId: string, runId: string): boolean {
    return nameForm.test(`${conversationId}.${runId}.ndjson`);
  }

  /** The run whose recording or pin has this name; `undefined` for any other file. */
  static runOf(name: string): string | undefined {
    return nameForm.exec(name)?.[2] ?? pinForm.exec(name)?.[1];
  }

  pathOf(conversationId: string, runId: string, ending: Ending = 'ndjson'): string {
    return join(this.directory, `${conversationId}.${runId}.${ending}`);
  }

  /** All recordings, the oldest first. Other files are left out. */
  list(): Promise<readonly RecordingFile[]> {
    return this.filesNamed(nameForm);
  }

  /** The recordings that {@link setAside} has set aside. */
  listRemoved(): Promise<readonly RecordingFile[]> {
    return this.filesNamed(removedForm);
  }

  private async filesNamed(form: RegExp): Promise<readonly RecordingFile[]> {
    const names = (await unlessMissing(this.files.readdir(this.directory))) ?? [];
    const pins = new Set(names.filter((name) => name.endsWith('.pin')));
    const found: RecordingFile[] = [];
    for (const name of names) {
      const [, conversationId, runId] = form.exec(name) ?? [];
      if (conversationId === undefined || runId === undefined) continue;
      const state = await unlessMissing(stateOf(this.files, join(this.directory, name)));
      if (!state?.isFile) continue;
      const isPinned = pins.has(`${conversationId}.${runId}.pin`);
      found.push({ runId, conversationId, bytes: state.size, changedAt: state.touchedAt, isPinned });
    }
    return found.sort((a, b) => a.changedAt - b.changedAt);
  }

  /** Removes a recording from the list until {@link restore} or {@link delete}. Its pin stays. */
  async setAside({ conversationId, runId }: RecordingFile): Promise<void> {
    const removed = this.pathOf(conversationId, runId, 'ndjson.removed');
    await unlessMissing(renameFile(this.files, this.pathOf(conversationId, runId), removed));
    const now = new Date();
    await unlessMissing(this.files.utimes(removed, now, now));
  }

  async restore({ conversationId, runId }: RecordingFile): Promise<void> {
    const removed = this.pathOf(conversationId, runId, 'ndjson.removed');
    await unlessMissing(renameFile(this.files, removed, this.pathOf(conversationId, runId)));
  }

  async delete({ conversationId, runId }: Pick<RecordingFile, 'conversationId' | 'runId'>): Promise<void> {
    await unlessMissing(this.files.unlink(this.pathOf(conversationId, runId)));
    await unlessMissing(this.files.unlink(this.pathOf(conversationId, runId, 'ndjson.removed')));
    await unlessMissing(this.files.unlink(this.pathOf(conversationId, runId, 'pin')));
  }
}
