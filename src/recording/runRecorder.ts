import type { TraceEntry, TraceSink } from '../coze/wire/traceEntry';
import type { RunOutcome } from '../shared/conversation/conversation';
import type { ErrorInfo } from '../shared/errorInfo';
import type { TokenUsage } from '../shared/usage';
import type { RecordingEntry } from './recording';

/** Records one run: the entries of its requests, then its end. */
export class RunRecorder {
  private readonly startedAt = performance.now();
  /** Offset of the request whose entries are received, in milliseconds; `undefined` before it begins. */
  private requestAt: number | undefined;
  private isEnded = false;

  /** `write` receives each entry, in order. */
  constructor(private readonly write: (entry: RecordingEntry) => void) {}

  /** Receives what crosses the wire. */
  readonly trace: TraceSink = (entry) => {
    if (this.isEnded) return;
    this.requestAt ??= this.offsetMs() - entry.offsetMs;
    this.write(withOffset(entry, this.requestAt));
    if (entry.type === 'failed') this.requestAt = undefined;
  };

  /** The run has ended, as its conversation shows it. Later entries are dropped. */
  end(outcome: RunOutcome, error?: ErrorInfo, usage?: TokenUsage): void {
    if (this.isEnded) return;
    const facts = { outcome, ...(error && { error }), ...(usage && { usage }) };
    this.write({ type: 'ended', offsetMs: this.offsetMs(), ...facts });
    this.isEnded = true;
  }

  private offsetMs(): number {
    return Math.round(performance.now() - this.startedAt);
  }
}

function withOffset(entry: TraceEntry, startMs: number): RecordingEntry {
  return { ...entry, offsetMs: Math.max(0, startMs + entry.offsetMs) };
}
