import { setImmediate, setTimeout as sleep } from 'node:timers/promises';
import { CozeError } from '../coze/errors/cozeError';
import type { CozeEvent } from '../coze/wire/cozeEvent';
import { decodeEvent } from '../coze/wire/wire';
import type { Target } from '../runs/target';
import { attemptsOf, type Recording } from './recording';
import { recordedContext } from './recordedContext';

export interface ReplayOptions {
  /** 1: as fast as the run was; 10: ten times as fast; `Infinity`: at once. */
  readonly speed: number;
  /** Called before each event with its milliseconds since the run began: the clock of the recorded run. */
  readonly onOffset?: (offsetMs: number) => void;
  /** Called where the user stopped the run. A driver aborts the signal of the run. */
  readonly onStopped?: () => void;
}

/** Longest time in milliseconds that a replay may block the event loop. */
const maxTurnMs = 10;

/**
 * A recorded run as a target: each call plays the last request of the recording, without network and whatever the input is.
 * Earlier requests were sent again and had no event. Drive it without retries.
 */
export function replayTarget(recording: Recording, options: ReplayOptions): Target {
  const { key, name, workflowId, origin, baseUrl } = recording.run;
  const play: Target['run'] = (_input, signal) => replayEvents(recording, options, signal);
  return { describe: () => ({ key, name, workflowId, origin, baseUrl }), run: play, resume: play };
}

async function* replayEvents(
  recording: Recording,
  { speed, onOffset, onStopped }: ReplayOptions,
  signal: AbortSignal,
): AsyncGenerator<CozeEvent, undefined, undefined> {
  const attempt = attemptsOf(recording).at(-1);
  const pace = new Pace(speed, signal);
  if (attempt) {
    const context = recordedContext(attempt);
    for (const { offsetMs, event, data, strayLines = '', isForeignBody } of attempt.events) {
      if (!(await pace.reach(offsetMs))) return;
      onOffset?.(offsetMs);
      const sse = { event, data, strayLines, ...(isForeignBody && { isForeignBody }) };
      const decoded = decodeEvent(sse, context);
      // As in a live run: a heartbeat does not count as a sign of the run.
      if (decoded.type === 'skipped' && decoded.reason === 'ignored') continue;
      yield decoded;
      if (decoded.type === 'done') return;
    }
  }
  const stopped = recording.entries.find(({ type }) => type === 'stopped');
  const last = stopped ?? attempt?.failed;
  if (last && !(await pace.reach(last.offsetMs))) return;
  if (last) onOffset?.(last.offsetMs);
  if (stopped) onStopped?.();
  else if (attempt?.failed) throw new CozeError(attempt.failed.error, attempt.failed.hasBegun);
}

/** Waits until a moment of the recorded run. */
class Pace {
  private readonly startedAt = performance.now();
  private turnAt = performance.now();

  constructor(
    private readonly speed: number,
    private readonly signal: AbortSignal,
  ) {}

  /** Resolves to false if the signal aborts. */
  async reach(offsetMs: number): Promise<boolean> {
    const { signal } = this;
    const wait = this.startedAt + offsetMs / this.speed - performance.now();
    if (wait >= 1) {
      await sleep(wait, undefined, { signal }).catch(() => undefined);
      this.turnAt = performance.now();
    } else if (performance.now() - this.turnAt >= maxTurnMs) {
      await setImmediate();
      this.turnAt = performance.now();
    }
    return !signal.aborted;
  }
}
