import * as v from 'valibot';
import { limits } from './limits';
import { count, fields, list, named, text, type Read, type Schema } from './schema';

/** The kind of an error: decides the tone, the icon and whether another try can help. */
export const errorKinds = [
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

/**
 * The cause of an error: a key of `text/errors.en.ts` and `text/errors.zhCn.ts`. The text is looked up when it is shown,
 * so a journal can be read in either language.
 */
export const errorReasons = [
  'tokenMissing',
  'tokenInvalid',
  'tokenUnusable',
  'tokenWrongRegion',
  'noPermission',
  'workflowRemoved',
  'workflowNotFound',
  'workflowNotPublished',
  'conversationNotFound',
  'conversationNameUnknown',
  'botNotFound',
  'botNotPublished',
  'badParameters',
  'parameterMissing',
  'messagesInvalid',
  'promptTooLong',
  'idNotNumeric',
  'attachmentInvalid',
  'rateLimited',
  'modelRateLimited',
  'dailyQuota',
  'creditsExhausted',
  'accountOverdue',
  'conversationBusy',
  'systemBusy',
  'riskControl',
  'cannotAnswer',
  'modelInvalid',
  'workflowMisconfigured',
  'workflowFailed',
  'workflowTimeout',
  'codeNodeFailed',
  'unsupportedHere',
  'serverError',
  'serviceUnavailable',
  'unknownCode',
  'hostNotFound',
  'connectionRefused',
  'connectionReset',
  'connectTimeout',
  'responseTimeout',
  'idleTimeout',
  'streamEnded',
  'computerSlept',
  'offline',
  'proxyUnreachable',
  'proxyAuth',
  'proxyBlocked',
  'certificate',
  'redirected',
  'notAStream',
  'badContent',
  'eventTooLarge',
  'runTooLarge',
  'baseUrlInvalid',
  'baseUrlInsecure',
  'interruptedByRestart',
  'internal',
] as const;
export type ErrorReason = (typeof errorReasons)[number];

/** A name of a later version is read as a general one: that the run failed matters more than why. */
const knownKind = v.pipe(
  text,
  v.transform((name) => errorKinds.find((kind) => kind === name) ?? 'server'),
);
const knownReason = v.pipe(
  text,
  v.transform((name) => errorReasons.find((reason) => reason === name) ?? 'internal'),
);
const knownRemedies: Schema<readonly Remedy[]> = v.pipe(
  list(text, limits.errorParams),
  v.transform((names) => names.flatMap((name) => remedies.find((remedy) => remedy === name) ?? [])),
);

/**
 * An error as plain data, for the view and the journal. Never contains the token, a header or the content of a message.
 */
export const errorInfoSchema = fields(
  { kind: knownKind, reason: knownReason, remedies: knownRemedies },
  {
    /** Values for the text, such as `{host}` or `{seconds}`. */
    params: named(text, limits.errorParams),
    /** Coze's error code as text, sent as a number or a numeric string. */
    code: text,
    /** HTTP status, if it is not 2xx. */
    status: count,
    /** Coze's log ID, which its support asks for. */
    logId: text,
    /** The service's message, shown verbatim beside ours; at most 2,000 characters. */
    serviceMessage: text,
    /** How long the service asks to wait before another try, in milliseconds. */
    retryAfterMs: count,
  },
);
export type ErrorInfo = Read<typeof errorInfoSchema>;
