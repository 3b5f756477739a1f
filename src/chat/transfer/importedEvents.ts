import { readEvent, type JournalEvent } from '../../shared/conversation/chatEvent';
import { isTrustedDebugUrl } from '../../shared/urls';

/** What {@link replay} makes. Others would bring ids, tokens or a queue that belong to another installation. */
const importable: ReadonlySet<JournalEvent['type']> = new Set<JournalEvent['type']>([
  'conversationStarted',
  'conversationRenamed',
  'messageSent',
  'interruptAnswered',
  'runRepeated',
  'turnHidden',
  'textAppended',
  'reasoningAppended',
  'messageCompleted',
  'followUpSuggested',
  'interruptSignalled',
  'debugUrlReceived',
  'runCompleted',
  'runWaiting',
  'runStopped',
  'runFailed',
  'runCutOff',
]);

/**
 * The events of a file of unknown origin; `undefined` where one of them cannot be read. The view can rely on their shape,
 * not on their words.
 */
export function importedEvents(value: unknown): readonly JournalEvent[] | undefined {
  if (!Array.isArray(value)) return undefined;
  const events: JournalEvent[] = [];
  for (const each of value) {
    const event = readEvent(each);
    if (!event || !importable.has(event.type)) return undefined;
    events.push(withoutTrust(event));
  }
  return events;
}

/** The file's word does not make a link trusted; that it leads to Coze itself does. */
function withoutTrust(event: JournalEvent): JournalEvent {
  if (event.type !== 'debugUrlReceived') return event;
  return { ...event, isTrusted: isTrustedDebugUrl(event.url, '') };
}
