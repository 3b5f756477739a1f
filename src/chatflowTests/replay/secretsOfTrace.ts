import { isDeepStrictEqual } from 'node:util';
import { parseWireJson } from '../../coze/text/json';
import { redact, redactionMark } from '../../coze/text/redact';
import { TraceSecrets } from '../../coze/transport/traceSecrets';
import type { TraceSink } from '../../coze/wire/traceEntry';
import { decodeEvent } from '../../coze/wire/wire';
import { recordedContext } from '../../recording/recordedContext';
import { isDeeper } from '../../shared/json/json';
import { masked } from '../run/masked';

const maxLevels = 200;

/** Removes the secrets of a test from what crosses the wire, also where an answer repeats them in several pieces. */
export class SecretsOfTrace {
  private readonly events: TraceSecrets;

  /** @param sink receives the entries in order, some of them late. */
  constructor(
    private readonly sink: TraceSink,
    private readonly secrets: readonly string[],
  ) {
    this.events = new TraceSecrets(withJsonForms(secrets), sink);
  }

  readonly trace: TraceSink = (entry) => {
    if (entry.type === 'event') {
      const { event, strayLines = '', isForeignBody } = entry;
      const data = this.cleanData(entry.data);
      const sse = { event, data, strayLines, ...(isForeignBody && { isForeignBody }) };
      this.events.pass({ ...entry, data }, decodeEvent(sse, recordedContext({})));
      return;
    }
    this.events.release();
    this.sink(withoutSecrets(entry, this.secrets));
  };

  /**
   * The data of an event without secrets in its texts, with whatever escapes a service writes them. Data with far more levels
   * than Coze's are not kept.
   */
  private cleanData(data: string): string {
    const value = parseWireJson(data);
    if (isDeeper(value, maxLevels)) return JSON.stringify(redactionMark);
    const clean = masked(value, this.secrets);
    return isDeepStrictEqual(clean, value) ? data : JSON.stringify(clean);
  }

  /** Passes on what is held back. Call it when the run has ended. */
  release(): void {
    this.events.release();
  }
}

/** A part of a recording without secrets. */
export function withoutSecrets<T extends object>(part: T, secrets: readonly string[]): T {
  const clean: unknown = JSON.parse(redact(JSON.stringify(part), withJsonForms(secrets)));
  return clean as T;
}

/** The secrets, and as they are within the texts of JSON. */
function withJsonForms(secrets: readonly string[]): readonly string[] {
  return [...new Set(secrets.flatMap((secret) => [secret, JSON.stringify(secret).slice(1, -1)]))];
}
