import assert from 'node:assert/strict';
import { cursorAt } from '../../../src/chatflowTests/editor/cursor';
import { describedIn, descriptionAt, keysAt, valuesAt } from '../../../src/chatflowTests/editor/schemaAt';
import { variableBefore, variablesIn } from '../../../src/chatflowTests/editor/variables';
import { parseLocated } from '../../../src/chatflowTests/testFile/readTestFile';
import { testFileSchema } from '../../../src/chatflowTests/testFile/schema';
import { descriptionsZhCn } from '../../../src/chatflowTests/words/descriptions.zhCn';

/** A text with the cursor at `|`, and the place that the editor sees. */
const places: readonly (readonly [string, string, unknown])[] = [
  ['a name at the top', 'version: 1\nta|\n', [[], true, ['version']]],
  ['an empty file', '|', [[], true, []]],
  ['a name on a line of its own', 'version: 1\ntarget:\n  |\ntests: []\n', [['target'], true, []]],
  [
    'a name beside others, with lines below',
    'tests:\n  - name: a\n    |\n    turns: []\n',
    [['tests', 0], true, ['name', 'turns']],
  ],
  ['a new item', 'tests:\n  - name: a\n    turns:\n      - |\n', [['tests', 0, 'turns', 0], true, []]],
  [
    'a value',
    'tests:\n  - turns:\n      - expect:\n          - outcome: wa|',
    [['tests', 0, 'turns', 0, 'expect', 0, 'outcome'], false, []],
  ],
  ['a name in braces', 'target: { pro| }', [['target'], true, []]],
  ['a value in braces', 'target: { profile: de| }', [['target', 'profile'], false, []]],
  ['a comment', 'version: 1 # |', undefined],
];

describe('The editor of test files', () => {
  for (const [title, marked, expected] of places) {
    it(`finds the place of the cursor in ${title}`, () => {
      const offset = marked.indexOf('|');
      const cursor = cursorAt('a.coze-test.yaml', marked.replace('|', ''), offset);
      assert.deepEqual(cursor && [cursor.path, cursor.isKey, cursor.siblings], expected);
    });
  }

  it('finds the place of the cursor in JSON', () => {
    const text = '{"target": {"profile": ""}}';
    assert.deepEqual(cursorAt('a.coze-test.json', text, text.indexOf('""') + 1)?.path, ['target', 'profile']);
  });

  it('reads JSON by the ending of the name, in any case', () => {
    const parsed = parseLocated('A.COZE-TEST.JSON', '{"version": 1, }');
    assert.ok('mistakes' in parsed, 'YAML allows the comma');
    assert.equal(parsed.mistakes[0]?.key, 'jsonSyntax');
  });

  it('knows the names and values of the format', () => {
    const names = (list: readonly { readonly name: string }[]) => list.map(({ name }) => name);
    const turn = ['tests', 0, 'turns', 0];
    assert.deepEqual(names(keysAt([], ['version', 'tests'])), [
      '$schema',
      'target',
      'variables',
      'defaults',
      'budget',
    ]);
    assert.ok(names(keysAt(turn, ['user'])).includes('expect'));
    assert.deepEqual(names(keysAt([...turn, 'expect', 0], ['text'])), [], 'an item has one check');
    assert.deepEqual(names(valuesAt([...turn, 'expect', 0, 'outcome'])), [
      'completed',
      'waiting',
      'failed',
      'stopped',
      'cut_off',
    ]);
    assert.deepEqual(names(valuesAt([...turn, 'continue'])), ['true', 'false']);
    assert.deepEqual(names(keysAt(['variables', 'city'], [])), ['env', 'secret', 'default']);
    assert.deepEqual(names(keysAt(['unknown', 'path'], [])), []);
  });

  it('describes members', () => {
    assert.equal(
      descriptionAt(['tests', 0, 'turns', 0, 'choose']),
      'The option of a question, by its exact name.',
    );
    assert.equal(descriptionAt(['budget', 'calls'])?.startsWith('Most calls'), true);
    assert.equal(descriptionAt(['nothing']), undefined);
  });

  it('knows the variables of a file', () => {
    const parsed = parseLocated(
      'a.coze-test.yaml',
      'variables: { city: a }\ntests: [{ data: [{ row: 1 }], turns: [{ user: a, save: { order: { json: $ } } }] }]',
    );
    assert.ok('root' in parsed);
    assert.deepEqual(variablesIn(parsed.root), ['city', 'row', 'order']);
    assert.equal(variableBefore('  - user: go to ${ci'), 'ci');
    assert.equal(variableBefore('  - user: $'), undefined);
  });

  it('describes every name of the format in Chinese, too', () => {
    const described = JSON.stringify(testFileSchema).matchAll(/"description":("(?:[^"\\]|\\.)*")/g);
    const english = [...new Set([...described].map(([, text = '']) => JSON.parse(text) as string))].sort();
    assert.deepEqual(Object.keys(descriptionsZhCn).sort(), english);
    assert.equal(describedIn('zh', 'How the run ended.'), '运行的结束方式。');
    assert.equal(describedIn('en', 'How the run ended.'), 'How the run ended.');
  });
});
