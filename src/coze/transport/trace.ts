import { redact } from '../text/redact';
import type { SentRequest } from './authorizedFetch';
import type { ServerSentEvent } from '../wire/serverSentEvent';

/** An unmodified request, response or event, with the milliseconds since the request. Contains no token. */
export type TraceEntry =
  | { readonly type: 'request'; readonly offsetMs: number; readonly method: string; readonly url: string }
  | {
      readonly type: 'response';
      readonly offsetMs: number;
      readonly status: number;
      readonly headers: Readonly<Record<string, string>>;
    }
  | {
      readonly type: 'event';
      readonly offsetMs: number;
      readonly event: string | undefined;
      readonly data: string;
    };

/** Receives the log of the wire: hosts, times, codes and sizes; never a token or the content of a message. */
export interface WireLog {
  info(text: string): void;
  warn(text: string): void;
  debug(text: string): void;
}

/** Receives the trace of one run. */
export type TraceSink = (entry: TraceEntry) => void;

/** Headers that contain neither secrets nor personal data. */
const tracedHeaders = ['content-type', 'content-encoding', 'retry-after', 'x-tt-logid', 'x-log-id'];

/** Writes the trace of one run to a sink. */
export class Trace {
  private readonly startedAt = performance.now();
  private secrets: readonly string[] = [];

  constructor(private readonly sink: TraceSink) {}

  onRequest({ method, url, secrets }: SentRequest): void {
    this.secrets = secrets;
    this.sink({ type: 'request', offsetMs: this.offsetMs(), method, url: redact(url, secrets) });
  }

  onResponse({ status, headers }: Response): void {
    const traced = tracedHeaders.flatMap((name) => {
      const value = headers.get(name);
      return value === null ? [] : [[name, redact(value, this.secrets)]];
    });
    const entries = Object.fromEntries(traced) as Record<string, string>;
    this.sink({ type: 'response', offsetMs: this.offsetMs(), status, headers: entries });
  }

  onEvent({ event, data }: ServerSentEvent): void {
    this.sink({ type: 'event', offsetMs: this.offsetMs(), event, data: redact(data, this.secrets) });
  }

  private offsetMs(): number {
    return Math.round(performance.now() - this.startedAt);
  }
}

/** A line for the log: names, sizes and times, never the content of a message. */
export function traceLine(entry: TraceEntry): string {
  const at = `+${entry.offsetMs} ms`;
  switch (entry.type) {
    case 'request':
      return `${at} ${entry.method} ${entry.url}`;
    case 'response':
      return `${at} HTTP ${entry.status} ${JSON.stringify(entry.headers)}`;
    case 'event':
      return `${at} event "${entry.event ?? ''}", ${entry.data.length} characters`;
  }
}
