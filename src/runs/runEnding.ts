import { errorInfo } from '../coze/errors/reasons';
import type { RunEnd } from '../shared/conversation/chatEvent';
import { concludeRun, type Run } from '../shared/conversation/conversation';
import type { StreamEnd } from './runDriver';

/**
 * The one event that ends a run whose stream is over. What the service said counts before what happened to the connection:
 * a reset after `chat.completed` takes nothing away. Without its word a run that had begun is cut off, and one that had
 * not has failed.
 */
export function endingOf(run: Run, stream: StreamEnd, at: number): RunEnd {
  const { id: runId } = run;
  switch (concludeRun(run, stream.wasDone)) {
    case 'completed':
      return {
        type: 'runCompleted',
        runId,
        at,
        ...(stream.skippedEvents > 0 && { skippedEvents: stream.skippedEvents }),
      };
    case 'waiting':
      return { type: 'runWaiting', runId, at };
    case 'stopped':
      return { type: 'runStopped', runId, at };
    case 'failed':
      return { type: 'runFailed', runId, at, error: run.error ?? stream.error ?? errorInfo('streamEnded') };
    case 'cutOff':
      if (stream.error && !stream.hasBegun) return { type: 'runFailed', runId, at, error: stream.error };
      return { type: 'runCutOff', runId, at, error: stream.error ?? errorInfo('streamEnded') };
  }
}

/** The window that carried the run is gone; nothing is sent again by itself. */
export function endedByRestart(runId: string, at: number): RunEnd {
  return { type: 'runCutOff', runId, at, error: errorInfo('interruptedByRestart') };
}

/** The workflow of the conversation is not set up any more, so there is nobody to ask. */
export function withoutWorkflow(runId: string, at: number): RunEnd {
  return { type: 'runFailed', runId, at, error: errorInfo('workflowRemoved') };
}
