import type { ErrorReason } from '../../../src/shared/errorInfo';
import { created, debugUrl, delta, frame } from '../frames';
import { scripted, vector, type Expected, type WireCase } from '../wireCase';

interface ReplyOptions {
  readonly status?: number;
  readonly contentType?: string | false;
  readonly headers?: Readonly<Record<string, string>>;
}

function reply(
  id: string,
  title: string,
  body: unknown,
  expect: Omit<Expected, 'outcome'>,
  options: ReplyOptions = {},
): WireCase {
  return scripted(
    id,
    title,
    [
      {
        do: 'head',
        status: options.status ?? 200,
        contentType: options.contentType ?? 'application/json',
        headers: options.headers ?? {},
      },
      { do: 'send', data: typeof body === 'string' ? body : JSON.stringify(body) },
    ],
    { outcome: 'failed', ...expect },
  );
}

const page = '<!DOCTYPE html>\n<html><body>\n<p>Sign in</p>\n</body></html>\n';

const byStatus: readonly (readonly [number, ErrorReason])[] = [
  [400, 'badParameters'],
  [401, 'tokenInvalid'],
  [402, 'creditsExhausted'],
  [403, 'noPermission'],
  [404, 'workflowNotFound'],
  [407, 'proxyAuth'],
  [408, 'responseTimeout'],
  [413, 'promptTooLong'],
  [418, 'badParameters'],
  [429, 'rateLimited'],
  [500, 'serverError'],
  [502, 'serverError'],
  [503, 'serviceUnavailable'],
  [504, 'serverError'],
  [520, 'serverError'],
];

/** Every known shape of an error of Coze. */
export const errorShapes: readonly WireCase[] = [
  reply(
    'E1',
    '{code, msg}',
    { code: 4200, msg: 'not found' },
    { reason: 'workflowNotPublished', code: '4200', serviceMessage: 'not found' },
  ),
  reply(
    'E2',
    '{code, msg, detail.logid}',
    { code: 5000, msg: 'oops', detail: { logid: 'L1' } },
    { reason: 'serverError', code: '5000', logId: 'L1' },
  ),
  reply(
    'E3',
    '{code, message}',
    { code: 4101, message: 'Unauthorized' },
    { reason: 'noPermission', serviceMessage: 'Unauthorized' },
  ),
  reply(
    'E4',
    'numeric string code',
    { code: '720702204', msg: '会话名不存在' },
    { reason: 'conversationNameUnknown', code: '720702204' },
  ),
  reply(
    'E5',
    '{error: {code, message}}',
    { error: { code: 403, message: 'Insufficient permissions to access this resource' } },
    {
      reason: 'noPermission',
      code: '403',
      serviceMessage: 'Insufficient permissions to access this resource',
    },
  ),
  reply(
    'E6',
    '{log_id, error: {…}} with HTTP 400',
    { log_id: 'L6', error: { code: 400, message: 'Bad Request' } },
    { reason: 'badParameters', logId: 'L6', code: '400' },
    { status: 400 },
  ),
  reply(
    'E7',
    'code at both levels',
    { code: 4000, msg: 'bad', error: { detail: 'd', logid: 'L7', help_doc: 'h' } },
    { reason: 'badParameters', logId: 'L7', serviceMessage: 'bad' },
  ),
  reply(
    'E8',
    'OAuth: error_code and error_message',
    { error: '', error_code: 'access_denied', error_message: 'denied' },
    { code: 'access_denied', serviceMessage: 'denied', reason: 'unknownCode' },
  ),
  reply(
    'E9',
    'OAuth: error and error_description',
    { error: 'invalid_request', error_description: 'what it is' },
    { serviceMessage: 'what it is' },
  ),
  reply(
    'E10',
    'self-hosted: 777777775 around everything',
    { code: 777777775, msg: 'Workflow operation failure: panic error\nstack: goroutine 1' },
    { reason: 'workflowFailed', code: '777777775' },
  ),
  reply(
    'E11',
    'self-hosted: authentication with HTTP 200',
    { code: 700012006, msg: 'authentication failed: api key invalid' },
    { reason: 'tokenInvalid' },
  ),
  reply(
    'E12',
    'self-hosted: log id in X-Log-ID',
    { code: 400, msg: 'bad json' },
    { reason: 'badParameters', logId: 'uuid-1' },
    { status: 400, headers: { 'X-Log-ID': 'uuid-1' } },
  ),
  reply(
    'E13',
    'a log id in the body takes precedence over the header',
    { code: 5000, msg: 'x', detail: { logid: 'body' } },
    { logId: 'body' },
    { headers: { 'x-tt-logid': 'header' } },
  ),
  reply(
    'E14',
    'an unknown code with all details',
    { code: 987654321, msg: 'mystery' },
    { reason: 'unknownCode', code: '987654321', serviceMessage: 'mystery' },
  ),
  reply(
    'E15',
    'an unknown code with a known status',
    { code: 987654321, msg: 'slow' },
    { reason: 'rateLimited', code: '987654321', retryAfterMs: 7_000 },
    { status: 429, headers: { 'Retry-After': '7' } },
  ),
  reply('E16', 'code 0 instead of a stream', { code: 0, msg: '', data: {} }, { reason: 'notAStream' }),
  reply(
    'E17',
    'plain text with HTTP 500',
    'internal server error',
    { reason: 'serverError', serviceMessage: 'internal server error' },
    { status: 500, contentType: 'text/plain' },
  ),
  reply('E18', 'JSON with a byte order mark', '\uFEFF{"code":4100,"msg":"x"}', {
    reason: 'tokenInvalid',
    code: '4100',
  }),
  reply(
    'E19',
    'JSON with a charset',
    { code: 4100, msg: 'x' },
    { reason: 'tokenInvalid' },
    { contentType: 'application/json; charset=utf-8' },
  ),
  reply(
    'E20',
    'JSON as text/plain',
    { code: 4100, msg: 'x' },
    { reason: 'tokenInvalid' },
    { contentType: 'text/plain' },
  ),
  reply(
    'E21',
    'JSON as text/html',
    '\n{"code":4100,"msg":"x"}\n',
    { reason: 'tokenInvalid' },
    { contentType: 'text/html' },
  ),
  reply(
    'E22',
    'a body of 10 MB',
    `x${'y'.repeat(10_000_000)}`,
    { reason: 'serverError', serviceMessage: /^xy{198}…$/ },
    { status: 500, contentType: 'text/plain' },
  ),
  reply(
    'E23',
    'binary',
    '\u0001\u0002\u0003\u0000',
    { reason: 'serverError' },
    { status: 500, contentType: 'application/octet-stream' },
  ),
  reply(
    'E24',
    'the block page of a proxy, 403',
    '<html><body>Blocked by policy</body></html>',
    { reason: 'proxyBlocked', serviceMessage: 'Blocked by policy' },
    { status: 403, contentType: 'text/html' },
  ),
  scripted(
    'E25',
    'JSON error, gzipped, with status 200',
    [
      { do: 'head', contentType: 'application/json', headers: { 'Content-Encoding': 'gzip' } },
      { do: 'gzip', data: '{"code":4100,"msg":"x"}' },
    ],
    { outcome: 'failed', reason: 'tokenInvalid', code: '4100' },
  ),
  scripted(
    'E26',
    'JSON error in pieces',
    [
      { do: 'head', contentType: 'application/json' },
      { do: 'split', data: '{"code":4100,"msg":"x"}', size: 3 },
    ],
    { outcome: 'failed', reason: 'tokenInvalid', code: '4100' },
  ),
  scripted(
    'E27',
    'JSON error on a connection that stays open',
    [
      { do: 'head', status: 401, contentType: 'application/json', headers: { 'Content-Length': '23' } },
      { do: 'send', data: '{"code":4100,"msg":"x"}' },
      { do: 'hang' },
    ],
    { outcome: 'failed', reason: 'tokenInvalid', code: '4100' },
  ),
  ...byStatus.map(([status, reason]) =>
    scripted(
      `E28 ${String(status)}`,
      `HTTP ${String(status)} with an empty body`,
      [{ do: 'head', status, contentType: false }],
      { outcome: 'failed', reason },
    ),
  ),
  vector(
    'E29',
    'in the stream: {error: {code, message}}',
    created() + frame('error', { error: { code: 403, message: 'Insufficient permissions' } }),
    { outcome: 'failed', reason: 'noPermission', code: '403' },
  ),
  vector(
    'E30',
    'in the stream: self-hosted, string code and debug_url',
    created() + frame('error', { code: '720701013', msg: 'failed', debug_url: debugUrl }),
    { outcome: 'failed', reason: 'workflowFailed', code: '720701013', debugUrl },
  ),
  vector(
    'E31',
    'in the stream: chat.completed with an error',
    frame('conversation.chat.completed', { status: 'completed', last_error: { code: 5000, msg: 'x' } }),
    { outcome: 'failed', reason: 'serverError', code: '5000' },
  ),
  vector(
    'E32',
    'in the stream: error under the name of a message',
    created() + frame('conversation.message.delta', { code: 4020, msg: 'rpm' }),
    { outcome: 'failed', reason: 'rateLimited', code: '4020' },
  ),
  vector(
    'E33',
    'in the stream: the first error wins',
    created() + frame('error', { code: 4016, msg: 'first' }) + frame('error', { code: 5000, msg: 'second' }),
    { outcome: 'failed', code: '4016' },
  ),
  vector(
    'E34',
    'in the stream: failed takes precedence over waiting',
    created() +
      frame('conversation.chat.requires_action', { status: 'requires_action' }) +
      frame('error', { code: 5000, msg: 'x' }),
    { outcome: 'failed', code: '5000' },
  ),
  ...(
    [
      ['an HTML page', page, 'Sign in'],
      ['an HTML page with a byte order mark', `\uFEFF${page}`, 'Sign in'],
      ['an HTML page in one line', '<html><title>Wi-Fi</title><p>Sign in</p></html>', 'Wi-Fi Sign in'],
      ['plain text', 'upstream connect error: reset before headers', /^upstream connect error: reset/],
      ['JSON with code 0', '{"code":0,"msg":""}', '{"code":0,"msg":""}'],
    ] as const
  ).map(([title, body, serviceMessage], index) =>
    vector(`E35${'abcde'.charAt(index)}`, `under a stream's type: ${title}`, body, {
      outcome: 'failed',
      reason: 'notAStream',
      serviceMessage,
    }),
  ),
  scripted(
    'E35f',
    "under a stream's type: an HTML page, and the connection stays open",
    [{ do: 'send', data: page }, { do: 'hang' }],
    { outcome: 'failed', reason: 'notAStream', serviceMessage: 'Sign in' },
    { connectMs: 10_000, idleMs: 120_000 },
  ),
  ...(
    [
      ['a JSON error', '{"code":4100,"msg":"x"}'],
      ['a JSON error with a byte order mark', '\uFEFF{"code":4100,"msg":"x"}\n'],
      ['a JSON error over several lines', '{\r\n  "code": 4100,\r\n  "msg": "x"\r\n}'],
    ] as const
  ).map(([title, body], index) =>
    vector(`E36${'abc'.charAt(index)}`, `under a stream's type: ${title}`, body, {
      outcome: 'failed',
      reason: 'tokenInvalid',
      code: '4100',
      serviceMessage: 'x',
    }),
  ),
  scripted(
    'E36d',
    "under a stream's type: a JSON error, and the connection stays open",
    [{ do: 'split', data: '{"code":4100,"msg":"x"}', size: 9 }, { do: 'hang' }],
    { outcome: 'failed', reason: 'tokenInvalid', code: '4100', serviceMessage: 'x' },
    { connectMs: 10_000, idleMs: 120_000 },
  ),
  vector('E37', 'a stream that ends within its first field is cut off', 'eve', {
    outcome: 'cutOff',
    text: '',
  }),
  reply(
    'E38',
    'an event stream with HTTP 401',
    frame('error', { code: 4100, msg: 'x', detail: { logid: 'L38' } }),
    { reason: 'tokenInvalid', code: '4100', logId: 'L38', serviceMessage: 'x' },
    { status: 401, contentType: 'text/event-stream' },
  ),
  reply(
    'E39',
    'an event without a name, with HTTP 400',
    frame(undefined, { code: '720702002', msg: 'Missing required parameters' }),
    { reason: 'parameterMissing', code: '720702002' },
    { status: 400, contentType: 'text/event-stream' },
  ),
  reply(
    'E40',
    'a code with status 200 and Retry-After',
    { code: 4020, msg: 'slow' },
    { reason: 'rateLimited', code: '4020', retryAfterMs: 30_000 },
    { headers: { 'Retry-After': '30' } },
  ),
  ...['{"code":5000,"msg":"x"}', '\n{\n  "code": 5000,\n  "msg": "x"\n}\n'].map((body, index) =>
    vector(
      `E41${'ab'.charAt(index)}`,
      'in the stream: JSON behind the events',
      created() + delta('Hi') + body,
      {
        outcome: 'failed',
        text: 'Hi',
        reason: 'serverError',
        code: '5000',
      },
    ),
  ),
  vector('E42', 'in the stream: a page behind the events', created() + delta('Hi') + page, {
    outcome: 'cutOff',
    text: 'Hi',
    skipped: 0,
  }),
  vector(
    'E43',
    'in the stream: a chat that has failed under another name',
    created() +
      frame('conversation.chat.in_progress', { status: 'failed', last_error: { code: 5000, msg: 'x' } }),
    { outcome: 'failed', reason: 'serverError', code: '5000' },
  ),
];
