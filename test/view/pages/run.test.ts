import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { errorInfo } from '../../../src/shared/errorInfo';
import type { EventRow, RunInspection, TimelineSpan } from '../../../src/shared/inspection/runInspection';
import type { AskedOfService, KeptRun } from '../../../src/shared/inspection/keptRun';
import { maxRowsAtOnce, runActions, type RunPageState } from '../../../src/shared/pages/runPage';
import { postedBy, say, settled, type BuiltPageOptions } from '../support/builtPage';
import { assertReadable, useTabPages } from '../support/tabPages';

const completed: RunInspection = {
  ...{ outcome: 'completed', name: 'Travel guide', workflowId: '7400000000000000001' },
  ...{ baseUrl: 'https://api.coze.cn', startedAt: Date.UTC(2026, 10, 30, 12), isReply: false },
  ...{ recordedBy: '1.0.0', hasDebugPage: true, workflowVersion: 'v0.0.5' },
  ids: [
    { kind: 'execute', value: '7403000000000000003' },
    { kind: 'log', value: '20261130120000ABCDEF' },
    { kind: 'conversation', value: '7402000000000000002' },
    { kind: 'chat', value: '7401000000000000001' },
    { kind: 'section', value: '7402000000000000002' },
    { kind: 'run', value: 'r1' },
  ],
  usage: { input: 1_021, output: 311, unsplit: 0 },
  serviceTotal: 1_400,
  requests: [
    {
      ...{ offsetMs: 5, method: 'POST', url: 'https://api.coze.cn/v1/workflows/chat', status: 200 },
      body: '{"workflow_id":"7400000000000000001","parameters":{"city":"Paris"}}',
      headers: { 'content-type': 'text/event-stream', 'x-tt-logid': '20261130120000ABCDEF' },
    },
  ],
  timeline: [
    { kind: 'preparation', fromMs: 0, toMs: 5 },
    { kind: 'request', fromMs: 5, toMs: 420 },
    { kind: 'firstEvent', fromMs: 420, toMs: 700 },
    { kind: 'toolCall', fromMs: 900, toMs: 900, name: 'weather', message: 'r1/0', event: 2 },
    { kind: 'silence', fromMs: 900, toMs: 3_400 },
    { kind: 'node', fromMs: 3_400, toMs: 9_700, name: 'Write answer', event: 3 },
    { kind: 'toolOutput', fromMs: 3_400, toMs: 3_400, name: 'sunny', message: 'r1/1', event: 3 },
    { kind: 'firstText', fromMs: 3_900, toMs: 3_900 },
    { kind: 'answer', fromMs: 3_900, toMs: 9_800, name: 'Paris is sunny today', message: 'r1/2', event: 4 },
    { kind: 'ended', fromMs: 9_900, toMs: 9_900 },
  ],
  messages: [
    { key: 'r1/0', kind: 'toolCall', name: 'weather', text: '{"city":"Paris"}', fromMs: 900, event: 2 },
    { key: 'r1/2', kind: 'answer', text: 'Paris is sunny today.\nTake a hat.', fromMs: 3_900, event: 30 },
  ],
  figures: {
    ...{ durationMs: 9_900, firstEventMs: 700, firstTextMs: 3_900, tokensPerSecond: 52.71 },
    ...{ longestSilenceMs: 2_500, events: 312, bytes: 96_123, characters: 1_204 },
  },
};
const failed: RunInspection = {
  ...completed,
  outcome: 'failed',
  error: errorInfo('tokenInvalid', { code: '4100', serviceMessage: 'invalid token' }),
  isReply: true,
  hasDebugPage: false,
  usage: { input: 0, output: 0, unsplit: 0 },
  requests: completed.requests.flatMap((request) => [
    { ...request, status: 503, replyBody: 'busy', error: errorInfo('serviceUnavailable') },
    { ...request, status: 401 },
  ]),
};
const kept: KeptRun = {
  ...{ status: 'Fail', executeId: '7403000000000000003', connectorId: '1024', mode: 'stream', tokens: 1_400 },
  ...{
    createdAt: 1_796_040_000,
    errorCode: '720701013',
    errorMessage: 'Node Code failed',
    logId: '20261130',
  },
  ...{ input: '{"city":"Paris"}', output: '{"Output":"…"}', isTrimmed: true, isInterrupted: false },
  nodes: [
    { title: 'Answer', nodeId: '104512', uuid: '79', isFinished: true, loop: 0 },
    { title: '<b>Loop</b>', uuid: '80', isFinished: false },
    { title: 'Gone', uuid: '81', isFinished: true },
  ],
};
const asked: AskedOfService = {
  run: { type: 'answered', result: kept },
  nodes: {
    '79': { type: 'answered', result: { output: 'Paris is sunny' } },
    '81': { type: 'failed', error: errorInfo('serverError', { code: '5000' }) },
  },
};
/** The same run with another end. */
function endedBy(outcome: RunInspection['outcome'], ...spans: readonly TimelineSpan[]): RunPageState {
  const isLost = outcome === 'cutOff';
  const timeline = [...completed.timeline.slice(0, -1), ...spans];
  return { run: { ...completed, outcome, timeline, ...(isLost && { error: errorInfo('connectionReset') }) } };
}
const states: Readonly<Record<string, RunPageState>> = {
  'a run that waited for the user': endedBy(
    'waiting',
    { kind: 'question', fromMs: 9_000, toMs: 9_500, name: 'Which city?', message: 'r1/3', event: 38 },
    { kind: 'ended', fromMs: 9_900, toMs: 9_900 },
    { kind: 'human', fromMs: 9_900, toMs: 69_900 },
  ),
  'a run that goes on': endedBy('streaming', {
    ...{ kind: 'answer', fromMs: 9_000, toMs: 9_500, name: 'Take', message: 'r1/3', event: 38, isOpen: true },
  }),
  'a run that was sent again': endedBy(
    'completed',
    { kind: 'requestFailed', fromMs: 9_000, toMs: 9_000 },
    { kind: 'retryWait', fromMs: 9_000, toMs: 11_000 },
    { kind: 'request', fromMs: 11_000, toMs: 11_500 },
    { kind: 'ended', fromMs: 12_900, toMs: 12_900 },
  ),
  'a stopped run': endedBy('stopped', { kind: 'stopped', fromMs: 9_900, toMs: 9_900 }),
  'a run that was cut off': endedBy('cutOff'),
  'a completed run': { run: completed, hasConversation: true },
  'a failed run that was sent twice': { run: failed, asked: { nodes: {} } },
  'a run that the service was asked about': { run: completed, asked },
  'a run without a response': {
    run: {
      ...completed,
      outcome: 'streaming',
      requests: [],
      timeline: [],
      messages: [],
      ids: [],
      figures: noFigures(),
    },
  },
  'a recording that is gone': {},
};

function noFigures(): RunInspection['figures'] {
  return { events: 0, bytes: 0, characters: 0 };
}

function rowsOf(count: number): readonly EventRow[] {
  return Array.from({ length: count }, (_, index) => ({
    ...{ offsetMs: index * 10, bytes: 240, text: `word ${index}` },
    name: index % 100 === 99 ? 'PING' : 'conversation.message.delta',
    ...(index % 100 === 99 && { mark: 'ignored' as const }),
  }));
}

describe('The page "Run"', () => {
  const openPage = useTabPages('run');

  async function open(
    state: RunPageState,
    rows: readonly EventRow[] = rowsOf(40),
    options: BuiltPageOptions = {},
  ): Promise<Page> {
    const page = await openPage({ ...state, actions: runActions }, options);
    for (let from = 0; from < rows.length; from += maxRowsAtOnce) {
      const more = { from, rows: rows.slice(from, from + maxRowsAtOnce) };
      // As text, because Playwright encodes an object value by value.
      await page.evaluate(
        (data) => window.postMessage(JSON.parse(data), '*'),
        JSON.stringify({ type: 'more', more }),
      );
    }
    await settled(page);
    return page;
  }

  for (const [name, state] of Object.entries(states)) {
    for (const language of ['en', 'zh-cn']) {
      it(`has no serious finding of axe-core and fits into 400 px: ${name} (${language})`, async () => {
        const page = await open(state, rowsOf(120), { language, theme: 'Dark Modern' });
        await assertReadable(page, [1_600, 900, 400]);
      });
    }
  }

  it('names the outcome on its main element, with cause and remedy of a failure', async () => {
    const page = await open({ run: failed });
    assert.equal(await page.locator('main').getAttribute('data-outcome'), 'failed');
    const outcome = await page.locator('.check').innerText();
    for (const part of ['Failed', 'Travel guide', 'What to do', '4100', 'invalid token'])
      assert.ok(outcome.includes(part), part);
    const nodeFailed = { ...failed, error: errorInfo('workflowFailed') };
    await say(page, { type: 'state', state: { run: nodeFailed } });
    assert.equal(await page.getByText('The debug page shows').count(), 0);
    await say(page, { type: 'state', state: { run: { ...nodeFailed, hasDebugPage: true } } });
    assert.equal(await page.getByText('The debug page shows which node failed.').count(), 1);
    const chinese = await open({ run: failed }, [], { language: 'zh-cn' });
    const words = await chinese.locator('.check').innerText();
    for (const label of ['处理办法：', '错误码：4100', '服务端返回的信息：invalid token'])
      assert.ok(words.includes(label), words);
    await say(page, { type: 'state', state: { run: completed } });
    assert.equal(await page.locator('main').getAttribute('data-outcome'), 'completed');
    await say(page, { type: 'state', state: {} });
    assert.equal(await page.locator('main').getAttribute('data-outcome'), null);
  });

  it('asks the service on a click only, shows its answer as text, and explains a refusal', async () => {
    const page = await open({ run: completed, asked: { nodes: {} } });
    const section = page.getByRole('region', { name: 'Kept by the service' });
    await section.getByRole('button', { name: 'Ask the service' }).click();
    await say(page, {
      type: 'state',
      state: { run: completed, asked: { run: { type: 'busy' }, nodes: {} } },
    });
    await section.getByRole('button', { name: 'Cancel' }).click();
    await say(page, { type: 'state', state: { run: completed, asked } });
    await section.getByRole('button', { name: 'Show output of <b>Loop</b>' }).click();
    const acts = (await postedBy(page)).slice(1).map((message) => (message as { act: unknown }).act);
    assert.deepEqual(acts, [
      { type: 'askService' },
      { type: 'cancelAsking' },
      { type: 'askNode', uuid: '80' },
    ]);
    const words = await section.innerText();
    for (const part of [
      'Fail',
      '7403000000000000003',
      'Node Code failed',
      'Paris is sunny',
      'truncated by the service',
    ])
      assert.ok(words.includes(part), part);
    assert.equal(await section.locator('b').count(), 0);
    const missing = { type: 'failed', error: errorInfo('endpointMissing') } as const;
    await say(page, { type: 'state', state: { run: completed, asked: { run: missing, nodes: {} } } });
    await section.getByText('This server does not offer the history of runs.').waitFor();
    assert.equal(await section.getByRole('button').count(), 0);
    await say(page, { type: 'state', state: { run: completed } });
    assert.equal(await section.count(), 0);
  });

  it('has the tokens beside the times, and one action above the others', async () => {
    const page = await open({ run: completed });
    const figures = await page.locator('.figures').innerText();
    assert.match(figures, /Duration\s+9.90 s\s+Tokens\s+[\d,]+ in, [\d,]+ out/);
    const primary = page.locator('header button:not(.secondary, .quiet)');
    assert.deepEqual(await primary.allInnerTexts(), ['Open debug page']);
    assert.equal(await page.locator('header button').count(), runActions.length);
  });

  it('has the timeline as a table, with a bar in each row', async () => {
    const page = await open({ run: completed });
    assert.equal(await page.getByRole('region', { name: 'Timeline' }).count(), 1);
    const table = page.getByRole('table', { name: 'Timeline' });
    assert.equal(await table.getByRole('row').count(), 1 + completed.timeline.length);
    assert.match(
      await table.getByRole('row', { name: /^Node/ }).innerText(),
      /Write answer\s+3.40 s\s+6.30 s/,
    );
    const silence = await table.getByRole('row', { name: /^Silence/ }).innerText();
    assert.match(silence, /900 ms\s+2\.50 s/);
    const widths = await table
      .locator('[data-span=answer] rect')
      .evaluate((bar) => bar.getBoundingClientRect().width / (bar.closest('td')?.clientWidth ?? 1));
    assert.ok(widths > 0.4 && widths < 0.7, String(widths));
  });

  it('sends the ID to copy, and the request', async () => {
    const page = await open({ run: completed });
    await page.getByRole('button', { name: 'Copy Log ID' }).click();
    await page.getByRole('button', { name: 'Copy request body' }).click();
    await page.getByRole('button', { name: 'Open debug page' }).click();
    await page.getByRole('button', { name: 'Show all raw events' }).click();
    const acts = (await postedBy(page)).slice(1);
    assert.deepEqual(
      acts,
      [
        { type: 'copyId', kind: 'log' },
        { type: 'copyRequest', index: 0 },
        { type: 'perform', action: 'openDebugPage' },
        { type: 'perform', action: 'showRawEvents' },
      ].map((act) => ({ type: 'act', act })),
    );
    await say(page, { type: 'done', act: { type: 'copyId', kind: 'log' } });
    assert.equal(await page.locator('header .done').innerText(), 'Copied');
  });

  it('indents the body of a request, and keeps the digits of long numbers', async () => {
    const [request] = completed.requests;
    assert.ok(request);
    const body = '{"id":7400000000000000001}';
    const page = await open({ run: { ...completed, requests: [request, { ...request, body }] } });
    for (const summary of await page.locator('summary', { hasText: 'Request body' }).all())
      await summary.click();
    const blocks = await page.locator('details[open] pre').allInnerTexts();
    assert.match(blocks[0] ?? '', /\n {2}"workflow_id": "7400000000000000001"/);
    assert.equal(blocks[1], body);
  });

  it('goes from a message to its first event, whatever the filter hides, and from an event to its message', async () => {
    const rows = rowsOf(40).map((row, index) => ({ ...row, ...(index >= 30 && { message: 'r1/2' }) }));
    const page = await open({ run: completed }, rows);
    const grid = page.getByRole('grid', { name: 'Events' });
    await page.getByRole('searchbox', { name: 'Filter events' }).fill('word 3');
    await page.getByRole('button', { name: 'Show first event of message 1' }).click();
    await settled(page);
    const selected = grid.locator('[aria-selected=true]');
    assert.match(await selected.innerText(), /^3\s/);
    assert.equal(await page.getByRole('searchbox', { name: 'Filter events' }).inputValue(), '');
    assert.ok(await page.getByRole('button', { name: 'Show message' }).isDisabled());
    await page.getByRole('button', { name: 'Show first event of message 2' }).click();
    await settled(page);
    assert.match(await selected.innerText(), /^31\s/);
    assert.ok(await grid.evaluate((element) => element === document.activeElement));
    await page.getByRole('button', { name: 'Show message' }).click();
    const focused = await page.evaluate(() => (document.activeElement as HTMLElement).dataset['message']);
    assert.equal(focused, 'r1/2');
  });

  it('shows a message in the chat if the run has a conversation there', async () => {
    const rows = rowsOf(40).map((row, index) => ({ ...row, ...(index === 0 && { message: 'r1/2' }) }));
    const page = await open({ run: completed, hasConversation: true }, rows);
    await page.getByRole('button', { name: 'Show in chat: message 1' }).click();
    await page.getByRole('button', { name: 'Show in chat', exact: true }).first().click();
    const acts = (await postedBy(page)).slice(1);
    assert.deepEqual(
      acts,
      ['r1/0', 'r1/2'].map((message) => ({ type: 'act', act: { type: 'showInChat', message } })),
    );
    await say(page, { type: 'state', state: { run: completed } });
    await say(page, { type: 'more', more: { from: 0, rows } });
    await settled(page);
    assert.equal(await page.getByRole('button', { name: 'Show in chat' }).count(), 0);
  });

  it('has one row for each event, and filters them by name, text and mark', async () => {
    const page = await open({ run: completed }, rowsOf(300));
    const grid = page.getByRole('grid', { name: 'Events' });
    assert.equal(await grid.getAttribute('aria-rowcount'), '301');
    assert.equal(await grid.locator('[data-event="conversation.message.delta"]').first().count(), 1);
    const filter = page.getByRole('searchbox', { name: 'Filter events' });
    for (const [words, count] of [
      ['ping', 3],
      ['not used', 3],
      ['word 29', 11],
      ['nothing like this', 0],
      ['', 300],
    ] as const) {
      await filter.fill(words);
      await settled(page);
      assert.equal(await grid.getAttribute('aria-rowcount'), String(count + 1), words);
    }
    await filter.fill('ping');
    await settled(page);
    assert.equal(await page.getByRole('status').last().innerText(), 'Events: 3 of 300');
    assert.match(await grid.getByRole('row').nth(1).innerText(), /not used by the chat/);
  });

  it('counts a single event in the singular, and shows no date for a time that is unknown', async () => {
    const page = await open({ run: { ...completed, startedAt: 0 } }, rowsOf(1));
    await settled(page);
    assert.equal(await page.getByRole('status').last().innerText(), '1 event');
    assert.match(await page.getByRole('row', { name: /^Started/ }).innerText(), /not known/);
  });

  it('is used with the keyboard, and opens the raw event of the selected row', async () => {
    const page = await open({ run: completed }, rowsOf(1_000));
    const grid = page.getByRole('grid', { name: 'Events' });
    await grid.focus();
    for (const key of ['End', 'ArrowUp', 'Enter', 'Home', 'ArrowDown', 'PageDown', 'PageUp', 'Enter']) {
      await page.keyboard.press(key);
      await settled(page);
    }
    const acts = (await postedBy(page)).slice(1);
    assert.deepEqual(
      acts,
      [998, 1].map((index) => ({ type: 'act', act: { type: 'showRawEvent', index } })),
    );
    const active = page.locator(`#${(await grid.getAttribute('aria-activedescendant')) ?? ''}`);
    assert.equal(await active.getAttribute('aria-rowindex'), '3');
  });

  it('shows 100,000 events with few elements, and the last one after a jump to the end', async () => {
    const page = await open({ run: completed }, rowsOf(100_000));
    const grid = page.getByRole('grid', { name: 'Events' });
    assert.equal(await grid.getAttribute('aria-rowcount'), '100001');
    assert.ok((await grid.getByRole('row').count()) < 80);
    await grid.focus();
    await page.keyboard.press('End');
    await settled(page);
    assert.match(await grid.getByRole('row').last().innerText(), /word 99999/);
    const last = await grid.getByRole('row').last().boundingBox();
    const box = await grid.boundingBox();
    assert.ok(last && box && last.y >= box.y && last.y + last.height <= box.y + box.height + 1);
  });

  it('shows the events that follow while the run is open, and those of another run', async () => {
    const page = await open({ run: completed }, rowsOf(10));
    const grid = page.getByRole('grid', { name: 'Events' });
    await say(page, { type: 'more', more: { from: 10, rows: rowsOf(5) } });
    await settled(page);
    assert.equal(await grid.getAttribute('aria-rowcount'), '16');
    await say(page, { type: 'more', more: { from: 20, rows: rowsOf(5) } });
    await settled(page);
    assert.equal(await grid.getAttribute('aria-rowcount'), '16', 'after a gap');
    await say(page, { type: 'more', more: { from: 0, rows: rowsOf(2) } });
    await settled(page);
    assert.equal(await grid.getAttribute('aria-rowcount'), '3');
  });
});
