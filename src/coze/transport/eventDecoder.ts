import type { CozeEvent, CozeMessage } from '../wire/cozeEvent';
import type { ReplyContext } from '../errors/serviceError';
import type { ServerSentEvent } from './sse';
import { decodeEvent } from '../wire/wire';

const deltaName = 'conversation.message.delta';
const contentKey = '"content":';
/** A stream whose deltas are all of another form is not measured again and again. */
const maxMisses = 16;

/**
 * Decodes the events of one stream, each exactly as {@link decodeEvent} does. The deltas of an answer are the same bytes
 * but for their content: once one was decoded, the next is compared with it, and only its content is parsed.
 */
export class EventDecoder {
  private message: CozeMessage | undefined;
  private before = '';
  private after = '';
  private misses = 0;
  /** The last delta was like `message`. */
  private isInText = false;

  constructor(private readonly context: ReplyContext) {}

  decode(sse: ServerSentEvent): CozeEvent {
    const isDelta = sse.event === deltaName;
    const content = isDelta ? this.contentLikeLast(sse.data) : undefined;
    if (content !== undefined && this.message) {
      this.isInText = true;
      return { type: 'delta', message: { ...this.message, content } };
    }
    this.isInText = false;
    const event = decodeEvent(sse, this.context);
    if (isDelta && event.type === 'delta' && this.misses < maxMisses) this.learn(sse.data, event);
    return event;
  }

  /** The content of an event that is another piece of the text that the last delta was a piece of; else undefined. */
  pieceOf(sse: ServerSentEvent): string | undefined {
    return this.isInText && sse.event === deltaName ? this.contentLikeLast(sse.data) : undefined;
  }

  private contentLikeLast(data: string): string | undefined {
    const { message, before, after } = this;
    if (!message || data.length < before.length + after.length) return undefined;
    // Compared as slices: startsWith and endsWith go character by character, and cost more than parsing the whole.
    const end = data.length - after.length;
    if (data.slice(0, before.length) !== before || data.slice(end) !== after) return undefined;
    const content = parseJsonString(data.slice(before.length - 1, end + 1));
    if (content !== undefined) this.misses = 0;
    return content;
  }

  /** Plain answers only, and only where the content stands once, in the spelling in which it would be written here. */
  private learn(data: string, event: Extract<CozeEvent, { type: 'delta' }>): void {
    const { message, debugUrl } = event;
    this.misses++;
    this.message = undefined;
    const isPlain =
      message.type === 'answer' && message.contentType === 'text' && message.reasoning === undefined;
    if (!isPlain || debugUrl !== undefined) return;
    const at = data.indexOf(contentKey);
    if (at < 0 || at !== data.lastIndexOf(contentKey)) return;
    const written = JSON.stringify(message.content);
    const start = at + contentKey.length;
    if (!data.startsWith(written, start)) return;
    this.message = message;
    this.isInText = true;
    this.before = data.slice(0, start + 1);
    this.after = data.slice(start + written.length - 1);
  }
}

/** The text of a JSON string with its quotes. What is no such text does not parse, so it cannot be mistaken. */
function parseJsonString(literal: string): string | undefined {
  try {
    return JSON.parse(literal) as string;
  } catch {
    return undefined;
  }
}
