import { setTimeout as sleep } from 'node:timers/promises';
import { explainError, isCozeError } from '../coze/errors/cozeError';
import { retryDelay } from '../coze/errors/retry';
import type { CozeEvent } from '../coze/wire/cozeEvent';
import type { TraceSink } from '../coze/wire/traceEntry';
import { toChatEvents } from '../coze/wire/toChatEvents';
import type { ChatEvent } from '../shared/conversation/chatEvent';
import { isTrustedDebugUrl } from '../shared/urls/urls';
import type { StreamEnd } from './runEnding';
import type { Target, TargetInput } from './target';

export interface RunOrder {
  readonly runId: string;
  readonly target: Target;
  readonly input: TargetInput;
  /** The input answers a question of the target. Such a request is never repeated automatically. */
  readonly isReply: boolean;
}

export interface RunDriverDeps {
  readonly now: () => number;
  readonly emit: (event: ChatEvent) => void;
  /** Receives what crosses the wire. */
  readonly trace?: TraceSink;
  /** Whether a request that was surely not processed is repeated. */
  readonly retries: boolean;
}

/**
 * Streams one run: one request, and further ones only if the service surely did not process the one before. Each wait for
 * another attempt is emitted, and ends when `signal` aborts. Never throws: errors are part of the result. Emits nothing
 * after an abort.
 */
export async function driveRun(
  order: RunOrder,
  signal: AbortSignal,
  deps: RunDriverDeps,
): Promise<StreamEnd> {
  const { runId, isReply: isAnswer } = order;
  for (let attempt = 0; ; attempt++) {
    const end = await streamOnce(order, signal, deps);
    if (signal.aborted || !end.error || !deps.retries) return end;
    const delay = retryDelay(end.error, { attempt, hasBegun: end.hasBegun, isAnswer });
    if (delay === undefined) return end;
    const until = deps.now() + delay;
    deps.emit({ type: 'retryScheduled', runId, attempt: attempt + 1, until, error: end.error });
    const isOver = await sleep(delay, true, { signal }).catch(() => false);
    if (!isOver) return { ...end, wasStopped: true };
    deps.emit({ type: 'retryStarted', runId });
  }
}

async function streamOnce(order: RunOrder, signal: AbortSignal, deps: RunDriverDeps): Promise<StreamEnd> {
  const { runId, target, input, isReply } = order;
  const { baseUrl } = target.describe();
  const isTrusted = (url: string) => isTrustedDebugUrl(url, baseUrl);
  let wasDone = false;
  let hasBegun = false;
  let skippedEvents = 0;
  const end = () => ({ wasStopped: signal.aborted, wasDone, hasBegun, skippedEvents });
  try {
    const stream = isReply ? target.resume(input, signal, deps.trace) : target.run(input, signal, deps.trace);
    for await (const event of stream) {
      if (signal.aborted) break;
      wasDone ||= event.type === 'done';
      hasBegun ||= isFromService(event);
      if (event.type === 'skipped' && event.reason === 'badJson') skippedEvents++;
      for (const chatEvent of toChatEvents(event, runId, isTrusted)) deps.emit(chatEvent);
    }
    return end();
  } catch (error) {
    hasBegun ||= isCozeError(error) && error.hasBegun;
    return { ...end(), error: explainError(error) };
  }
}

function isFromService(event: CozeEvent): boolean {
  return event.type !== 'silence' && event.type !== 'silenceEnded';
}
