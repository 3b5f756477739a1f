import type { ErrorInfo, ErrorKind, ErrorReason } from '../errorInfo';

/** Causes before the service: no connection was made, or nothing was sent on it. */
const beforeTheService: ReadonlySet<ErrorReason> = new Set<ErrorReason>([
  'hostNotFound',
  'connectionRefused',
  'connectTimeout',
  'offline',
  'proxyUnreachable',
  'proxyAuth',
  'proxyBlocked',
  'certificate',
  'tlsMissing',
  'redirected',
  'baseUrlInvalid',
  'baseUrlInsecure',
]);

/** Kinds of errors with which the service refuses a request. */
const refusals: ReadonlySet<ErrorKind> = new Set<ErrorKind>([
  'auth',
  'permission',
  'notFound',
  'badRequest',
  'rateLimit',
  'quota',
  'busy',
]);

/**
 * Whether the service certainly did not run the workflow. A network error proves it only if no connection was made: a
 * connection that is lost may have delivered the request.
 */
export function wasSurelyNotProcessed(error: ErrorInfo): boolean {
  if (error.status === 429 || error.status === 503) return true;
  return beforeTheService.has(error.reason) || refusals.has(error.kind);
}

/** Whether the request reached the service, as far as its error shows. A request that got no answer counts as sent. */
export function mayHaveBeenSent(error: ErrorInfo): boolean {
  if (beforeTheService.has(error.reason)) return false;
  // Without a code of the service, the extension refused the request itself: a token was missing, for example.
  return error.code !== undefined || error.status !== undefined || !refusals.has(error.kind);
}
