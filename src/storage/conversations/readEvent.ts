import { reasons } from '../../coze/errors/reasons';
import {
  boundedBody,
  type CardField,
  type CardQuestion,
  type MediaItem,
  type MessageBody,
} from '../../shared/conversation/content';
import type { ErrorInfo, ErrorReason } from '../../shared/errorInfo';
import { limits } from '../../shared/limits';
import type { TokenUsage } from '../../shared/usage';
import type { WorkflowRef } from '../../shared/workflow';
import { count, flag, list, named, oneOf, shape, text, time, title, variant, type Reader } from './readers';
import type { Optional, Required, Untyped } from './readers';
import type { JournalEvent } from './journalEvent';

type EventOf<T extends JournalEvent['type']> = Untyped<Extract<JournalEvent, { readonly type: T }>>;

/** Of a list that is bounded later, this many items are read at most: what is beyond is counted. */
const anyNumber = Number.MAX_SAFE_INTEGER;

const mediaItem = shape<MediaItem>(
  { kind: oneOf('image', 'file', 'audio', 'video') },
  { url: text, fileId: text, name: text },
);
const field = shape<CardField>({ name: text, type: text, required: flag }, {});

type OptionsQuestion = Untyped<Extract<CardQuestion, { type: 'options' }>>;
type InputsQuestion = Untyped<Extract<CardQuestion, { type: 'inputs' }>>;
const question = variant<CardQuestion>({
  options: shape<OptionsQuestion>({ title: text, options: list(text, anyNumber) }, { omitted: count }),
  inputs: shape<InputsQuestion>({ title: text, fields: list(field, anyNumber) }, { omitted: count }),
});

type BodyOf<T extends MessageBody['type']> = Untyped<Extract<MessageBody, { readonly type: T }>>;
const anyBody = variant<MessageBody>({
  text: shape<object>({}, {}),
  media: shape<BodyOf<'media'>>({ items: list(mediaItem, anyNumber) }, { omitted: count }),
  card: shape<BodyOf<'card'>>({ raw: text }, { question }),
  tool: shape<BodyOf<'tool'>>({ tool: oneOf('call', 'output', 'knowledge') }, { name: text }),
});
const body: Reader<MessageBody> = (value) => {
  const read = anyBody(value);
  return read && boundedBody(read);
};

const kind = oneOf(...new Set(Object.values(reasons).map((row) => row.kind)));
const reason = oneOf(...(Object.keys(reasons) as ErrorReason[]));
const remedy = oneOf(...new Set(Object.values(reasons).flatMap((row) => row.remedies)));
const words = list(text, limits.errorParams);
/** Words of a later version are replaced by the most general ones: how the run ended counts more. */
const error = shape<ErrorInfo>(
  {
    kind: (value) => (typeof value === 'string' ? (kind(value) ?? 'server') : undefined),
    reason: (value) => (typeof value === 'string' ? (reason(value) ?? 'internal') : undefined),
    remedies: (value) => words(value)?.flatMap((word) => remedy(word) ?? []),
  },
  {
    params: named(text, limits.errorParams),
    code: text,
    status: count,
    logId: text,
    serviceMessage: text,
    retryAfterMs: count,
  },
);

const workflow = shape<WorkflowRef>({ key: text, name: title, workflowId: text, origin: text }, {});
const usage = shape<TokenUsage>({ input: count, output: count, unsplit: count }, {});
const attachments = list(mediaItem, limits.mediaItems);
const role = oneOf('assistant', 'tool');
const ofRun = { runId: text };
const atEnd = { ...ofRun, at: time };
const failed = { ...atEnd, error };
type ForkOrigin = NonNullable<EventOf<'conversationStarted'>['forkedFrom']>;

/** Every field of every event: one that is missing here does not compile. */
const shapes: {
  readonly [T in JournalEvent['type']]: readonly [Required<EventOf<T>>, Optional<EventOf<T>>];
} = {
  conversationStarted: [
    { conversationId: text, workflow, at: time },
    { forkedFrom: shape<ForkOrigin>({ conversationId: text, title, turnId: text }, { turns: count }) },
  ],
  conversationRenamed: [{ title }, {}],
  serviceConversationDropped: [{}, {}],
  messageSent: [{ turnId: text, ...ofRun, text, attachments, at: time }, {}],
  interruptAnswered: [{ turnId: text, ...ofRun, text, at: time }, {}],
  runRepeated: [{ turnId: text, ...ofRun, at: time }, {}],
  messageQueued: [{ queueId: text, text, attachments }, {}],
  queuedMessageRemoved: [{ queueId: text }, {}],
  queueHeld: [{}, {}],
  interruptDismissed: [{ turnId: text }, {}],
  turnHidden: [{ turnId: text }, {}],
  turnShown: [{ turnId: text }, {}],
  feedbackGiven: [{ ...ofRun, messageId: text, feedback: oneOf('like', 'unlike', 'none') }, {}],
  chatStarted: [ofRun, { chatId: text, cozeConversationId: text }],
  textAppended: [{ ...ofRun, messageId: text, role, text }, { body }],
  reasoningAppended: [{ ...ofRun, messageId: text, text }, {}],
  messageCompleted: [{ ...ofRun, messageId: text, role, text, body }, { reasoning: text }],
  followUpSuggested: [{ ...ofRun, text }, {}],
  usageReported: [{ ...ofRun, usage }, {}],
  debugUrlReceived: [{ ...ofRun, url: text, isTrusted: flag }, {}],
  executionIdentified: [{ ...ofRun, executeId: text }, {}],
  interruptSignalled: [
    { ...ofRun, signal: oneOf('requiresAction', 'verboseInterrupt', 'finishReason', 'chatStatus') },
    {},
  ],
  chatCompleted: [ofRun, {}],
  chatCanceled: [ofRun, {}],
  chatFailed: [{ ...ofRun, error }, {}],
  runCompleted: [atEnd, { skippedEvents: count }],
  runWaiting: [atEnd, {}],
  runStopped: [atEnd, {}],
  runFailed: [failed, {}],
  runCutOff: [failed, {}],
};

const anyEvent = variant<JournalEvent>(readersOf());

/**
 * An event from a journal or from a file of unknown origin, with every field that is shown of the right type and within
 * bounds; `undefined` for anything else, events of a later version included.
 */
export function readEvent(value: unknown): JournalEvent | undefined {
  return anyEvent(value);
}

function readersOf() {
  const readers = Object.entries(shapes).map(([type, [required, optional]]) => [
    type,
    shape<object>(required, optional),
  ]);
  return Object.fromEntries(readers) as { readonly [T in JournalEvent['type']]: Reader<object> };
}
