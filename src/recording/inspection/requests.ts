import type { InspectedRequest, TimelineSpan } from '../../shared/inspection/runInspection';
import type { RecordingEntry } from '../recording';

interface Request {
  readonly request: InspectedRequest;
  readonly fromMs: number;
  readonly responseMs?: number;
  readonly firstEventMs?: number;
  readonly failedMs?: number;
}

type RequestEntry = Exclude<RecordingEntry, { type: 'ended' | 'stopped' }>;

/** Most requests that are shown: the first ones. A run has a few; a file of others can have any number. */
const maxRequests = 50;

/** The requests of a run with their responses and times. */
export class Requests {
  private readonly all: Request[] = [];
  private count = 0;

  add(entry: RequestEntry): void {
    const last = this.all.at(-1);
    const { offsetMs } = entry;
    if (entry.type === 'request') {
      const { method, url, body } = entry;
      this.count++;
      if (this.count > maxRequests) return;
      this.all.push({ request: { offsetMs, method, url, body }, fromMs: offsetMs });
    } else if (last && this.count <= maxRequests) {
      this.all[this.all.length - 1] = withEntry(last, entry);
    }
  }

  list(): readonly InspectedRequest[] {
    return this.all.map(({ request }) => request);
  }

  /** The spans of all requests. `endMs` ends what is still open. */
  spans(endMs: number, isLive: boolean): readonly TimelineSpan[] {
    return this.all.flatMap(({ fromMs, responseMs, firstEventMs, failedMs }, index) => {
      const previous = this.all[index - 1]?.failedMs;
      const open = isLive && index === this.all.length - 1;
      const end = failedMs ?? endMs;
      const spans: TimelineSpan[] = [];
      if (index === 0 && fromMs > 0) spans.push({ kind: 'preparation', fromMs: 0, toMs: fromMs });
      if (previous !== undefined) spans.push({ kind: 'retryWait', fromMs: previous, toMs: fromMs });
      spans.push(span('request', fromMs, responseMs, end, open));
      if (responseMs !== undefined) spans.push(span('firstEvent', responseMs, firstEventMs, end, open));
      if (failedMs !== undefined) spans.push({ kind: 'requestFailed', fromMs: failedMs, toMs: failedMs });
      return spans;
    });
  }
}

function withEntry(to: Request, entry: Exclude<RequestEntry, { type: 'request' }>): Request {
  const { request } = to;
  switch (entry.type) {
    case 'response': {
      const { status, headers, offsetMs } = entry;
      return { ...to, request: { ...request, status, headers }, responseMs: offsetMs };
    }
    case 'event':
      return to.firstEventMs === undefined ? { ...to, firstEventMs: entry.offsetMs } : to;
    case 'body':
      return { ...to, request: { ...request, replyBody: entry.text } };
    case 'failed':
      return { ...to, request: { ...request, error: entry.error }, failedMs: entry.offsetMs };
  }
}

function span(
  kind: 'request' | 'firstEvent',
  fromMs: number,
  toMs: number | undefined,
  endMs: number,
  isLive: boolean,
): TimelineSpan {
  return {
    ...{ kind, fromMs, toMs: toMs ?? Math.max(fromMs, endMs) },
    ...(toMs === undefined && isLive && { isOpen: true }),
  };
}
