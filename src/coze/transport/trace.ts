import { redact } from '../text/redact';
import type { CozeError } from '../errors/cozeError';
import type { SentRequest } from './authorizedFetch';
import type { CozeEvent } from '../wire/cozeEvent';
import type { ServerSentEvent } from '../wire/serverSentEvent';
import type { TraceEntry, TraceSink } from '../wire/traceEntry';
import { TraceSecrets } from './traceSecrets';

/** Headers that contain neither secrets nor personal data. */
const tracedHeaders = ['content-type', 'content-encoding', 'retry-after', 'x-tt-logid', 'x-log-id'];

/** Writes the trace of one request to a sink. */
export class Trace {
  private readonly startedAt = performance.now();
  private secrets: readonly string[] = [];
  private events: TraceSecrets | undefined;

  constructor(private readonly sink: TraceSink) {}

  onRequest({ method, url, body, secrets }: SentRequest): void {
    this.secrets = secrets;
    const text = typeof body === 'string' ? body : '';
    this.sink({
      ...{ type: 'request', offsetMs: this.offsetMs(), method },
      ...{ url: redact(url, secrets), body: redact(text, secrets) },
    });
  }

  onResponse({ status, headers }: Response): void {
    const traced = tracedHeaders.flatMap((name) => {
      const value = headers.get(name);
      return value === null ? [] : [[name, redact(value, this.secrets)]];
    });
    const entries = Object.fromEntries(traced) as Record<string, string>;
    this.sink({ type: 'response', offsetMs: this.offsetMs(), status, headers: entries });
  }

  /** An event as it was received, and what it was decoded to. */
  onEvent({ event, data, strayLines, isForeignBody }: ServerSentEvent, decoded: CozeEvent): void {
    this.events ??= new TraceSecrets(this.secrets, this.sink);
    this.events.pass(
      {
        type: 'event',
        offsetMs: this.offsetMs(),
        ...(event !== undefined && { event }),
        data,
        ...(strayLines !== '' && { strayLines }),
        ...(isForeignBody && { isForeignBody }),
      },
      decoded,
    );
  }

  onBody(text: string): void {
    this.sink({ type: 'body', offsetMs: this.offsetMs(), text: redact(text, this.secrets) });
  }

  /** Call it after {@link onClosed}. */
  onFailed({ info: error, hasBegun }: CozeError): void {
    this.sink({ type: 'failed', offsetMs: this.offsetMs(), error, hasBegun });
  }

  onStopped(): void {
    this.events?.release();
    this.sink({ type: 'stopped', offsetMs: this.offsetMs() });
  }

  /** Call it when no event follows. */
  onClosed(): void {
    this.events?.release();
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
      return `${at} ${entry.method} ${entry.url}, ${entry.body.length} characters`;
    case 'response':
      return `${at} HTTP ${entry.status} ${JSON.stringify(entry.headers)}`;
    case 'event':
      return `${at} event "${entry.event ?? ''}", ${entry.data.length} characters`;
    case 'body':
      return `${at} body, ${entry.text.length} characters`;
    case 'failed':
      return `${at} failed: ${entry.error.reason}`;
    case 'stopped':
      return `${at} stopped`;
  }
}
