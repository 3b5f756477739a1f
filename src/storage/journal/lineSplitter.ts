import { headerLimit, lineLimit } from './record';

/** Lines up to this length are passed on even if they cannot be a record, because they may contain one. */
const salvageLimit = 4 * 1024 * 1024;

/**
 * Splits bytes into lines with bounded memory: a line that is too long for a record with its header is reported as
 * `undefined`.
 */
export class LineSplitter {
  private parts: Buffer[] = [];
  private length = 0;
  private isTooLong = false;

  constructor(private readonly onLine: (line: Buffer | undefined) => void) {}

  /** Processes the next bytes. The caller may reuse them afterwards. */
  push(chunk: Buffer): void {
    let at = 0;
    for (let end = chunk.indexOf(0x0a); end >= 0; end = chunk.indexOf(0x0a, at)) {
      this.endLine(chunk.subarray(at, end));
      at = end + 1;
    }
    this.keep(chunk.subarray(at));
  }

  /** Bytes after the last line break. */
  get rest(): number {
    return this.length;
  }

  /** Ends the file: the bytes after the last line break are a line. */
  finish(): void {
    if (this.length > 0) this.endLine(Buffer.alloc(0));
  }

  private endLine(last: Buffer): void {
    if (this.isTooLong) this.onLine(undefined);
    else this.onLine(this.length === 0 ? last : Buffer.concat([...this.parts, last]));
    this.parts = [];
    this.length = 0;
    this.isTooLong = false;
  }

  private keep(part: Buffer): void {
    if (part.length === 0) return;
    this.length += part.length;
    if (this.isTooLong) return;
    this.parts.push(Buffer.from(part));
    if (this.length > salvageLimit && this.length > lineLimit(this.start())) {
      this.isTooLong = true;
      this.parts = [];
    }
  }

  private start(): Buffer {
    const first = this.parts[0];
    return first && first.length >= headerLimit ? first : Buffer.concat(this.parts);
  }
}
