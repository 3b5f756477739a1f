import assert from 'node:assert/strict';
import { fixesOf } from '../../../src/chatflowTests/editor/fixes';
import { liveMistakes } from '../../../src/chatflowTests/editor/liveMistakes';
import { optionsInRecordings } from '../../../src/chatflowTests/editor/seenOptions';
import type { Mistake } from '../../../src/chatflowTests/testFile/problem';
import { parseLocated, readTestFile } from '../../../src/chatflowTests/testFile/readTestFile';
import { CliFolder } from '../cli/support';

const head = 'version: 1\ntarget: { profile: Shop }\n';
const known = {
  profiles: ['Shop', 'Support', 'demo'],
  inputsOf: (profile: string) => (profile === 'Shop' ? ['city', 'vip'] : undefined),
};

async function mistakesIn(path: string, text: string): Promise<readonly Mistake[]> {
  const read = await readTestFile(path, Buffer.from(text), () => Promise.reject(new Error()));
  const parsed = parseLocated(path, text);
  assert.ok('root' in parsed);
  return 'problems' in read ? read.problems : liveMistakes(parsed.root, known);
}

/** The text after each correction of its first mistake. */
async function corrected(path: string, text: string): Promise<readonly string[]> {
  const [mistake] = await mistakesIn(path, text);
  assert.ok(mistake, 'there is a mistake');
  const parsed = parseLocated(path, text);
  assert.ok('root' in parsed);
  return fixesOf(mistake, text, parsed.root, path.endsWith('.json')).map(({ edits }) =>
    [...edits]
      .sort((one, other) => other.start - one.start)
      .reduce(
        (now, { start, end, text: replacement }) => now.slice(0, start) + replacement + now.slice(end),
        text,
      ),
  );
}

const token = 'pat_0123456789abcdef';
const turns = '    turns: [{ user: hi }]\n';
const secret = 'test_token: { env: TEST_TOKEN, secret: true }';

/** A text with a mistake, and the same after the first correction. */
const rows: readonly (readonly [string, string, string])[] = [
  [
    'a misspelled name',
    `${head}tests:\n  - name: a\n    turns: [{ usr: hi }]\n`,
    `${head}tests:\n  - name: a\n${turns}`,
  ],
  [
    'a misspelled value',
    `${head}tests:\n  - name: a\n    turns: [{ user: hi, expect: [{ outcome: complete }] }]\n`,
    `${head}tests:\n  - name: a\n    turns: [{ user: hi, expect: [{ outcome: completed }] }]\n`,
  ],
  [
    'a value in quotation marks',
    `${head}tests:\n  - name: a\n    turns: [{ user: hi, expect: [{ outcome: 'complete' }] }]\n`,
    `${head}tests:\n  - name: a\n    turns: [{ user: hi, expect: [{ outcome: 'completed' }] }]\n`,
  ],
  [
    'a number where a text is meant',
    `${head}tests:\n  - name: a\n    turns: [{ user: 12 }]\n`,
    `${head}tests:\n  - name: a\n    turns: [{ user: "12" }]\n`,
  ],
  [
    'a number whose last digit would be lost',
    `${head}variables: { version: 1.10 }\ntests:\n  - name: a\n${turns}`,
    `${head}variables: { version: "1.10" }\ntests:\n  - name: a\n${turns}`,
  ],
  [
    'an unknown variable',
    `${head}variables: { city: x }\ntests:\n  - name: a\n    turns: [{ user: 'in \${citi}' }]\n`,
    `${head}variables: { city: x }\ntests:\n  - name: a\n    turns: [{ user: 'in \${city}' }]\n`,
  ],
  [
    'an unknown parameter',
    `${head}tests:\n  - name: a\n    parameters: { citty: x }\n${turns}`,
    `${head}tests:\n  - name: a\n    parameters: { city: x }\n${turns}`,
  ],
  [
    'an unknown profile',
    `version: 1\ntarget: { profile: Shoop }\ntests:\n  - name: a\n${turns}`,
    `version: 1\ntarget: { profile: Shop }\ntests:\n  - name: a\n${turns}`,
  ],
  [
    'a token in a plain text',
    `${head}tests:\n  - name: a\n    turns: [{ user: use ${token} now }]\n`,
    `${head}variables: { ${secret} }\ntests:\n  - name: a\n    turns: [{ user: 'use \${test_token} now' }]\n`,
  ],
  [
    'a token beside variables',
    `${head}variables:\n  city: x\ntests:\n  - name: a\n    turns: [{ user: "${token}" }]\n`,
    `${head}variables:\n  ${secret}\n  city: x\ntests:\n  - name: a\n    turns: [{ user: "\${test_token}" }]\n`,
  ],
  [
    'a token beside variables in braces, one with the name',
    `${head}variables: { test_token: x }\ntests:\n  - name: a\n    turns: [{ user: '${token}' }]\n`,
    `${head}variables: { test_token_2: { env: TEST_TOKEN_2, secret: true }, test_token: x }\ntests:\n  - name: a\n    turns: [{ user: '\${test_token_2}' }]\n`,
  ],
];

describe('The options of recorded runs', () => {
  it('are those of their questions, in order, each once', async () => {
    const file = `version: 1\ntarget: { profile: demo }\ntests:\n  - name: a\n    turns: [{ user: card }, { choose: Red }, { user: card }]\n`;
    const folder = await CliFolder.create({ 'a.coze-test.yaml': file });
    try {
      await folder.run(['run', '--record']);
      const texts = await folder.readAll();
      const [recording = ''] = texts.filter((text) => text !== file);
      assert.deepEqual(await optionsInRecordings(recording), ['Red', 'Green', 'Blue']);
      assert.deepEqual(await optionsInRecordings('no recording'), []);
    } finally {
      await folder.remove();
    }
  });
});

describe('The corrections of test files', () => {
  for (const [title, text, expected] of rows) {
    it(`correct ${title}`, async () => {
      const [first] = await corrected('a.coze-test.yaml', text);
      assert.equal(first, expected);
      assert.deepEqual(await mistakesIn('a.coze-test.yaml', expected), []);
    });
  }

  it('correct a token in JSON', async () => {
    const text = `{\n  "version": 1,\n  "target": { "profile": "Shop" },\n  "tests": [{ "name": "a", "turns": [{ "user": "${token}" }] }]\n}\n`;
    const [first = ''] = await corrected('a.coze-test.json', text);
    assert.deepEqual(JSON.parse(first), {
      version: 1,
      target: { profile: 'Shop' },
      variables: { test_token: { env: 'TEST_TOKEN', secret: true } },
      tests: [{ name: 'a', turns: [{ user: '${test_token}' }] }],
    });
    assert.match(first, /\n {2}"variables": .*,\n {2}"tests"/);
  });

  it('write texts in JSON as JSON', async () => {
    const of = async (turn: string) => {
      const text = `{"version": 1, "target": {"profile": "Shop"}, "tests": [{"name": "a", "turns": [${turn}]}]}`;
      const [first = ''] = await corrected('a.coze-test.json', text);
      return (JSON.parse(first) as { tests: [{ turns: unknown[] }] }).tests[0].turns[0];
    };
    const right = { user: 'hi', expect: [{ outcome: 'completed' }] };
    assert.deepEqual(await of('{"user": "hi", "expect": [{"outcome": true}]}'), right);
    assert.deepEqual(await of('{"user": "hi", "expects": [{"outcome": "completed"}]}'), right);
  });

  it('offer every value of a short list, and the nearest one first', async () => {
    const of = async (value: string) => {
      const texts = await corrected(
        'a.coze-test.yaml',
        `${head}tests:\n  - name: a\n    turns: [{ user: hi, expect: [{ outcome: ${value} }] }]\n`,
      );
      return texts.map((text) => /outcome: (\w+)/.exec(text)?.[1]);
    };
    assert.deepEqual(await of('wating'), ['waiting', 'completed', 'failed', 'stopped', 'cut_off']);
    assert.equal((await of('nothing-like-it')).length, 5);
  });

  it('know parameters by the profile of the test, and none for a profile without known inputs', async () => {
    const text =
      `${head}defaults: { parameters: { far: 1 } }\ntests:\n  - name: a\n    target: { profile: Support }\n    parameters: { ciyt: x }\n${turns}` +
      `  - name: b\n    parameters: { city: x, __proto__: 1 }\n${turns}`;
    assert.deepEqual(
      (await mistakesIn('a.coze-test.yaml', text)).map(({ key, params }) => [key, params?.['name']]),
      [
        ['parameterUnknown', '__proto__'],
        ['parameterUnknown', 'far'],
      ],
    );
  });
});
