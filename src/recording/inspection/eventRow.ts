import { Buffer } from 'node:buffer';
import type { CozeEvent } from '../../coze/wire/cozeEvent';
import type { ChatEvent } from '../../shared/conversation/chatEvent';
import type { Run, ServiceMessage } from '../../shared/conversation/conversation';
import type { EventMark, EventRow } from '../../shared/inspection/runInspection';
import { foreignText } from '../../shared/text/foreignText';
import type { RecordingEntryOf } from '../recording';

/** Most characters of a text in a row. The whole text is in the raw event. */
const maxText = 200;
const maxName = 100;

/** An event with its meaning: the chat events that it gave, and the run before and after them. */
export interface AppliedEvent {
  readonly entry: RecordingEntryOf<'event'>;
  readonly decoded: CozeEvent;
  readonly chatEvents: readonly ChatEvent[];
  readonly before: Run;
  readonly after: Run;
}

/** The row of an event. `message` is the key of the message that it belongs to. */
export function eventRow(
  { entry, decoded }: Pick<AppliedEvent, 'entry' | 'decoded'>,
  message: string | undefined,
  mark?: EventMark,
): EventRow {
  const hasText = decoded.type === 'delta' || decoded.type === 'message';
  const text = hasText ? decoded.message.content || (decoded.message.reasoning ?? '') : rawText(entry);
  return {
    offsetMs: entry.offsetMs,
    name: plain(entry.event ?? '', maxName),
    bytes: Buffer.byteLength(rawText(entry)),
    text: plain(text, maxText),
    ...(message !== undefined && { message }),
    ...(mark && { mark }),
  };
}

/** The data of an event with the lines that belong to it. */
function rawText({ data, strayLines }: RecordingEntryOf<'event'>): string {
  return strayLines === undefined ? data : [data, strayLines].filter((part) => part !== '').join('\n');
}

/** The message that the event has changed. */
export function changedMessage({
  before,
  after,
}: Pick<AppliedEvent, 'before' | 'after'>): ServiceMessage | undefined {
  if (before.messages === after.messages) return undefined;
  return after.messages.findLast((message, index) => message !== before.messages[index]);
}

/** Why the event changed nothing; `undefined` if it did. */
export function markOf(applied: AppliedEvent): EventMark | undefined {
  const { decoded, chatEvents, before, after } = applied;
  if (decoded.type === 'skipped') return decoded.reason;
  if (after.omittedMessages !== before.omittedMessages) return 'beyondLimit';
  const signals = chatEvents.filter(({ type }) => countedTypes.has(type));
  if (signals.length === 0) return undefined;
  const isChanged = after.messages !== before.messages || stateOf(after) !== stateOf(before);
  if (!isChanged) {
    // A message beyond the limit that has only started is counted once.
    if (after.omittedMessages !== undefined && decoded.type === 'delta') return 'beyondLimit';
    return decoded.type === 'delta' ? 'late' : 'repeated';
  }
  return decoded.type === 'message' && isSameMessage(applied) ? 'repeated' : undefined;
}

/** Chat events that must change the run; others may repeat what is known. */
const countedTypes: ReadonlySet<ChatEvent['type']> = new Set([
  'textAppended',
  'reasoningAppended',
  'messageCompleted',
  'followUpSuggested',
  'interruptSignalled',
  'chatCompleted',
  'chatCanceled',
  'chatFailed',
]);

/** What these events change beside the messages. */
function stateOf({ followUps, omittedFollowUps, interruptSignals, reportedStatus }: Run): string {
  return [followUps.length, omittedFollowUps, interruptSignals.length, reportedStatus].join();
}

function isSameMessage(applied: AppliedEvent): boolean {
  const message = changedMessage(applied);
  const previous = applied.before.messages.find(({ key }) => key === message?.key);
  return previous?.isComplete === true && previous.text === message?.text;
}

const ordinary = /^[\x20-\x7E\u4E00-\u9FFF\u3000-\u303F\uFF00-\uFF5E]*$/;

/** Foreign text on one line. Blanks at its ends are kept: a delta often begins with one. */
function plain(text: string, maxLength: number): string {
  const start = text.slice(0, maxLength * 2);
  if (start.length <= maxLength && ordinary.test(start)) return start;
  const clean = start.replace(/[\r\n\u2028\u2029]+/g, '↵').replace(/\t/g, ' ');
  const blank = clean.startsWith(' ') ? ' ' : '';
  return blank + foreignText(clean, maxLength);
}
