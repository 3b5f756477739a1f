import type { ErrorInfo, ErrorReason } from '../../shared/errorInfo';
import { wasSurelyNotProcessed } from '../../shared/conversation/notProcessed';

/** Requests after the first that one Send may cause. */
export const maxRetries = 2;
/** A longer wait is the user's decision. */
export const maxRetryAfterMs = 60_000;

const firstDelayMs = 500;
const maxDelayMs = 8_000;

/** What is known about the request that failed. */
export interface RetrySituation {
  /** Requests already repeated: 0 after the first failure. */
  readonly attempt: number;
  /** The stream had begun. */
  readonly hasBegun: boolean;
  /** The request carries the answer to a waiting question: repeated, it would answer twice. */
  readonly isAnswer: boolean;
}

/** Failures that may be gone a moment later. The others need the user. */
const passing: ReadonlySet<ErrorReason> = new Set<ErrorReason>([
  'hostNotFound',
  'connectionRefused',
  'connectTimeout',
  'proxyUnreachable',
]);

/**
 * Milliseconds after which a failed request may be repeated by itself, or undefined where only the user may. A run costs
 * credits and has effects, so only what was surely not processed is repeated: the name was not found, the connection
 * was refused or never made, or the service said 429 or 503 instead of beginning. Full jitter; Retry-After goes first,
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
 * The header `Retry-After` in milliseconds: seconds, or a date. Undefined for anything else, and for a time that has
 * passed by more than a moment: a server whose clock is wrong has said nothing.
 */
export function parseRetryAfter(value: string | null, nowMs: number): number | undefined {
  const text = value?.trim() ?? '';
  if (/^\d+(?:\.\d+)?$/.test(text)) return Math.min(Number(text) * 1_000, Number.MAX_SAFE_INTEGER);
  if (!/[a-z]/i.test(text)) return undefined;
  const at = Date.parse(text);
  return Number.isNaN(at) || at < nowMs ? undefined : at - nowMs;
}
