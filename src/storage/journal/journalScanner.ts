import { LineSplitter } from './lineSplitter';
import { SeenRecords } from './seenRecords';
import { encodeRecord, parseLine, salvage, type JournalRecord, type ParsedLine } from './record';

/** Receives the content of a journal. */
export interface JournalSink<E> {
  record?(record: JournalRecord<E>): void;
  /** A valid line of the file, without line break. Includes events that this version does not know. */
  line?(line: Buffer): void;
}

/**
 * Reads records from the bytes of a journal, in the order of the file. A record that was written twice is reported
 * once.
 *
 * A crash during a write leaves a torn line, and the next write starts with a line break. That is expected and no
 * damage. Other errors are counted in `damaged`.
 */
export class JournalScanner<E> {
  /** Number of errors that a crash does not explain. */
  damaged = 0;
  /** The version of a valid line that only a later version of the extension can read. */
  futureVersion: number | undefined;
  /** Number of valid records so far. */
  count = 0;
  /** The records reported so far, and those that were passed to the constructor. */
  readonly seen: SeenRecords;
  private readonly splitter = new LineSplitter((line) => this.takeLine(line));
  private torn: { readonly writer?: string; readonly number?: number } | undefined;

  /** Records in `seen` are not reported. */
  constructor(
    private readonly readEvent: (value: unknown) => E | undefined,
    private readonly sink: JournalSink<E>,
    seen = new SeenRecords(),
  ) {
    this.seen = seen.copy();
  }

  /** Processes the next bytes. The caller may reuse them afterwards. */
  push(chunk: Buffer): void {
    this.splitter.push(chunk);
  }

  /** Bytes at the end without a line break. */
  get rest(): number {
    return this.splitter.rest;
  }

  /** Ends the file: the last record may lack its line break. */
  finish(): void {
    // A torn line has no line break. This one has, and no write follows it.
    if (this.splitter.rest === 0 && this.torn) this.damaged++;
    this.torn = undefined;
    this.splitter.finish();
  }

  private takeLine(line: Buffer | undefined): void {
    if (line?.length === 0) {
      // Each write starts with a line break, so an empty line ends no record.
      if (this.torn) this.damaged++;
      this.torn = undefined;
      return;
    }
    const parsed: ParsedLine = line ? parseLine(line) : { kind: 'damaged' };
    switch (parsed.kind) {
      case 'record':
        this.judgeTorn(parsed.record.writer, parsed.record.number);
        // A repair keeps a valid record that this version does not know.
        if (!this.give(parsed.record, line) && line) this.sink.line?.(line);
        break;
      case 'future':
        this.futureVersion = parsed.version;
        break;
      case 'torn':
        this.torn = parsed;
        break;
      case 'damaged':
        this.damaged++;
        this.torn = undefined;
        if (line) salvage(line).forEach((record) => this.give(record));
        break;
    }
  }

  /** A torn line is followed by a new write. If the next record belongs to the same write, the line was damaged. */
  private judgeTorn(writer: string, number: number): void {
    if (this.torn?.writer === writer && this.torn.number === number - 1) this.damaged++;
    this.torn = undefined;
  }

  /** Returns false if the event cannot be read. */
  private give({ writer, number, event: value }: JournalRecord, line?: Buffer): boolean {
    const event = this.readEvent(value);
    if (event === undefined) return false;
    if (!this.seen.add(writer, number)) return true;
    const record = { writer, number, event };
    this.count++;
    this.sink.record?.(record);
    this.sink.line?.(line ?? encodeRecord(record));
    return true;
  }
}
