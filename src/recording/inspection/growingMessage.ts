import type { ChatEvent } from '../../shared/conversation/chatEvent';
import type { ServiceMessage } from '../../shared/conversation/conversation';
import { isPlainText } from '../../shared/conversation/thoughts';

type TextAppended = Extract<ChatEvent, { type: 'textAppended' }>;

/**
 * Joins the deltas that lengthen the text of one message, so that a long answer is not copied for each of them. What a
 * delta does is known without {@link reduce} only while the text is open and plain; others are not taken.
 */
export class GrowingMessage {
  /** The message that the last event has changed, as it was after it. */
  message: ServiceMessage | undefined;
  private first: TextAppended | undefined;
  private pieces: string[] = [];

  /** Takes the only chat event of a delta. Returns the message that it lengthens, as it was before the first delta. */
  append(event: ChatEvent): ServiceMessage | undefined {
    const { message } = this;
    if (!message || event.type !== 'textAppended' || !lengthens(message, event)) return undefined;
    this.first ??= event;
    this.pieces.push(event.text);
    return message;
  }

  /** The deltas so far, as one, to be reduced before anything else. */
  take(): ChatEvent | undefined {
    const joined = this.first && { ...this.first, text: this.pieces.join('') };
    this.message = undefined;
    this.first = undefined;
    this.pieces = [];
    return joined;
  }
}

function lengthens(message: ServiceMessage, { messageId, role, body, text }: TextAppended): boolean {
  if (body || messageId !== message.id || role !== message.role) return false;
  return isPlainText(message.scan, text);
}
