import { answered, chatCompleted, created, delta, done, frame, inProgress, message } from '../frames';
import { scripted, vector, type WireCase } from '../wireCase';

const begin = created() + inProgress();
const part = begin + delta('Hel') + delta('lo');
const short = { connectMs: 2_000, idleMs: 300 };
const mega = 1_048_576;

/** Faults of the network and of the service that fit in a table; the others are unit tests. */
export const faultCases: readonly WireCase[] = [
  scripted(
    'F7',
    'headers never arrive',
    [{ do: 'wait', ms: 2_000 }],
    { outcome: 'failed', reason: 'responseTimeout' },
    { connectMs: 1_000, idleMs: 10_000 },
  ),
  scripted(
    'F8a',
    'silence after the headers',
    [{ do: 'send', data: '' }, { do: 'hang' }],
    { outcome: 'cutOff', reason: 'idleTimeout' },
    short,
  ),
  scripted(
    'F8b',
    'silence after one event',
    [{ do: 'send', data: created() }, { do: 'hang' }],
    { outcome: 'cutOff', reason: 'idleTimeout' },
    short,
  ),
  scripted(
    'F8c',
    'silence in the middle of an answer',
    [{ do: 'send', data: part }, { do: 'hang' }],
    { outcome: 'cutOff', text: 'Hello', reason: 'idleTimeout' },
    short,
  ),
  scripted(
    'F9',
    'silence with heartbeats stays alive',
    [
      { do: 'send', data: part },
      { do: 'trickle', data: ': ping\n\n', everyMs: 50, times: 12 },
      { do: 'send', data: message('Hello') + chatCompleted() },
    ],
    { outcome: 'completed', text: 'Hello' },
    short,
  ),
  scripted('F10a', 'reset in the middle of an answer', [{ do: 'send', data: part }, { do: 'reset' }], {
    outcome: 'cutOff',
    text: 'Hello',
    reason: 'connectionReset',
  }),
  scripted(
    'F10b',
    'half-close in the middle of an answer',
    [{ do: 'send', data: part }, { do: 'halfClose' }],
    { outcome: 'cutOff', text: 'Hello', reason: 'connectionReset' },
  ),
  scripted('F10c', 'reset before the headers', [{ do: 'reset' }], {
    outcome: 'failed',
    reason: 'connectionReset',
  }),
  scripted('F11', 'clean end in the middle of an answer', [{ do: 'send', data: part }], {
    outcome: 'cutOff',
    text: 'Hello',
  }),
  scripted('F11b', 'clean end after a completed message', [{ do: 'send', data: begin + message('Hello') }], {
    outcome: 'cutOff',
    text: 'Hello',
  }),
  scripted(
    'F12',
    'chat.completed, no done, open socket',
    [{ do: 'send', data: begin + message('Hi') + chatCompleted() }, { do: 'hang' }],
    { outcome: 'completed', text: 'Hi' },
  ),
  scripted(
    'F12b',
    'reset after chat.completed',
    [{ do: 'send', data: begin + message('Hi') + chatCompleted() }, { do: 'reset' }],
    { outcome: 'completed', text: 'Hi' },
  ),
  scripted(
    'F12c',
    'done, and the socket stays open',
    [{ do: 'send', data: answered('Hi') }, { do: 'hang' }],
    { outcome: 'completed', text: 'Hi' },
  ),
  scripted(
    'F13',
    'message.completed, then nothing',
    [{ do: 'send', data: begin + message('Hi') }, { do: 'hang' }],
    { outcome: 'cutOff', text: 'Hi', reason: 'idleTimeout' },
    short,
  ),
  ...(
    [
      ['seconds', '5', 5_000],
      ['zero', '0', 0],
      ['an hour', '3600', 3_600_000],
      ['negative', '-5', undefined],
      ['garbage', 'soon', undefined],
    ] as const
  ).map(([name, value, retryAfterMs]) =>
    scripted(
      `F17 ${name}`,
      `429 with Retry-After: ${name}`,
      [
        { do: 'head', status: 429, contentType: 'application/json', headers: { 'Retry-After': value } },
        { do: 'send', data: '{"code":4020,"msg":"rpm"}' },
      ],
      {
        outcome: 'failed',
        reason: 'rateLimited',
        code: '4020',
        ...(retryAfterMs !== undefined && { retryAfterMs }),
      },
    ),
  ),
  scripted('F19', 'three bytes at a time', [{ do: 'split', data: answered('Grüße 世界 🌏'), size: 3 }], {
    outcome: 'completed',
    text: 'Grüße 世界 🌏',
  }),
  scripted(
    'F20a',
    'invalid UTF-8',
    [
      {
        do: 'send',
        data: Buffer.concat([
          Buffer.from(
            begin +
              'event: conversation.message.delta\ndata: {"role":"assistant","type":"answer","content":"a',
          ),
          Buffer.from([0xc3, 0x28]),
          Buffer.from(`b"}\n\n${chatCompleted()}`),
        ]),
      },
    ],
    { outcome: 'completed', text: 'a\uFFFD(b' },
  ),
  vector(
    'F20b',
    'a lone surrogate in JSON, and a pair over two deltas',
    begin +
      frame('conversation.message.delta', '{"type":"answer","role":"assistant","content":"a\\ud83c"}') +
      frame(
        'conversation.message.delta',
        '{"type":"answer","role":"assistant","content":"\\udf0fb\\ud83d"}',
      ) +
      chatCompleted(),
    { outcome: 'completed', text: 'a🌏b\ud83d' },
  ),
  vector(
    'F21',
    'bad JSON in one event, then a normal end',
    begin +
      delta('a') +
      frame('conversation.message.delta', '{"content":"lost') +
      delta('b') +
      chatCompleted(),
    { outcome: 'completed', text: 'ab', skipped: 1 },
  ),
  vector(
    'F22a',
    'unknown type, content type, status and fields',
    begin +
      message('Hi', { type: 'novel', content_type: 'hologram', extra: { a: [1] } }) +
      frame('conversation.chat.in_progress', { status: 'dreaming' }) +
      chatCompleted(),
    { outcome: 'completed', text: 'Hi' },
  ),
  vector(
    'F22b',
    'wrong types everywhere',
    frame('conversation.chat.created', {
      id: {},
      conversation_id: [],
      last_error: 'x',
      usage: 7,
      status: 1,
    }) +
      frame('conversation.message.delta', { id: 1, role: 2, type: 3, content: 4, content_type: 5 }) +
      frame('conversation.message.delta', '[]') +
      frame('conversation.message.delta', 'null') +
      frame('conversation.message.delta', '7') +
      chatCompleted(),
    { outcome: 'completed', text: '4' },
  ),
  vector(
    'F22c',
    '__proto__ and constructor as keys',
    begin +
      frame(
        'conversation.message.delta',
        '{"__proto__":{"content":"no","role":"user"},"constructor":{"x":1},"type":"answer","role":"assistant","content":"Hi"}',
      ) +
      chatCompleted(),
    { outcome: 'completed', text: 'Hi' },
  ),
  vector('F23a', 'completed twice', begin + delta('Hi') + message('Hi') + message('Hi') + chatCompleted(), {
    outcome: 'completed',
    text: 'Hi',
  }),
  vector(
    'F23b',
    'a delta after completed',
    begin + delta('Hi') + message('Hi') + delta('!') + chatCompleted(),
    { outcome: 'completed', text: 'Hi' },
  ),
  vector(
    'F23c',
    'chat.completed before the message',
    begin + delta('H') + chatCompleted() + message('Hi') + done(),
    { outcome: 'completed', text: 'Hi' },
  ),
  scripted(
    'F24a',
    'one event of 9 MB',
    [
      { do: 'send', data: begin },
      ...Array.from(
        { length: 9 },
        (_, index) => ({ do: 'send', data: `${index === 0 ? 'data: ' : ''}${'x'.repeat(mega)}` }) as const,
      ),
      { do: 'hang' },
    ],
    { outcome: 'cutOff', reason: 'eventTooLarge' },
  ),
  scripted(
    'F24b',
    'a run of more than 64 MB',
    [
      { do: 'send', data: begin },
      { do: 'trickle', data: `: ${'x'.repeat(mega)}\n`, everyMs: 0, times: 70 },
      { do: 'hang' },
    ],
    { outcome: 'cutOff', reason: 'runTooLarge' },
  ),
  scripted('F25a', 'truncated gzip', [{ do: 'gzip', data: answered('Hello '.repeat(50)), keep: 200 }], {
    outcome: 'cutOff',
  }),
  scripted(
    'F25b',
    'a false encoding header',
    [
      { do: 'head', headers: { 'Content-Encoding': 'gzip' } },
      { do: 'send', data: answered('Hi') },
    ],
    { outcome: 'cutOff' },
  ),
  vector(
    'F41',
    'usage reported twice, the second smaller',
    begin +
      frame('conversation.chat.in_progress', { usage: { input_count: 5, output_count: 9 } }) +
      message('Hi') +
      chatCompleted({ usage: { input_count: 7, output_count: 3 } }),
    { outcome: 'completed', tokens: [7, 9, 0] },
  ),
  vector(
    'F42a',
    'debug_url twice: the latest valid one',
    begin +
      frame(undefined, { debug_url: 'https://www.coze.cn/work_flow?execute_id=1' }) +
      message('Hi') +
      chatCompleted() +
      done({ debug_url: 'https://www.coze.cn/work_flow?execute_id=2' }),
    { outcome: 'completed', debugUrl: 'https://www.coze.cn/work_flow?execute_id=2', isDebugUrlTrusted: true },
  ),
  ...[
    'javascript:alert(1)',
    'https://www.coze.cn.evil.example/x',
    'https://user@www.coze.cn/x',
    'http://www.coze.cn/x',
    'vscode://x',
    'https://www.coze.cn:444/x',
    'https://www.cоze.cn/x',
    '//www.coze.cn/x',
    ' https://www.coze.cn/x',
  ].map((url, index) =>
    vector(
      `F42b ${String(index)}`,
      `a hostile debug_url: ${url}`,
      begin + message('Hi') + chatCompleted() + done({ debug_url: url }),
      { outcome: 'completed', debugUrl: url, isDebugUrlTrusted: false },
    ),
  ),
];
