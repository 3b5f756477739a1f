import { answered } from '../frames';
import { scripted, type WireCase } from '../wireCase';

const stream = answered('Hi');
const short = { connectMs: 2_000, idleMs: 400 };

function withType(id: string, contentType: string | false): WireCase {
  return scripted(
    id,
    `content type ${contentType === false ? 'missing' : `"${contentType}"`}`,
    [
      { do: 'head', contentType },
      { do: 'send', data: stream },
    ],
    { outcome: 'completed', text: 'Hi' },
  );
}

/** A stream that is declared as plain text or has no type; its first bytes identify it in any chunks. */
const firstBytes: readonly WireCase[] = (
  [
    ['a byte order mark', `\uFEFF${stream}`],
    ['many line breaks', `${'\n'.repeat(3_000)}${stream}`],
    ['line breaks', `\n\n${stream}`],
    ['CRLF', `\r\n\r\n${stream.replaceAll('\n', '\r\n')}`],
    ['a mark and line breaks', `\uFEFF\r\n\n${stream}`],
    ['a comment', `: hello\n\n${stream}`],
    ['a bare colon', `:\n${stream}`],
    ['an id', `id: 1\n${stream}`],
    ['an id without a space', `id:1\n${stream}`],
    ['retry', `retry: 3000\n\n${stream}`],
    ['data', `data: {"debug_url":"https://www.coze.cn/a"}\n\n${stream}`],
  ] as const
).flatMap(([start, data]) =>
  ([false, 'text/plain'] as const).map((contentType) =>
    scripted(
      `H1 ${start} ${String(contentType)}`,
      `a stream of type ${String(contentType)} that begins with ${start}, byte by byte`,
      [
        { do: 'head', contentType },
        { do: 'split', data: data.slice(0, 12), size: 1, waitMs: 2 },
        { do: 'send', data: data.slice(12) },
      ],
      { outcome: 'completed', text: 'Hi' },
    ),
  ),
);

/** Bodies of the same types that are not streams, and their errors. */
const notStreams: readonly WireCase[] = (
  [
    ['a page', '<!doctype html><h1>Sign in</h1>', { reason: 'notAStream', serviceMessage: 'Sign in' }],
    ['an error', '{"code":4100,"msg":"bad token"}', { reason: 'tokenInvalid', serviceMessage: 'bad token' }],
    ['words', 'upstream error', { reason: 'notAStream', serviceMessage: 'upstream error' }],
    ['words like a field', 'database is down', { reason: 'notAStream', serviceMessage: 'database is down' }],
    ['the beginning of a field', 'dat', { reason: 'notAStream', serviceMessage: 'dat' }],
    ['nothing', '', { reason: 'notAStream' }],
  ] as const
).flatMap(([what, data, expected]) =>
  ([false, 'text/plain; charset=utf-8'] as const).map((contentType) =>
    scripted(
      `H1 no stream: ${what} ${String(contentType)}`,
      `a reply of type ${String(contentType)} with ${what}, in pieces`,
      [
        { do: 'head', contentType },
        { do: 'split', data, size: 3, waitMs: 2 },
      ],
      { outcome: 'failed', ...expected },
    ),
  ),
);

/** The HTTP cases of the web platform tests that apply to a POST, and the checks before the parser. */
export const httpCases: readonly WireCase[] = [
  withType('H1a', 'text/plain'),
  withType('H1b', 'x bogus'),
  withType('H1c', false),
  withType('H1d', 'text/plain; charset=utf-8'),
  withType('H1e', 'application/octet-stream'),
  withType('H1f', 'application/json'),
  withType('H1g', ''),
  withType('H2', 'text/event-stream;'),
  withType('H3a', 'text/event-stream;charset=windows-1252'),
  withType('H3b', 'Text/Event-Stream ; x=bogus'),
  withType('H3c', 'text/event-stream, text/event-stream'),
  withType('H3d', 'text/event-stream; charset=utf-8,text/event-stream; charset=utf-8'),
  withType('H3e', 'text/html, TEXT/EVENT-STREAM ;charset=utf-8'),
  ...firstBytes,
  ...notStreams,
  ...[204, 205, 400, 401, 403, 404, 500, 502, 503, 504, 520].map((status) =>
    scripted(
      `H4 ${String(status)}`,
      `status ${String(status)} with a stream's content type and nothing in it`,
      [{ do: 'head', status }],
      { outcome: 'failed' },
    ),
  ),
  ...[301, 302, 303, 307, 308].flatMap((status) =>
    ['/elsewhere', 'http://127.0.0.1:9/v1/workflows/chat', 'http://localhost:1/'].map((to) =>
      scripted(
        `H5 ${String(status)} ${to}`,
        `redirect ${String(status)} to ${to} is not followed`,
        [{ do: 'redirect', status, to }],
        { outcome: 'failed', reason: 'redirected' },
      ),
    ),
  ),
  scripted('H6', 'the reply is not HTTP', [{ do: 'raw', data: 'SSH-2.0-OpenSSH_9.6\r\n' }], {
    outcome: 'failed',
    reason: 'badContent',
  }),
  scripted('H7', 'the connection closes without a reply', [{ do: 'raw', data: '' }], {
    outcome: 'failed',
    reason: 'connectionReset',
  }),
  scripted('H8', 'a stream without an event', [{ do: 'send', data: '' }], { outcome: 'cutOff', text: '' }),
  scripted(
    'H9',
    'heartbeats only, then silence',
    [{ do: 'trickle', data: ': ping\n\n', everyMs: 40, times: 15 }, { do: 'hang' }],
    { outcome: 'cutOff', reason: 'idleTimeout' },
    short,
  ),
];
