import { Validator, type Schema } from '@cfworker/json-schema';
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { parseLocated, readTestFile } from '../../../src/chatflowTests/testFile/readTestFile';
import { testFileSchema } from '../../../src/chatflowTests/testFile/schema';
import { mistakesBySchema } from '../../../src/chatflowTests/testFile/validate';
import { problemsEn } from '../../../src/chatflowTests/words/problems.en';
import { problemsZhCn } from '../../../src/chatflowTests/words/problems.zhCn';
import { problemText } from '../../../src/chatflowTests/words/words';
import type { Language } from '../../../src/shared/text/language';

interface Row {
  readonly group: string;
  readonly text: string;
  problems: readonly string[];
}

const fixture = `${__dirname}/../../fixtures/chatflowTests/wrongFiles.json`;
const rows = JSON.parse(readFileSync(fixture, 'utf8')) as Row[];

/** Files that the rows name. */
const named: Readonly<Record<string, string | Uint8Array>> = {
  'empty.csv': 'a,b\n',
  'broken.csv': 'a,b\n1,2\n3\n',
  'broken.jsonl': '{"a":1}\nx\n',
  'broken.json': '{',
  'list.json': '[]',
  'deep.json': `${'{"not":'.repeat(20_000)}{}${'}'.repeat(20_000)}`,
  'twice.csv': 'a,b,a\n1,2,3\n',
  // “你好” as Chinese spreadsheets save it.
  'gbk.csv': Buffer.from('610ac4e3bac30a', 'hex'),
  'gbk.json': Buffer.from('7b22c4e3223a317d', 'hex'),
};

describe('A wrong test file', () => {
  after('accept the new results with ACCEPT_FIXTURES=1', () => {
    if (process.env['ACCEPT_FIXTURES'] === '1')
      writeFileSync(fixture, `${JSON.stringify(rows, undefined, 2)}\n`);
  });

  it('is one of at least 200', () => {
    assert.ok(rows.length >= 200);
  });

  for (const [index, row] of rows.entries()) {
    it(`has a message with line and column: ${row.group}, ${String(index)}`, async () => {
      const problems = await problemsOf(row.text, row.group === 'JSON' ? 'json' : 'yaml');
      if (process.env['ACCEPT_FIXTURES'] === '1') row.problems = problems;
      assert.deepEqual(problems, row.problems, row.text);
      assert.ok(problems.length > 0);
    });

    it(`is wrong for another reader of the schema, too, or by a rule: ${row.group}, ${String(index)}`, () => {
      const read = parseLocated(row.group === 'JSON' ? 'a.json' : 'a.yaml', row.text.replace(/^\uFEFF/, ''));
      if (!('root' in read)) return;
      const value = JSON.parse(JSON.stringify(read.root.value)) as unknown;
      const { valid } = new Validator(testFileSchema as Schema, '7').validate(value);
      assert.equal(mistakesBySchema(read.root, testFileSchema).length === 0, valid, row.text);
    });
  }

  it('is refused if it is too large, before it is parsed', async () => {
    const text = `version: 1\nx: ${'a'.repeat(10_000_000)}\n`;
    assert.deepEqual(await problemsOf(text), [
      '1:1 The file is larger than 500 kB. Divide it, or put the rows into a data file.',
    ]);
  });

  for (const [title, text] of [
    ['lists', '['.repeat(20_000)],
    ['objects', '{a: '.repeat(20_000)],
    ['block lists', '- '.repeat(200_000)],
    ['block names', '? '.repeat(200_000)],
    ['indented names', Array.from({ length: 900 }, (_, depth) => `${' '.repeat(depth)}a:\n`).join('')],
    ['JSON lists', '['.repeat(200_000)],
  ] as const) {
    it(`is refused if ${title} are nested too deeply`, async () => {
      const problems = await problemsOf(text, title === 'JSON lists' ? 'json' : 'yaml');
      assert.deepEqual(problems, ['1:1 The values are nested too deeply.']);
    });
  }

  it('is refused if it is not UTF-8', async () => {
    for (const bytes of [
      Buffer.from('version: 1\n', 'utf16le'),
      Buffer.from([0xff, 0xfe, 0x41, 0x00]),
      Buffer.from([0x61, 0xe4]),
    ]) {
      const read = await readTestFile('a.coze-test.yaml', bytes, () => Promise.reject(new Error()));
      assert.ok('problems' in read);
    }
  });

  it('has the same places with a byte order mark and with Windows line breaks', async () => {
    const text = 'version: 1\ntarget: { profile: demo }\ntests:\n  - name: 1\n    turns: [{ user: x }]\n';
    const expected = ['4:11 “name” must be a text. Put the value in quotation marks.'];
    assert.deepEqual(await problemsOf(text), expected);
    assert.deepEqual(await problemsOf(`\uFEFF${text}`), expected);
    assert.deepEqual(await problemsOf(text.replaceAll('\n', '\r\n')), expected);
  });

  it('has a Chinese message for each mistake, with the same values', () => {
    for (const [key, english] of Object.entries(problemsEn)) {
      const chinese = problemsZhCn[key as keyof typeof problemsEn];
      assert.deepEqual(placeholders(chinese), placeholders(english), key);
      assert.match(chinese, /[\u4e00-\u9fff]/, key);
    }
  });
});

async function problemsOf(text: string, kind: 'yaml' | 'json' = 'yaml', language: Language = 'en') {
  const read = await readTestFile(`a.coze-test.${kind}`, Buffer.from(text), (name) => {
    const content = named[name];
    if (name.startsWith('..')) return Promise.reject(new Error('outside'));
    return content === undefined
      ? Promise.reject(new Error('ENOENT'))
      : Promise.resolve(Buffer.from(content));
  });
  if ('file' in read) return [];
  return read.problems.map(
    (problem) => `${String(problem.line)}:${String(problem.column)} ${problemText(problem, language)}`,
  );
}

function placeholders(text: string): readonly string[] {
  return [...text.matchAll(/\{\w+\}/g)].map(([name]) => name).sort();
}
