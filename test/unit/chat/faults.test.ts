import assert from 'node:assert/strict';
import { createServer } from 'node:net';
import { FaultServer, type Script, type Step } from '../../support/faultServer';
import { credentialsBy, testToken } from '../../support/wirePipeline';
import type { StreamTimeouts } from '../../../src/coze/transport/streamTimers';
import type { RunOutcome } from '../../../src/shared/conversation/conversation';
import type { ErrorReason } from '../../../src/shared/errorInfo';
import { askedWaitUntil } from '../../../src/shared/conversation/repeat';
import {
  answerTexts,
  ChatWindow,
  endsIn,
  Place,
  recordEvents,
  runAt,
  turnAt,
  when,
  whenIdle,
} from './support/chatWindow';
import { answering, chatCompleted, chatFailed, completed, created, delta, done, event } from './support/sse';
import { textMessage } from '../../../src/shared/conversation/userMessage';

interface Fault {
  /** The row of the fault table, and what is tried of it. */
  readonly title: string;
  readonly script: Script;
  readonly outcome: RunOutcome;
  readonly reason?: ErrorReason;
  /** What is left of the answer. */
  readonly texts?: readonly string[];
  /** The text comes back into the composer. */
  readonly isReturned: boolean;
  /** Requests in all: 1, or the retries that are allowed. */
  readonly posts?: number;
  readonly timeouts?: StreamTimeouts;
  readonly token?: string;
}

const send = (data: string): Step => ({ do: 'send', data });
const json = (
  status: number,
  body: string,
  headers: Readonly<Record<string, string>> = {},
): readonly Step[] => [{ do: 'head', status, contentType: 'application/json', headers }, send(body)];
const refused = { isReturned: true, outcome: 'failed' } as const;
const soon = { 'Retry-After': '0' };
const patient: StreamTimeouts = { connectMs: 10_000, idleMs: 10_000 };
const soonSilent: StreamTimeouts = { ...patient, idleMs: 300 };

const faults: readonly Fault[] = [
  { title: 'no token', script: [], ...refused, reason: 'tokenMissing', posts: 0, token: '' },
  {
    title: 'headers never come',
    script: [{ do: 'wait', ms: 60_000 }],
    ...refused,
    reason: 'responseTimeout',
    timeouts: { ...patient, connectMs: 1_000 },
  },
  {
    title: 'a piece, then silence',
    script: [send(created() + delta('Half')), { do: 'hang' }],
    outcome: 'cutOff',
    reason: 'idleTimeout',
    texts: ['Half'],
    isReturned: false,
    timeouts: soonSilent,
  },
  {
    title: 'silence right after the beginning',
    script: [send(created()), { do: 'hang' }],
    outcome: 'cutOff',
    reason: 'idleTimeout',
    isReturned: true,
    timeouts: soonSilent,
  },
  {
    title: 'only heartbeats, then the rest',
    script: [
      send(created()),
      { do: 'trickle', data: ': ping\n\n', everyMs: 200, times: 8 },
      send(completed('Late') + chatCompleted() + done()),
    ],
    outcome: 'completed',
    texts: ['Late'],
    isReturned: false,
    timeouts: { connectMs: 5_000, idleMs: 1_200 },
  },
  {
    title: 'a reset in the middle of the answer',
    script: [send(created() + delta('Half')), { do: 'reset' }],
    outcome: 'cutOff',
    reason: 'connectionReset',
    texts: ['Half'],
    isReturned: false,
  },
  {
    title: 'a half-closed connection',
    script: [send(created() + delta('Half')), { do: 'halfClose' }],
    outcome: 'cutOff',
    reason: 'connectionReset',
    texts: ['Half'],
    isReturned: false,
  },
  { title: 'a reset before anything', script: [{ do: 'reset' }], ...refused, reason: 'connectionReset' },
  {
    title: 'a clean end without an outcome',
    script: [send(created() + delta('Half'))],
    outcome: 'cutOff',
    reason: 'streamEnded',
    texts: ['Half'],
    isReturned: false,
  },
  {
    title: 'an empty stream',
    script: [send('')],
    outcome: 'cutOff',
    reason: 'streamEnded',
    isReturned: true,
  },
  {
    title: 'a whole message, then nothing at all',
    script: [send(created() + completed('Whole')), { do: 'hang' }],
    outcome: 'cutOff',
    reason: 'idleTimeout',
    texts: ['Whole'],
    isReturned: false,
    timeouts: soonSilent,
  },
  {
    title: 'an error as JSON with status 200',
    script: json(200, '{"code":4200,"msg":"not published"}'),
    ...refused,
    reason: 'workflowNotPublished',
  },
  {
    title: 'an error as JSON in place of a stream',
    script: [send('{"code":4100,"msg":"invalid"}\n')],
    outcome: 'failed',
    reason: 'tokenInvalid',
    isReturned: true,
  },
  {
    title: 'a page in place of a stream',
    script: [{ do: 'head', contentType: 'text/html' }, send('<h1>Hello</h1>')],
    ...refused,
    reason: 'notAStream',
  },
  {
    title: '401',
    script: json(401, '{"code":700012006,"msg":"access token invalid"}'),
    ...refused,
    reason: 'tokenInvalid',
  },
  {
    title: '403',
    script: json(403, '{"code":4101,"msg":"no permission"}'),
    ...refused,
    reason: 'noPermission',
  },
  {
    title: '429, three times',
    script: json(429, '{"code":4020,"msg":"slow"}', soon),
    ...refused,
    reason: 'rateLimited',
    posts: 3,
  },
  {
    title: '429, then an answer',
    script: (_request, index) => (index === 0 ? json(429, '{}', soon) : [send(answering('At last'))]),
    outcome: 'completed',
    texts: ['At last'],
    isReturned: false,
    posts: 2,
  },
  {
    title: '429 for a long time',
    script: json(429, '{"code":4020,"msg":"slow"}', { 'Retry-After': '1000000000' }),
    ...refused,
    reason: 'rateLimited',
  },
  {
    title: '500',
    script: json(500, '{"code":5000,"msg":"internal"}'),
    ...refused,
    reason: 'serverError',
  },
  {
    title: '502 as a page',
    script: [{ do: 'head', status: 502, contentType: 'text/html' }, send('<h1>Bad gateway</h1>')],
    ...refused,
    reason: 'serverError',
  },
  {
    title: '503, then an answer',
    script: (_request, index) => (index < 2 ? json(503, '', soon) : [send(answering('Up again'))]),
    outcome: 'completed',
    texts: ['Up again'],
    isReturned: false,
    posts: 3,
  },
  {
    title: 'a byte at a time',
    script: [{ do: 'split', data: answering('你好 👋🏽'), size: 1 }],
    outcome: 'completed',
    texts: ['你好 👋🏽'],
    isReturned: false,
  },
  {
    title: 'an event that cannot be read',
    script: [
      send(
        created() +
          event('conversation.message.delta', '{"broken') +
          completed('Fine') +
          chatCompleted() +
          done(),
      ),
    ],
    outcome: 'completed',
    texts: ['Fine'],
    isReturned: false,
  },
  {
    title: 'unknown events',
    script: [
      send(
        created() + event('conversation.new.thing', { a: 1 }) + completed('Fine') + chatCompleted() + done(),
      ),
    ],
    outcome: 'completed',
    texts: ['Fine'],
    isReturned: false,
  },
  {
    title: 'everything twice',
    script: [
      send(
        created() +
          created() +
          delta('Fi') +
          completed('Fine') +
          completed('Fine') +
          delta('!') +
          chatCompleted() +
          chatCompleted() +
          done(),
      ),
    ],
    outcome: 'completed',
    texts: ['Fine'],
    isReturned: false,
  },
  {
    title: 'a compressed stream that is cut',
    script: [{ do: 'gzip', data: answering('x'.repeat(2_000)), keep: 60 }],
    outcome: 'cutOff',
    isReturned: true,
    reason: 'streamEnded',
  },
  {
    title: 'a redirect',
    script: [{ do: 'redirect', status: 307, to: 'https://example.com/' }],
    ...refused,
    reason: 'redirected',
  },
  {
    title: 'a failure in the middle of the answer',
    script: [send(created() + delta('Half') + chatFailed(720701013, 'broken'))],
    outcome: 'failed',
    reason: 'workflowFailed',
    texts: ['Half'],
    isReturned: false,
  },
  {
    title: 'a conversation that is busy',
    script: json(200, '{"code":4016,"msg":"occupied"}'),
    ...refused,
    reason: 'conversationBusy',
  },
  {
    title: 'a conversation that is gone',
    script: json(200, '{"code":4002,"msg":"gone"}'),
    ...refused,
    reason: 'conversationNotFound',
  },
];

/**
 * Faults of the service and the network as a session meets them, each with its number of requests. Every shape of the wire is
 * covered by `test/wire/cases`.
 */
describe('What happens to a message', () => {
  let place: Place;
  let server: FaultServer;

  before(async () => {
    server = await FaultServer.start();
  });

  after(async () => {
    await server.stop();
  });

  beforeEach(() => {
    place = new Place();
  });

  afterEach(() => {
    place.remove();
  });

  for (const fault of faults) {
    it(`${fault.title}: ends as ${fault.outcome}`, async () => {
      server.play(fault.script);
      const { token = testToken } = fault;
      let { timeouts = patient } = fault;
      const window = await ChatWindow.open(place, server.baseUrl, {
        client: {
          credentials: credentialsBy(() => Promise.resolve(token === '' ? undefined : token)),
          timeouts: () => timeouts,
        },
      });
      const session = window.start();
      const events = recordEvents(session);
      await session.send(textMessage('What now?'));
      await whenIdle(session);
      await session.settled();

      const run = runAt(session.conversation, 0, 0);
      assert.deepEqual([run.outcome, run.error?.reason], [fault.outcome, fault.reason]);
      if (fault.texts) assert.deepEqual(answerTexts(run), fault.texts);
      assert.equal(server.postCount, fault.posts ?? 1, 'requests');
      // A redirect comes from something in front of the service.
      const calls = fault.reason === 'redirected' ? 0 : server.postCount;
      assert.equal(window.ledger.today().calls, calls, 'each request is counted as a call');
      assert.equal(endsIn(events).length, 1, 'one end');
      assert.deepEqual(
        [run.retry, run.silentSince],
        [undefined, undefined],
        'nothing is waited for any more',
      );
      assert.deepEqual(
        window.drafts,
        fault.isReturned ? [{ text: 'What now?', attachments: [] }] : [],
        'the text comes back where nothing came of it',
      );
      assert.equal(session.conversation.turns[0]?.text, 'What now?', 'and it stays in its turn');
      const kept = [place.journal(session.id), JSON.stringify(events), window.warnings.join()].join();
      assert.ok(!kept.includes(testToken), 'the token is nowhere');

      server.play([send(answering('Here'))]);
      timeouts = patient;
      if (token !== '') {
        await session.send(textMessage('Again'));
        await whenIdle(session);
        assert.equal(runAt(session.conversation, 1, 0).outcome, 'completed', 'the next message gets through');
      }
      await window.close();
    }).timeout(60_000);
  }

  it('a closed port: two more attempts, each announced, then the text returns to the composer', async () => {
    const probe = createServer();
    await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
    const address = probe.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    await new Promise((resolve) => probe.close(resolve));
    const window = await ChatWindow.open(place, `http://127.0.0.1:${String(port)}`);
    const session = window.start();
    const events = recordEvents(session);
    await session.send(textMessage('What now?'));
    await whenIdle(session);
    assert.deepEqual(
      events.flatMap((one) => (one.type === 'retryScheduled' ? [one.attempt] : [])),
      [1, 2],
    );
    assert.equal(events.filter(({ type }) => type === 'retryStarted').length, 2);
    const run = runAt(session.conversation, 0, 0);
    assert.deepEqual([run.outcome, run.error?.reason], ['failed', 'connectionRefused']);
    assert.deepEqual(window.drafts, [{ text: 'What now?', attachments: [] }]);
    await window.close();
  }).timeout(60_000);

  for (const [status, reason] of [
    [429, 'rateLimited'],
    [503, 'serviceUnavailable'],
  ] as const) {
    it(`${String(status)} for more than a minute: fails at once, shows until when, and waits for the user`, async () => {
      server.play((_request, index) =>
        index === 0 ? json(status, '', { 'Retry-After': '90' }) : [send(answering('At last'))],
      );
      const window = await ChatWindow.open(place, server.baseUrl);
      const session = window.start();
      const events = recordEvents(session);
      await session.send(textMessage('What now?'));
      await whenIdle(session);
      await session.settled();
      const run = runAt(session.conversation, 0, 0);
      assert.deepEqual([run.outcome, run.error?.reason], ['failed', reason]);
      assert.equal(askedWaitUntil(run), (run.endedAt ?? 0) + 90_000);
      assert.equal(events.filter(({ type }) => type === 'retryScheduled').length, 0);
      assert.equal(server.postCount, 1);
      await window.close();

      const later = await ChatWindow.open(place, server.baseUrl);
      const again = await later.load(session.id);
      assert.equal(
        askedWaitUntil(runAt(again.conversation, 0, 0)),
        askedWaitUntil(run),
        'known after a restart',
      );
      await again.repeatTurn(turnAt(again.conversation, 0).id);
      await whenIdle(again);
      assert.deepEqual(answerTexts(runAt(again.conversation, 0, 1)), ['At last']);
      assert.equal(server.postCount, 2);
      await later.close();
    });
  }

  it('a token that changes in the middle of a run: the run continues, and the next one has the new token', async () => {
    let token = testToken;
    server.play((_request, index) =>
      index === 0
        ? [
            send(created() + delta('Half')),
            { do: 'wait', ms: 100 },
            send(completed('Whole') + chatCompleted()),
          ]
        : [send(answering('Again'))],
    );
    const window = await ChatWindow.open(place, server.baseUrl, {
      client: { credentials: credentialsBy(() => Promise.resolve(token)) },
    });
    const session = window.start();
    await session.send(textMessage('What now?'));
    await when(session, ({ turns }) => turns[0]?.runs[0]?.messages.length === 1);
    token = 'pat_another';
    await whenIdle(session);
    assert.deepEqual(answerTexts(runAt(session.conversation, 0, 0)), ['Whole']);
    await session.send(textMessage('And now?'));
    await whenIdle(session);
    assert.deepEqual(
      server.requests.map(({ headers }) => headers.authorization),
      [`Bearer ${testToken}`, 'Bearer pat_another'],
    );
    assert.equal(server.postCount, 2);
    await window.close();
  });

  it('a computer that slept in the middle of the answer: says so, keeps the text, sends nothing again', async () => {
    server.play([send(created() + delta('Half')), { do: 'hang' }]);
    let ahead = 0;
    const window = await ChatWindow.open(place, server.baseUrl, {
      client: { now: () => Date.now() + ahead, timeouts: () => ({ connectMs: 5_000, idleMs: 400 }) },
    });
    const session = window.start();
    await session.send(textMessage('What now?'));
    await when(session, ({ turns }) => turns[0]?.runs[0]?.messages.length === 1);
    ahead = 3_600_000;
    await whenIdle(session);
    const run = runAt(session.conversation, 0, 0);
    assert.deepEqual([run.outcome, run.error?.reason], ['cutOff', 'computerSlept']);
    assert.deepEqual(answerTexts(run), ['Half']);
    assert.equal(server.postCount, 1);
    await window.close();
  }).timeout(60_000);

  it('completed, then no done and an open connection: completed, and the connection is closed', async () => {
    server.play([send(created() + completed('Fine') + chatCompleted(1, 2)), { do: 'hang' }]);
    const window = await ChatWindow.open(place, server.baseUrl);
    const session = window.start();
    await session.send(textMessage('What now?'));
    await whenIdle(session);
    assert.equal(runAt(session.conversation, 0, 0).outcome, 'completed');
    while (server.requests[0]?.closedAt === undefined) await new Promise((resolve) => setTimeout(resolve, 5));
    assert.equal(server.postCount, 1);
    await window.close();
  }).timeout(60_000);

  it('counts the events that could not be read', async () => {
    const broken = event('conversation.message.delta', '{"broken');
    server.play([
      send(
        created() + broken + broken + event('new.thing', {}) + completed('Fine') + chatCompleted() + done(),
      ),
    ]);
    const window = await ChatWindow.open(place, server.baseUrl);
    const session = window.start();
    await session.send(textMessage('What now?'));
    await whenIdle(session);
    assert.equal(runAt(session.conversation, 0, 0).skippedEvents, 2);
    await window.close();
  });

  it('silence is shown while it lasts, and leaves nothing on disk', async () => {
    server.play([
      send(created()),
      { do: 'wait', ms: 1_500 },
      send(completed('Fine') + chatCompleted() + done()),
    ]);
    const window = await ChatWindow.open(place, server.baseUrl, {
      client: { timeouts: () => ({ connectMs: 5_000, idleMs: 10_000, silenceNoticeMs: 100 }) },
    });
    const session = window.start();
    const events = recordEvents(session);
    await session.send(textMessage('What now?'));
    await whenIdle(session);
    await session.settled();
    const told = events.map(({ type }) => type);
    assert.ok(
      told.indexOf('silenceNoticed') >= 0 && told.indexOf('silenceNoticed') < told.indexOf('silenceEnded'),
    );
    assert.doesNotMatch(place.journal(session.id), /silence/);
    await window.close();
  }).timeout(60_000);
});
