import type { TraceSink } from '../../coze/wire/traceEntry';
import type { RunResult } from '../../runs/runOnce';
import type { Target } from '../../runs/target';
import type { SeenQuestion } from '../checks/seen';
import type { Stop } from './budget';

/** What one turn calls. */
export interface TurnTarget {
  readonly target: Target;
  /** Milliseconds of the clock that times are measured by. It only goes forward. */
  readonly clock: () => number;
  /** Receives what crosses the wire. */
  readonly trace?: TraceSink;
  readonly onEnd?: (result: RunResult) => void;
  /** Sent instead of the text of the file. */
  readonly text?: string;
  /** Names the run in the results. */
  readonly runId?: string;
}

/** One run of all turns of a case. */
export interface Attempt {
  /**
   * What the turn calls that sends `input`, or why it cannot be run. Called once for each turn, in order. `question` is what
   * the turn answers.
   */
  turn(line: number, input: string, question?: SeenQuestion): Promise<TurnTarget | Stop>;
  /** Called when the attempt is over. Never rejects. */
  end(): Promise<void>;
}

/** An attempt that calls a service. */
export function liveAttempt(target: Target): Attempt {
  return {
    turn: () => Promise.resolve({ target, clock: () => performance.now() }),
    end: () => Promise.resolve(),
  };
}
