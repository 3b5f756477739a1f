/** What kind of thing went wrong; decides the tone, the icon and whether another try can help. */
export type ErrorKind =
  | 'auth'
  | 'permission'
  | 'notFound'
  | 'badRequest'
  | 'rateLimit'
  | 'quota'
  | 'busy'
  | 'server'
  | 'network'
  | 'timeout'
  | 'protocol';

/**
 * An action the user can take about an error. The view shows each as a button and sends the word back;
 * the host owns what it does.
 */
export type Remedy =
  | 'setToken'
  | 'openTokenPage'
  | 'changeBaseUrl'
  | 'chooseWorkflow'
  | 'addWorkflow'
  | 'openPublishHelp'
  | 'newConversation'
  | 'openDebugPage'
  | 'openProxySettings'
  | 'openCertificateSettings'
  | 'showLog'
  | 'tryAgain';

/**
 * The cause, as a key of the string table (`text/en.ts`, `text/zhCn.ts`: `errors`). Texts are chosen where they are
 * shown, so an error written to disk in one language reads in the other.
 */
export type ErrorReason =
  | 'tokenMissing'
  | 'tokenInvalid'
  | 'tokenUnusable'
  | 'tokenWrongRegion'
  | 'noPermission'
  | 'workflowRemoved'
  | 'workflowNotFound'
  | 'workflowNotPublished'
  | 'conversationNotFound'
  | 'conversationNameUnknown'
  | 'botNotFound'
  | 'botNotPublished'
  | 'badParameters'
  | 'parameterMissing'
  | 'messagesInvalid'
  | 'promptTooLong'
  | 'idNotNumeric'
  | 'attachmentInvalid'
  | 'rateLimited'
  | 'modelRateLimited'
  | 'dailyQuota'
  | 'creditsExhausted'
  | 'accountOverdue'
  | 'conversationBusy'
  | 'systemBusy'
  | 'riskControl'
  | 'cannotAnswer'
  | 'modelInvalid'
  | 'workflowMisconfigured'
  | 'workflowFailed'
  | 'workflowTimeout'
  | 'codeNodeFailed'
  | 'unsupportedHere'
  | 'serverError'
  | 'serviceUnavailable'
  | 'unknownCode'
  | 'hostNotFound'
  | 'connectionRefused'
  | 'connectionReset'
  | 'connectTimeout'
  | 'responseTimeout'
  | 'idleTimeout'
  | 'streamEnded'
  | 'computerSlept'
  | 'offline'
  | 'proxyUnreachable'
  | 'proxyAuth'
  | 'proxyBlocked'
  | 'certificate'
  | 'redirected'
  | 'notAStream'
  | 'badContent'
  | 'eventTooLarge'
  | 'runTooLarge'
  | 'baseUrlInvalid'
  | 'baseUrlInsecure'
  | 'interruptedByRestart'
  | 'internal';

/**
 * An error as plain data: crosses to the view and to disk. Never holds the token, a header or the content of a message.
 */
export interface ErrorInfo {
  readonly kind: ErrorKind;
  readonly reason: ErrorReason;
  /** Named values for the text, such as `{host}` or `{seconds}`. */
  readonly params?: Readonly<Record<string, string>>;
  /** Coze's own code as it came, number or numeric string, as text. */
  readonly code?: string;
  /** HTTP status of the answer, where there was one that is not 2xx. */
  readonly status?: number;
  /** Coze's log id: what its support asks for. */
  readonly logId?: string;
  /** The service's own words, shown verbatim as text beside ours; at most 2,000 characters. */
  readonly serviceMessage?: string;
  /** How long the service asked to wait before another try, in milliseconds. */
  readonly retryAfterMs?: number;
  readonly remedies: readonly Remedy[];
}
