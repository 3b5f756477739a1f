import { checkSchemas } from './checkSchemas';
import { closed, duration, list, ref, text, whole, type Schema } from './schemaTypes';

/** Names of the actions of a turn. Each turn has exactly one. */
export const turnActions = ['user', 'answer', 'choose', 'form', 'input'] as const;

const parameters: Schema = {
  type: 'object',
  description:
    'Inputs of the start node. They override those of the profile. { file: photo.png } stands for an uploaded file.',
};

/** As in an entry of coze.workflows. */
const id = (description: string): Schema => ({ type: 'string', pattern: '^[0-9]{1,20}$', description });

const target = closed({
  profile: text('Name of an entry of coze.workflows, or "demo".'),
  workflowId: id('ID of the chatflow, in quotation marks.'),
  appId: id('ID of the app that the chatflow belongs to.'),
  botId: id('ID of the agent that the chatflow belongs to.'),
  versions: list(
    text('"published", or a version such as "v0.0.5".'),
    'Every test runs once for each version.',
  ),
});

const variable: Schema = {
  description: 'A value for ${name}, or the environment variable that holds it.',
  anyOf: [
    { type: ['string', 'number', 'boolean'] },
    closed(
      {
        env: { type: 'string', minLength: 1, description: 'Name of an environment variable.' },
        secret: { type: 'boolean', description: 'The value is masked in every output.' },
        default: text('The value where the environment has none.'),
      },
      ['env'],
    ),
  ],
};

const pick: Schema = {
  ...closed({
    json: text('JSONPath (RFC 9535) of a value in the JSON of the answer.'),
    regex: text('Regular expression; the value is its group, or the whole match.'),
    group: { type: 'integer', minimum: 0, description: 'Number of the group; 1 by default.' },
  }),
  minProperties: 1,
};

const turn = closed({
  user: text('The message that starts a run.'),
  answer: text('The answer to a question of the workflow.'),
  choose: text('The option of a question, by its exact name.'),
  form: { type: 'object', minProperties: 1, description: 'The values of an input form, by field.' },
  input: { type: 'object', description: 'Reserved for targets without a conversation.' },
  files: list(
    text('Public URL of a file, or its path relative to the test file. A file of this computer is uploaded.'),
    'Files of the message.',
  ),
  expect: ref('expect'),
  save: {
    type: 'object',
    description: 'Values of the answer that later turns use as ${name}.',
    additionalProperties: ref('pick'),
  },
  continue: { type: 'boolean', description: 'The test continues after a failed check of this turn.' },
  timeout: duration('Longest time of the turn; 60s by default.'),
});

const repeat = whole(1, 'How many times the test runs.', 100);
const pass = whole(1, 'How many of the repeats must pass; all by default.', 100);

const test = closed(
  {
    name: { type: 'string', minLength: 1, description: 'Name of the test, unique in its file.' },
    tags: list(text('A tag, for --tag.'), 'Tags of the test.'),
    skip: { type: ['boolean', 'string'], description: 'Skips the test; a text is the reason.' },
    only: { type: 'boolean', description: 'Only tests with this mark run.' },
    target: ref('target'),
    parameters,
    conversation: text('"fresh" (default), "keep" (that of the test before), or the ID of a conversation.'),
    data: {
      description: 'Rows whose columns become variables: a CSV or JSONL file, or a list of objects.',
      anyOf: [{ type: 'string' }, { type: 'array', minItems: 1, items: { type: 'object' } }],
    },
    repeat,
    pass,
    timeout: duration('Longest time of each turn.'),
    turns: list(ref('turn'), 'The turns, in order.'),
  },
  ['name', 'turns'],
);

/**
 * The format of test files as a JSON Schema (draft-07), with the keywords that {@link Schema} names. It is the only
 * description of the format: validation, completion and the documentation come from it.
 */
export const testFileSchema: Schema = {
  $schema: 'http://json-schema.org/draft-07/schema#',
  title: 'Coze chatflow tests',
  ...closed(
    {
      version: { const: 1, description: 'Version of the format.' },
      $schema: text('Address of this schema, for editors.'),
      target: ref('target'),
      variables: {
        type: 'object',
        description: 'Values for ${name}.',
        additionalProperties: ref('variable'),
      },
      defaults: closed({
        timeout: duration('Longest time of each turn.'),
        repeat,
        pass,
        parameters,
        expect: ref('expect'),
      }),
      budget: closed({
        calls: whole(1, 'Most calls of the tests in this file. More are refused before the first one.'),
        tokens: whole(1, 'Most tokens of the tests in this file. The tests left are skipped.'),
      }),
      tests: list(ref('test'), 'The tests.'),
    },
    ['version', 'tests'],
  ),
  definitions: { target, variable, pick, turn, test, ...checkSchemas },
};
