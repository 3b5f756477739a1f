import type { TraceSink } from '../../coze/wire/traceEntry';
import type { RunResult } from '../../runs/runOnce';
import type { Target } from '../../runs/target';
import type { Stop } from './budget';

/** What one turn calls. */
export interface TurnTarget {
  readonly target: Target;
  /** Milliseconds of the clock that times are measured by. It only goes forward. */
  readonly clock: () => number;
  /** Receives what crosses the wire. */
  readonly trace?: TraceSink;
  readonly onEnd?: (result: RunResult) => void;
}

/** One run of all turns of a case. */
export interface Attempt {
  /** What the turn calls that sends `input`, or why it cannot be run. Called once for each turn, in order. */
  turn(line: number, input: string): TurnTarget | Stop;
  /** Called when the attempt is over. Never rejects. */
  end(): Promise<void>;
}

/** An attempt that calls a service. */
export function liveAttempt(target: Target): Attempt {
  return {
    turn: () => ({ target, clock: () => performance.now() }),
    end: () => Promise.resolve(),
  };
}
