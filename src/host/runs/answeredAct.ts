import { prompts } from '../prompts/prompts';

/** What an act on a run does after its questions; `undefined` if the user has closed one of them. */
export type AnsweredAct = (() => Promise<void>) | undefined;

/** Asks the questions of an act in one sequence, then carries it out. */
export async function askAndAct(ask: () => Promise<AnsweredAct>): Promise<void> {
  const act = await prompts.inSequence(ask);
  await act?.();
}
