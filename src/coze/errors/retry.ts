import type { ErrorInfo, ErrorReason } from '../../shared/errorInfo';
import { wasSurelyNotProcessed } from '../../shared/conversation/notProcessed';

/** Most automatic retries of one message. */
export const maxRetries = 2;
/** Longest automatic delay, in milliseconds. After that the user decides. */
const maxRetryAfterMs = 60_000;

const firstDelayMs = 500;
const maxDelayMs = 8_000;

/** The failed request. */
export interface RetrySituation {
  /** Number of retries so far: 0 after the first failure. */
  readonly attempt: number;
  /** True after the stream has begun. */
  readonly hasBegun: boolean;
  /** The request answers a question of the workflow. A second one would answer the next question. */
  readonly isAnswer: boolean;
}

/** Temporary failures. The others need an action of the user. */
const passing: ReadonlySet<ErrorReason> = new Set<ErrorReason>([
  'hostNotFound',
  'connectionRefused',
  'connectTimeout',
  'proxyUnreachable',
]);

/**
 * The delay in milliseconds before an automatic retry; `undefined` if only the user may retry. A run costs credits and
 * has side effects, so a request is retried only if it was certainly not processed (docs/coze-protocol.md, 4.3): DNS
 * failed, no connection was made, or the service replied 429 or 503. Uses full jitter; `Retry-After` takes precedence,
 * up to a minute.
 */
export function retryDelay(
  error: ErrorInfo,
  situation: RetrySituation,
  random: () => number = Math.random,
): number | undefined {
  if (situation.hasBegun || situation.isAnswer || situation.attempt >= maxRetries) return undefined;
  if (!wasSurelyNotProcessed(error) || !isPassing(error)) return undefined;
  if (error.retryAfterMs !== undefined) {
    return error.retryAfterMs <= maxRetryAfterMs ? error.retryAfterMs : undefined;
  }
  const ceiling = Math.min(maxDelayMs, firstDelayMs * 2 ** (situation.attempt + 1));
  return Math.round(random() * ceiling);
}

function isPassing(error: ErrorInfo): boolean {
  return passing.has(error.reason) || error.status === 429 || error.status === 503;
}

/**
 * Parses the `Retry-After` header, seconds or a date, to milliseconds. `undefined` for other values and for a date well
 * in the past, which means that the server's clock is wrong.
 */
export function parseRetryAfter(value: string | null, nowMs: number): number | undefined {
  const text = value?.trim() ?? '';
  if (/^\d+(?:\.\d+)?$/.test(text)) return Math.min(Number(text) * 1_000, Number.MAX_SAFE_INTEGER);
  if (!/[a-z]/i.test(text)) return undefined;
  const at = Date.parse(text);
  return Number.isNaN(at) || at < nowMs ? undefined : at - nowMs;
}
