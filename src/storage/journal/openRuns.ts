import type { JournalEvent } from '../../shared/conversation/chatEvent';
import { endedRun, openedRun } from '../conversations/journalEvent';

/** Runs that have begun and not ended, each with the writer that carries it. */
export class OpenRuns {
  private readonly writers = new Map<string, string>();

  take(event: JournalEvent, writer: string): void {
    const opened = openedRun(event);
    if (opened !== undefined) this.writers.set(opened, writer);
    const ended = endedRun(event);
    if (ended !== undefined) this.writers.delete(ended);
  }

  get isEmpty(): boolean {
    return this.writers.size === 0;
  }

  /** The writers that have a run open, each once. */
  get carriers(): readonly string[] {
    return [...new Set(this.writers.values())];
  }

  /** Forgets and returns the runs of one writer. */
  drop(writer: string): readonly string[] {
    const runs = [...this.writers].filter(([, carrier]) => carrier === writer).map(([run]) => run);
    for (const run of runs) this.writers.delete(run);
    return runs;
  }
}
