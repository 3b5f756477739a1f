import type { ErrorInfo } from '../../../shared/errorInfo';
import { isRefusal, type DeviceCode, type OAuthRefusal, type OAuthTokens } from '../../../shared/oauth';
import { isCozeError } from '../../errors/cozeError';

export interface PollDeps {
  /** Waits, and rejects at once when `signal` aborts. */
  readonly pause: (milliseconds: number, signal: AbortSignal) => Promise<void>;
  readonly now: () => number;
  readonly onTrouble: (isUnreachable: boolean) => void;
}

/** Added to the interval for each `slow_down`, in milliseconds. */
const slowDownMs = 5_000;
const longestIntervalMs = 30_000;

/** Failures that another poll can overcome. */
const passing: ReadonlySet<ErrorInfo['kind']> = new Set([
  'network',
  'timeout',
  'server',
  'rateLimit',
  'busy',
]);

/** Causes of these kinds that last. */
const lasting: ReadonlySet<ErrorInfo['reason']> = new Set(['certificate', 'tlsMissing', 'proxyAuth']);

/**
 * Polls until the service issues tokens or refuses, or the code expires (docs/coze-protocol.md, 7). The first request is
 * sent after one interval. Throws the errors of `request` that waiting cannot change, such as a certificate that is not
 * trusted.
 */
export async function pollForTokens(
  request: () => Promise<OAuthTokens | OAuthRefusal>,
  code: Pick<DeviceCode, 'expiresAt' | 'intervalMs'>,
  { pause, now, onTrouble }: PollDeps,
  signal: AbortSignal,
): Promise<OAuthTokens | OAuthRefusal> {
  let interval = code.intervalMs;
  for (;;) {
    await pause(interval, signal);
    if (now() >= code.expiresAt) return { problem: 'expired', code: '', message: '' };
    const reply = await request().catch((error: unknown) => {
      if (!isCozeError(error) || !canPass(error.info)) throw error;
      return undefined;
    });
    onTrouble(reply === undefined);
    if (reply === undefined) continue;
    if (!isRefusal(reply)) return reply;
    if (reply.problem === 'slowDown') interval = Math.min(interval + slowDownMs, longestIntervalMs);
    else if (reply.problem !== 'pending') return reply;
  }
}

function canPass({ kind, reason }: ErrorInfo): boolean {
  return passing.has(kind) && !lasting.has(reason);
}
