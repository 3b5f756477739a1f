import { createParser, type EventSourceParser, type ParseError } from 'eventsource-parser';
import { CozeError } from '../errors/cozeError';
import { isPage } from '../errors/foreignBody';
import type { ServerSentEvent } from '../wire/serverSentEvent';
import { errorInfo } from '../../shared/errorInfo';
import { isObject } from '../../shared/json/json';
import { parseWireJson } from '../text/json';

/** Longest event, in characters: 8 MB of ASCII. */
export const maxEventLength = 8 * 1024 * 1024;
/** Longest stream, in bytes. */
export const maxStreamBytes = 64 * 1024 * 1024;
/** Most characters of stray lines that are kept. */
const maxStrayLength = 256 * 1024;
/** Most characters of the beginning that are kept: it is looked at after each chunk. */
const maxHeadLength = 8 * 1024;

/**
 * Decodes `text/event-stream` incrementally; chunk boundaries do not matter. Follows the WHATWG rules, with one
 * exception: an event without a blank line at the end of the stream is dispatched, because Coze's servers and
 * interrupted connections omit it (docs/coze-protocol.md, 2.1). Throws {@link CozeError} beyond {@link maxEventLength}
 * and {@link maxStreamBytes}.
 */
export class SseDecoder {
  private readonly decoder = new TextDecoder();
  private readonly parser: EventSourceParser;
  private stray: string[] = [];
  private strayLength = 0;
  private isAfterCr = false;
  private isTooLarge = false;
  private hasEvents = false;
  /** The beginning of the body, as long as it has no event. */
  private head = '';
  private bytes = 0;

  constructor(private readonly onEvent: (event: ServerSentEvent) => void) {
    this.parser = createParser({
      maxBufferSize: maxEventLength,
      onEvent: ({ event, data }) => {
        this.hasEvents = true;
        this.head = '';
        this.onEvent({ event, data, strayLines: this.stray.length === 0 ? '' : this.takeStrayLines() });
      },
      onError: (error) => {
        this.onParseError(error);
      },
    });
  }

  /** The body is a page or one JSON object, so that no event will follow. */
  get isForeign(): boolean {
    return !this.hasEvents && (isPage(this.head) || isJsonObject(this.head));
  }

  /** Number of bytes decoded so far. */
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

  /** Ends the stream and dispatches the remaining event. */
  end(): void {
    this.feedText(this.decoder.decode());
    this.feedText('\n\n');
    if (this.stray.length === 0) return;
    const strayLines = this.takeStrayLines();
    if (!this.hasEvents) {
      if (!isTornField(strayLines))
        this.onEvent({ event: undefined, data: '', strayLines, isForeignBody: true });
    } else if (strayLines.trimStart().startsWith('{')) {
      // A gateway has written its error behind the events, as JSON without field names.
      this.onEvent({ event: undefined, data: '', strayLines });
    }
  }

  private feedText(text: string): void {
    let lines = text;
    if (this.isAfterCr && lines !== '') {
      if (lines.startsWith('\n')) lines = lines.slice(1);
      this.isAfterCr = false;
    }
    // The parser holds back a CR at the end of a chunk until it knows whether LF follows, which would delay the event
    // by a chunk. CR ends the line in either case, so it is replaced by LF and a following LF is dropped.
    if (lines.includes('\r')) {
      this.isAfterCr = lines.endsWith('\r');
      lines = lines.replace(/\r\n?/g, '\n');
    }
    if (lines === '') return;
    if (!this.hasEvents && this.head.length < maxHeadLength) this.head += lines.slice(0, maxHeadLength);
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
    // Comments in the samples of Coze's documentation.
    if (!line.startsWith('#') && !line.startsWith('//')) this.stray.push(line);
  }

  private takeStrayLines(): string {
    const lines = this.stray.join('\n');
    this.stray = [];
    this.strayLength = 0;
    return lines;
  }
}

/** A stream that was cut off within its first field is empty, not a foreign body. */
function isTornField(text: string): boolean {
  return ['event', 'data', 'id', 'retry'].some((name) => name.startsWith(text));
}

function isJsonObject(text: string): boolean {
  return /^\s*\{/.test(text) && isObject(parseWireJson(text));
}
