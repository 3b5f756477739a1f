import { answered } from '../frames';
import { scripted, type WireCase } from '../wireCase';

const stream = answered('Hi');
const short = { connectMs: 2_000, idleMs: 400 };

function withType(id: string, contentType: string | false, isStream: boolean): WireCase {
  return scripted(
    id,
    `content type ${contentType === false ? 'missing' : `"${contentType}"`}`,
    [
      { do: 'head', contentType },
      { do: 'send', data: stream },
    ],
    isStream ? { outcome: 'completed', text: 'Hi' } : { outcome: 'failed', reason: 'notAStream' },
  );
}

/** The HTTP cases of the web platform tests that apply to a POST, and the gate in front of the parser. */
export const httpCases: readonly WireCase[] = [
  withType('H1a', 'text/plain', false),
  withType('H1b', 'x bogus', false),
  withType('H1c', false, false),
  withType('H2', 'text/event-stream;', true),
  withType('H3a', 'text/event-stream;charset=windows-1252', true),
  withType('H3b', 'Text/Event-Stream ; x=bogus', true),
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
  scripted('H6', 'the reply is no HTTP at all', [{ do: 'raw', data: 'SSH-2.0-OpenSSH_9.6\r\n' }], {
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
