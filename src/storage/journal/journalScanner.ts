import { LineSplitter } from './lineSplitter';
import { SeenRecords } from './seenRecords';
import { encodeRecord, parseLine, salvage, type JournalRecord, type ParsedLine } from './record';

/** Receives what a journal holds. */
export interface JournalSink<E> {
  record?(record: JournalRecord<E>): void;
  /** A sound line of the file, without line break, also of an event that this version does not know. */
  line?(line: Buffer): void;
}

/**
 * Makes records of the bytes of a journal, in the order of the file. A record that was written twice comes once.
 *
 * A crash in the middle of a write leaves a torn line, and the next write begins with a line break: that is the normal
 * course of things and no damage. Whatever else is wrong is counted in `damaged`.
 */
export class JournalScanner<E> {
  /** Places where something is wrong that no crash explains. */
  damaged = 0;
  /** Version of a sound line that only a later version of the extension can read. */
  futureVersion: number | undefined;
  /** Sound records given so far. */
  count = 0;
  /** The records reported so far, and those that were passed to the constructor. */
  readonly seen: SeenRecords;
  private readonly splitter = new LineSplitter((line) => this.takeLine(line));
  private torn: { readonly writer?: string; readonly number?: number } | undefined;

  /** `seen`: what another scanner has given is not given again. */
  constructor(
    private readonly readEvent: (value: unknown) => E | undefined,
    private readonly sink: JournalSink<E>,
    seen = new SeenRecords(),
  ) {
    this.seen = seen.copy();
  }

  /** Takes the next bytes; they may be reused by the caller afterwards. */
  push(chunk: Buffer): void {
    this.splitter.push(chunk);
  }

  /** Bytes at the end that are no whole line yet. */
  get rest(): number {
    return this.splitter.rest;
  }

  /** The file ends here: a last record may lack its line break. */
  finish(): void {
    // A torn line has no line break. This one has, and nothing was written after it.
    if (this.splitter.rest === 0 && this.torn) this.damaged++;
    this.torn = undefined;
    this.splitter.finish();
  }

  private takeLine(line: Buffer | undefined): void {
    if (line?.length === 0) {
      // Each write begins with a line break, so this one ends nothing: the line before had its own.
      if (this.torn) this.damaged++;
      this.torn = undefined;
      return;
    }
    const parsed: ParsedLine = line ? parseLine(line) : { kind: 'damaged' };
    switch (parsed.kind) {
      case 'record':
        this.judgeTorn(parsed.record.writer, parsed.record.number);
        // A sound record that this version does not know is kept by a repair.
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

  /** False if the event cannot be read. */
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
