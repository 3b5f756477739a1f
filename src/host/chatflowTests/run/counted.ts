import { randomBytes } from 'node:crypto';
import type { Attempt } from '../../../chatflowTests/run/attempt';
import type { Target } from '../../../runs/target';
import { mayHaveBeenSent } from '../../../shared/conversation/notProcessed';
import { wasProcessed } from '../../../shared/conversation/repeat';
import type { UsageLedger } from '../../../usage/usageLedger';

/** The attempt with its runs in the ledger: the calls of tests are calls of the plan as well. */
export function counted(attempt: Attempt, target: Target, ledger: Pick<UsageLedger, 'add'>): Attempt {
  return {
    turn: async (...args) => {
      const made = await attempt.turn(...args);
      if ('key' in made) return made;
      const at = Date.now();
      let calls = 0;
      return {
        ...made,
        trace: (entry) => {
          made.trace?.(entry);
          if (entry.type === 'request') calls++;
          else if (entry.type === 'failed' && !mayHaveBeenSent(entry.error)) calls--;
        },
        onEnd: (result) => {
          made.onEnd?.(result);
          if (calls <= 0) return;
          const { key, name } = target.describe();
          const { usage } = result.run;
          void ledger.add({
            ...{ runId: randomBytes(16).toString('hex'), workflow: { key, name }, usage, calls, at },
            ...{ outcome: result.outcome, wasRefused: !wasProcessed(result.run) },
          });
        },
      };
    },
    end: () => attempt.end(),
  };
}
