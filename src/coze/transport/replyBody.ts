/** What was read of a body: its beginning, and what ended the reading before its end. */
export interface BodyStart {
  readonly text: string;
  /** The connection broke, or the request was aborted. */
  readonly failure?: Error;
}

type Read = Awaited<ReturnType<ReadableStreamDefaultReader<Uint8Array>['read']>>;

/** Lines that an event stream can begin with, once their name is whole. */
const streamLine = /^(?::|(?:event|data|id|retry)[:\n])/;
const fieldNames = ['event', 'data', 'id', 'retry'];

/**
 * The body of a reply, the only way to read one: in bounded steps. Bytes are counted after decompression, so a small reply
 * that unpacks to gigabytes is cancelled as well.
 */
export class ReplyBody {
  private readonly reader: ReadableStreamDefaultReader<Uint8Array> | undefined;
  /** Read in advance by {@link beginsAsStream}; {@link read} gives it first. */
  private ahead: Read[] = [];

  constructor(response: Response) {
    const reader: ReadableStreamDefaultReader<Uint8Array> | undefined = response.body?.getReader();
    this.reader = reader;
  }

  /** The next chunk. */
  read(): Promise<Read> {
    const first = this.ahead.shift();
    return first ? Promise.resolve(first) : this.readOn();
  }

  /**
   * Whether the first bytes are those of an event stream, after line breaks and a byte order mark. Reads until it is
   * decided and no further; nothing is lost to {@link read}. `onBytes` is called for every chunk.
   */
  async beginsAsStream(onBytes: () => void): Promise<boolean> {
    const decoder = new TextDecoder();
    let start = '';
    for (;;) {
      const read = await this.readOn();
      this.ahead.push(read);
      if (read.done) return false;
      onBytes();
      start = (start + decoder.decode(read.value, { stream: true }))
        .replaceAll('\r', '\n')
        .replace(/^\n+/, '');
      if (streamLine.test(start)) return true;
      if (!fieldNames.some((name) => name.startsWith(start))) return false;
    }
  }

  /**
   * The beginning of the body as text: `maxBytes` of it at most, or what has come within `patienceMs`. Cancels the rest.
   * Never throws.
   */
  async readStart(maxBytes: number, patienceMs: number): Promise<BodyStart> {
    const decoder = new TextDecoder();
    const patience = setTimeout(() => this.letGo(), patienceMs);
    let text = '';
    let bytes = 0;
    try {
      while (bytes < maxBytes) {
        const { done, value } = await this.read();
        if (done) break;
        const part = value.subarray(0, maxBytes - bytes);
        bytes += part.byteLength;
        text += decoder.decode(part, { stream: true });
      }
    } catch (error) {
      return { text, failure: error instanceof Error ? error : new Error(String(error)) };
    } finally {
      clearTimeout(patience);
      this.letGo();
    }
    return { text: text + decoder.decode() };
  }

  private async readOn(): Promise<Read> {
    return this.reader ? this.reader.read() : { done: true, value: undefined };
  }

  private letGo(): void {
    // Letting go of a body that already failed reports that failure again; it is known.
    this.reader?.cancel().then(undefined, () => undefined);
  }
}
