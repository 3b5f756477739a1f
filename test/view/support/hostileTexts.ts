/**
 * Expensive texts of about the given length: floods of one mark, nesting, and input that makes a parser look ahead, look
 * back or produce much output.
 */
export function hostileTexts(length: number): Readonly<Record<string, string>> {
  const many = (text: string): string => text.repeat(Math.ceil(length / text.length));
  const numbered = (text: (number: string) => string): string => {
    const lines: string[] = [];
    for (let size = 0, index = 1; size < length; index++) {
      const line = text(String(index));
      lines.push(line);
      size += line.length + 1;
    }
    return lines.join('\n');
  };
  const wide = (columns: number): string => `${'|a'.repeat(columns)}|\n${'|-'.repeat(columns)}|\n`;
  const flood = (texts: readonly string[]): [string, string][] =>
    texts.map((text) => [JSON.stringify(text).slice(1, -1), many(text)]);
  const marks = Array.from('*"[(`\\|>_#~$<!&-+=].:1');
  const lines = [
    'a',
    '- a',
    '1. a',
    '> a',
    '# a',
    '-',
    '1)',
    '|',
    '[',
    '=',
    '---',
    '    a',
    '| a |',
    '$$',
    '\\[ a',
  ];
  return Object.fromEntries([
    ...flood(marks),
    ...flood(lines.map((line) => `${line}\n`)),
    ...flood([
      'a\n\n',
      '- a\n\n',
      '> a\n\n',
      '    a\n\n',
      '- a\n  - b\n    - c\n',
      '> - a\n',
      'a\n-\n',
      'a|\n-|\n',
    ]),
    ...flood([
      '\n',
      '\r\n',
      '\r',
      '\t',
      '\0',
      ' ',
      'a  \n',
      'a\\\n',
      '>\n',
      '[a]:',
      ']:',
      '[^1] ',
      '[^1]: note\n',
    ]),
    ...flood([
      '```\na\n```\n',
      '~~~\n```\n',
      '- ```\n  a\n  ```\n',
      '> ```\n> a\n',
      '$$\na\n$$\n',
      '$$ a\nb\n',
    ]),
    ...flood([
      '<details>\n',
      '</details>\n',
      '<details>a</details>\n',
      '<details>a\n',
      '<b>',
      '<a href="',
      '<!--',
      '<![CDATA[',
      '<https://a',
      '&amp;',
      '&a',
      '&#1;',
      'www.a.com a@b.c ',
    ]),
    ...flood(['\u0301', 'שלום ', '\u202e\u202d', '👨‍👩‍👧‍👦', '**注意：**然后', '\u200d', '\ud800', '\u2028']),
    ...flood([
      '[a](',
      '![a](',
      '[a](https://example.com/a) ',
      '![a](https://example.com/a.png) ',
      '[foo][bar] ',
    ]),
    ...flood([
      '*a **a ',
      'a**b*c__d_e~~',
      '***a** b* ',
      '_a ',
      'a*',
      '``a` ',
      '`a` ',
      '$a$ ',
      '$a ',
      '$$ a ',
      '\\(',
    ]),
    ['nested quotes', many(`${'> '.repeat(500)}x\n`)],
    [
      'nested lists',
      many(Array.from({ length: 1_000 }, (_, index) => `${' '.repeat((index % 200) * 2)}- x\n`).join('')),
    ],
    [
      'lists a thousand deep',
      Array.from({ length: 1_000 }, (_, index) => `${' '.repeat(index * 2)}- x\n`).join(''),
    ],
    ['lists a thousand deep in a line', many(`${'- '.repeat(1_000)}x\n`)],
    ['lists in quotes', many(`${'> - '.repeat(300)}x\n`)],
    ['nested brackets', '['.repeat(length / 2) + ']'.repeat(length / 2)],
    ['wide tables', many(`${'|a'.repeat(5_000)}|\n${'|-'.repeat(5_000)}|\n${'|b'.repeat(5_000)}|\n`)],
    ['long table', `| a | b |\n|---|---|\n${many('| **c** | d |\n')}`],
    ['long table of 64 columns', wide(64) + many(`${'|b'.repeat(64)}|\n`)],
    ['missing cells', wide(60) + many('|\n')],
    ['tables', many('| a | b |\n|---|---|\n| 1 | 2 |\n\n')],
    ['table in a quote', `> | a | b |\n> |---|---|\n${many('> | c | d |\n')}`],
    ['missing cells in a quote', `> ${'|a'.repeat(60)}|\n> ${'|-'.repeat(60)}|\n${many('> |\n')}`],
    ['table in each item', many('- | a | b |\n  |---|---|\n  | c | d |\n')],
    ['open fence', `\`\`\`js\n${many('let a = "b"; // c\n')}`],
    ['one line of code', `\`\`\`js\n${many('let a;')}`],
    ['open fence in an item', `- \`\`\`\n${many('  x\n')}`],
    ['long item', `- a\n${many('  b\n')}`],
    ['long item of paragraphs', `- a\n\n${many('  b\n\n')}`],
    ['lazy item', `- a\n${many('b\n')}`],
    ['lazy quote', `> a\n${many('b\n')}`],
    ['one list in an item', `- a\n${many('  - b\n')}`],
    ['definitions', numbered((n) => `[a${n}]: https://example.com/${n}`)],
    ['definitions with open titles', many('[a]: https://example.com "t\n')],
    ['definitions apart', many('[a]: https://example.com\n\n')],
    ['numbered items', numbered((n) => `${n}. item`)],
    ['addresses', many('https://example.com/a ')],
    ['one long address', `https://example.com/${many('(')}`],
    ['formulas that close far away', many(`${'\\[\n'.repeat(700)}\n\\]\n`)],
    [
      'backticks of all lengths',
      many(Array.from({ length: 100 }, (_, index) => `${'`'.repeat(index + 1)} `).join('')),
    ],
    ['open details', `<details>\n${many('a\n\n- b\n\n')}`],
    ['words', many('Some words, and **more** of them. ')],
  ]);
}
