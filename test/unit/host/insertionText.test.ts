import assert from 'node:assert/strict';
import { insertionText, type InsertionPlace } from '../../../src/host/messages/insertionText';

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
      'has every line indented like the first',
      '        |',
      'if (a) {\n  b();\n}',
      '        if (a) {\n          b();\n        }',
    ],
    ['keeps empty lines empty', '    |', 'a\n\nb\n', '    a\n\n    b'],
    ['loses the indentation that all of its lines share', '  |', '    a\n      b', '  a\n    b'],
    [
      'is indented by tabs where the editor uses them',
      '\t|',
      'a\n  b\n    c',
      '\ta\n\t\tb\n\t\t\tc',
      { insertSpaces: false },
    ],
    ['is indented by spaces where the editor uses them', '|', 'a\n\tb', 'a\n  b', { tabSize: 2 }],
    ['goes to a line of its own after a word', '  foo|', 'a\nb', '  foo\n  a\n  b'],
    ['goes to a line of its own after a statement', '  foo();|', 'bar();', '  foo();\n  bar();'],
    [
      'stays in the line after an operator',
      '  const x = |',
      '{\n  a: 1,\n}',
      '  const x = {\n    a: 1,\n  }',
    ],
    ['stays in the line between brackets', '  foo(|)', 'a', '  foo(a)'],
    ['gets a blank before a word in the same line', 'foo|(x)', 'bar', 'foo bar(x)'],
    ['gets a blank after it before a word', 'x = |foo', 'bar', 'x = bar foo'],
    ['pushes down what stands in its line', '    |foo()', 'a();\nb();', '    a();\n    b();\n    foo()'],
    [
      'takes the indentation of its line from the start of it',
      '|    foo()',
      'a\nb',
      '    a\n    b\n    foo()',
    ],
    ['does not run into the text of its line', 'foo| bar', 'a\nb', 'foo\na\nb\n bar'],
    ['replaces a selection and adds nothing', '  ⟦foo⟧()', 'bar', '  bar()'],
    [
      'replaces selected lines and leaves the next one where it is',
      '⟦    foo();\n⟧bar',
      'a\nb',
      '    a\n    b\nbar',
    ],
    ['has the line breaks of the file', '  |', 'a\r\nb\nc', '  a\r\n  b\r\n  c', { eol: '\r\n' }],
    ['is as it is on an empty line', '|', 'a\n  b', 'a\n  b'],
  ];
  for (const [title, line, code, wanted, options] of cases) {
    it(title, () => assert.equal(inserted(line, code, options), wanted));
  }
});
