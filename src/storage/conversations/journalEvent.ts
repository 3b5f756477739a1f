import { isRunSignal, readEvent, type JournalEvent } from '../../shared/conversation/chatEvent';
import type { EventCodec } from '../journal/journalTypes';

/** The run that the event starts, if any. */
export function openedRun(event: JournalEvent): string | undefined {
  const opens =
    event.type === 'messageSent' || event.type === 'interruptAnswered' || event.type === 'runRepeated';
  return opens ? event.runId : undefined;
}

/** The run that the event ends, if any. */
export function endedRun(event: JournalEvent): string | undefined {
  switch (event.type) {
    case 'runCompleted':
    case 'runWaiting':
    case 'runStopped':
    case 'runFailed':
    case 'runCutOff':
      return event.runId;
    default:
      return undefined;
  }
}

/** The events of a conversation as a journal handles them. */
export const conversationCodec: EventCodec<JournalEvent> = {
  read: readEvent,
  // Acts of the user and ends of runs must survive a power failure. Streamed events are synced with the end of their run,
  // so that text never waits for a slow disk.
  needsSync: (event) => !isRunSignal(event),
  isFirst: ({ type }) => type === 'conversationStarted',
};
