import {
  answered,
  answerFinished,
  chatCompleted,
  chatObject,
  conversationId,
  created,
  debugUrl,
  delta,
  done,
  frame,
  inProgress,
  message,
  messageObject,
  requiresAction,
  verbose,
} from '../frames';
import { scripted, vector, type Expected, type WireCase } from '../wireCase';

const hello: Expected = { outcome: 'completed', text: 'Hello 世界 🌏' };
const helloStream = answered('Hello ', '世界', ' 🌏');
const begin = created() + inProgress();
const short = { connectMs: 2_000, idleMs: 300 };

/** A card in the format of self-hosted Coze. */
function card(info: object): string {
  return JSON.stringify({
    card_type: 3,
    content_type: 50,
    response_type: 'card',
    template_id: 7383997384420262000n.toString(),
    template_url: '',
    data: '{}',
    x_properties: { workflow_card_info: JSON.stringify(info) },
  });
}

const questionCard = card({
  card_type: 'QUESTION',
  question_card_data: { Title: 'Which one?', Options: [{ name: 'A' }, { name: '选项 B' }] },
});
const inputCard = card({
  card_type: 'INPUT',
  input_card_data: [
    { type: 'string', name: 'city', required: true },
    { type: 'integer', name: 'days', required: false },
  ],
});

/** The 43 variations of the wire. */
export const variations: readonly WireCase[] = [
  vector('V1', 'no space after the colon', helloStream.replace(/^(event|data): /gm, '$1:'), {
    ...hello,
    text: 'Hello 世界 🌏',
  }),
  vector(
    'V2a',
    'id: from 1 and retry: lines',
    helloStream.replace(/^event/gm, 'id: 1\nretry: 3000\nevent'),
    hello,
  ),
  vector('V2b', 'id: 0', helloStream.replace(/^event/gm, 'id: 0\nevent'), hello),
  vector(
    'V3',
    'comment lines between events and lines',
    `: connected\n\n${helloStream.replace(/^data/gm, ': ping\n:keep-alive\ndata')}`,
    hello,
  ),
  vector('V4a', 'CRLF line ends', helloStream.replaceAll('\n', '\r\n'), hello),
  vector('V4b', 'CR line ends', helloStream.replaceAll('\n', '\r'), hello),
  vector('V4c', 'byte order mark', `\uFEFF${helloStream}`, hello),
  scripted('V5', 'one byte at a time', [{ do: 'split', data: helloStream, size: 1 }], hello),
  vector('V6', 'no blank line at the end', helloStream.trimEnd(), { ...hello, debugUrl }),
  ...(
    [
      ['object', done(), debugUrl],
      ['quoted [DONE]', done('"[DONE]"'), undefined],
      ['bare [DONE]', done('[DONE]'), undefined],
      ['{}', done('{}'), undefined],
      ['empty', done(''), undefined],
      ['absent', '', undefined],
    ] as const
  ).map(([name, end, url]) =>
    vector(`V7 ${name}`, `done as ${name}`, begin + delta('Hi') + message('Hi') + chatCompleted() + end, {
      outcome: 'completed',
      text: 'Hi',
      debugUrl: url,
    }),
  ),
  vector(
    'V8',
    'done with empty data and no chat.completed',
    begin + message('Hi') + 'event: done\ndata: \n\n',
    {
      outcome: 'completed',
      text: 'Hi',
    },
  ),
  vector(
    'V9',
    'debug_url without an event line, before chat.completed',
    begin + message('Hi') + frame(undefined, { debug_url: debugUrl }) + chatCompleted(),
    { outcome: 'completed', text: 'Hi', debugUrl, isDebugUrlTrusted: true },
  ),
  vector(
    'V10a',
    'debug_url with \\u0026',
    begin + message('Hi') + chatCompleted() + done(`{"debug_url":"${debugUrl.replaceAll('&', '\\u0026')}"}`),
    { outcome: 'completed', debugUrl, isDebugUrlTrusted: true, executeId: '7403000000000000003' },
  ),
  vector(
    'V10b',
    'debug_url at another host',
    begin +
      message('Hi') +
      chatCompleted() +
      done({ debug_url: 'http://127.0.0.1:8888/work_flow?execute_id=1' }),
    { outcome: 'completed', isDebugUrlTrusted: false, executeId: '1' },
  ),
  vector('V10c', 'masked debug_url', begin + message('Hi') + chatCompleted() + done({ debug_url: '****' }), {
    outcome: 'completed',
    debugUrl: '****',
    isDebugUrlTrusted: false,
  }),
  scripted(
    'V11',
    'JSON error with status 200',
    [
      { do: 'head', contentType: 'application/json; charset=utf-8' },
      { do: 'send', data: '{"code":4100,"msg":"authentication is invalid"}' },
    ],
    { outcome: 'failed', reason: 'tokenInvalid', code: '4100', serviceMessage: 'authentication is invalid' },
  ),
  vector('V12a', 'JSON error as event stream, no newline', '{"code":4101,"msg":"Unauthorized"}', {
    outcome: 'failed',
    reason: 'noPermission',
    code: '4101',
  }),
  vector('V12b', 'JSON error as event stream, newline', '{"code":4101,"msg":"Unauthorized"}\n', {
    outcome: 'failed',
    reason: 'noPermission',
    code: '4101',
  }),
  scripted(
    'V12c',
    'JSON error without content type',
    [
      { do: 'head', contentType: false },
      { do: 'send', data: '{"code":4101,"msg":"Unauthorized"}' },
    ],
    { outcome: 'failed', reason: 'noPermission', code: '4101' },
  ),
  vector(
    'V13',
    'string code, message, log id in detail',
    begin + frame('error', { code: '4016', message: 'Conversation occupied', detail: { logid: 'log-1' } }),
    {
      outcome: 'failed',
      reason: 'conversationBusy',
      code: '4016',
      logId: 'log-1',
      serviceMessage: 'Conversation occupied',
    },
  ),
  vector(
    'V14',
    'error JSON without an event line',
    begin + frame(undefined, { code: 720702002, msg: "Missing required parameters：'{city}'" }),
    { outcome: 'failed', reason: 'parameterMissing', code: '720702002' },
  ),
  vector('V15a', 'event: error with {}', begin + delta('Hal') + frame('error', {}), {
    outcome: 'failed',
    text: 'Hal',
    reason: 'unknownCode',
  }),
  vector(
    'V15b',
    'event: error with plain text',
    begin + frame('error', 'unsupported interrupt event type: 9'),
    {
      outcome: 'failed',
      serviceMessage: 'unsupported interrupt event type: 9',
    },
  ),
  vector(
    'V15c',
    'event: error with a stack over several data lines',
    `${begin}event: error\ndata: panic: boom\ndata: goroutine 1:\ndata: main.go:7\n\n`,
    { outcome: 'failed', serviceMessage: 'panic: boom\ngoroutine 1:\nmain.go:7' },
  ),
  vector(
    'V16a',
    'flat chat.failed as first and only event',
    frame('conversation.chat.failed', { code: '720702204', msg: '会话名不存在' }),
    {
      outcome: 'failed',
      reason: 'conversationNameUnknown',
      code: '720702204',
      serviceMessage: '会话名不存在',
    },
  ),
  vector(
    'V16b',
    'chat.failed as a chat with last_error',
    begin +
      delta('part') +
      frame(
        'conversation.chat.failed',
        chatObject('failed', { last_error: { code: 5000, msg: 'event interval error' } }),
      ) +
      done(),
    { outcome: 'failed', text: 'part', reason: 'serverError', code: '5000', debugUrl },
  ),
  vector('V17', 'end without a terminal event', begin + delta('Hel') + delta('lo'), {
    outcome: 'cutOff',
    text: 'Hello',
  }),
  scripted(
    'V18',
    'message.completed, then silence on an open socket',
    [{ do: 'send', data: begin + message('Hi') }, { do: 'hang' }],
    { outcome: 'cutOff', text: 'Hi', reason: 'idleTimeout' },
    short,
  ),
  vector(
    'V19',
    'deltas differ from the completed text',
    begin + delta("so it's 'Penguin!") + message("so it's 'Penguin'!") + chatCompleted(),
    { outcome: 'completed', text: "so it's 'Penguin'!" },
  ),
  vector('V20a', 'completed without any delta', begin + message('Whole') + chatCompleted(), {
    outcome: 'completed',
    text: 'Whole',
  }),
  vector(
    'V20b',
    'empty deltas, empty completed text',
    begin + delta('Hi') + delta('') + message('') + chatCompleted(),
    {
      outcome: 'completed',
      text: 'Hi',
    },
  ),
  vector(
    'V21',
    'two answers, deltas interleaved',
    begin +
      delta('A1', { id: '11' }) +
      delta('B1', { id: '22' }) +
      delta('A2', { id: '11' }) +
      delta('B2', { id: '22' }) +
      message('A1A2', { id: '11' }) +
      message('B1B2', { id: '22' }) +
      chatCompleted(),
    { outcome: 'completed', text: 'A1A2\nB1B2' },
  ),
  ...(
    [
      ['empty', '', ''],
      ['"0"', '0', '0'],
      ['missing', undefined, undefined],
      ['different', '122', '124'],
    ] as const
  ).map(([name, first, second]) =>
    vector(
      `V22 ${name}`,
      `message id ${name}`,
      begin +
        delta('Hel', { id: first }) +
        delta('lo', { id: first }) +
        message('Hello', { id: second }) +
        chatCompleted(),
      { outcome: 'completed', text: 'Hello' },
    ),
  ),
  vector(
    'V23',
    'verbose content that is not JSON, or unusual JSON',
    begin +
      message('Hi') +
      message('empty result', { type: 'verbose', id: '8' }) +
      message('{"msg_type":"empty result","data":"empty result"}', { type: 'verbose', id: '9' }) +
      message('{"msg_type":"generate_answer_finish"}', { type: 'verbose', id: '10' }) +
      message('[1]', { type: 'verbose', id: '11' }) +
      chatCompleted(),
    { outcome: 'completed', text: 'Hi' },
  ),
  vector(
    'V24',
    'verbose, knowledge and tools are not part of the answer',
    begin +
      delta('Hel') +
      message('slice', { type: 'knowledge', id: '31' }) +
      message('{"name":"search","arguments":{}}', { type: 'function_call', id: '32' }) +
      message('found', { type: 'tool_response', id: '33' }) +
      verbose('knowledge_recall', '{}') +
      delta('lo') +
      message('Hello') +
      chatCompleted(),
    {
      outcome: 'completed',
      text: 'Hello',
      tools: ['slice', '{"name":"search","arguments":{}}', 'found'],
    },
  ),
  vector(
    'V25',
    'function_call with integers beyond 2^53, and cut off JSON',
    begin +
      message('{"name":"plus","plugin_id":7281192623887548473,"arguments":{"a":1}', {
        type: 'function_call',
        id: '32',
      }) +
      message('3') +
      chatCompleted(),
    {
      outcome: 'completed',
      text: '3',
      tools: ['{"name":"plus","plugin_id":7281192623887548473,"arguments":{"a":1}'],
    },
  ),
  vector(
    'V26a',
    'an unknown card',
    begin +
      message('{"card_type":9,"template_id":7383997384420262912}', { content_type: 'card' }) +
      chatCompleted(),
    {
      outcome: 'completed',
      body: 'card',
    },
  ),
  vector(
    'V26b',
    'a card with options',
    begin +
      message(questionCard, { content_type: 'card' }) +
      requiresAction({ required_action: undefined }) +
      done(),
    { outcome: 'waiting', body: 'card', options: ['A', '选项 B'], text: 'Which one?' },
  ),
  vector(
    'V26c',
    'a card with fields',
    begin +
      message(inputCard, { content_type: 'card' }) +
      requiresAction({ required_action: undefined }) +
      done(),
    { outcome: 'waiting', body: 'card', fields: ['city', 'days'] },
  ),
  vector(
    'V27a',
    'requires_action without required_action',
    begin + delta('Which?') + message('Which?') + requiresAction({ required_action: undefined }) + done(),
    { outcome: 'waiting', text: 'Which?', debugUrl },
  ),
  vector(
    'V27b',
    'an empty required_action on ordinary events',
    created({ required_action: { type: '', submit_tool_outputs: { tool_calls: [] } } }) +
      message('Hi') +
      chatCompleted({ required_action: { type: '', submit_tool_outputs: { tool_calls: [] } } }),
    { outcome: 'completed', text: 'Hi' },
  ),
  vector(
    'V27c',
    'an interrupt signalled by verbose only',
    begin + message('Which?') + verbose('interrupt', '') + done(),
    {
      outcome: 'waiting',
      text: 'Which?',
    },
  ),
  vector(
    'V27d',
    'an interrupt signalled by finish_reason only',
    begin + message('Which?') + answerFinished(1) + done(),
    {
      outcome: 'waiting',
      text: 'Which?',
    },
  ),
  vector(
    'V28',
    'all signals of one interrupt, then a failure',
    begin + message('Which?') + verbose('interrupt', '') + answerFinished(1) + requiresAction() + done(),
    { outcome: 'waiting', text: 'Which?', conversationId },
  ),
  vector('V29a', 'created is missing', inProgress() + message('Hi') + chatCompleted(), {
    outcome: 'completed',
    conversationId,
  }),
  vector(
    'V29b',
    'created twice, already in progress',
    created({ status: 'in_progress' }) + created() + message('Hi') + chatCompleted(),
    {
      outcome: 'completed',
      text: 'Hi',
    },
  ),
  vector('V29c', 'no chat event but the last', message('Hi') + chatCompleted(), {
    outcome: 'completed',
    conversationId,
  }),
  ...(
    [
      ['null', null, [0, 0, 0]],
      ['zeros', { token_count: 0, output_count: 0, input_count: 0 }, [0, 0, 0]],
      ['omitted', undefined, [0, 0, 0]],
      ['a wrong total', { token_count: 22, output_count: 11, input_count: 21 }, [21, 11, 0]],
      ['other names', { output_tokens: 11, input_tokens: 21 }, [21, 11, 0]],
      ['a total only', { token_count: 32 }, [0, 0, 32]],
      ['nonsense', { token_count: 'x', output_count: -4, input_count: Infinity }, [0, 0, 0]],
    ] as const
  ).map(([name, figures, tokens]) =>
    vector(`V30 ${name}`, `usage: ${name}`, begin + message('Hi') + chatCompleted({ usage: figures }), {
      outcome: 'completed',
      tokens,
    }),
  ),
  vector(
    'V31',
    'bare numeric ids beyond 2^53, string timestamps',
    frame(
      'conversation.chat.created',
      '{"id":7401000000000000001,"conversation_id":7402000000000000002,"created_at":"1735115982","status":"created"}',
    ) +
      frame(
        'conversation.message.completed',
        '{"id":7406000000000000006,"role":"assistant","type":"answer","content":"Hi 7406000000000000006","content_type":"text"}',
      ) +
      chatCompleted(),
    { outcome: 'completed', text: 'Hi 7406000000000000006', conversationId },
  ),
  vector(
    'V32',
    'unknown event names',
    begin +
      frame('PING', '{}') +
      frame('invalid', 'x') +
      frame('conversation.ack', {}) +
      frame('Conversation.Message.Delta', messageObject('Hi')) +
      message('Hi') +
      chatCompleted() +
      frame('DONE', '[DONE]'),
    { outcome: 'completed', text: 'Hi' },
  ),
  vector(
    'V33',
    'events after chat.completed and after done',
    begin +
      message('Hi') +
      chatCompleted() +
      message('And then?', { type: 'follow_up', id: '41' }) +
      frame('conversation.audio.delta', messageObject('UklGRg==', { content_type: 'audio' })) +
      done() +
      delta('late') +
      frame('error', { code: 1, msg: 'late' }),
    { outcome: 'completed', text: 'Hi', followUps: ['And then?'], debugUrl },
  ),
  scripted(
    'V34',
    'one data line of 200 kB, many of them',
    [
      { do: 'send', data: begin },
      ...Array.from({ length: 20 }, () => ({ do: 'send', data: delta('x'.repeat(200_000)) }) as const),
      { do: 'send', data: chatCompleted() },
    ],
    { outcome: 'completed', text: 'x'.repeat(4_000_000) },
  ),
  vector(
    'V35a',
    'object_string in an answer',
    begin +
      message(
        JSON.stringify([
          { type: 'text', text: 'See' },
          { type: 'image', file_url: 'https://example.com/a.png' },
          { type: 'file', file_id: '5' },
        ]),
        { content_type: 'object_string' },
      ) +
      chatCompleted(),
    { outcome: 'completed', text: 'See', body: 'media', mediaUrls: ['https://example.com/a.png', undefined] },
  ),
  vector(
    'V35b',
    'markup and control characters in content',
    begin + message('<b>\u001b[31m\u0000</b>') + chatCompleted(),
    {
      outcome: 'completed',
      text: '<b>\u001b[31m\u0000</b>',
    },
  ),
  vector('V36', '4016: conversation occupied', frame('error', { code: 4016, msg: 'Conversation occupied' }), {
    outcome: 'failed',
    reason: 'conversationBusy',
    code: '4016',
  }),
  ...(
    [
      [4100, 200],
      [700012006, 200],
      [4100, 401],
    ] as const
  ).map(([code, status]) =>
    scripted(
      `V37 ${code} ${status}`,
      `an expired token: ${code} with HTTP ${status}`,
      [
        { do: 'head', status, contentType: 'application/json', headers: { 'x-tt-logid': 'tt-1' } },
        { do: 'send', data: JSON.stringify({ code, msg: 'access token invalid' }) },
      ],
      { outcome: 'failed', reason: 'tokenInvalid', code: String(code), logId: 'tt-1' },
    ),
  ),
  scripted(
    'V38a',
    'an HTML page of a gateway, 502',
    [
      { do: 'head', status: 502, contentType: 'text/html' },
      {
        do: 'send',
        data: '<html><head><style>p{}</style><title>502</title></head><body><p>Bad Gateway</p></body></html>',
      },
    ],
    { outcome: 'failed', reason: 'serverError', serviceMessage: '502 Bad Gateway' },
  ),
  scripted(
    'V38b',
    'a sign-in page with status 200',
    [
      { do: 'head', contentType: 'text/html' },
      { do: 'send', data: '<!DOCTYPE html><script>x()</script><p>Please sign in' },
    ],
    { outcome: 'failed', reason: 'notAStream', serviceMessage: 'Please sign in' },
  ),
  scripted('V38c', 'a redirect to a sign-in page', [{ do: 'redirect', status: 302, to: '/login' }], {
    outcome: 'failed',
    reason: 'redirected',
  }),
  scripted('V39', 'the whole stream gzipped', [{ do: 'gzip', data: helloStream }], hello),
  vector(
    'V40',
    'follow_up before chat.completed',
    begin +
      message('Hi') +
      message('One?', { type: 'follow_up', id: '41' }) +
      message('Two?', { type: 'follow_up', id: '42' }) +
      chatCompleted(),
    { outcome: 'completed', text: 'Hi', followUps: ['One?', 'Two?'] },
  ),
  vector(
    'V41',
    'white space in deltas is significant',
    begin + delta('  a') + delta('\n\n') + delta(' b ') + chatCompleted(),
    {
      outcome: 'completed',
      text: '  a\n\n b ',
    },
  ),
  vector('V42', 'failure text as an ordinary answer', begin + message('gen fail') + chatCompleted(), {
    outcome: 'completed',
    text: 'gen fail',
  }),
  vector(
    'V43',
    'masked ids and times from pasted samples',
    frame('conversation.chat.created', {
      id: '74****',
      conversation_id: '74****',
      created_at: '17****',
      status: 'created',
    }) +
      message('Hi', { id: '74****' }) +
      chatCompleted({ completed_at: '****' }),
    { outcome: 'completed', text: 'Hi' },
  ),
];
