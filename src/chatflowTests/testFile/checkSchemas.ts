import { closed, durationPattern, ref, text, type Schema } from './schemaTypes';

const flag = (description: string): Schema => ({ type: 'boolean', description });

const textCheck: Schema = {
  ...closed({
    equals: text('The text is exactly this.'),
    contains: ref('oneOrMany'),
    containsAny: ref('oneOrMany'),
    notContains: ref('oneOrMany'),
    startsWith: text('The text begins with this.'),
    endsWith: text('The text ends with this.'),
    matches: text('The text matches this regular expression.'),
    notMatches: text('The text does not match this regular expression.'),
    length: ref('range'),
    ignoreCase: flag('Upper and lower case are the same.'),
    exact: flag('The text is compared as received: no Unicode normalisation, no trimming of line ends.'),
    fold: { enum: ['width'], description: 'Full-width and half-width characters are the same.' },
  }),
  minProperties: 1,
};

const oneOrMany: Schema = {
  description: 'One text, or a list of texts.',
  anyOf: [{ type: 'string' }, { type: 'array', minItems: 1, items: { type: 'string' } }],
};

const amount: Schema = { type: ['number', 'string'] };
const range: Schema = {
  ...closed({ below: amount, above: amount, equals: amount }),
  minProperties: 1,
  description: 'Limits of a number. Times are written as 500ms, 3s or 2m.',
};

const timeLimit: Schema = { type: 'string', pattern: durationPattern };
const timeRange: Schema = {
  ...closed({ below: timeLimit, above: timeLimit }),
  minProperties: 1,
  description: 'Limits of a time, such as 500ms, 3s or 2m.',
};

const names = (description: string): Schema => ({
  ...closed({ includes: ref('oneOrMany'), count: ref('range') }),
  minProperties: 1,
  description,
});

const json: Schema = {
  ...closed(
    {
      path: text('JSONPath (RFC 9535).'),
      equals: { description: 'The value at the path.' },
      contains: { description: 'A part of the text, or an item of the list, at the path.' },
      matches: text('A regular expression for the text at the path.'),
      exists: flag('Whether the path leads to a value.'),
      count: ref('range'),
    },
    ['path'],
  ),
  description: 'A value in the JSON of the answer.',
};

const answerCheck: Schema = closed(
  {
    index: { type: 'integer', minimum: 1, description: 'Number of the answer, from 1.' },
    text: ref('textCheck'),
  },
  ['index', 'text'],
);

/** The checks of a turn, by name. Each item of `expect` has one. */
const checks: Readonly<Record<string, Schema>> = {
  outcome: {
    enum: ['completed', 'waiting', 'failed', 'stopped', 'cut_off'],
    description: 'How the run ended.',
  },
  noError: flag('The run did not fail. Checked in every turn without outcome and error.'),
  error: {
    ...closed({ code: { type: ['string', 'integer'] }, message: ref('textCheck') }),
    description: 'The run failed with this error.',
  },
  text: { $ref: '#/definitions/textCheck' },
  asks: { $ref: '#/definitions/textCheck' },
  repeatsQuestion: flag('The workflow asks the question of the turn before again.'),
  options: {
    ...closed({
      includes: ref('oneOrMany'),
      equals: { type: 'array', items: { type: 'string' } },
      count: ref('range'),
    }),
    minProperties: 1,
    description: 'The options of the question.',
  },
  fields: names('The fields of the input form.'),
  json: { $ref: '#/definitions/jsonCheck' },
  schema: {
    description: 'The JSON of the answer matches a JSON Schema: a file, or the schema itself.',
    anyOf: [{ type: 'string' }, { type: 'object' }],
  },
  similar: {
    ...closed(
      {
        to: text('The text to compare with.'),
        atLeast: {
          type: 'number',
          minimum: 0,
          maximum: 1,
          description: '0: nothing in common, 1: the same.',
        },
        by: { enum: ['bigram', 'levenshtein'], description: 'bigram by default.' },
      },
      ['to', 'atLeast'],
    ),
    description: 'Similarity by pairs of characters. No model is called.',
  },
  firstToken: ref('timeRange'),
  duration: ref('timeRange'),
  tokens: ref('range'),
  followUps: names('The suggested questions.'),
  tools: names('The tools that the workflow called.'),
  answers: {
    type: 'array',
    minItems: 1,
    items: ref('answerCheck'),
    description: 'Single answers of a run with several.',
  },
};

/** The definitions of the schema for checks. */
export const checkSchemas: Readonly<Record<string, Schema>> = {
  textCheck,
  oneOrMany,
  range,
  timeRange,
  jsonCheck: json,
  answerCheck,
  expect: {
    type: 'array',
    description: 'What must be true after the turn. One check for each item.',
    items: { ...closed(checks), minProperties: 1, maxProperties: 1 },
  },
};
