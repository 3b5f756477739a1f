import { runEn } from './run.en';

/** The texts of the page "Comparison", in English. */
export const comparisonEn = {
  title: 'Comparison',
  runs: 'Runs',
  spread: 'Spread',
  figure: 'Figure',
  run: 'Run {number}',
  workflow: runEn.workflow,
  host: 'Host',
  version: runEn.version,
  latestVersion: runEn.latestVersion,
  startedAt: runEn.startedAt,
  outcome: 'Outcome',
  outcomes: runEn.outcomes,
  firstText: 'First visible text',
  duration: runEn.duration,
  tokens: runEn.tokens,
  questions: 'Questions',
  unknown: '–',
  min: 'Least',
  median: 'Median',
  max: 'Greatest',
  onePending: '1 run to come',
  pending: '{count} runs to come',
  answers: 'Answers',
  oneAnswer: 'All runs have the same answer.',
  differentAnswers: '{count} different answers',
  group: '{count} of {total}: {runs}',
  emptyAnswer: 'No answer',
  compareWithFirst: 'Compare with the first answer',
  compareAnswers: 'Compare answers',
  compareRequests: 'Compare requests',
  compareEvents: 'Compare raw events',
};

export type ComparisonText = typeof comparisonEn;
