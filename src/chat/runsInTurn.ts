import { endOf, type Recording } from '../recording/recording';
import { wasSurelyNotProcessed } from '../shared/conversation/notProcessed';

export interface RunsInTurn {
  /** Sends the input once; `number` counts from 1. Resolves also when the run fails or is stopped. */
  readonly run: (number: number) => Promise<Recording>;
  /** Shows the runs so far. `pending` is the number of runs that are still to come. */
  readonly show: (done: readonly Recording[], pending: number) => Promise<void>;
}

/**
 * Sends an input at most `count` times, one run after the other, and shows the runs after each. Ends early when the signal
 * is aborted, and after a run that did not reach the workflow: the next call would be refused too. Then none is pending.
 */
export async function runsInTurn(
  count: number,
  signal: AbortSignal,
  { run, show }: RunsInTurn,
): Promise<{ readonly sent: number; readonly isRefused: boolean }> {
  const done: Recording[] = [];
  let isRefused = false;
  while (done.length < count && !isRefused && !signal.aborted) {
    const recording = await run(done.length + 1);
    done.push(recording);
    const { error } = endOf(recording) ?? {};
    isRefused = error !== undefined && wasSurelyNotProcessed(error);
    const isLast = isRefused || signal.aborted;
    await show(done, isLast ? 0 : count - done.length);
  }
  // It may have been aborted while the last run was shown.
  if (signal.aborted && done.length > 0) await show(done, 0);
  return { sent: done.length, isRefused };
}
