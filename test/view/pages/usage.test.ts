import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import type { UsageFacts, UsageLine } from '../../../src/shared/pages/usagePage';
import { postedBy, say } from '../support/builtPage';
import { assertReadable, useTabPages } from '../support/tabPages';

const nothing = { input: 0, output: 0, unsplit: 0, runs: 0, calls: 0 };
const empty: UsageFacts = {
  today: '2026-11-30',
  period: '7',
  from: '2026-11-24',
  to: '2026-11-30',
  hasUsage: false,
  todaySum: nothing,
  sum: nothing,
  demo: nothing,
  allCalls: 0,
  days: [],
  workflows: [],
  profiles: [],
  outcomes: [],
};

const trips = 'https://api.coze.cn 7400000000000000001 app 7400000000000000002';
const line = (key: string, name: string, input: number, output: number, more = {}): UsageLine => ({
  ...{ key, name, input, output, unsplit: 0, runs: 1, calls: 1 },
  ...more,
});
const used: UsageFacts = {
  ...empty,
  hasUsage: true,
  todaySum: { ...nothing, input: 1_200, output: 3_400, runs: 2, calls: 3 },
  sum: { input: 10_200, output: 23_400, unsplit: 700, runs: 12, calls: 15 },
  demo: { ...nothing, input: 100, runs: 4, calls: 4 },
  allCalls: 321,
  days: [
    line('2026-11-25', '2026-11-25', 8_000, 20_000, { runs: 9, calls: 11 }),
    line('2026-11-29', '2026-11-29', 1_000, 0, { unsplit: 700 }),
    line('2026-11-30', '2026-11-30', 1_200, 3_400, { runs: 2, calls: 3 }),
  ],
  workflows: [line(trips, '行程规划', 9_000, 20_000), line('https://my.example 3', 'Review', 1_200, 3_400)],
  profiles: [line(trips, '行程规划', 9_000, 20_000), line('https://my.example 3', 'Review', 1_200, 3_400)],
  outcomes: [line('completed', 'completed', 10_200, 23_400), line('refused', 'refused', 0, 0, { runs: 0 })],
};
const states = {
  'without usage': empty,
  'with usage': used,
  'with a budget that is used up': {
    ...used,
    budget: { limit: 4_000, used: 4_600, isAsking: true },
  },
  'with many days and large numbers': {
    ...used,
    period: 'all',
    from: '2025-12-01',
    to: '2026-03-10',
    sum: { ...used.sum, input: Number.MAX_SAFE_INTEGER },
    days: Array.from({ length: 100 }, (_, index) => {
      const day = new Date(Date.UTC(2025, 11, 1 + index)).toISOString().slice(0, 10);
      return line(day, day, index * 1_000_000_007, 1_000_000_000_000);
    }),
  },
} satisfies Readonly<Record<string, UsageFacts>>;

describe('The page "Usage"', () => {
  const open = useTabPages('usage');

  const seen = [
    ['without usage', 'en'],
    ['with usage', 'en'],
    ['with usage', 'zh-cn'],
    ['with a budget that is used up', 'zh-cn'],
    ['with many days and large numbers', 'en'],
  ] as const;
  for (const [name, language] of seen) {
    it(`has no serious finding of axe-core and fits into 400 px: ${name} (${language})`, async () => {
      const page = await open(states[name], { language, theme: 'Dark Modern' });
      await assertReadable(page, [1600, 900, 400]);
    });
  }

  const rowsOf = async (page: Page, table: string) =>
    (await page.getByRole('table', { name: table }).getByRole('row').allInnerTexts()).map((row) =>
      row.replace(/\s+/g, ' ').trim(),
    );

  it('shows each day, workflow, profile and outcome in a table, and the sum of the days', async () => {
    const page = await open(used);
    await page.getByRole('heading', { name: 'Usage', exact: true }).waitFor();
    assert.deepEqual(await rowsOf(page, 'Usage by day'), [
      'Day Runs Calls Tokens in Tokens out Tokens not split Tokens',
      '2026-11-30 2 3 1,200 3,400 0 4,600',
      '2026-11-29 1 1 1,000 0 700 1,700',
      '2026-11-25 9 11 8,000 20,000 0 28,000',
      'Total 12 15 10,200 23,400 700 34,300',
    ]);
    assert.deepEqual((await rowsOf(page, 'Usage by outcome')).slice(1), [
      'Completed 1 1 10,200 23,400 33,600',
      'Refused or not answered 0 1 0 0 0',
    ]);
    for (const table of ['Usage by workflow', 'Usage by profile'])
      assert.equal((await rowsOf(page, table)).length, 3);
  });

  it('says how many calls were counted, what a free plan has, and what is not counted', async () => {
    const words = await (await open(used)).locator('main').innerText();
    for (const part of ['since the last reset: 321', '500 calls in all', 'It does not count uploads'])
      assert.ok(words.includes(part), part);
    assert.match(words, /Demo, not counted\. Runs: 4\. Tokens: 100\./);
  });

  it('has a bar for each day with usage, and none for the others', async () => {
    const page = await open(used);
    const bars = (chart: number, kind: string) =>
      page.locator('svg.chart').nth(chart).locator(`rect.${kind}`);
    assert.deepEqual(
      await Promise.all([bars(0, 'input').count(), bars(0, 'output').count(), bars(0, 'unsplit').count()]),
      [3, 2, 1],
    );
    assert.equal(await bars(1, 'calls').count(), 3);
    assert.equal(await page.getByRole('img', { name: /^Chart: tokens by day, at most 28,000/ }).count(), 1);
    const [x, width] = await bars(0, 'input')
      .nth(1)
      .evaluate((bar) => [bar.getAttribute('x'), bar.getAttribute('width')]);
    assert.ok(Math.abs(parseFloat(x ?? '') + parseFloat(width ?? '') / 2 - (5.5 * 100) / 7) < 0.01);
  });

  it('distinguishes input from output without colour: one is filled, one is hatched', async () => {
    const page = await open(used, { theme: 'Dark High Contrast' });
    const fill = (kind: string) =>
      page
        .locator(`svg.chart rect.${kind}`)
        .first()
        .evaluate((bar) => getComputedStyle(bar).fill);
    assert.match(await fill('output'), /url\(.*#hatch/);
    assert.doesNotMatch(await fill('input'), /url|none|transparent/);
    const legend = page.getByRole('list', { name: 'Legend' }).getByRole('listitem');
    assert.deepEqual(
      (await legend.allInnerTexts()).map((words) => words.trim()),
      ['Tokens in', 'Tokens out', 'Tokens not split'],
    );
  });

  it('shows months where the days of a period are too many for bars', async () => {
    const page = await open(states['with many days and large numbers']);
    assert.equal(await page.getByRole('img', { name: /tokens by month/ }).count(), 1);
    assert.equal((await rowsOf(page, 'Usage by day')).length, 102);
  });

  it('keeps its tables where there is no usage, and says how usage comes about', async () => {
    const page = await open(empty);
    assert.deepEqual((await rowsOf(page, 'Usage by day')).slice(1), ['No runs in this period.']);
    await page.getByText('No usage yet.').waitFor();
    assert.equal(await page.locator('svg.chart').count(), 0);
  });

  it('sends the period, the days and the name of each button', async () => {
    const page = await open({ ...used, budget: { limit: 4_000, used: 1, isAsking: false } });
    await page.getByRole('combobox', { name: 'Period' }).selectOption('90');
    await page.getByLabel('From', { exact: true }).fill('2026-11-01');
    await page.getByLabel('To', { exact: true }).fill('2026-11-29');
    await page.getByRole('combobox', { name: 'Period' }).selectOption('custom');
    for (const name of ['Export CSV', 'Daily budget…', 'Reset counts…', 'Ask before sending today'])
      await page.getByRole('button', { name, exact: true }).click();
    const { from, to } = used;
    assert.deepEqual(
      (await postedBy(page)).slice(1),
      [
        { type: 'showPeriod', period: '90' },
        { type: 'showDays', from: '2026-11-01', to },
        { type: 'showDays', from, to: '2026-11-29' },
        { type: 'showDays', from, to },
        ...['exportCsv', 'setBudget', 'reset', 'ask'].map((type) => ({ type })),
      ].map((act) => ({ type: 'act', act })),
    );
  });

  it('follows the host: new figures, another period, the end of asking', async () => {
    const page = await open(used);
    await say(page, { type: 'state', state: { ...used, period: '30', from: '2026-11-01', allCalls: 400 } });
    assert.equal(await page.getByRole('combobox', { name: 'Period' }).inputValue(), '30');
    assert.equal(await page.getByLabel('From', { exact: true }).inputValue(), '2026-11-01');
    await page.getByText('since the last reset: 400').waitFor();
    await say(page, { type: 'state', state: states['with a budget that is used up'] });
    await page.getByText('4,600 of 4,000 tokens of the daily budget are used (115%).').first().waitFor();
    await page.getByRole('button', { name: 'Stop asking today' }).click();
    await say(page, { type: 'done', act: { type: 'exportCsv' } });
    assert.equal(await page.getByRole('status').innerText(), 'Exported');
  });

  it('shows the names of others as plain text', async () => {
    const name = '<img src=x onerror=hit()> [a](command:x) $(zap)';
    const page = await open({ ...used, workflows: [line('k', name, 1, 1)], profiles: [] });
    assert.equal(await page.locator('img, main a').count(), 0);
    await page.getByText(name).waitFor();
  });
});
