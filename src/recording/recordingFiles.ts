import { join } from 'node:path';
import { unlessMissing, type FileSystem } from '../storage/journal/disk/fileSystem';
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
const pinForm = /^[\w-]{1,64}\.([\w-]{1,64})\.pin$/;

/**
 * The files of the recordings, `CONVERSATION.RUN.ndjson` in one folder that windows share. An empty file
 * `CONVERSATION.RUN.pin` pins one.
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

  pathOf(conversationId: string, runId: string, ending: 'ndjson' | 'pin' = 'ndjson'): string {
    return join(this.directory, `${conversationId}.${runId}.${ending}`);
  }

  /** All recordings, the oldest first. Other files are left out. */
  async list(): Promise<readonly RecordingFile[]> {
    const names = (await unlessMissing(this.files.readdir(this.directory))) ?? [];
    const pins = new Set(names.filter((name) => name.endsWith('.pin')));
    const found: RecordingFile[] = [];
    for (const name of names) {
      const [, conversationId, runId] = nameForm.exec(name) ?? [];
      if (conversationId === undefined || runId === undefined) continue;
      const state = await unlessMissing(stateOf(this.files, join(this.directory, name)));
      if (!state?.isFile) continue;
      const isPinned = pins.has(`${conversationId}.${runId}.pin`);
      found.push({ runId, conversationId, bytes: state.size, changedAt: state.touchedAt, isPinned });
    }
    return found.sort((a, b) => a.changedAt - b.changedAt);
  }

  async delete({ conversationId, runId }: Pick<RecordingFile, 'conversationId' | 'runId'>): Promise<void> {
    await unlessMissing(this.files.unlink(this.pathOf(conversationId, runId)));
    await unlessMissing(this.files.unlink(this.pathOf(conversationId, runId, 'pin')));
  }
}
