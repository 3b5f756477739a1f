import type { CheckValues, TextCheck } from '../testFile/checkSpec';
import type { Check, CheckFailure } from './check';
import { textFailure } from './textCheck';

export const checkOutcome: Check<CheckValues['outcome']> = (wanted, { outcome, error, question }) => {
  if (outcome === wanted) return undefined;
  const params = { wanted: `$outcome.${wanted}`, found: `$outcome.${outcome}` };
  const diff = { expected: wanted, actual: outcome };
  if (outcome === 'waiting' && question) {
    return { key: 'outcomeWaiting', params: { ...params, question: question.text }, ...diff };
  }
  if (error) return { key: 'outcomeError', params: { ...params, ...errorParams(error) }, ...diff };
  return { key: 'outcome', params, ...diff };
};

export const checkNoError: Check<boolean> = (wanted, { outcome, error }) => {
  const hasFailed = outcome === 'failed' || outcome === 'cut_off';
  if (hasFailed !== wanted) return undefined;
  if (!wanted) return { key: 'noErrorFound', params: { found: `$outcome.${outcome}` } };
  return { key: 'errorFound', params: { found: `$outcome.${outcome}`, ...(error && errorParams(error)) } };
};

export const checkError: Check<CheckValues['error']> = ({ code, message }, { error, outcome }) => {
  if (!error) return { key: 'errorMissing', params: { found: `$outcome.${outcome}` } };
  if (code !== undefined && String(code) !== error.code) {
    const found = error.code ?? '–';
    return {
      key: 'errorCode',
      params: { wanted: String(code), found },
      expected: String(code),
      actual: found,
    };
  }
  return message && textFailure(message, error.serviceMessage ?? '', 'error');
};

export const checkText: Check<TextCheck> = (value, { text }) => textFailure(value, text, 'answer');

export const checkAsks: Check<TextCheck> = (value, { question, outcome }) =>
  question
    ? textFailure(value, question.text, 'question')
    : { key: 'asksNothing', params: { found: `$outcome.${outcome}` } };

export const checkAnswers: Check<CheckValues['answers']> = (list, { answers }) => {
  for (const { index, text } of list) {
    const answer = answers[index - 1];
    const failure: CheckFailure | undefined =
      answer === undefined
        ? { key: 'answerMissing', params: { index: String(index), count: String(answers.length) } }
        : textFailure(text, answer, 'answerNumber', String(index));
    if (failure) return failure;
  }
  return undefined;
};

function errorParams(error: {
  readonly reason: string;
  readonly params?: Readonly<Record<string, string>>;
  readonly code?: string;
  readonly serviceMessage?: string;
}): Readonly<Record<string, string>> {
  const values = Object.entries(error.params ?? {}).map(([name, value]) => [`reason.${name}`, value]);
  return {
    ...(Object.fromEntries(values) as Readonly<Record<string, string>>),
    reason: `$reason.${error.reason}`,
    code: error.code ?? '',
    detail: error.serviceMessage ?? '',
  };
}
