import assert from 'node:assert/strict';
import fc from 'fast-check';
import { structureOf } from '../../../src/markdown/cut/cuts';
import { Growth } from '../../../src/markdown/cut/growth';
import { emptyEnvironment, parse, parser } from '../../../src/markdown/parse/parser';
import type { Segment } from '../../../src/markdown/cut/segment';
import { Segmenter } from '../../../src/markdown/cut/segmenter';
import { tokensOf } from '../../../src/markdown/cut/segmentTokens';
import { markdownText, piecesOf } from '../../view/support/markdownText';
import { runs, timeoutOf } from '../../support/properties';

function segmentsOf(...chunks: readonly string[]): readonly Segment[] {
  const segmenter = new Segmenter();
  return [...chunks.flatMap((chunk) => segmenter.append(chunk)), ...segmenter.finish()];
}

/** Normalises a text like the parser. */
function normalised(text: string): string {
  return text
    .replace(/^\ufeff/, '')
    .replace(/\r\n?/g, '\n')
    .replaceAll('\0', '\ufffd');
}

function renderedApart(text: string): string {
  const environment = emptyEnvironment();
  const segments = segmentsOf(text);
  const tokens = () =>
    segments.flatMap((segment) =>
      segment.type === 'code'
        ? parse(`~~~~~~~~ ${segment.info}\n${segment.code}\n~~~~~~~~`, environment)
        : [
            ...tokensOf(
              segment.type === 'markdown' ? { ...segment, unusedLabels: [] } : segment,
              environment,
            ),
          ],
    );
  tokens();
  return render(tokens());
}

function render(tokens: readonly unknown[]): string {
  const html = parser().renderer.render(tokens as never, parser().options, {});
  return html.replace(/(?:\n)*<\/code>/g, '</code>').replace(/ (?:class|dir)="[^"]*"/g, '');
}

describe('Segments of a text', () => {
  it('do not depend on the chunks of the text', () => {
    fc.assert(
      fc.property(
        markdownText({ maxLength: 60 }),
        fc.infiniteStream(fc.integer({ min: 1, max: 12 })),
        (text, sizes) => {
          assert.deepEqual(segmentsOf(...piecesOf(text, sizes)), segmentsOf(text));
        },
      ),
      { numRuns: runs(5_000) },
    );
  });

  it('do not depend on the chunks of long lists, tables, fences and paragraphs, which are cut', () => {
    fc.assert(
      fc.property(
        markdownText({ maxLength: 30, repeat: 400 }),
        fc.infiniteStream(fc.integer({ min: 1, max: 4_000 })),
        (text, sizes) => {
          assert.deepEqual(segmentsOf(...piecesOf(text, sizes)), segmentsOf(text));
        },
      ),
      { numRuns: runs(300) },
    );
  });

  it('are the same at each moment as for the complete text so far', () => {
    fc.assert(
      fc.property(
        markdownText({ maxLength: 40 }),
        fc.array(fc.integer({ min: 1, max: 12 }), { minLength: 1, maxLength: 40 }),
        (text, sizes) => {
          const segmenter = new Segmenter();
          const settled: Segment[] = [];
          let sofar = '';
          for (const piece of piecesOf(text, sizes)) {
            sofar += piece;
            settled.push(...segmenter.append(piece));
            const other = new Segmenter();
            assert.deepEqual(settled, other.append(sofar));
            assert.deepEqual(segmenter.open(), other.open());
          }
        },
      ),
      { numRuns: runs(2_000) },
    );
  }).timeout(timeoutOf(60_000));

  for (const text of [
    '* ```\n\nx```',
    '~\n$$\nword word$$',
    '\n<!-- \na | b--># ',
    '甲 <!-- a\n\n- b\n--> 乙\n\n丙',
  ]) {
    it(`are the same at each character: ${text.replaceAll('\n', '⏎')}`, () => {
      const segmenter = new Segmenter();
      const settled: Segment[] = [];
      for (let end = 1; end <= text.length; end++) {
        settled.push(...segmenter.append(text.slice(end - 1, end)));
        const other = new Segmenter();
        assert.deepEqual(settled, other.append(text.slice(0, end)));
        assert.deepEqual(segmenter.open(), other.open());
      }
    });
  }

  it('are extended without a parse only if a parse agrees', () => {
    fc.assert(
      fc.property(markdownText({ maxLength: 12 }), markdownText({ maxLength: 4 }), (first, more) => {
        const text = `${normalised(first)}\n`;
        const [block, ...others] = structureOf(text, 0);
        if (others.length > 0) return;
        const lastItem = text.split('\n').slice(0, block?.itemStarts.at(-1) ?? 0);
        const growth = new Growth(
          block?.type,
          text,
          lastItem.reduce((sum, line) => sum + line.length + 1, 0),
        );
        const whole = text + normalised(more);
        if (!growth.covers(whole)) return;
        assert.deepEqual(
          structureOf(whole, 0).map(({ type }) => type),
          block ? [block.type] : [],
        );
      }),
      {
        numRuns: runs(5_000),
        examples: [
          ['+ \n   \n', '  x'],
          ['a|b\n', '-|-\n'],
          ['- a\n', '- - -\n'],
          ['$$', '?$$'],
          ['2) .\n例：```js', '2) # '],
          ['- a\n  ```js', '- b\n'],
          ['<!-->', '\n'],
          ['* =\n<| x ', '    |---|---|'],
        ],
      },
    );
  }).timeout(timeoutOf(60_000));

  it('render to the same HTML as the whole text', () => {
    fc.assert(
      fc.property(markdownText({ maxLength: 40 }), (text) => {
        assert.equal(renderedApart(text), render(parse(text, emptyEnvironment())));
      }),
      {
        numRuns: runs(5_000),
        examples: [
          ['`````md```md\n# '],
          ['!```js\n[bar]: https://example.com/c\n'],
          ['\ufb1d\n   \ntext'],
          ['\u05d9\n\n- text\n\n\u05d9'],
          [' # ```js\n# \n   \n'],
          ['```mda | b\n|:-:|--'],
          ['[bar]: https://example.com "title"```md\n</details>\n'],
          ['\n<details>\n</details></details>\r\n# '],
          ['````<!--```\n\n -->\n'],
          ['````\n\u2028'],
          ['[bar]: https://example.com "title```md\n"'],
        ],
      },
    );
  });

  it('concatenated are the whole text', () => {
    fc.assert(
      fc.property(markdownText({ maxLength: 40, repeat: 30 }), (text) => {
        const whole = normalised(text);
        const together = segmentsOf(text)
          .map((segment) => segment.source)
          .join('');
        assert.equal(whole.slice(0, together.length), together);
        assert.equal(whole.slice(together.length).trim(), '');
      }),
      { numRuns: runs(500) },
    );
  });

  it('start after a byte order mark, which may arrive alone', () => {
    const text = '# 标题\n\n正文\n';
    assert.deepEqual(segmentsOf(`\ufeff${text}`), segmentsOf(text));
    assert.deepEqual(segmentsOf('', '\ufeff', text), segmentsOf(text));
    assert.deepEqual(segmentsOf('\ufeff\r', '\nA\r', '\n'), segmentsOf('\nA\n'));
  });

  it('keep a line of forty kilobytes in one paragraph, item or quote', () => {
    for (const words of ['很长的一行文字，', 'words and **more** of them ']) {
      for (const start of ['', '- ', '> ', 'Before\n\n', '1. ']) {
        const text = `${start}${words.repeat(40_000 / words.length)}\n\nAfter\n`;
        const atOnce = segmentsOf(text);
        assert.equal(atOnce.length, start === 'Before\n\n' ? 3 : 2, start);
        assert.deepEqual(segmentsOf(...piecesOf(text, Array<number>(1_000).fill(997))), atOnce);
      }
    }
  });
});
