import { errorInfo, type ErrorInfo } from '../shared/errorInfo';
import type { RunEnd } from '../shared/conversation/chatEvent';
import type { Run, RunOutcome } from '../shared/conversation/conversation';

/** What is known about the stream of a run once it is over. */
export interface StreamEnd {
  /** The signal of the run was aborted. */
  readonly wasStopped: boolean;
  /** The service sent `done`. */
  readonly wasDone: boolean;
  /** The service accepted the request. */
  readonly hasBegun: boolean;
  /** Number of events that could not be parsed. */
  readonly skippedEvents: number;
  /** Why the stream could not be read to its end. */
  readonly error?: ErrorInfo;
}

/**
 * The event that ends a run whose stream is over; the only place that decides it (coze-protocol §2.8).
 *
 * A stop by the user overrides everything. Then what the service reported counts: a connection that fails after
 * `chat.completed` changes nothing. Without a report, a run is cut off if it had begun and failed if it had not.
 */
export function endingOf(run: Run, stream: StreamEnd, at: number): RunEnd {
  const { id: runId, error } = run;
  switch (outcomeOf(run, stream)) {
    case 'completed': {
      const { skippedEvents } = stream;
      return { type: 'runCompleted', runId, at, ...(skippedEvents > 0 && { skippedEvents }) };
    }
    case 'waiting':
      return { type: 'runWaiting', runId, at };
    case 'stopped':
      return stoppedByUser(runId, at);
    case 'failed':
      return { type: 'runFailed', runId, at, error: error ?? stream.error ?? errorInfo('streamEnded') };
    case 'cutOff':
      return { type: 'runCutOff', runId, at, error: stream.error ?? errorInfo('streamEnded') };
  }
}

/** Failed takes precedence over waiting, waiting over completed. `done` completes a run only if an answer is complete. */
function outcomeOf(run: Run, stream: StreamEnd): RunOutcome {
  if (stream.wasStopped) return 'stopped';
  if (run.reportedStatus === 'failed') return 'failed';
  if (run.interruptSignals.length > 0) return 'waiting';
  if (run.reportedStatus === 'completed') return 'completed';
  if (run.reportedStatus === 'canceled') return 'stopped';
  const hasAnswer = run.messages.some((message) => message.role === 'assistant' && message.isComplete);
  if (stream.wasDone && hasAnswer) return 'completed';
  return stream.error && !stream.hasBegun ? 'failed' : 'cutOff';
}

/** The user stopped the run. */
export function stoppedByUser(runId: string, at: number): RunEnd {
  return { type: 'runStopped', runId, at };
}

/** The window of the run was closed or has crashed. */
export function endedByRestart(runId: string, at: number): RunEnd {
  return { type: 'runCutOff', runId, at, error: errorInfo('interruptedByRestart') };
}

/** The workflow of the conversation is no longer configured. */
export function withoutWorkflow(runId: string, at: number): RunEnd {
  return { type: 'runFailed', runId, at, error: errorInfo('workflowRemoved') };
}
