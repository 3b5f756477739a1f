import type { ErrorInfo } from '../../shared/errorInfo';

/** An event of the stream as it was received, without tokens. */
export interface TracedEvent {
  readonly type: 'event';
  readonly offsetMs: number;
  /** The `event:` line; absent if there was none. */
  readonly event?: string;
  readonly data: string;
  /** See `ServerSentEvent`. */
  readonly strayLines?: string;
  readonly isForeignBody?: boolean;
}

/** What crossed the wire, with the milliseconds since the request began. Contains no token. */
export type TraceEntry =
  | {
      readonly type: 'request';
      readonly offsetMs: number;
      readonly method: string;
      readonly url: string;
      readonly body: string;
    }
  | {
      readonly type: 'response';
      readonly offsetMs: number;
      readonly status: number;
      readonly headers: Readonly<Record<string, string>>;
    }
  | TracedEvent
  /** The beginning of a reply that is not a stream. */
  | { readonly type: 'body'; readonly offsetMs: number; readonly text: string }
  /** Why the reply could not be read to its end: no connection, a timeout, a refusal. Nothing of this request follows. */
  | {
      readonly type: 'failed';
      readonly offsetMs: number;
      readonly error: ErrorInfo;
      /** The stream had begun. */
      readonly hasBegun: boolean;
    }
  /** The user stopped the run. */
  | { readonly type: 'stopped'; readonly offsetMs: number };

/** Receives the trace of one request. */
export type TraceSink = (entry: TraceEntry) => void;
