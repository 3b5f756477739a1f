import { createParser, type EventSourceParser, type ParseError } from 'eventsource-parser';
import { CozeError } from '../errors/cozeError';
import { isPage } from '../errors/foreignBody';
import type { ServerSentEvent } from '../wire/serverSentEvent';
import { errorInfo } from '../../shared/errorInfo';

/** Characters one event may have before it is dispatched: 8 MB of ASCII. */
export const maxEventLength = 8 * 1024 * 1024;
/** Bytes one stream may have. */
export const maxStreamBytes = 64 * 1024 * 1024;
/** Stray lines are a courtesy; beyond this they are dropped. */
const maxStrayLength = 256 * 1024;

/**
 * Bytes of a `text/event-stream` in, events out, the same for any way the bytes are cut into chunks. Follows the
 * WHATWG rules except at the end of the stream: an event without its blank line is delivered, because Coze's servers
 * and every proxy that cuts a stream leave one. Throws {@link CozeError} beyond {@link maxEventLength} and
 * {@link maxStreamBytes}.
 */
export class SseDecoder {
  private readonly decoder = new TextDecoder();
  private readonly parser: EventSourceParser;
  private stray: string[] = [];
  private strayLength = 0;
  private isAfterCr = false;
  private isTooLarge = false;
  private hasEvents = false;
  private bytes = 0;

  constructor(private readonly onEvent: (event: ServerSentEvent) => void) {
    this.parser = createParser({
      maxBufferSize: maxEventLength,
      onEvent: ({ event, data }) => {
        this.hasEvents = true;
        this.onEvent({ event, data, strayLines: this.stray.length === 0 ? '' : this.takeStrayLines() });
      },
      onError: (error) => {
        this.onParseError(error);
      },
    });
  }

  /** What has come is the beginning of a page: no event is to be expected of it. */
  get isPage(): boolean {
    return !this.hasEvents && this.stray.length > 0 && isPage(this.stray.slice(0, 10).join('\n'));
  }

  /** Bytes seen so far. */
  get byteCount(): number {
    return this.bytes;
  }

  feed(chunk: Uint8Array): void {
    this.bytes += chunk.byteLength;
    if (this.bytes > maxStreamBytes) {
      throw new CozeError(errorInfo('runTooLarge', { params: { limit: '64 MB' } }));
    }
    this.feedText(this.decoder.decode(chunk, { stream: true }));
  }

  /** The stream is over: delivers what is left. */
  end(): void {
    this.feedText(this.decoder.decode());
    this.feedText('\n\n');
    if (this.hasEvents || this.stray.length === 0) return;
    const strayLines = this.takeStrayLines();
    if (isTornField(strayLines)) return;
    this.onEvent({ event: undefined, data: '', strayLines, isForeignBody: true });
  }

  private feedText(text: string): void {
    let lines = text;
    if (this.isAfterCr && lines !== '') {
      if (lines.startsWith('\n')) lines = lines.slice(1);
      this.isAfterCr = false;
    }
    // The parser holds a CR at the end of a chunk back until it knows whether LF follows; the event would be late by a
    // whole chunk. CR ends the line in either case, so it becomes LF now and a following LF is dropped.
    if (lines.includes('\r')) {
      this.isAfterCr = lines.endsWith('\r');
      lines = lines.replace(/\r\n?/g, '\n');
    }
    if (lines === '') return;
    this.parser.feed(lines);
    if (this.isTooLarge) throw new CozeError(errorInfo('eventTooLarge', { params: { limit: '8 MB' } }));
  }

  private onParseError(error: ParseError): void {
    if (error.type === 'max-buffer-size-exceeded') {
      this.isTooLarge = true;
      return;
    }
    const line = error.type === 'unknown-field' ? (error.line ?? '') : '';
    this.strayLength += line.length;
    if (line === '' || this.strayLength > maxStrayLength) return;
    // Notes inside the samples of Coze's documentation.
    if (!line.startsWith('#') && !line.startsWith('//')) this.stray.push(line);
  }

  private takeStrayLines(): string {
    const lines = this.stray.join('\n');
    this.stray = [];
    this.strayLength = 0;
    return lines;
  }
}

/** A stream that broke off within its first field has said nothing, rather than something else. */
function isTornField(text: string): boolean {
  return ['event', 'data', 'id', 'retry'].some((name) => name.startsWith(text));
}
