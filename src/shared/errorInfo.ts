import * as v from 'valibot';
import { limits } from './limits';
import { count, fields, list, named, text, textUpTo, type Read, type Schema } from './schema';

/** The kind of an error: decides the tone, the icon and whether another try can help. */
const errorKinds = [
  'auth',
  'permission',
  'notFound',
  'badRequest',
  'rateLimit',
  'quota',
  'busy',
  'server',
  'network',
  'timeout',
  'protocol',
] as const;
export type ErrorKind = (typeof errorKinds)[number];

/**
 * An action the user can take about an error. The view shows a button for each and sends its name back; the host
 * carries it out.
 */
export const remedies = [
  'setToken',
  'signIn',
  'openTokenPage',
  'changeBaseUrl',
  'chooseWorkflow',
  'addWorkflow',
  'openPublishHelp',
  'newConversation',
  'openDebugPage',
  'openProxySettings',
  'openCertificateSettings',
  'showLog',
  'tryAgain',
] as const;
export type Remedy = (typeof remedies)[number];

interface ReasonRow {
  readonly kind: ErrorKind;
  readonly remedies: readonly Remedy[];
}

/**
 * The causes of errors, each with its kind and the remedies that can help. The keys are also those of
 * `text/errors.en.ts` and `text/errors.zhCn.ts`. The text is looked up when it is shown, so a journal can be read in either
 * language.
 */
export const reasons = {
  tokenMissing: { kind: 'auth', remedies: ['setToken', 'signIn', 'openTokenPage'] },
  tokenInvalid: { kind: 'auth', remedies: ['setToken', 'signIn', 'openTokenPage', 'changeBaseUrl'] },
  tokenUnusable: { kind: 'auth', remedies: ['setToken'] },
  signInExpired: { kind: 'auth', remedies: ['signIn', 'tryAgain', 'setToken'] },
  tokenWrongRegion: { kind: 'auth', remedies: ['changeBaseUrl', 'setToken'] },
  noPermission: { kind: 'permission', remedies: ['openTokenPage', 'setToken', 'changeBaseUrl'] },
  workflowRemoved: { kind: 'notFound', remedies: ['chooseWorkflow', 'addWorkflow'] },
  workflowNotFound: { kind: 'notFound', remedies: ['chooseWorkflow', 'openPublishHelp', 'changeBaseUrl'] },
  workflowNotPublished: { kind: 'notFound', remedies: ['openPublishHelp', 'chooseWorkflow'] },
  workspaceNotFound: { kind: 'notFound', remedies: ['changeBaseUrl', 'setToken'] },
  endpointMissing: { kind: 'notFound', remedies: ['changeBaseUrl'] },
  conversationNotFound: { kind: 'notFound', remedies: ['newConversation'] },
  conversationNameUnknown: { kind: 'notFound', remedies: ['chooseWorkflow', 'newConversation'] },
  botNotFound: { kind: 'notFound', remedies: ['chooseWorkflow'] },
  botNotPublished: { kind: 'notFound', remedies: ['openPublishHelp'] },
  badParameters: { kind: 'badRequest', remedies: ['chooseWorkflow'] },
  parameterMissing: { kind: 'badRequest', remedies: ['chooseWorkflow'] },
  messagesInvalid: { kind: 'badRequest', remedies: ['newConversation'] },
  promptTooLong: { kind: 'badRequest', remedies: ['newConversation'] },
  idNotNumeric: { kind: 'badRequest', remedies: ['chooseWorkflow'] },
  attachmentInvalid: { kind: 'badRequest', remedies: [] },
  fileEmpty: { kind: 'badRequest', remedies: [] },
  filesTooMany: { kind: 'badRequest', remedies: [] },
  fileTooLarge: { kind: 'badRequest', remedies: [] },
  fileTypeRefused: { kind: 'badRequest', remedies: [] },
  fileBroken: { kind: 'badRequest', remedies: [] },
  fileUnknown: { kind: 'badRequest', remedies: [] },
  rateLimited: { kind: 'rateLimit', remedies: ['tryAgain'] },
  modelRateLimited: { kind: 'rateLimit', remedies: ['tryAgain'] },
  dailyQuota: { kind: 'quota', remedies: [] },
  creditsExhausted: { kind: 'quota', remedies: [] },
  accountOverdue: { kind: 'quota', remedies: [] },
  conversationBusy: { kind: 'busy', remedies: ['tryAgain', 'newConversation'] },
  systemBusy: { kind: 'busy', remedies: ['tryAgain'] },
  riskControl: { kind: 'permission', remedies: [] },
  cannotAnswer: { kind: 'server', remedies: ['tryAgain'] },
  modelInvalid: { kind: 'badRequest', remedies: ['openPublishHelp'] },
  workflowMisconfigured: { kind: 'badRequest', remedies: ['openDebugPage', 'openPublishHelp'] },
  workflowFailed: { kind: 'server', remedies: ['openDebugPage', 'tryAgain'] },
  workflowTimeout: { kind: 'timeout', remedies: ['openDebugPage', 'tryAgain'] },
  codeNodeFailed: { kind: 'server', remedies: ['openDebugPage'] },
  unsupportedHere: { kind: 'badRequest', remedies: ['chooseWorkflow'] },
  serverError: { kind: 'server', remedies: ['tryAgain', 'showLog'] },
  serviceUnavailable: { kind: 'server', remedies: ['tryAgain'] },
  unknownCode: { kind: 'server', remedies: ['tryAgain', 'openDebugPage', 'showLog'] },
  hostNotFound: { kind: 'network', remedies: ['tryAgain', 'changeBaseUrl', 'openProxySettings'] },
  connectionRefused: { kind: 'network', remedies: ['tryAgain', 'changeBaseUrl', 'openProxySettings'] },
  connectionReset: { kind: 'network', remedies: ['tryAgain'] },
  connectTimeout: { kind: 'timeout', remedies: ['tryAgain', 'openProxySettings'] },
  responseTimeout: { kind: 'timeout', remedies: ['tryAgain', 'openProxySettings'] },
  idleTimeout: { kind: 'timeout', remedies: ['tryAgain', 'openDebugPage'] },
  streamEnded: { kind: 'network', remedies: ['tryAgain', 'openDebugPage'] },
  computerSlept: { kind: 'network', remedies: ['tryAgain'] },
  offline: { kind: 'network', remedies: ['tryAgain'] },
  proxyUnreachable: { kind: 'network', remedies: ['openProxySettings', 'tryAgain'] },
  proxyAuth: { kind: 'network', remedies: ['openProxySettings', 'tryAgain'] },
  proxyBlocked: { kind: 'network', remedies: ['openProxySettings', 'tryAgain'] },
  certificate: { kind: 'network', remedies: ['openCertificateSettings', 'openProxySettings'] },
  tlsMissing: { kind: 'network', remedies: ['changeBaseUrl', 'openProxySettings'] },
  redirected: { kind: 'protocol', remedies: ['changeBaseUrl', 'openProxySettings'] },
  notAStream: { kind: 'protocol', remedies: ['changeBaseUrl', 'openProxySettings', 'tryAgain'] },
  badContent: { kind: 'protocol', remedies: ['tryAgain', 'showLog'] },
  eventTooLarge: { kind: 'protocol', remedies: ['openDebugPage'] },
  runTooLarge: { kind: 'protocol', remedies: ['openDebugPage'] },
  baseUrlInvalid: { kind: 'badRequest', remedies: ['changeBaseUrl'] },
  baseUrlInsecure: { kind: 'badRequest', remedies: ['changeBaseUrl'] },
  interruptedByRestart: { kind: 'network', remedies: ['tryAgain'] },
  internal: { kind: 'protocol', remedies: ['showLog', 'tryAgain'] },
} as const satisfies Readonly<Record<string, ReasonRow>>;
export type ErrorReason = keyof typeof reasons;

/** A name of a later version is read as a general one: that the run failed matters more than why. */
const knownKind = v.pipe(
  text,
  v.transform((name) => errorKinds.find((kind) => kind === name) ?? 'server'),
);
const knownReason = v.pipe(
  text,
  v.transform((name) => (Object.hasOwn(reasons, name) ? (name as ErrorReason) : 'internal')),
);
const knownRemedies: Schema<readonly Remedy[]> = v.pipe(
  list(text, limits.errorParams),
  v.transform((names) => names.flatMap((name) => remedies.find((remedy) => remedy === name) ?? [])),
);

/** Longest text of an error, in UTF-16 units. */
const maxErrorText = 2_000;

/**
 * An error as plain data, for the view and the journal. Never contains the token, a header or the content of a message.
 */
export const errorInfoSchema = fields(
  { kind: knownKind, reason: knownReason, remedies: knownRemedies },
  {
    /** Values for the text, such as `{host}` or `{seconds}`. */
    params: named(textUpTo(maxErrorText), limits.errorParams),
    /** Coze's error code as text, sent as a number or a numeric string. */
    code: textUpTo(limits.title),
    /** HTTP status, if it is not 2xx. */
    status: count,
    /** Coze's log ID, which its support asks for. */
    logId: textUpTo(limits.title),
    /** The service's message, shown verbatim beside ours; at most 2,000 characters. */
    serviceMessage: textUpTo(maxErrorText),
    /** How long the service asks to wait before another try, in milliseconds. */
    retryAfterMs: count,
  },
);
export type ErrorInfo = Read<typeof errorInfoSchema>;

/** An error of the extension, with the kind and the remedies of its cause. */
export function errorInfo(
  reason: ErrorReason,
  details: Omit<ErrorInfo, 'kind' | 'reason' | 'remedies'> = {},
): ErrorInfo {
  return { ...reasons[reason], reason, ...details };
}
