import type { Run, Turn } from './conversation';

type Turns = readonly Turn[];
type Runs = readonly Run[];

/** Finds and changes the turns of a conversation: by copying lists, or in place while a whole conversation is read. */
export interface TurnEditor {
  /** Index of the newest turn with this ID, or -1. */
  indexOfTurn(turns: Turns, turnId: string): number;
  /** Index of the newest turn with a run of this ID, or -1. */
  indexOfRun(turns: Turns, runId: string): number;
  addTurn(turns: Turns, turn: Turn): Turns;
  setTurn(turns: Turns, index: number, turn: Turn): Turns;
  /** The runs of a turn with `run` appended. */
  addRun(turns: Turns, index: number, run: Run): Runs;
  /** The runs of a turn with the run at `at` replaced. */
  setRun(turns: Turns, index: number, at: number, run: Run): Runs;
}

/** Copies lists. Searches from the end, because most events concern the newest turn. */
export const copyingTurns: TurnEditor = {
  indexOfTurn: (turns, turnId) => turns.findLastIndex((turn) => turn.id === turnId),
  indexOfRun: (turns, runId) => turns.findLastIndex((turn) => turn.runs.some((run) => run.id === runId)),
  addTurn: (turns, turn) => [...turns, turn],
  setTurn: (turns, index, turn) => turns.with(index, turn),
  addRun: (turns, index, run) => [...(turns[index]?.runs ?? []), run],
  setRun: (turns, index, at, run) => turns[index]?.runs.with(at, run) ?? [],
};

/** Changes lists in place and records the position of each turn and run. One instance for one conversation. */
export class RecordedTurns implements TurnEditor {
  private readonly turns: Turn[] = [];
  private readonly runs: Run[][] = [];
  private readonly turnPlaces = new Map<string, number>();
  private readonly runPlaces = new Map<string, number>();

  /** Copies the initial lists of the conversation. */
  takeOver(turns: Turns): Turns {
    for (const turn of turns) this.addTurn(this.turns, turn);
    return this.turns;
  }

  indexOfTurn(_turns: Turns, turnId: string): number {
    return this.turnPlaces.get(turnId) ?? -1;
  }

  indexOfRun(_turns: Turns, runId: string): number {
    return this.runPlaces.get(runId) ?? -1;
  }

  addTurn(_turns: Turns, turn: Turn): Turns {
    const runs = [...turn.runs];
    const index = this.turns.push({ ...turn, runs }) - 1;
    this.runs[index] = runs;
    this.turnPlaces.set(turn.id, index);
    for (const run of runs) this.notePlace(run, index);
    return this.turns;
  }

  setTurn(_turns: Turns, index: number, turn: Turn): Turns {
    this.turns[index] = turn;
    return this.turns;
  }

  addRun(_turns: Turns, index: number, run: Run): Runs {
    const runs = (this.runs[index] ??= []);
    runs.push(run);
    this.notePlace(run, index);
    return runs;
  }

  setRun(_turns: Turns, index: number, at: number, run: Run): Runs {
    const runs = (this.runs[index] ??= []);
    runs[at] = run;
    return runs;
  }

  private notePlace(run: Run, index: number): void {
    this.runPlaces.set(run.id, Math.max(index, this.runPlaces.get(run.id) ?? -1));
  }
}
