import type { CheckValues, OneOrMany, Range } from '../testFile/checkSpec';
import { rangeFailure } from './range';
import type { Check, CheckFailure } from './check';
import { isSameName } from './normalise';
import { listed, many } from './textCheck';

/** What a list of names is, for messages. */
type Kind = 'options' | 'fields' | 'followUps' | 'tools';

export const checkOptions: Check<CheckValues['options']> = (check, { question, outcome }) => {
  const options = question?.options;
  if (!options) return { key: 'noOptions', params: { found: `$outcome.${outcome}` } };
  const { equals } = check;
  if (equals && !isSameList(equals, options)) {
    return {
      key: 'optionsEqual',
      params: { wanted: listed(equals), found: listed(options) },
      expected: equals.join('\n'),
      actual: options.join('\n'),
    };
  }
  return namesFailure(check, options, 'options');
};

export const checkFields: Check<CheckValues['fields']> = (check, { question, outcome }) =>
  question?.fields
    ? namesFailure(check, question.fields, 'fields')
    : { key: 'noFields', params: { found: `$outcome.${outcome}` } };

export const checkFollowUps: Check<CheckValues['followUps']> = (check, { followUps }) =>
  namesFailure(check, followUps, 'followUps');

export const checkTools: Check<CheckValues['tools']> = (check, { tools }) =>
  namesFailure(check, tools, 'tools');

/** The question of the turn before, or one with the same options or fields: a workflow may change the words. */
export const checkRepeatsQuestion: Check<boolean> = (wanted, { question, questionBefore, outcome }) => {
  const isRepeated =
    question !== undefined &&
    questionBefore !== undefined &&
    (question.text === questionBefore.text ||
      isSameList(question.options, questionBefore.options) ||
      isSameList(question.fields, questionBefore.fields));
  if (isRepeated === wanted) return undefined;
  if (isRepeated) return { key: 'questionRepeated', params: { found: question.text } };
  if (!questionBefore) return { key: 'noQuestionBefore' };
  return question
    ? { key: 'questionChanged', params: { wanted: questionBefore.text, found: question.text } }
    : { key: 'asksNothing', params: { found: `$outcome.${outcome}` } };
};

function isSameList(a: readonly string[] | undefined, b: readonly string[] | undefined): boolean {
  return a?.length === b?.length && a?.every((name, index) => isSameName(name, b?.[index] ?? '')) === true;
}

function namesFailure(
  { includes, count }: { readonly includes?: OneOrMany; readonly count?: Range },
  names: readonly string[],
  kind: Kind,
): CheckFailure | undefined {
  const params = { kind: `$names.${kind}`, found: listed(names) || '–' };
  const absent = many(includes).filter((name) => !names.some((found) => isSameName(found, name)));
  if (absent.length > 0) return { key: 'namesInclude', params: { ...params, wanted: listed(absent) } };
  const failure = count && rangeFailure(count, names.length);
  return failure && { key: 'namesCount', params: { ...params, ...failure, names: params.found } };
}
