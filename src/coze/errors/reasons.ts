import type { ErrorInfo, ErrorKind, ErrorReason, Remedy } from '../../shared/errorInfo';

interface ReasonRow {
  readonly kind: ErrorKind;
  readonly remedies: readonly Remedy[];
}

/** What each cause is, and which buttons can help. The texts are in `shared/text/errors.*.ts`. */
export const reasons: Readonly<Record<ErrorReason, ReasonRow>> = {
  tokenMissing: { kind: 'auth', remedies: ['setToken', 'openTokenPage'] },
  tokenInvalid: { kind: 'auth', remedies: ['setToken', 'openTokenPage', 'changeBaseUrl'] },
  tokenUnusable: { kind: 'auth', remedies: ['setToken'] },
  tokenWrongRegion: { kind: 'auth', remedies: ['changeBaseUrl', 'setToken'] },
  noPermission: { kind: 'permission', remedies: ['openTokenPage', 'setToken', 'changeBaseUrl'] },
  workflowRemoved: { kind: 'notFound', remedies: ['chooseWorkflow', 'addWorkflow'] },
  workflowNotFound: { kind: 'notFound', remedies: ['chooseWorkflow', 'openPublishHelp', 'changeBaseUrl'] },
  workflowNotPublished: { kind: 'notFound', remedies: ['openPublishHelp', 'chooseWorkflow'] },
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
  redirected: { kind: 'protocol', remedies: ['changeBaseUrl', 'openProxySettings'] },
  notAStream: { kind: 'protocol', remedies: ['changeBaseUrl', 'openProxySettings', 'tryAgain'] },
  badContent: { kind: 'protocol', remedies: ['tryAgain', 'showLog'] },
  eventTooLarge: { kind: 'protocol', remedies: ['openDebugPage'] },
  runTooLarge: { kind: 'protocol', remedies: ['openDebugPage'] },
  baseUrlInvalid: { kind: 'badRequest', remedies: ['changeBaseUrl'] },
  baseUrlInsecure: { kind: 'badRequest', remedies: ['changeBaseUrl'] },
  interruptedByRestart: { kind: 'network', remedies: ['tryAgain'] },
  internal: { kind: 'protocol', remedies: ['showLog', 'tryAgain'] },
};

/** An error of our own making, with the kind and the remedies its cause has. */
export function errorInfo(
  reason: ErrorReason,
  details: Omit<ErrorInfo, 'kind' | 'reason' | 'remedies'> = {},
): ErrorInfo {
  return { ...reasons[reason], reason, ...details };
}
