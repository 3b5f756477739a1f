import { randomBytes } from 'node:crypto';
import { SecretsOfTrace, withoutSecrets } from '../../../chatflowTests/replay/secretsOfTrace';
import type { Attempt } from '../../../chatflowTests/run/attempt';
import type { Target } from '../../../runs/target';
import type { Services } from '../../services';

export interface InspectableDeps {
  readonly recordings: Pick<Services['recordings'], 'record'>;
  /** Are not recorded. */
  readonly secrets: readonly string[];
  /** Called when the recording of a run has begun. */
  readonly onBegin?: (runId: string) => void;
}

/** The attempt with its runs among the recordings of this computer, where the page "Run" finds them, unless recording is off. */
export function inspectable(attempt: Attempt, target: Target, deps: InspectableDeps): Attempt {
  const { recordings, secrets, onBegin } = deps;
  return {
    turn: async (...args) => {
      const made = await attempt.turn(...args);
      if ('key' in made) return made;
      const runId = randomBytes(16).toString('hex');
      const run = { ...target.describe(), runId, startedAt: Date.now(), isReply: args[2] !== undefined };
      // A test is not held up by a recording that cannot be written.
      const recorder = await recordings.record(run).catch(() => undefined);
      if (!recorder) return made;
      onBegin?.(runId);
      const clean = new SecretsOfTrace(recorder.trace, secrets);
      return {
        ...made,
        runId,
        trace: (entry) => {
          made.trace?.(entry);
          clean.trace(entry);
        },
        onEnd: (result) => {
          made.onEnd?.(result);
          clean.release();
          const { outcome, error, run: ended } = result;
          recorder.end(outcome, error && withoutSecrets(error, secrets), ended.usage);
        },
      };
    },
    end: () => attempt.end(),
  };
}
