import type { ErrorInfo, ErrorKind, ErrorReason } from '../errorInfo';

/** Causes that lie before the service: no connection was made, or nothing was sent over it. */
const beforeTheService: ReadonlySet<ErrorReason> = new Set<ErrorReason>([
  'hostNotFound',
  'connectionRefused',
  'connectTimeout',
  'offline',
  'proxyUnreachable',
  'proxyAuth',
  'proxyBlocked',
  'certificate',
  'redirected',
  'baseUrlInvalid',
  'baseUrlInsecure',
]);

/** Kinds of errors by which a service refuses a request. */
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
 * Whether the service surely did not run the workflow: the one place that decides it. The word of the connection counts
 * only where the connection was never made; a connection that was made and lost says nothing about the request.
 */
export function wasSurelyNotProcessed(error: ErrorInfo): boolean {
  if (error.status === 429 || error.status === 503) return true;
  return beforeTheService.has(error.reason) || refusals.has(error.kind);
}
