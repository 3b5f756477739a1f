import assert from 'node:assert/strict';
import { inspect } from '../../../../src/recording/inspection/inspect';
import type { RecordedRun, RecordingEntry } from '../../../../src/recording/recording';
import { errorInfo } from '../../../../src/shared/errorInfo';
import type { EventRow } from '../../../../src/shared/inspection/runInspection';
import {
  chatCompleted,
  conversationId,
  created,
  debugUrl,
  delta,
  done,
  frame,
  message,
  requiresAction,
} from '../../../wire/frames';

const run: RecordedRun = {
  ...{ runId: 'r1', startedAt: 1_000_000, key: 'k', name: 'Name', workflowId: '1', conversationId: 'c1' },
  ...{ origin: 'https://api.coze.cn', baseUrl: 'https://api.coze.cn', turnId: 't', recordedBy: '1.0.0' },
};
const request = (offsetMs = 5): RecordingEntry => ({
  ...{ type: 'request', offsetMs, method: 'POST' },
  ...{ url: 'https://api.coze.cn/v1/workflows/chat', body: '{"workflow_id":"1"}' },
});
const response = (offsetMs = 40, status = 200): RecordingEntry => ({
  ...{ type: 'response', offsetMs, status },
  headers: { 'content-type': 'text/event-stream', 'x-tt-logid': 'log-1' },
});
const ended = (
  offsetMs: number,
  outcome: 'completed' | 'waiting' | 'stopped' | 'failed' | 'cutOff' = 'completed',
): RecordingEntry => ({ type: 'ended', offsetMs, outcome });

/** The events of frames, all received at the same time. */
function at(offsetMs: number, ...frames: readonly string[]): readonly RecordingEntry[] {
  return frames.map((text) => {
    const [, event] = /^event: (.*)$/m.exec(text) ?? [];
    const [, data = ''] = /^data: (.*)$/m.exec(text) ?? [];
    return { type: 'event', offsetMs, data, ...(event !== undefined && { event }) };
  });
}

function inspected(...entries: readonly (RecordingEntry | readonly RecordingEntry[])[]) {
  return inspect({ run, entries: entries.flat() });
}
const kinds = (spans: readonly { readonly kind: string; readonly fromMs: number; readonly toMs: number }[]) =>
  spans.map(({ kind, fromMs, toMs }) => `${kind} ${fromMs}-${toMs}`);
const marks = (rows: readonly EventRow[]) => rows.map(({ mark }) => mark);

const completed = [
  request(),
  response(),
  ...at(60, created()),
  ...at(100, delta('Good')),
  ...at(1_600, delta(' day')),
  ...at(1_700, message('Good day'), chatCompleted(), done()),
  ended(1_705),
];

describe('The inspection of a run', () => {
  it('has the request, its times, the span of the answer, and the pauses of more than a second', () => {
    const { inspection } = inspected(completed);
    assert.deepEqual(kinds(inspection.timeline), [
      'preparation 0-5',
      'request 5-40',
      'firstEvent 40-60',
      'firstText 100-100',
      'answer 100-1700',
      'silence 100-1600',
      'ended 1705-1705',
    ]);
    assert.equal(inspection.timeline.find(({ kind }) => kind === 'answer')?.name, 'Good day');
    assert.equal(inspection.outcome, 'completed');
    assert.equal(inspection.requests[0]?.status, 200);
    assert.equal(inspection.requests[0]?.body, '{"workflow_id":"1"}');
  });

  it('has the figures that a builder asks for', () => {
    const { figures } = inspected(completed).inspection;
    const { bytes, tokensPerSecond, ...rest } = figures;
    assert.deepEqual(rest, {
      ...{ durationMs: 1_705, firstEventMs: 60, firstTextMs: 100, longestSilenceMs: 1_500 },
      ...{ events: 6, characters: 8 },
    });
    assert.ok(bytes > 1_000, String(bytes));
    // 11 output tokens between the first and the last text.
    assert.equal(tokensPerSecond, 11 / 1.5);
  });

  it('leaves out figures that cannot be determined', () => {
    const { figures } = inspected(request(), response(), ended(50, 'failed')).inspection;
    assert.deepEqual(figures, { durationMs: 50, events: 0, bytes: 0, characters: 0 });
    const whole = inspected(request(), response(), at(60, message('All'), chatCompleted()), ended(61));
    assert.equal(whole.inspection.figures.tokensPerSecond, undefined);
    assert.equal(whole.inspection.figures.firstTextMs, 60);
  });

  it('names each ID that the service has given', () => {
    const { ids, hasDebugPage } = inspected(completed).inspection;
    assert.deepEqual(
      ids.map(({ kind, value }) => `${kind} ${value}`),
      [
        'execute 7403000000000000003',
        'log log-1',
        `conversation ${conversationId}`,
        'chat 7401000000000000001',
        `section ${conversationId}`,
        'run r1',
      ],
    );
    assert.equal(hasDebugPage, true);
  });

  it('offers no debug page at a foreign host', () => {
    const foreign = done({ debug_url: debugUrl.replace('www.coze.cn', 'www.coze.cn.evil.test') });
    const { inspection } = inspected(request(), response(), at(60, created(), foreign), ended(61, 'cutOff'));
    assert.equal(inspection.hasDebugPage, false);
  });

  it('has the total of the service only where it is not the sum', () => {
    assert.equal(inspected(completed).inspection.serviceTotal, undefined);
    const usage = { token_count: 99, output_count: 11, input_count: 21 };
    const { inspection } = inspected(request(), at(60, created(), chatCompleted({ usage })), ended(61));
    assert.equal(inspection.serviceTotal, 99);
    assert.deepEqual(inspection.usage, { input: 21, output: 11, unsplit: 0 });
  });

  it('has a lane for each tool call and its output', () => {
    const call = { id: '1', type: 'function_call' };
    const { timeline } = inspected(
      ...[request(), response()],
      at(60, message('{"name":"weather","arguments":{}}', call)),
      at(80, message('sunny', { id: '2', type: 'tool_response' })),
      at(90, message('It is sunny', { id: '3' }), chatCompleted()),
      ended(91),
    ).inspection;
    assert.deepEqual(
      timeline.filter(({ message: key }) => key !== undefined).map(({ kind, name }) => [kind, name]),
      [
        ['toolCall', 'weather'],
        ['toolOutput', 'sunny'],
        ['answer', 'It is sunny'],
      ],
    );
  });

  it('has a lane for each execution of a node that the service names', () => {
    const node = (title: string, seq: number, fields: object = {}) => ({
      ...{ node_title: title, node_id: '104', node_seq_id: String(seq), node_is_finish: false, ...fields },
    });
    const loop = { node_id: 105, node_is_finish: true };
    const entries = [
      ...[request(), response()],
      ...at(60, delta('a', node('Ou\u202Etput', 0, { node_execute_uuid: '7892000000000000001' }))),
      ...at(90, delta('b', node('Output', 0, { node_execute_uuid: '7892000000000000001' }))),
      ...at(92, delta('c', node('Output', 1, { node_execute_uuid: '7892000000000000002' }))),
      ...at(95, frame('Message', node('Loop', 0, loop)), frame('Message', node('Loop', 0, loop))),
      ...at(99, frame('Message', '{"node_id":7403000000000000003}'), frame('Message', '{"node_')),
      ...at(99, frame('Message', { node_title: '', content: 'no name' })),
    ];
    const lanes = (isLive: boolean) =>
      inspect({ run, entries }, { isLive }).inspection.timeline.filter(({ kind }) => kind === 'node');
    assert.deepEqual(lanes(false), [
      { kind: 'node', name: 'Output', fromMs: 60, toMs: 90, event: 0 },
      { kind: 'node', name: 'Output', fromMs: 92, toMs: 92, event: 2 },
      { kind: 'node', name: 'Loop', fromMs: 95, toMs: 95, event: 3 },
      { kind: 'node', name: 'Loop', fromMs: 95, toMs: 95, event: 4 },
      { kind: 'node', name: '7403000000000000003', fromMs: 99, toMs: 99, event: 5 },
    ]);
    assert.deepEqual(
      lanes(true).map(({ isOpen }) => isOpen),
      [true, true, undefined, undefined, true],
    );
  });

  it('shows each request of a run that was sent again, and the wait between them', () => {
    const error = errorInfo('serviceUnavailable', { status: 503 });
    const { inspection } = inspected(
      ...[request(), response(20, 503), { type: 'body', offsetMs: 21, text: 'busy' } as const],
      { type: 'failed', offsetMs: 22, error, hasBegun: false },
      ...[request(2_022), response(2_040)],
      at(2_050, message('Hi'), chatCompleted(), done()),
      ended(2_051),
    );
    assert.deepEqual(
      inspection.requests.map(({ status, replyBody, error: failed }) => [status, replyBody, failed?.reason]),
      [
        [503, 'busy', 'serviceUnavailable'],
        [200, undefined, undefined],
      ],
    );
    assert.ok(kinds(inspection.timeline).includes('retryWait 22-2022'));
    assert.ok(kinds(inspection.timeline).includes('requestFailed 22-22'));
    assert.equal(inspection.figures.longestSilenceMs, 1);
  });

  it('shows the first fifty requests of a file that has more', () => {
    const { inspection } = inspected(
      Array.from({ length: 100_000 }, (_, number) => [request(number), response(number)]).flat(),
      ended(100_000),
    );
    assert.equal(inspection.requests.length, 50);
    assert.ok(inspection.timeline.length < 200);
    assert.equal(inspection.outcome, 'completed');
  });

  it('shows a question and how long the user took for the answer', () => {
    const entries = [
      request(),
      response(),
      ...at(60, created(), message('Which city?'), requiresAction(), done()),
      ended(70, 'waiting'),
    ];
    const { inspection } = inspect({ run, entries }, { isLive: false, answeredAt: run.startedAt + 9_070 });
    const spans = kinds(inspection.timeline);
    assert.ok(spans.includes('question 60-60'), spans.join());
    assert.ok(spans.includes('human 70-9070'), spans.join());
    const { inspection: open } = inspect({ run, entries });
    assert.ok(!open.timeline.some(({ kind }) => kind === 'human'));
  });

  it('leaves spans open while the run is open', () => {
    const entries = completed.slice(0, 5);
    const { inspection } = inspect({ run, entries }, { isLive: true });
    assert.equal(inspection.outcome, 'streaming');
    assert.deepEqual(
      inspection.timeline.filter(({ isOpen }) => isOpen).map(({ kind }) => kind),
      ['answer'],
    );
    const waiting = inspect({ run, entries: [request()] }, { isLive: true }).inspection;
    assert.deepEqual(kinds(waiting.timeline.filter(({ isOpen }) => isOpen)), ['request 5-5']);
  });

  it('is cut off by the end of the window if the recording has no end', () => {
    const { inspection } = inspected(completed.slice(0, 5));
    assert.equal(inspection.outcome, 'cutOff');
    assert.equal(inspection.error?.reason, 'interruptedByRestart');
    assert.equal(inspected().inspection.outcome, 'cutOff');
  });

  it('has cause and log ID of a failure', () => {
    const error = errorInfo('tokenInvalid', { code: '4100', logId: 'log-2' });
    const { inspection } = inspected(request(), response(30, 401), {
      ...{ type: 'ended', offsetMs: 31, outcome: 'failed', error },
    });
    assert.equal(inspection.outcome, 'failed');
    assert.deepEqual(inspection.error, error);
    assert.ok(inspection.ids.some(({ kind, value }) => kind === 'log' && value === 'log-2'));
  });

  it('shows where the user stopped the run', () => {
    const { inspection } = inspected(
      ...[request(), response(), at(60, delta('Go'))],
      { type: 'stopped', offsetMs: 5_000 },
      ended(5_001, 'stopped'),
    );
    assert.ok(kinds(inspection.timeline).includes('stopped 5000-5000'));
    assert.ok(kinds(inspection.timeline).includes('silence 60-5000'));
  });
});

describe('The events of an inspected run', () => {
  it('have offset, name, size, text and their message', () => {
    const { rows } = inspected(completed);
    assert.deepEqual(
      rows.map(({ name, text, message: key }) => [name.replace('conversation.', ''), text.slice(0, 9), key]),
      [
        ['chat.created', '{"id":"74', undefined],
        ['message.delta', 'Good', 'r1/0'],
        ['message.delta', ' day', 'r1/0'],
        ['message.completed', 'Good day', 'r1/0'],
        ['chat.completed', '{"id":"74', undefined],
        ['done', '{"debug_u', undefined],
      ],
    );
    assert.equal(rows[1]?.offsetMs, 100);
    const [entry] = at(0, delta('é'));
    assert.ok(entry?.type === 'event');
    assert.equal(inspected(request(), entry).rows[0]?.bytes, Buffer.byteLength(entry.data));
  });

  const table: readonly (readonly [string, readonly string[], readonly EventRow['mark'][]])[] = [
    ['a heartbeat', [frame('PING', '{}')], ['ignored']],
    ['an unknown name', [frame('conversation.dream', '{}')], ['unknown']],
    ['data that is no JSON', [frame('conversation.message.delta', '{"a')], ['badJson']],
    ['a message that was sent twice', [message('A'), message('A')], [undefined, 'repeated']],
    ['a completed message with another text', [message('A'), message('B')], [undefined, undefined]],
    ['text after the end of its message', [message('A'), delta('B')], [undefined, 'late']],
    ['a status that was sent twice', [chatCompleted(), chatCompleted()], [undefined, 'repeated']],
    ['created and in progress', [created(), created()], [undefined, undefined]],
    [
      'messages beyond the limit',
      Array.from({ length: 1_002 }, (_, index) => message('A', { id: `${index + 1}` })),
      [...Array<undefined>(1_000), 'beyondLimit', 'beyondLimit'],
    ],
  ];
  for (const [name, frames, expected] of table) {
    it(`are marked with the reason: ${name}`, () => {
      assert.deepEqual(marks(inspected(request(), at(1, ...frames)).rows), expected);
    });
  }

  it('have no control characters and no marks of text direction in name and text', () => {
    const [row] = inspected(request(), at(1, delta('a\u202Eb\u0000c\nd'))).rows;
    assert.equal(row?.text, 'abc↵d');
    const entry: RecordingEntry = { type: 'event', offsetMs: 1, event: 'x\u202Ey', data: '' };
    assert.equal(inspected(entry).rows[0]?.name, 'xy');
  });

  it('are found before any request, as in a recording of a later version', () => {
    assert.equal(inspected(at(1, delta('A'))).rows.length, 1);
  });
});
