import { millisecondsOf } from '../testFile/duration';
import type { CheckValues, Range } from '../testFile/checkSpec';
import { rangeFailure } from './range';
import type { Check, CheckFailure } from './check';
import { similarity } from './similarity';

export const checkDuration: Check<Range> = (range, { durationMs }) =>
  timeFailure('duration', range, durationMs);

export const checkFirstToken: Check<Range> = (range, { firstTokenMs }) =>
  firstTokenMs === undefined ? { key: 'noText' } : timeFailure('firstToken', range, firstTokenMs);

export const checkTokens: Check<Range> = (range, { tokens }) => {
  const failure = rangeFailure(range, tokens);
  return failure && { key: 'tokens', params: failure };
};

export const checkSimilar: Check<CheckValues['similar']> = ({ to, atLeast, by }, { text }) => {
  const found = similarity(text, to, by);
  if (found >= atLeast) return undefined;
  // Rounded down, so that the number shown is below the limit.
  const shown = String(Math.floor(found * 100) / 100);
  return {
    key: 'similar',
    params: { found: shown, wanted: String(atLeast), to, answer: text },
    expected: to,
    actual: text,
  };
};

function timeFailure(key: 'duration' | 'firstToken', range: Range, value: number): CheckFailure | undefined {
  const failure = rangeFailure(range, value, (limit) => millisecondsOf(String(limit)) ?? NaN, timeText);
  return failure && { key, params: failure };
}

/** A time as test files write it, such as 350ms or 2.4s. */
function timeText(milliseconds: number): string {
  return milliseconds < 1_000
    ? `${String(Math.round(milliseconds))}ms`
    : `${String(Math.round(milliseconds / 10) / 100)}s`;
}
