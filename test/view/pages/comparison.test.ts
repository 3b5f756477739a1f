import assert from 'node:assert/strict';
import type { ComparedRun, ComparisonState } from '../../../src/shared/pages/comparisonPage';
import { comparison } from '../../../src/recording/comparison/spread';
import { postedBy, say } from '../support/builtPage';
import { assertReadable, useTabPages } from '../support/tabPages';

const run = (answer: string, more: Partial<ComparedRun> = {}): ComparedRun => ({
  ...{ name: 'Travel guide', host: 'api.coze.cn', startedAt: Date.UTC(2026, 10, 30, 12), version: 'v0.0.5' },
  ...{ outcome: 'completed', firstTextMs: 740, durationMs: 9_900, tokens: 1_332, questions: 0, answer },
  ...more,
});
const two: ComparisonState = {
  ...comparison([
    run('Paris is sunny today.'),
    run('<img src=x onerror=alert(1)> **no**', { outcome: 'waiting', questions: 1, tokens: 2_000 }),
  ]),
  ...{ pending: 0, missing: 0 },
};
const many: ComparisonState = {
  ...comparison(
    Array.from({ length: 12 }, (_, index) =>
      run(index % 3 === 0 ? '' : `Answer ${index % 3}\n${'word '.repeat(80)}`, {
        durationMs: 1_000 * (index + 1),
        name: 'A workflow with quite a long name 很长的名称',
      }),
    ),
  ),
  ...{ pending: 8, missing: 1 },
};

describe('The page "Comparison"', () => {
  const open = useTabPages('comparison');

  for (const [name, state] of Object.entries({ 'two runs': two, 'twelve runs': many })) {
    for (const language of ['en', 'zh-cn']) {
      it(`has no serious finding of axe-core and fits into 400 px: ${name} (${language})`, async () => {
        const page = await open(state, { language, theme: 'Dark Modern' });
        await assertReadable(page, [1_600, 900, 400]);
      });
    }
  }

  it('has a column for each run, and its answers as plain text', async () => {
    const page = await open(two);
    const table = page.getByRole('table', { name: 'Runs' });
    assert.deepEqual(await table.getByRole('columnheader').allInnerTexts(), ['Figure', 'Run 1', 'Run 2']);
    const rowOf = (name: string) => table.getByRole('row', { name }).getByRole('cell').allInnerTexts();
    assert.deepEqual(await rowOf('Outcome'), ['Completed', 'Waiting for an answer']);
    assert.deepEqual(await rowOf('First visible text'), ['740 ms', '740 ms']);
    assert.deepEqual(await rowOf('Tokens'), ['1,332', '2,000']);
    assert.deepEqual(await rowOf('Questions'), ['0', '1']);
    assert.equal(await page.locator('article img').count(), 0);
    assert.equal(await page.locator('article pre').nth(1).innerText(), two.runs[1]?.answer);
    assert.equal(await page.getByRole('table', { name: 'Spread' }).count(), 0);
  });

  it('of a restored tab says how many runs cannot be shown', async () => {
    const page = await open({ ...two, missing: 1 });
    await page.getByText('1 run cannot be shown again').waitFor();
    await say(page, { type: 'state', state: { ...comparison([]), pending: 0, missing: 3 } });
    await page.getByText('3 runs cannot be shown again').waitFor();
    assert.equal(await page.getByRole('table').count(), 0);
  });

  it('opens the texts of two runs in the diff editor', async () => {
    const page = await open(two);
    for (const name of ['Compare answers', 'Compare requests', 'Compare raw events']) {
      await page.getByRole('button', { name }).focus();
      await page.keyboard.press('Enter');
    }
    assert.deepEqual(
      (await postedBy(page)).slice(1),
      ['answer', 'request', 'events'].map((what) => ({
        type: 'act',
        act: { type: 'diff', what, left: 0, right: 1 },
      })),
    );
  });

  it('has the spread of many runs, groups their answers, and says how many are to come', async () => {
    const page = await open(many);
    const spread = page.getByRole('table', { name: 'Spread' });
    const duration = spread.getByRole('row', { name: 'Duration' }).getByRole('cell');
    assert.deepEqual(await duration.allInnerTexts(), ['1.00 s', '6.50 s', '12.00 s']);
    assert.equal(await page.getByRole('status').innerText(), '8 runs pending');
    assert.deepEqual(await page.locator('article h3').allInnerTexts(), [
      '4 of 12: Run 1, Run 4, Run 7, Run 10',
      '4 of 12: Run 2, Run 5, Run 8, Run 11',
      '4 of 12: Run 3, Run 6, Run 9, Run 12',
    ]);
    const chinese = await open(many, { language: 'zh-cn' });
    assert.equal(
      await chinese.locator('article h3').first().innerText(),
      '12 次中的 4 次：运行 1、运行 4、运行 7、运行 10',
    );
    await page.getByRole('button', { name: 'Compare with the first answer' }).last().click();
    assert.deepEqual((await postedBy(page)).at(-1), {
      type: 'act',
      act: { type: 'diff', what: 'answer', left: 0, right: 2 },
    });
  });
});
