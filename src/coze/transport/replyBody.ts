/** The beginning of a body, and the error that ended the read. */
export interface BodyStart {
  readonly text: string;
  /** The connection broke, or the request was aborted. */
  readonly failure?: Error;
}

type Read = Awaited<ReturnType<ReadableStreamDefaultReader<Uint8Array>['read']>>;

/** Field names and comments that an event stream can begin with. */
const streamLine = /^(?::|(?:event|data|id|retry)[:\n])/;
const fieldNames = ['event', 'data', 'id', 'retry'];

/**
 * Reads the body of a reply in bounded steps. Bytes are counted after decompression, so that a small reply that unpacks
 * to gigabytes is cancelled as well.
 */
export class ReplyBody {
  private readonly reader: ReadableStreamDefaultReader<Uint8Array> | undefined;
  /** A chunk that {@link beginsAsStream} read; {@link read} returns it first. */
  private ahead: Read[] = [];

  /** @param signal cancels the body: `fetch` may drop its own listener to a signal when it has resolved. */
  constructor(response: Response, signal?: AbortSignal) {
    const reader: ReadableStreamDefaultReader<Uint8Array> | undefined = response.body?.getReader();
    this.reader = reader;
    signal?.addEventListener('abort', () => this.cancel());
  }

  /** The next chunk. */
  read(): Promise<Read> {
    const first = this.ahead.shift();
    return first ? Promise.resolve(first) : this.readOn();
  }

  /**
   * Whether the first bytes are those of an event stream, after line breaks and a byte order mark. Reads no further
   * than necessary; {@link read} still returns all bytes. Calls `onBytes` for each chunk.
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
   * Reads at most `maxBytes` of the body as text, or what arrives within `patienceMs`, and cancels the rest. Never
   * throws.
   */
  async readStart(maxBytes: number, patienceMs: number): Promise<BodyStart> {
    const decoder = new TextDecoder();
    const patience = setTimeout(() => this.cancel(), patienceMs);
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
      this.cancel();
    }
    return { text: text + decoder.decode() };
  }

  /** Closes the connection, and ends a read that is pending. */
  cancel(): void {
    // Cancelling a body that has already failed rejects with the same error.
    this.reader?.cancel().then(undefined, () => undefined);
  }

  private readOn(): Promise<Read> {
    return this.reader?.read() ?? Promise.resolve({ done: true, value: undefined });
  }
}
