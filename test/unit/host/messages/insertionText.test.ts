import assert from 'node:assert/strict';
import { insertionText, type InsertionPlace } from '../../../../src/host/messages/insertionText';

/** The line after code was inserted at `|`, or instead of the text between `⟦` and `⟧`. */
function inserted(line: string, code: string, options: Partial<InsertionPlace> = {}): string {
  const [before = '', selected = '', after = ''] = line.includes('|')
    ? [line.split('|')[0], '', line.split('|')[1]]
    : line.split(/[⟦⟧]/);
  const place = { before, selected, after, eol: '\n', insertSpaces: true, tabSize: 4, ...options };
  return before + insertionText(code, place) + after;
}

describe('insertionText', () => {
  const cases: readonly (readonly [string, string, string, string, Partial<InsertionPlace>?])[] = [
    [
      'indents every line like the first',
      '        |',
      'if (a) {\n  b();\n}',
      '        if (a) {\n          b();\n        }',
    ],
    ['keeps empty lines empty', '    |', 'a\n\nb\n', '    a\n\n    b'],
    ['removes the common indentation', '  |', '    a\n      b', '  a\n    b'],
    [
      'indents with tabs if the editor does',
      '\t|',
      'a\n  b\n    c',
      '\ta\n\t\tb\n\t\t\tc',
      { insertSpaces: false },
    ],
    ['indents with spaces if the editor does', '|', 'a\n\tb', 'a\n  b', { tabSize: 2 }],
    ['starts a new line after a word', '  foo|', 'a\nb', '  foo\n  a\n  b'],
    ['starts a new line after a statement', '  foo();|', 'bar();', '  foo();\n  bar();'],
    [
      'continues the line after an operator',
      '  const x = |',
      '{\n  a: 1,\n}',
      '  const x = {\n    a: 1,\n  }',
    ],
    ['continues the line between brackets', '  foo(|)', 'a', '  foo(a)'],
    ['adds a space after a word', 'foo|(x)', 'bar', 'foo bar(x)'],
    ['adds a space before a word', 'x = |foo', 'bar', 'x = bar foo'],
    ['moves the rest of the line down', '    |foo()', 'a();\nb();', '    a();\n    b();\n    foo()'],
    ['uses the indentation of the line at its start', '|    foo()', 'a\nb', '    a\n    b\n    foo()'],
    ['separates a block from the text of the line', 'foo| bar', 'a\nb', 'foo\na\nb\n bar'],
    ['replaces a selection without adding spaces', '  ⟦foo⟧()', 'bar', '  bar()'],
    ['replaces selected lines and keeps the next line', '⟦    foo();\n⟧bar', 'a\nb', '    a\n    b\nbar'],
    ['uses the line breaks of the file', '  |', 'a\r\nb\nc', '  a\r\n  b\r\n  c', { eol: '\r\n' }],
    ['inserts the code unchanged on an empty line', '|', 'a\n  b', 'a\n  b'],
  ];
  for (const [title, line, code, wanted, options] of cases) {
    it(title, () => assert.equal(inserted(line, code, options), wanted));
  }
});
