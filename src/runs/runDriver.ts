import { setTimeout as sleep } from 'node:timers/promises';
import type { ChatClient, ChatRequest } from '../coze/wire/chatRequest';
import { explainError, isCozeError } from '../coze/errors/cozeError';
import type { CozeEvent } from '../coze/wire/cozeEvent';
import { retryDelay } from '../coze/errors/retry';
import { toChatEvents } from '../coze/wire/toChatEvents';
import type { ChatEvent } from '../shared/conversation/chatEvent';
import { isTrustedDebugUrl } from '../shared/urls';
import type { StreamEnd } from './runEnding';

/** One run, as asked for. */
export interface RunOrder {
  readonly runId: string;
  readonly request: ChatRequest;
  /** It carries the answer to a question of the workflow: such a request is never repeated by itself. */
  readonly isAnswer: boolean;
}

/** What a run needs from outside. */
export interface RunDriverParts {
  readonly client: Pick<ChatClient, 'streamChat'>;
  readonly now: () => number;
  readonly emit: (event: ChatEvent) => void;
}

/**
 * Streams one run: a POST, and further ones only where the service provably did not process the one before.
 * Each wait for another try is announced, and ends early when `signal` aborts. Never throws: trouble is in the result.
 * After an abort nothing more is emitted.
 */
export async function driveRun(
  order: RunOrder,
  signal: AbortSignal,
  parts: RunDriverParts,
): Promise<StreamEnd> {
  const { runId, isAnswer } = order;
  for (let attempt = 0; ; attempt++) {
    const end = await streamOnce(order, signal, parts);
    if (signal.aborted || !end.error) return end;
    const delay = retryDelay(end.error, { attempt, hasBegun: end.hasBegun, isAnswer });
    if (delay === undefined) return end;
    const until = parts.now() + delay;
    parts.emit({ type: 'retryScheduled', runId, attempt: attempt + 1, until, error: end.error });
    const isOver = await sleep(delay, true, { signal }).catch(() => false);
    if (!isOver) return end;
    parts.emit({ type: 'retryStarted', runId });
  }
}

/** Streams one attempt. Never throws. */
export async function streamOnce(
  order: RunOrder,
  signal: AbortSignal,
  parts: RunDriverParts,
): Promise<StreamEnd> {
  const { runId, request } = order;
  const isTrusted = (url: string) => isTrustedDebugUrl(url, request.workflow.baseUrl);
  let wasDone = false;
  let hasBegun = false;
  let skippedEvents = 0;
  try {
    for await (const event of parts.client.streamChat(request, signal)) {
      if (signal.aborted) break;
      wasDone ||= event.type === 'done';
      hasBegun ||= isFromService(event);
      if (event.type === 'skipped' && event.reason === 'badJson') skippedEvents++;
      for (const chatEvent of toChatEvents(event, runId, isTrusted)) parts.emit(chatEvent);
    }
    return { wasStopped: signal.aborted, wasDone, hasBegun, skippedEvents };
  } catch (error) {
    hasBegun ||= isCozeError(error) && error.hasBegun;
    const wasStopped = signal.aborted;
    return { wasStopped, wasDone, hasBegun, skippedEvents, error: explainError(error) };
  }
}

function isFromService(event: CozeEvent): boolean {
  return event.type !== 'silence' && event.type !== 'silenceEnded';
}
