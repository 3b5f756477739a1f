import type { ErrorInfo } from '../errorInfo';

/** An event that matters only while it is shown. It is never written to the journal. */
export type TransientEvent =
  /** Nothing was received since `since` (ms epoch): "still waiting, mm:ss". */
  | { readonly type: 'silenceNoticed'; readonly runId: string; readonly since: number }
  | { readonly type: 'silenceEnded'; readonly runId: string }
  /** The request is repeated at `until` (ms epoch), because the service did not process it. */
  | {
      readonly type: 'retryScheduled';
      readonly runId: string;
      readonly attempt: number;
      readonly until: number;
      readonly error: ErrorInfo;
    }
  | { readonly type: 'retryStarted'; readonly runId: string };

export function isTransient<T extends { readonly type: string }>(
  event: T,
): event is Extract<T, TransientEvent> {
  switch (event.type) {
    case 'silenceNoticed':
    case 'silenceEnded':
    case 'retryScheduled':
    case 'retryStarted':
      return true;
    default:
      return false;
  }
}
