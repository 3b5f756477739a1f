import assert from 'node:assert/strict';
import { comparableRun } from '../../../../src/recording/comparison/comparedRun';
import { comparison, spreadOf } from '../../../../src/recording/comparison/spread';
import type { Recording } from '../../../../src/recording/recording';
import type { ComparedRun } from '../../../../src/shared/pages/comparisonPage';
import { chatCompleted, created, delta, done, message } from '../../../wire/frames';

function recordingOf(frames: string, outcome: 'completed' | 'waiting'): Recording {
  const events = frames.split('\n\n').flatMap((frame, index) => {
    const [, event = '', data = ''] = /^event: ?(.*)\ndata: ?(.*)$/.exec(frame) ?? [];
    return event === '' ? [] : [{ type: 'event' as const, offsetMs: 100 * (index + 1), event, data }];
  });
  const baseUrl = 'https://api.coze.cn';
  return {
    run: {
      ...{ runId: 'r', startedAt: 5, key: 'k', name: 'Weather', workflowId: '1', origin: baseUrl, baseUrl },
      workflowVersion: 'v0.0.5',
    },
    entries: [
      { type: 'request', offsetMs: 1, method: 'POST', url: `${baseUrl}/v1/workflows/chat`, body: '{"a":1}' },
      ...events,
      { type: 'ended', offsetMs: 900, outcome },
    ],
  };
}

const answered = created() + delta('Sunny') + message('Sunny') + chatCompleted() + done();

describe('A run in a comparison', () => {
  it('has its figures, and its answer, request and events as texts', async () => {
    const { figures, texts } = await comparableRun(recordingOf(answered, 'completed'));
    assert.deepEqual(
      { ...figures, tokens: undefined },
      {
        ...{ name: 'Weather', host: 'api.coze.cn', startedAt: 5, version: 'v0.0.5', outcome: 'completed' },
        ...{ firstTextMs: 200, durationMs: 900, tokens: undefined, questions: 0, answer: 'Sunny' },
      },
    );
    assert.ok((figures.tokens ?? 0) > 0);
    assert.equal(texts.answer, 'Sunny');
    assert.equal(texts.request, 'POST https://api.coze.cn/v1/workflows/chat\n\n{\n  "a": 1\n}\n');
    assert.equal(texts.events.replace(/^data: .*/gm, 'data'), answered.replace(/^data: .*/gm, 'data'));
  });

  it('counts the question that it ended with', async () => {
    const { figures } = await comparableRun(recordingOf(created() + message('Which city?'), 'waiting'));
    assert.deepEqual([figures.outcome, figures.questions], ['waiting', 1]);
  });

  it('is running while it is open, and cut off without an end', async () => {
    const { run, entries } = recordingOf(created() + delta('Sun'), 'completed');
    const open = { run, entries: entries.slice(0, -1) };
    for (const [isLive, outcome] of [
      [true, 'streaming'],
      [false, 'cutOff'],
    ] as const) {
      const { figures } = await comparableRun(open, isLive);
      assert.deepEqual([figures.outcome, figures.durationMs, figures.answer], [outcome, undefined, 'Sun']);
    }
  });

  it('has no tokens if the service reported none', async () => {
    const { figures } = await comparableRun(recordingOf(created(), 'waiting'));
    assert.ok(!('tokens' in figures));
  });

  it('keeps the digits of long numbers in a request', async () => {
    const recording = recordingOf('', 'completed');
    const [request, ...rest] = recording.entries;
    assert.ok(request?.type === 'request');
    const body = '{"id":7400000000000000001}';
    const { texts } = await comparableRun({ ...recording, entries: [{ ...request, body }, ...rest] });
    assert.ok(texts.request.includes(body));
  });
});

describe('Several runs', () => {
  const run = (answer: string, more: Partial<ComparedRun> = {}): ComparedRun => ({
    ...{ name: 'a', host: 'h', startedAt: 1, outcome: 'completed', tokens: 1, questions: 0, answer },
    ...more,
  });

  it('are grouped by equal answers, the most frequent first', () => {
    const { groups } = comparison(['a', 'b', 'c', 'b', '__proto__', 'b', 'a'].map((answer) => run(answer)));
    assert.deepEqual(groups, [
      { answer: 'b', runs: [1, 3, 5] },
      { answer: 'a', runs: [0, 6] },
      { answer: 'c', runs: [2] },
      { answer: '__proto__', runs: [4] },
    ]);
  });

  it('have a spread of the figures that are known', () => {
    const runs = [run('a', { durationMs: 300 }), run('a', { durationMs: 100, tokens: 9 }), run('a')];
    const { durationMs, firstTextMs, tokens } = comparison(runs);
    assert.deepEqual(durationMs, { min: 100, median: 200, max: 300 });
    assert.equal(firstTextMs, undefined);
    assert.deepEqual(tokens, { min: 1, median: 1, max: 9 });
  });

  for (const [values, expected] of [
    [[], undefined],
    [[undefined], undefined],
    [[5], { min: 5, median: 5, max: 5 }],
    [[10, 9], { min: 9, median: 9.5, max: 10 }],
    [[3, 100, 20], { min: 3, median: 20, max: 100 }],
  ] as const) {
    it(`spread of ${JSON.stringify(values)}`, () => assert.deepEqual(spreadOf(values), expected));
  }
});
