import type { ChatEvent, TransientEvent } from '../../shared/chatEvent';

/** What a journal holds: everything that happened, but for what matters only while it is seen. */
export type JournalEvent = Exclude<ChatEvent, TransientEvent>;

type Kind = 'string' | 'number' | 'boolean' | 'object' | 'array';

/** What `reduce` and the view rely on; fields beyond these are optional and passed on as they are. */
const shapes: { readonly [T in JournalEvent['type']]: Readonly<Record<string, Kind>> } = {
  conversationStarted: { conversationId: 'string', workflow: 'object', at: 'number' },
  conversationRenamed: { title: 'string' },
  serviceConversationDropped: {},
  messageSent: { turnId: 'string', runId: 'string', text: 'string', attachments: 'array', at: 'number' },
  interruptAnswered: { turnId: 'string', runId: 'string', text: 'string', at: 'number' },
  runRepeated: { turnId: 'string', runId: 'string', at: 'number' },
  messageQueued: { queueId: 'string', text: 'string', attachments: 'array' },
  queuedMessageRemoved: { queueId: 'string' },
  queueHeld: {},
  interruptDismissed: { turnId: 'string' },
  turnHidden: { turnId: 'string' },
  turnShown: { turnId: 'string' },
  feedbackGiven: { runId: 'string', messageId: 'string', feedback: 'string' },
  chatStarted: { runId: 'string' },
  textAppended: { runId: 'string', messageId: 'string', role: 'string', text: 'string' },
  reasoningAppended: { runId: 'string', messageId: 'string', text: 'string' },
  messageCompleted: { runId: 'string', messageId: 'string', role: 'string', text: 'string', body: 'object' },
  followUpSuggested: { runId: 'string', text: 'string' },
  usageReported: { runId: 'string', usage: 'object' },
  debugUrlReceived: { runId: 'string', url: 'string', isTrusted: 'boolean' },
  executionIdentified: { runId: 'string', executeId: 'string' },
  interruptSignalled: { runId: 'string', signal: 'string' },
  chatCompleted: { runId: 'string' },
  chatCanceled: { runId: 'string' },
  chatFailed: { runId: 'string', error: 'object' },
  runCompleted: { runId: 'string', at: 'number' },
  runWaiting: { runId: 'string', at: 'number' },
  runStopped: { runId: 'string', at: 'number' },
  runFailed: { runId: 'string', at: 'number', error: 'object' },
  runCutOff: { runId: 'string', at: 'number', error: 'object' },
};

/**
 * Whether a value read from disk is an event that can be reduced. False for kinds of events of a later version as well:
 * those stay in the file and are passed over.
 */
export function isJournalEvent(value: unknown): value is JournalEvent {
  if (!isRecord(value)) return false;
  const type = value['type'];
  if (typeof type !== 'string' || !Object.hasOwn(shapes, type)) return false;
  return Object.entries(shapes[type as JournalEvent['type']]).every(([field, kind]) =>
    isKind(value[field], kind),
  );
}

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
export function isPrecious(event: JournalEvent): boolean {
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

function isKind(value: unknown, kind: Kind): boolean {
  if (kind === 'array') return Array.isArray(value);
  if (kind === 'object') return isRecord(value) && !Array.isArray(value);
  return typeof value === kind;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
