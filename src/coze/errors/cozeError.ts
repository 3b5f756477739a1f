import type { ErrorInfo } from '../../shared/errorInfo';
import { errorFromNetwork } from './networkError';

/** Shared by all bundles of the extension. */
const brand = Symbol.for('coze-workflow-chat.CozeError');

/**
 * An error that prevents a run from being read to its end. The message contains the reason, the code and the log ID
 * only, so that it is safe to log. There is no `cause`, because messages of the platform quote headers.
 */
export class CozeError extends Error {
  override readonly name = 'CozeError';
  readonly [brand] = true;

  constructor(
    readonly info: ErrorInfo,
    /**
     * True after the stream has begun: the service accepted the request, and received text is kept as a cut-off answer.
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

/** Converts anything that was thrown to plain data. */
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
