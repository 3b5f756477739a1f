import { unlessMissing, type FileSystem } from './fileSystem';
import { readJournal, stateOf, type ByteSink, type FileState } from './readJournal';

/** The position at which reading continues. */
export interface FilePosition {
  readonly identity: string;
  readonly offset: number;
}

/**
 * Reads what processes append to a file. Starts again at the beginning if the file was replaced or has become shorter.
 */
export class FileFollower {
  private identity: string;
  private offset: number;
  private sink: ByteSink;

  /** `newSink` is called for each file that replaces the previous one. */
  constructor(
    private readonly files: FileSystem,
    private readonly path: string,
    private readonly newSink: () => ByteSink,
    { identity, offset }: FilePosition = { identity: '', offset: 0 },
  ) {
    this.identity = identity;
    this.offset = offset;
    this.sink = newSink();
  }

  /**
   * Pushes the new bytes, up to `to` or the end, into the sink. Resolves to the state before them; `undefined` if there is no
   * file. Must not run twice at the same time. Throws what the file system throws.
   */
  async check(to?: number): Promise<FileState | undefined> {
    const state = await unlessMissing(stateOf(this.files, this.path));
    if (!state?.isFile) return undefined;
    if (state.identity !== this.identity || state.size < this.offset) {
      this.identity = state.identity;
      this.offset = 0;
      this.sink = this.newSink();
    }
    if (state.size > this.offset) {
      this.offset = await readJournal(this.files, this.path, this.sink, this.offset, to);
    }
    return state;
  }
}
