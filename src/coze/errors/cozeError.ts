import type { ErrorInfo } from '../../shared/errorInfo';
import { errorFromNetwork } from './networkError';

/** Shared by all bundles of the extension. */
const brand = Symbol.for('coze-workflow-chat.CozeError');

/**
 * Everything that keeps a run from being read to its end. Its text names reason, code and log id and nothing else, so it
 * is safe to log; the error it comes from is never passed on, because messages of the platform quote headers.
 */
export class CozeError extends Error {
  override readonly name = 'CozeError';
  readonly [brand] = true;

  constructor(
    readonly info: ErrorInfo,
    /**
     * The stream had begun: the service took the request, and what has arrived is kept as a cut off answer.
     * False means that nothing of the answer came.
     */
    readonly hasBegun = false,
  ) {
    super(describe(info));
  }
}

/** Checks the brand, not the class: each bundle that is loaded on demand has its own copy of the class. */
export function isCozeError(error: unknown): error is CozeError {
  return error instanceof Error && brand in error;
}

/** What happened, as plain data, for anything that was thrown. */
export function explainError(error: unknown): ErrorInfo {
  return isCozeError(error) ? error.info : errorFromNetwork(error, {});
}

function describe(info: ErrorInfo): string {
  const details = [
    info.params?.['host'],
    info.status === undefined ? undefined : `HTTP ${info.status}`,
    info.code === undefined ? undefined : `code ${info.code}`,
    info.logId === undefined ? undefined : `log id ${info.logId}`,
    info.params?.['detail'],
  ].filter((detail) => detail !== undefined);
  return details.length === 0 ? info.reason : `${info.reason} (${details.join(', ')})`;
}
