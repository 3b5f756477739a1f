import type { AnswerGroup, Comparison, ComparedRun, Spread } from '../../shared/pages/comparisonPage';

/** Several runs side by side: the spread of their figures, and their answers by equal text, the most frequent first. */
export function comparison(runs: readonly ComparedRun[]): Comparison {
  return {
    runs,
    firstTextMs: spreadOf(runs.map(({ firstTextMs }) => firstTextMs)),
    durationMs: spreadOf(runs.map(({ durationMs }) => durationMs)),
    tokens: spreadOf(runs.map(({ tokens }) => tokens)),
    groups: answerGroups(runs),
  };
}

/** Least, middle and greatest of the values that are known; `undefined` without one. */
export function spreadOf(values: readonly (number | undefined)[]): Spread | undefined {
  const sorted = values.filter((value) => value !== undefined).sort((a, b) => a - b);
  const [min] = sorted;
  const max = sorted.at(-1);
  const half = sorted.length / 2;
  const upper = sorted[Math.floor(half)];
  const lower = sorted[Math.ceil(half) - 1];
  if (min === undefined || max === undefined || upper === undefined || lower === undefined) return undefined;
  return { min, median: (lower + upper) / 2, max };
}

function answerGroups(runs: readonly ComparedRun[]): readonly AnswerGroup[] {
  const groups = new Map<string, number[]>();
  for (const [index, { answer }] of runs.entries()) {
    const group = groups.get(answer);
    if (group) group.push(index);
    else groups.set(answer, [index]);
  }
  return [...groups]
    .map(([answer, members]) => ({ answer, runs: members }))
    .sort((a, b) => b.runs.length - a.runs.length);
}
