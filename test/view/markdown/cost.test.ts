import assert from 'node:assert/strict';
import { hostileTexts } from '../support/hostileTexts';
import { openKit, type KitPage } from '../support/openKit';

const megabyte = 1_000_000;
const hostile = hostileTexts(megabyte);
const evil: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    [
      ...['a\\n', '- a\\n', '\\\\[ a\\n', '```\\na\\n```\\n', '~~~\\n```\\n', 'definitions apart'],
      ...[
        'missing cells in a quote',
        'lists a thousand deep',
        'formulas that close far away',
        'numbered items',
      ],
    ].map((name) => [name, hostile[name] ?? '']),
  ),
  ...Object.fromEntries(
    Array.from('*"[(`\\|>_#~$<!&-+=', (character) => [character, character.repeat(megabyte)]),
  ),
  'nested quotes': `${'> '.repeat(500)}x\n`.repeat(1_000),
  'nested lists': Array.from({ length: 2_000 }, (_, index) => `${' '.repeat((index % 200) * 2)}- x`)
    .join('\n')
    .repeat(2),
  'open links': '[a]('.repeat(megabyte / 4),
  'nested brackets': '['.repeat(megabyte / 2) + ']'.repeat(megabyte / 2),
  'open emphasis': '*a **a '.repeat(megabyte / 7),
  'delimiter runs': 'a**b*c__d_e~~'.repeat(megabyte / 13),
  'wide table': `${'|a'.repeat(5_000)}|\n${'|-'.repeat(5_000)}|\n${'|b'.repeat(5_000)}|\n`.repeat(30),
  'long table': `| a | b |\n|---|---|\n${'| c | d |\n'.repeat(megabyte / 10)}`,
  'missing cells': `${'|a'.repeat(60)}|\n${'|-'.repeat(60)}|\n${'|\n'.repeat(megabyte / 2)}`,
  'open fence': `\`\`\`js\n${'let a = "b"; // c\n'.repeat(megabyte / 18)}`,
  'one line of code': `\`\`\`js\n${'let a;'.repeat(megabyte / 6)}`,
  definitions: Array.from(
    { length: 20_000 },
    (_, index) => `[a${String(index)}]: https://example.com/${String(index)}`,
  ).join('\n'),
  'https urls': 'https://example.com/a '.repeat(megabyte / 22),
  entities: '&amp;'.repeat(megabyte / 5),
  formulas: '$a$ '.repeat(megabyte / 4),
  'open formulas': '$$ a '.repeat(megabyte / 5),
};

describe('text made to be expensive', () => {
  let page: KitPage;
  before(async () => {
    page = await openKit();
  });
  after(() => page.test.close());

  for (const [name, text] of Object.entries(evil)) {
    it(`is cut into small blocks that can all be rendered: ${name}`, async function () {
      const result = await page.evaluate(
        ([kit, source]) => {
          const started = performance.now();
          const message = kit.create();
          message.update(source, true);
          const parsed = performance.now() - started;
          let slowest = 0;
          let largest = 0;
          const { blocks } = message;
          const step = Math.max(1, Math.floor(blocks.length / 40));
          for (let index = 0; index < blocks.length; index += step) {
            const block = blocks[index];
            if (!block) break;
            const start = performance.now();
            largest = Math.max(largest, block.element().querySelectorAll('*').length);
            slowest = Math.max(slowest, performance.now() - start);
            block.release();
          }
          const longest = Math.max(0, ...blocks.map((block) => block.sourceEnd - block.sourceStart));
          return { parsed, slowest, largest, longest, count: blocks.length };
        },
        [page.kit, text] as const,
      );
      const { parsed, slowest, count, largest, longest } = result;
      if (this.test) {
        this.test.title += ` (${parsed.toFixed(0)} ms for ${String(count)} blocks, ${slowest.toFixed(0)} ms for the slowest)`;
      }
      assert.ok(text.length > megabyte / 4, `only ${String(text.length)} characters`);
      assert.ok(longest <= 66_000, `a block of ${String(longest)} characters`);
      assert.ok(largest <= 20_000, `a block of ${String(largest)} elements`);
    });
  }

  it('touches as few nodes at the end of two megabytes as at the beginning', async () => {
    const [first, last] = await page.evaluate(
      ([kit, section]) => {
        const message = kit.create();
        const touched = (): number => {
          let count = 0;
          for (let end = 0; end < section.length; end += 20) {
            const before = message.blocks.length;
            message.append(section.slice(end, end + 20));
            // Only blocks at the end have elements here.
            for (const block of message.blocks.slice(Math.max(0, before - 3))) {
              count += block.element().querySelectorAll('*').length;
            }
          }
          for (const block of message.blocks) block.release();
          return count;
        };
        const atStart = touched();
        message.append(section.repeat(Math.ceil(2_000_000 / section.length)));
        touched();
        return [atStart, touched()] as const;
      },
      [
        page.kit,
        '## A head\n\nSome **text** with `code`.\n\n- one\n- two\n\n| a |\n|---|\n| b |\n\n'.repeat(3),
      ] as const,
    );
    assert.ok(last <= first * 1.3, `${String(first)} and ${String(last)}`);
  });

  it('creates no element for a block that is not mounted', async () => {
    const made = await page.evaluate(
      ([kit, source]) => {
        const create = Reflect.get<object, string>(document, 'createElement') as (
          name: string,
        ) => HTMLElement;
        const made: string[] = [];
        Object.defineProperty(document, 'createElement', {
          configurable: true,
          value: (name: string): HTMLElement => {
            made.push(name);
            return Reflect.apply(create, document, [name]);
          },
        });
        const message = kit.create();
        message.update(source, true);
        const count = made.length;
        message.blocks[0]?.element();
        Reflect.deleteProperty(document, 'createElement');
        return { count, blocks: message.blocks.length, afterOne: made.length > count };
      },
      [page.kit, 'Words.\n\n'.repeat(2_000)] as const,
    );
    assert.deepEqual(made, { count: 0, blocks: 2_000, afterOne: true });
  });
});
