import fc from 'fast-check';

/** Line prefixes and inline text with a meaning in Markdown, and edge cases. */
const pieces = [
  ...[
    '# ',
    '## ',
    '- ',
    '* ',
    '+ ',
    '1. ',
    '2) ',
    '10. ',
    '> ',
    '>',
    '    ',
    '  ',
    '\t',
    '   ',
    '- [ ] ',
    '- [x] ',
  ],
  ...[
    '```',
    '```js',
    '例：```js',
    'x```',
    '```后',
    '```md',
    '~~~',
    '````',
    '`',
    '``',
    '---',
    '***',
    '===',
    '--',
    '=',
    '-',
    '_ _ _',
    '$$',
    '$',
    '\\[',
    '\\]',
  ],
  ...['| a | b |', '|---|---|', '| --- |', '|', '| x ', '|:-:|', 'a | b', '- | -'],
  ...[
    '[foo]: https://example.com/a',
    '[foo]: /relative',
    '[bar]: https://example.com "title',
    'title"',
    "'",
    '"',
  ],
  ...[
    '[foo]',
    '[text][bar]',
    '[text](https://example.com/x)',
    '![alt](https://example.com/i.png)',
    '![',
    '](',
  ],
  ...[
    '**',
    '*',
    '__',
    '_',
    '~~',
    '~',
    '\\',
    '**bold**',
    '*it*',
    '[',
    ']',
    '(',
    ')',
    '<',
    '>',
    '!',
    '&amp;',
    '&#0;',
  ],
  ...[
    'text',
    'word word',
    '中文，',
    '**注意：**然后',
    'a',
    '1',
    'https://example.com/路径',
    'http://example.com',
    '😀',
    ' ',
  ],
  ...[
    '\n',
    '\n',
    '\n',
    '\n',
    '\n',
    '\n\n',
    '\n\n',
    '\r\n',
    '\r',
    '\n   \n',
    '\0',
    '<b>',
    '<script>alert(1)</script>',
  ],
  ...['<!--', '-->', '\n<!-- ', ' -->\n', '<!-- a -->'],
  ...['<details>', '<details open>', '</details>', '\n<details>\n', '\n</details>\n'],
  ...['<details><summary>title</summary>', '<summary>a</summary>', '<summary>'],
];

/** Text of these pieces. With `repeat` some are repeated, so that blocks become long enough to be cut. */
export function markdownText({
  maxLength,
  repeat,
}: {
  maxLength: number;
  repeat?: number;
}): fc.Arbitrary<string> {
  const piece = fc.oneof(
    { weight: 9, arbitrary: fc.constantFrom(...pieces) },
    { weight: 1, arbitrary: fc.string({ unit: 'grapheme', maxLength: 8 }) },
  );
  const line = fc.array(piece, { maxLength: 6 }).map((parts) => `${parts.join('').replaceAll('\n', '')}\n`);
  const repeated = fc.tuple(line, fc.nat(repeat ?? 0)).map(([text, times]) => text.repeat(times));
  const part =
    repeat === undefined
      ? piece
      : fc.oneof({ weight: 6, arbitrary: piece }, { weight: 1, arbitrary: repeated });
  return fc.array(part, { maxLength }).map((parts) => parts.join(''));
}

/** Splits a text into chunks of the given sizes, which must be positive. */
export function piecesOf(text: string, sizes: Iterable<number>): readonly string[] {
  const chunks: string[] = [];
  let position = 0;
  for (const size of sizes) {
    if (position >= text.length) break;
    chunks.push(text.slice(position, position + size));
    position += size;
  }
  return chunks;
}
