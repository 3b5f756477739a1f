import { reasons } from '../coze/reasons';
import type { ChatEvent } from '../shared/chatEvent';

type Check = (value: unknown) => boolean;

const text: Check = (value) => typeof value === 'string';
const flag: Check = (value) => typeof value === 'boolean';
const time: Check = (value) => typeof value === 'number' && Number.isFinite(value);
const oneOf =
  (...words: readonly string[]): Check =>
  (value) =>
    typeof value === 'string' && words.includes(value);
const maybe =
  (check: Check): Check =>
  (value) =>
    value === undefined || check(value);
const list =
  (check: Check): Check =>
  (value) =>
    Array.isArray(value) && value.every(check);
const record =
  (check: Check): Check =>
  (value) =>
    isObject(value) && Object.values(value).every(check);
const shape =
  (fields: Readonly<Record<string, Check>>): Check =>
  (value) =>
    isObject(value) && Object.entries(fields).every(([name, check]) => check(ownField(value, name)));
/** An object whose field `type` says which of the shapes it has. */
const variant = (shapes: Readonly<Record<string, Check>>): Check => {
  const checks = new Map(Object.entries(shapes));
  return (value) => {
    const type = isObject(value) ? ownField(value, 'type') : undefined;
    return typeof type === 'string' && checks.get(type)?.(value) === true;
  };
};

const mediaItem = shape({
  kind: oneOf('image', 'file', 'audio', 'video'),
  url: maybe(text),
  fileId: maybe(text),
  name: maybe(text),
});

const question = variant({
  options: shape({ title: text, options: list(text) }),
  inputs: shape({ title: text, fields: list(shape({ name: text, type: text, required: flag })) }),
});

const body = variant({
  text: shape({}),
  media: shape({ items: list(mediaItem) }),
  card: shape({ raw: text, question: maybe(question) }),
  tool: shape({ tool: oneOf('call', 'output', 'knowledge'), name: maybe(text) }),
});

const kinds = [...new Set(Object.values(reasons).map(({ kind }) => kind))];
const remedies = [...new Set(Object.values(reasons).flatMap((row) => row.remedies))];

const error = shape({
  kind: oneOf(...kinds),
  reason: oneOf(...Object.keys(reasons)),
  params: maybe(record(text)),
  code: maybe(text),
  status: maybe(time),
  logId: maybe(text),
  serviceMessage: maybe(text),
  retryAfterMs: maybe(time),
  remedies: list(oneOf(...remedies)),
});

const ofRun = { runId: text };
const ofMessage = { ...ofRun, messageId: text };
const role = oneOf('assistant', 'tool');

const isImportable = variant({
  conversationStarted: shape({
    conversationId: text,
    workflow: shape({ key: text, name: text, workflowId: text, origin: text }),
    at: time,
  }),
  conversationRenamed: shape({ title: text }),
  messageSent: shape({ ...ofRun, turnId: text, text, attachments: list(mediaItem), at: time }),
  interruptAnswered: shape({ ...ofRun, turnId: text, text, at: time }),
  runRepeated: shape({ ...ofRun, turnId: text, at: time }),
  turnHidden: shape({ turnId: text }),
  textAppended: shape({ ...ofMessage, role, text, body: maybe(body) }),
  reasoningAppended: shape({ ...ofMessage, text }),
  messageCompleted: shape({ ...ofMessage, role, text, reasoning: maybe(text), body }),
  followUpSuggested: shape({ ...ofRun, text }),
  interruptSignalled: shape({
    ...ofRun,
    signal: oneOf('requiresAction', 'verboseInterrupt', 'finishReason', 'chatStatus'),
  }),
  debugUrlReceived: shape({ ...ofRun, url: text, isTrusted: flag }),
  runCompleted: shape({ ...ofRun, at: time, skippedEvents: maybe(time) }),
  runWaiting: shape({ ...ofRun, at: time }),
  runStopped: shape({ ...ofRun, at: time }),
  runFailed: shape({ ...ofRun, at: time, error }),
  runCutOff: shape({ ...ofRun, at: time, error }),
});

/**
 * Whether a value from a file of unknown origin is an event as {@link replay} makes them, down to the last field that is
 * shown: the view can rely on the shape, not on the words.
 */
export function isImportableEvent(value: unknown): value is ChatEvent {
  return isImportable(value);
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** What the object itself says: a name like `constructor` must not be found in its prototype. */
function ownField(object: Readonly<Record<string, unknown>>, name: string): unknown {
  return Object.hasOwn(object, name) ? object[name] : undefined;
}
