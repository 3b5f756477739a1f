import { chatCompleted, created, delta, frame, message } from '../frames';
import { vector, type WireCase } from '../wireCase';

const end = chatCompleted();
const said = (text: string): string => JSON.stringify({ role: 'assistant', type: 'answer', content: text });
const ok = (text: string) => ({ outcome: 'completed', text }) as const;

/** The WHATWG parser cases of the web platform tests (`eventsource/`) with Coze's events, and cases of other suites. */
export const parserCases: readonly WireCase[] = [
  vector(
    'P1',
    'event-data: data without a value is empty data',
    `data\n\ndata:\n\n${message('Hi')}${end}`,
    ok('Hi'),
  ),
  vector('P2', 'format-bom: one byte order mark is dropped', `\uFEFF${message('Hi')}${end}`, ok('Hi')),
  vector(
    'P3',
    'format-bom-2: a second byte order mark is content',
    `\uFEFF\uFEFFdata: ${said('lost')}\n\n${message('Hi')}${end}`,
    ok('Hi'),
  ),
  vector(
    'P4',
    'format-comments: short, empty and very long',
    `:\n: ${'c'.repeat(2_000)}\n:data: no\n${message('Hi')}:\n${end}`,
    ok('Hi'),
  ),
  vector('P5', 'format-data-before-final-empty-line: delivered here', `${created()}${end.trimEnd()}`, {
    outcome: 'completed',
  }),
  vector(
    'P6',
    'format-field-data: data lines join by line feed',
    `event: conversation.message.completed\ndata: {"role":"assistant","type":"answer",\ndata: "content":"Hi"}\n\n${end}`,
    ok('Hi'),
  ),
  vector(
    'P7',
    'format-field-event: the name after the data',
    `data: ${said('Hi')}\nevent: conversation.message.completed\n\n${end}`,
    ok('Hi'),
  ),
  vector(
    'P8',
    'format-field-event-empty: an empty name counts as absent',
    `event: conversation.message.delta\nevent:\ndata: ${JSON.stringify({ debug_url: 'https://www.coze.cn/x' })}\n\n${message('Hi')}${end}`,
    { ...ok('Hi'), debugUrl: 'https://www.coze.cn/x' },
  ),
  vector('P9', 'format-field-id', `id: 7\n${message('Hi')}${end}`, ok('Hi')),
  vector(
    'P10',
    'format-field-id-2: the id applies to later events',
    `id: 7\n${message('Hi')}id\n${end}`,
    ok('Hi'),
  ),
  vector('P11', 'format-field-id-3: without a value', `id\n${message('Hi')}${end}`, ok('Hi')),
  vector('P12', 'format-field-id-null: with NUL', `id: a\u0000b\n${message('Hi')}${end}`, ok('Hi')),
  vector(
    'P13',
    'format-field-parsing: similar lines are not fields',
    ` data: 1\ndata : 2\nDATA: 3\n\tdata: 4\n\u0000data: 5\n${message('Hi')}${end}`,
    ok('Hi'),
  ),
  vector('P14', 'format-field-retry', `retry: 03000\n${message('Hi')}${end}`, ok('Hi')),
  vector('P15', 'format-field-retry-bogus', `retry: 1000x\n${message('Hi')}${end}`, ok('Hi')),
  vector('P16', 'format-field-retry-empty', `retry\n${message('Hi')}${end}`, ok('Hi')),
  vector('P17', 'format-field-unknown', `test:Hello\n${message('Hi')}justone\n${end}`, ok('Hi')),
  vector('P18', 'format-leading-space: exactly one is stripped', `event: error\ndata:\ttab and  two \n\n`, {
    outcome: 'failed',
    serviceMessage: 'tab and  two',
  }),
  vector(
    'P19',
    'format-newlines: all three kinds in one stream',
    `event: conversation.message.delta\r\ndata: ${said('a')}\r\r\nevent: conversation.message.delta\ndata: ${said('b')}\n\revent: conversation.message.delta\rdata: ${said('c')}\r\r${end}`,
    ok('abc'),
  ),
  vector('P20', 'format-null-character: NUL in data', `event: error\ndata: a\u0000b\n\n`, {
    outcome: 'failed',
    serviceMessage: 'ab',
  }),
  vector('P21', 'format-utf-8', message('ok…世界🌏') + end, ok('ok…世界🌏')),
  vector(
    'P22',
    'CRLF split between CR and LF adds no event',
    (message('Hi') + end).replaceAll('\n', '\r\n'),
    ok('Hi'),
  ),
  vector('P23', 'a bare field at the end of the stream', `${message('Hi')}${end}data`, ok('Hi')),
  vector(
    'P24',
    'pretty-printed JSON, each line with data:',
    `event: conversation.message.completed\n${JSON.stringify({ role: 'assistant', type: 'answer', content: 'Hi' }, null, 2).replace(/^/gm, 'data: ')}\n\n${end}`,
    ok('Hi'),
  ),
  vector(
    'P25',
    'pretty-printed JSON, lines without data:',
    [
      ['conversation.chat.created', { id: '120', conversation_id: '567', status: 'created' }],
      ['conversation.message.delta', { content: 'Hi', role: 'assistant', type: 'answer' }],
      ['conversation.message.completed', { content: 'Hi', role: 'assistant', type: 'answer' }],
      [undefined, { debug_url: 'https://www.coze.cn/work_flow?execute_id=1' }],
      ['conversation.chat.completed', { id: '120', status: 'completed', usage: { token_count: 9 } }],
    ]
      .map(([name, data]) => frame(name as string | undefined, JSON.stringify(data, null, 2)))
      .join(''),
    { ...ok('Hi'), tokens: [0, 0, 9], conversationId: '567' },
  ),
  vector(
    'P26',
    'pretty-printed error body as an event stream',
    JSON.stringify({ code: 4200, msg: 'x' }, null, 2),
    {
      outcome: 'failed',
      code: '4200',
      reason: 'workflowNotPublished',
    },
  ),
  vector(
    'P27',
    'documentation notes between the lines',
    `# the answer\n// begins: here\n${delta('Hi')}${message('Hi')}${end}`,
    ok('Hi'),
  ),
  vector(
    'P28',
    'bad JSON in one event',
    created() + frame('conversation.message.delta', '{"content":') + message('Hi') + end,
    {
      ...ok('Hi'),
      skipped: 1,
    },
  ),
];
