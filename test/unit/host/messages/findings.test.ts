import assert from 'node:assert/strict';
import { findingsOf, maxFindings, segmentsOf, type Finding } from '../../../../src/host/messages/findings';

const whole: Finding = { file: 'a.ts', line: 3, column: 0, endLine: 3, message: 'm', severity: 'info' };
const row = { file: 'a.ts', line: 3, message: 'm' };
const readRow = (value: unknown) => findingsOf(JSON.stringify([value]), []);

describe('findingsOf', () => {
  for (const [name, value, expected] of [
    ['file, line and message', row, whole],
    ['path instead of file', { path: 'a.ts', line: 3, message: 'm' }, whole],
    ['a line as a string of digits', { ...row, line: '3' }, whole],
    ['a column and a last line', { ...row, column: 5, endLine: 9 }, { ...whole, column: 5, endLine: 9 }],
    ['a last line before the first', { ...row, endLine: 1 }, whole],
    ['a last line that is not a number', { ...row, endLine: 'x' }, whole],
    ['a negative column', { ...row, column: -4 }, whole],
    ['the severity error', { ...row, severity: 'ERROR' }, { ...whole, severity: 'error' }],
    ['the severity warning', { ...row, severity: ' Warning ' }, { ...whole, severity: 'warning' }],
    ['the severity warn', { ...row, severity: 'warn' }, { ...whole, severity: 'warning' }],
    ['the severity hint', { ...row, severity: 'Hint' }, { ...whole, severity: 'hint' }],
    ['the severity info', { ...row, severity: 'info' }, whole],
    ['an unknown severity', { ...row, severity: 'constructor' }, whole],
    ['a severity that is not a text', { ...row, severity: 1 }, whole],
    ['fields of other names', { ...row, toString: 1, ['__proto__']: { line: 1 } }, whole],
    [
      'markup, as text',
      { ...row, message: '<b>$(x) [y](command:z)' },
      { ...whole, message: '<b>$(x) [y](command:z)' },
    ],
    ['line breaks, as blanks', { ...row, message: ' a\r\n\tb ' }, { ...whole, message: 'a b' }],
    [
      'direction marks, without them',
      { ...row, message: 'a\u202Eb\u2066c\u200B' },
      { ...whole, message: 'abc' },
    ],
    [
      'control characters, without them',
      { ...row, message: '\u001B[31ma\u0007' },
      { ...whole, message: '[31ma' },
    ],
    [
      'a very long message, cut with an ellipsis',
      { ...row, message: 'x'.repeat(100_000) },
      { ...whole, message: `${'x'.repeat(2_000)}…` },
    ],
  ] as const) {
    it(`reads ${name}`, () => {
      assert.deepEqual(readRow(value), { findings: [expected], refused: 0 });
    });
  }

  for (const [name, value] of [
    ['line 0', { ...row, line: 0 }],
    ['a negative line', { ...row, line: -1 }],
    ['half a line', { ...row, line: 1.5 }],
    ['a line beyond every file', { ...row, line: 1e12 }],
    ['a line of NaN', { ...row, line: 'NaN' }],
    ['no line', { file: 'a.ts', message: 'm' }],
    ['no file', { line: 1, message: 'm' }],
    ['an empty file', { ...row, file: '' }],
    ['a file that is not a text', { ...row, file: ['a.ts'] }],
    ['a path of 2,000 characters', { ...row, file: 'x'.repeat(2_000) }],
    ['no message', { file: 'a.ts', line: 1 }],
    ['an empty message', { ...row, message: ' \u202E ' }],
    ['null', null],
    ['a number', 5],
    ['an array', [row]],
  ] as const) {
    it(`counts a row with ${name} as refused`, () => {
      assert.deepEqual(readRow(value), { findings: [], refused: 1 });
    });
  }

  for (const [name, text] of [
    ['words', 'No findings.'],
    ['an object', JSON.stringify(row)],
    ['incomplete JSON', '[{"file":"a.ts"'],
    ['a list of Markdown links', '[a](b)'],
    ['an empty text', ''],
  ] as const) {
    it(`finds nothing in ${name}`, () => {
      assert.equal(findingsOf(text, []), undefined);
    });
  }

  it('finds the array in a code block', () => {
    const json = JSON.stringify([row]);
    assert.deepEqual(findingsOf('Words.', ['let a;', ` ${json}`]), { findings: [whole], refused: 0 });
  });

  it('takes the first array that contains findings', () => {
    assert.deepEqual(findingsOf('', ['[1]', JSON.stringify([row])])?.findings, [whole]);
  });

  it('reads an empty array', () => {
    assert.deepEqual(findingsOf('[]', []), { findings: [], refused: 0 });
  });

  it('counts the rows beyond the limit as refused', () => {
    const read = findingsOf(JSON.stringify(Array.from({ length: maxFindings + 500 }, () => row)), []);
    assert.equal(read?.findings.length, maxFindings);
    assert.equal(read?.refused, 500);
  });

  it('does not fail on deeply nested JSON', () => {
    const nested = '['.repeat(200_000) + ']'.repeat(200_000);
    assert.doesNotThrow(() => findingsOf(nested, []));
  });
});

describe('segmentsOf', () => {
  for (const [file, root, expected] of [
    ['a.ts', '/w', ['a.ts']],
    ['src/a.ts', '/w', ['src', 'a.ts']],
    ['./src//a.ts', '/w', ['src', 'a.ts']],
    ['src\\a.ts', '/w', ['src', 'a.ts']],
    ['/w/src/a.ts', '/w', ['src', 'a.ts']],
    ['/w/src/a.ts', '/w/', ['src', 'a.ts']],
    ['C:\\w\\a.ts', 'c:\\w', ['a.ts']],
    ['c:/w/a.ts', 'C:\\w', ['a.ts']],
    ['[id].ts', '/w', ['[id].ts']],
    ['/wide/a.ts', '/w', undefined],
    ['/etc/passwd', '/w', undefined],
    ['/w/../etc/passwd', '/w', undefined],
    ['../a.ts', '/w', undefined],
    ['src/../../a.ts', '/w', undefined],
    ['..\\..\\a.ts', '/w', undefined],
    ['\\\\server\\share\\a.ts', '/w', undefined],
    ['//server/share/a.ts', '/w', undefined],
    ['D:\\a.ts', 'C:\\w', undefined],
    ['file:///w/a.ts', '/w', undefined],
    ['https://example.com/a.ts', '/w', undefined],
    ['command:x', '/w', undefined],
    ['a\u0000.ts', '/w', undefined],
    ['.', '/w', undefined],
    ['', '/w', undefined],
    ['/', '/w', undefined],
    ['/w', '/w', undefined],
  ] as const) {
    it(`${expected ? 'accepts' : 'refuses'} ${JSON.stringify(file)} in ${root}`, () => {
      assert.deepEqual(segmentsOf(file, root), expected);
    });
  }
});
