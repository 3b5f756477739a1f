/**
 * Texts of failed checks in English. `{name}` is a value of the failure. Values such as `$outcome.waiting` are words of the
 * same table.
 */
export const checksEn = {
  outcome: 'The run ended as “{found}” instead of “{wanted}”.',
  outcomeWaiting: 'The run ended as “{found}” instead of “{wanted}”. The workflow asks: “{question}”',
  outcomeError: 'The run ended as “{found}” instead of “{wanted}”: {reason} {code} {detail}',
  errorFound: 'The run ended as “{found}”: {reason} {code} {detail}',
  noErrorFound: 'The run ended as “{found}”, but an error is expected.',
  errorMissing: 'An error is expected, but the run ended as “{found}”.',
  errorCode: 'The error has the code {found} instead of {wanted}.',
  asksNothing: 'The workflow does not ask a question: the run ended as “{found}”.',
  answerMissing: 'There is no answer {index}: the run has {count}.',
  textEquals: '{subject} is not “{wanted}”, but “{found}”.',
  textEqualsHidden: '{subject} differs from “{wanted}” only in blanks, line breaks or invisible characters.',
  textContains: '{subject} does not contain “{wanted}”. It is “{found}”.',
  textContainsAny: '{subject} contains none of {wanted}. It is “{found}”.',
  textNotContains: '{subject} contains “{wanted}”. It is “{found}”.',
  textStartsWith: '{subject} does not begin with “{wanted}”. It is “{found}”.',
  textEndsWith: '{subject} does not end with “{wanted}”. It is “{found}”.',
  textMatches: '{subject} does not match the pattern {wanted}. It is “{found}”.',
  textNotMatches: '{subject} matches the pattern {wanted}. It is “{found}”.',
  textLength: '{subject} is {found} characters long; expected: {relation} {limit}.',
  nothingToFind: 'The check has nothing to look for: a variable in it is empty.',
  noOptions: 'The workflow offers no options: the run ended as “{found}”.',
  optionsEqual: 'The options are {found} instead of {wanted}.',
  noFields: 'The workflow shows no form: the run ended as “{found}”.',
  namesInclude: 'The {kind} do not include {wanted}. They are: {found}',
  namesCount: 'The number of {kind} is {found}; expected: {relation} {limit}. They are: {names}',
  questionRepeated: 'The workflow asks the same question again: “{found}”',
  questionChanged: 'The workflow asks another question: “{found}” instead of “{wanted}”',
  noQuestionBefore: 'The turn before has no question that could be repeated.',
  notJson: 'The answer contains no JSON. It is “{found}”.',
  jsonTooDeep: 'The JSON of the answer has more than 200 levels.',
  jsonMissing: 'There is no value at {path}. The answer is “{found}”.',
  jsonExists: 'There is a value at {path}: {found}',
  jsonCount: 'The number of values at {path} is {found}; expected: {relation} {limit}.',
  jsonEquals: 'The value at {path} is {found} instead of {wanted}.',
  jsonContains: 'The value at {path} does not contain {wanted}. It is {found}.',
  jsonMatches: 'The value at {path} does not match the pattern {wanted}. It is {found}.',
  schema: 'The JSON of the answer does not match the schema at {path}: {detail}',
  schemaInvalid: 'The schema cannot be used: {detail}',
  similar: 'The similarity to “{to}” is {found}; expected: at least {wanted}. The answer is “{answer}”.',
  noText: 'No text arrived.',
  firstToken: 'The first text arrived after {found}; expected: {relation} {limit}.',
  duration: 'The run took {found}; expected: {relation} {limit}.',
  tokens: 'The run used {found} tokens; expected: {relation} {limit}.',
  patternInvalid: 'The pattern {wanted} is not a regular expression: {detail}',
  pathInvalid: 'The path {path} is not a JSONPath: {detail}',
  tooSlow: 'The check took longer than a second and was ended. Simplify its pattern.',
  saveMissing: 'The value of “{name}” was not found in the answer: “{found}”',
} as const;

export type CheckKey = keyof typeof checksEn;
export type CheckWords = Readonly<Record<CheckKey, string>>;

/** Words within the texts of failed checks. */
export const partsEn = {
  'outcome.completed': 'completed',
  'outcome.waiting': 'waiting',
  'outcome.failed': 'failed',
  'outcome.stopped': 'stopped',
  'outcome.cut_off': 'cut off',
  'subject.answer': 'The answer',
  'subject.answerNumber': 'Answer {number}',
  'subject.question': 'The question',
  'subject.error': 'The message of the error',
  'subject.value': 'The value',
  'names.options': 'options',
  'names.fields': 'fields',
  'names.followUps': 'suggestions',
  'names.tools': 'tool calls',
  'range.below': 'below',
  'range.above': 'above',
  'range.equals': 'exactly',
} as const;

export type PartWords = Readonly<Record<keyof typeof partsEn, string>>;
