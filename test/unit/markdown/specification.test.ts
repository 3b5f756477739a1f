import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { emptyEnvironment, parser } from '../../../src/markdown/parse/parser';

interface Example {
  readonly markdown: string;
  readonly html: string;
  readonly section: string;
  readonly number: number;
}

const { tests } = createRequire(import.meta.url)('commonmark-spec') as { readonly tests: readonly Example[] };

/** The examples of CommonMark 0.31.2 that are read differently, by reason; docs/markdown.md explains the reasons. */
const differences: Readonly<Record<string, readonly number[]>> = {
  'HTML is text': [
    ...[21, 31, 201, 308, 309, 344, 475, 476, 477, 491, 494, 524, 536, 642, 643],
    ...Array.from({ length: 191 - 148 + 1 }, (_, index) => 148 + index).filter((one) => one !== 168),
    ...[613, 614, 615, 616, 617, 623, 625, 626, 627, 628, 629, 630, 631],
  ],
  'a bare address is a link': [602, 608, 611],
  'a star within a word or beside a backslash is text': [15, 355, 356, 370, 381, 411, 415, 429],
  'a name of Python is text': [402],
};

/** Normalizes HTML for comparison; a line break in a paragraph is a `<br>` in our HTML. */
function normalised(html: string): string {
  return html
    .replaceAll('→', '\t')
    .replaceAll(' />', '>')
    .replace(/<br>\n?/g, '\n')
    .replace(/\s*\n\s*(?=<|$)/g, '')
    .replace(/(?<=>)\s*\n/g, '')
    .trim();
}

/** Our HTML for an example, with any address accepted as a link. */
function ours(text: string): string {
  const markdown = parser();
  const validate = markdown.validateLink.bind(markdown);
  markdown.validateLink = () => true;
  try {
    return normalised(markdown.render(text.replaceAll('→', '\t'), emptyEnvironment()));
  } finally {
    markdown.validateLink = validate;
  }
}

describe('The examples of CommonMark', () => {
  const listed = new Set(Object.values(differences).flat());

  it('render to the given HTML, except the listed ones', () => {
    const differing = tests.filter(({ markdown, html }) => ours(markdown) !== normalised(html));
    assert.ok(tests.length > 600);
    assert.deepEqual(
      differing
        .filter(({ number }) => !listed.has(number))
        .map(({ number, markdown }) => [number, ours(markdown)]),
      [],
    );
    const found = new Set(differing.map(({ number }) => number));
    assert.deepEqual(
      [...listed].filter((number) => !found.has(number)),
      [],
    );
  });
});

describe('The extensions of GitHub', () => {
  for (const [text, html] of [
    [
      '| a | b |\n| - | - |\n| c | d |',
      '<table><thead><tr><th>a</th><th>b</th></tr></thead><tbody><tr><td>c</td><td>d</td></tr></tbody></table>',
    ],
    ['| a |\n| - |', '<table><thead><tr><th>a</th></tr></thead></table>'],
    ['| a | b |\n| - |\n| c |', '<p>| a | b |\n| - |\n| c |</p>'],
    [
      '| a | b |\n| - | - |\n| c |',
      '<table><thead><tr><th>a</th><th>b</th></tr></thead><tbody><tr><td>c</td><td></td></tr></tbody></table>',
    ],
    [
      '| a |\n| - |\n| `b\\|c` |',
      '<table><thead><tr><th>a</th></tr></thead><tbody><tr><td><code>b|c</code></td></tr></tbody></table>',
    ],
    ['~~a~~ b', '<p><s>a</s> b</p>'],
    ['(https://example.com/a)', '<p>(<a href="https://example.com/a">https://example.com/a</a>)</p>'],
  ] as const) {
    it(`are read like on GitHub: ${text.replaceAll('\n', '⏎')}`, () => {
      assert.equal(ours(text), html);
    });
  }
});
