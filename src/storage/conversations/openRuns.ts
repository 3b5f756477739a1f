import type { JournalEvent } from '../../shared/conversation/chatEvent';
import { endedRun, openedRun } from './journalEvent';

/** Runs that have started and not ended, with their writers. */
export class OpenRuns {
  private readonly runs = new Map<string, string>();

  take(event: JournalEvent, writer: string): void {
    const opened = openedRun(event);
    if (opened !== undefined) this.runs.set(opened, writer);
    const ended = endedRun(event);
    if (ended !== undefined) this.runs.delete(ended);
  }

  get isEmpty(): boolean {
    return this.runs.size === 0;
  }

  /** The writers with an open run, each once. */
  get writers(): readonly string[] {
    return [...new Set(this.runs.values())];
  }

  /** Removes and returns the runs of one writer. */
  drop(writer: string): readonly string[] {
    const runs = [...this.runs].filter(([, other]) => other === writer).map(([run]) => run);
    for (const run of runs) this.runs.delete(run);
    return runs;
  }
}
