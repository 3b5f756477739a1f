import { readEvent, type JournalEvent } from '../../shared/conversation/chatEvent';
import { isTrustedDebugUrl } from '../../shared/urls/urls';

/** The events that `replay` makes. Other events hold IDs, tokens or a queue of another installation. */
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
 * Reads the events of an imported file. `undefined` if one of them is malformed or of another type. Their texts stay
 * untrusted.
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

/** A link is trusted only if it leads to Coze. The flag in the file is ignored. */
function withoutTrust(event: JournalEvent): JournalEvent {
  if (event.type !== 'debugUrlReceived') return event;
  return { ...event, isTrusted: isTrustedDebugUrl(event.url, '') };
}
