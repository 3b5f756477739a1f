import type { Attempt } from '../../../chatflowTests/run/attempt';
import { masked } from '../../../chatflowTests/run/masked';
import type { SeenQuestion } from '../../../chatflowTests/checks/seen';
import type { Leaf } from '../testTree';

/** A turn that is about to be sent. */
export interface Step {
  readonly leaf: Leaf;
  /** Counts from 1. */
  readonly number: number;
  /** Counts from 1. */
  readonly line: number;
  readonly text: string;
  /** {@link text} with secrets masked. */
  readonly shown: string;
  /** What the turn answers. */
  readonly question?: SeenQuestion;
}

/** What to send, or to send all further turns as they are, or to stop. */
export type StepAnswer = { readonly text: string; readonly isLastStop?: boolean } | 'stop';

/** Asks the user before a turn is sent. Resolves to `stop` when `signal` aborts. */
export type AskStep = (step: Step, signal: AbortSignal) => Promise<StepAnswer>;

/** Makes attempts stop before each turn, one test after the other. */
export class Stepper {
  private goesOn = false;
  private readonly stopped = new AbortController();

  constructor(private readonly ask: AskStep) {}

  /** Aborts when the user stops. */
  get signal(): AbortSignal {
    return this.stopped.signal;
  }

  stop(): void {
    this.stopped.abort();
  }

  stepped(attempt: Attempt, leaf: Leaf, secrets: readonly string[]): Attempt {
    let number = 0;
    return {
      turn: async (line, input, question) => {
        number++;
        const shown = masked(input, secrets);
        const step = { ...{ leaf, number, line, text: input, shown }, ...(question && { question }) };
        const answer = this.goesOn ? { text: input } : await this.ask(step, this.signal);
        if (answer === 'stop') {
          this.stop();
          return { key: 'interrupted', params: {} };
        }
        this.goesOn ||= answer.isLastStop ?? false;
        const made = await attempt.turn(line, answer.text, question);
        return 'key' in made ? made : { ...made, text: answer.text };
      },
      end: () => attempt.end(),
    };
  }
}
