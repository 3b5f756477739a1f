import type { JournalEvent } from '../../shared/conversation/chatEvent';

/** The run that the event opens, if it opens one. */
export function openedRun(event: JournalEvent): string | undefined {
  const opens =
    event.type === 'messageSent' || event.type === 'interruptAnswered' || event.type === 'runRepeated';
  return opens ? event.runId : undefined;
}

/** The run that the event ends, if it ends one. */
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

/**
 * Whether the event must survive a power failure before it counts as written: what the user did, and how a run ended. What is
 * streamed in between reaches the disk with its end, or within seconds by the system. While a run streams nothing is synced, so
 * that text is never kept waiting by a slow disk.
 */
export function needsSync(event: JournalEvent): boolean {
  switch (event.type) {
    case 'chatStarted':
    case 'textAppended':
    case 'reasoningAppended':
    case 'messageCompleted':
    case 'followUpSuggested':
    case 'usageReported':
    case 'debugUrlReceived':
    case 'executionIdentified':
    case 'interruptSignalled':
    case 'chatCompleted':
    case 'chatCanceled':
    case 'chatFailed':
      return false;
    default:
      return true;
  }
}
