import type { CheckSpec, CheckValues } from '../testFile/checkSpec';
import { checkAnswers, checkAsks, checkError, checkNoError, checkOutcome, checkText } from './answerChecks';
import { TooDeep } from './answerJson';
import { checkJson, checkSchema } from './jsonChecks';
import { limited, TookTooLong } from './limited';
import { checkDuration, checkFirstToken, checkSimilar, checkTokens } from './numberChecks';
import { checkFields, checkFollowUps, checkOptions, checkRepeatsQuestion, checkTools } from './nameChecks';
import type { Seen } from './seen';
import type { CheckFailure, Check } from './check';

const checks: { readonly [K in keyof CheckValues]: Check<CheckValues[K]> } = {
  outcome: checkOutcome,
  noError: checkNoError,
  error: checkError,
  text: checkText,
  asks: checkAsks,
  repeatsQuestion: checkRepeatsQuestion,
  options: checkOptions,
  fields: checkFields,
  json: checkJson,
  schema: checkSchema,
  similar: checkSimilar,
  firstToken: checkFirstToken,
  duration: checkDuration,
  tokens: checkTokens,
  followUps: checkFollowUps,
  tools: checkTools,
  answers: checkAnswers,
};

/** Checks that run foreign patterns or compare long texts. */
const heavy = new Set(['text', 'asks', 'answers', 'error', 'json', 'schema', 'similar']);

/** Runs one check, whose variables have their values. Each takes a second at most. */
export function runCheck({ name, value }: CheckSpec, seen: Seen): CheckFailure | undefined {
  const check = checks[name] as Check<unknown>;
  if (!heavy.has(name)) return check(value, seen);
  try {
    return limited(() => check(value, seen));
  } catch (error) {
    if (error instanceof TookTooLong) return { key: 'tooSlow' };
    if (error instanceof TooDeep) return { key: 'jsonTooDeep' };
    throw error;
  }
}
