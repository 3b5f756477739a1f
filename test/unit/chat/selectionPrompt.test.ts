import assert from 'node:assert/strict';
import fc from 'fast-check';
import { countHiddenCharacters } from '../../../src/shared/outgoing/hiddenText';
import { findSecrets } from '../../../src/shared/outgoing/findSecrets';
import { normalizeLineEnds, selectionPrompt, type Selection } from '../../../src/chat/selectionPrompt';
import { emptyEnvironment, parse } from '../../../src/markdown/parse/parser';
import { runs, timeoutOf } from '../../support/properties';

const labels = { file: 'File: ', language: 'Language: ', lines: 'Lines: ' };
const selection: Selection = {
  code: 'const a = 1;\n',
  languageId: 'typescript',
  fileName: 'src/a.ts',
  startLine: 3,
  endLine: 4,
};

describe('a selection as a message', () => {
  it('holds the question, where the code is, and the code', () => {
    assert.equal(
      selectionPrompt('  What is a? ', selection, labels),
      [
        'What is a?',
        '',
        'File: `src/a.ts`',
        'Language: typescript',
        'Lines: 3-4',
        '',
        '```typescript',
        'const a = 1;',
        '',
        '```',
      ].join('\n'),
    );
  });

  it('needs no question, and names a single line as one', () => {
    const text = selectionPrompt('', { ...selection, endLine: 3 }, labels);
    assert.match(text, /^File: /);
    assert.match(text, /^Lines: 3$/m);
  });

  it('takes the words around the code from its caller', () => {
    const text = selectionPrompt('', selection, { file: '文件：', language: '语言：', lines: '行：' });
    assert.match(text, /^文件：`src\/a\.ts`\n语言：typescript\n行：3-4$/m);
  });

  it('does not let a file name or a language id be more than what they are', () => {
    const text = selectionPrompt(
      'Why?',
      { ...selection, fileName: '``` `a`\n# b.ts', languageId: 'x\n```\nevil' },
      labels,
    );
    assert.deepEqual(fencesIn(text), [{ info: '', content: 'const a = 1;\n\n' }]);
    assert.ok(!/^#/m.test(text));
  });

  const piece = fc.constantFrom(
    '`',
    '``',
    '```',
    '~~~',
    '\n',
    '\r',
    '\r\n',
    '    ',
    '\t',
    'a',
    '```js\n',
    '>',
    '- ',
    '你',
    '👋',
  );
  const snippets = fc.oneof(
    fc.array(piece, { maxLength: 30 }).map((pieces) => pieces.join('')),
    fc.string(),
  );

  it('contains the code unchanged for any reader of Markdown', () => {
    fc.assert(
      fc.property(snippets, (code) => {
        const text = selectionPrompt('Why?', { ...selection, code }, labels);
        const expected = `${normalizeLineEnds(code)}\n`.replaceAll('\0', '\uFFFD');
        assert.deepEqual(fencesIn(text), [{ info: 'typescript', content: expected }]);
      }),
      { numRuns: runs(1_000) },
    );
  }).timeout(timeoutOf(60_000));

  it('does not let the question take the code in', () => {
    const question = fc.array(fc.constantFrom('```', '~~~~', '`', '\n', '- ', '  ', '> ', 'js', 'a'), {
      maxLength: 12,
    });
    fc.assert(
      fc.property(question, (pieces) => {
        const text = selectionPrompt(pieces.join(''), selection, labels);
        const own = fencesIn(text).filter(({ info }) => info === 'typescript');
        assert.deepEqual(own, [{ info: 'typescript', content: 'const a = 1;\n\n' }]);
      }),
      { numRuns: runs(1_000) },
    );
  }).timeout(timeoutOf(60_000));

  it('takes code of any length', () => {
    const text = selectionPrompt('', { ...selection, code: '` '.repeat(300_000) }, labels);
    assert.equal(fencesIn(text).length, 1);
  });
});

function fencesIn(text: string): readonly { readonly info: string; readonly content: string }[] {
  return parse(text, emptyEnvironment())
    .filter(({ type }) => type === 'fence')
    .map(({ info, content }) => ({ info, content }));
}

describe('characters that cannot be seen', () => {
  const hiddenTexts: readonly (readonly [string, number])[] = [
    ['', 0],
    ['plain text, 中文, עברית, العربية, 한국어', 0],
    ['e\u0301 a\u0308 ไทย', 0],
    ['👨‍👩‍👧‍👦 🏳️‍🌈 👋🏽 ❤️ 👩🏽‍💻', 0],
    ['🏴\u{E0067}\u{E0062}\u{E0073}\u{E0063}\u{E0074}\u{E007F}', 0],
    ['access\u202E\u2066level', 2],
    ['a\u200Bb\uFEFFc\u2060d', 3],
    ['x\u{E0041}\u{E0042}\u{E0043}', 3],
    ['a\u200Db', 1],
    ['می\u200Cخواهم क्\u200Dष', 0],
    ['a\u200Cb', 1],
    ['soft\u00ADhyphen', 1],
    ['filler\u3164', 1],
  ];
  for (const [text, count] of hiddenTexts) {
    it(`are counted in ${JSON.stringify(text)}: ${String(count)}`, () => {
      assert.equal(countHiddenCharacters(text), count);
    });
  }
});

describe('text that looks like a secret', () => {
  const secrets: Readonly<Record<string, string>> = {
    privateKey: '-----BEGIN RSA PRIVATE KEY-----',
    cozeToken: `pat_${'aB3'.repeat(20)}`,
    cloudKey: 'AKIAIOSFODNN7EXAMPLE',
    gitToken: `ghp_${'a1'.repeat(18)}`,
    apiKey: `sk-proj-${'Ab1'.repeat(12)}`,
    webToken: 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmNHl0w5N_XgL0n3I9P',
    connectionString: 'postgres://admin:hunter22@db.example.com/main',
  };
  for (const [kind, secret] of Object.entries(secrets)) {
    it(`is found: ${kind}, with its line and without its value`, () => {
      const found = findSecrets(`first\r\nsecond\nconst x = "${secret}";\nlast`);
      assert.deepEqual(found, [{ kind, line: 3 }]);
    });
  }

  it('is found for each kind of token of Coze, that of a signed-in user too', () => {
    for (const prefix of ['pat', 'sat', 'czu', 'czs']) {
      const found = findSecrets(`Authorization: Bearer ${prefix}_${'0123456789abcdef'.repeat(2)}`);
      assert.deepEqual(found, [{ kind: 'cozeToken', line: 1 }], prefix);
    }
  });

  it('is found in the order of the text', () => {
    const text = [secrets['webToken'], secrets['cozeToken'], secrets['privateKey']].join('\n');
    assert.deepEqual(
      findSecrets(text).map(({ kind, line }) => [kind, line]),
      [
        ['webToken', 1],
        ['cozeToken', 2],
        ['privateKey', 3],
      ],
    );
  });

  it('is not seen in ordinary code', () => {
    const code = [
      'const pattern = "pat_test"; const task = "sk-1"; // AKIA',
      '-----BEGIN PUBLIC KEY-----',
      'see https://example.com/a:b and mailto:a@b.example, git@github.com:o/r.git',
      'http://localhost:8080/@scope/name',
      'dispatch_123456789012345678901234',
      'const eyJ = a.b.c;',
    ].join('\n');
    assert.deepEqual(findSecrets(code), []);
  });

  it('is looked for in text of any length', () => {
    const text = `${'a://'.repeat(50_000)}${'eyJaaaaaaaa-'.repeat(20_000)}${'-----BEGIN A '.repeat(20_000)}`;
    assert.deepEqual(findSecrets(text), []);
  });
});
