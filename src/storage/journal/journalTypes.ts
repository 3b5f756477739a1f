import type { FileSystem } from './disk/fileSystem';

/** What a journal needs to know about its events. */
export interface EventCodec<E> {
  /** Reads an event of unknown origin. `undefined` if this version does not know it. */
  read(value: unknown): E | undefined;
  /** Whether the event counts as written only when it survives a power failure. */
  needsSync(event: E): boolean;
  /** Whether the event starts a journal: the file is created for such an event only. */
  isFirst(event: E): boolean;
}

/** Where a journal is. */
export interface JournalPaths {
  readonly directory: string;
  readonly file: string;
  /** Where the journal waits after its removal until it is deleted or restored. */
  readonly removed: string;
  /** Where a damaged journal is moved at a time, in milliseconds since the epoch. `number` distinguishes equal times. */
  corrupt(at: number, number: number): string;
}

/** What reading and writing a journal needs. */
export interface JournalDeps<E> {
  readonly files: FileSystem;
  readonly paths: JournalPaths;
  readonly codec: EventCodec<E>;
}
