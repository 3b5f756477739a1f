import assert from 'node:assert/strict';
import { EventEmitter, once } from 'node:events';
import { createServer } from 'node:net';
import { setImmediate, setTimeout as pause } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { gzipSync } from 'node:zlib';
import * as v from 'valibot';
import { call } from '../../../src/coze/transport/call';
import { traceLine } from '../../../src/coze/transport/trace';
import type { TraceEntry } from '../../../src/coze/wire/traceEntry';
import { CozeError } from '../../../src/coze/errors/cozeError';
import type { CozeEvent } from '../../../src/coze/wire/cozeEvent';
import { FaultServer, type Step } from '../../support/faultServer';
import {
  answerOf,
  credentialsBy,
  requestTo,
  runToEnd,
  testClient,
  testToken,
  workflowAt,
} from '../../support/wirePipeline';
import { answered, chatCompleted, chatId, conversationId, created, delta, message } from '../../wire/frames';

const begin = created() + delta('Hel');

const isText = (entry: TraceEntry) => entry.type === 'event' && entry.event === 'conversation.message.delta';

describe('A run over HTTP', () => {
  let server: FaultServer;

  beforeEach(async () => {
    server = await FaultServer.start();
  });

  afterEach(async () => {
    await server.stop();
  });

  async function closedAt(): Promise<number> {
    const request = server.requests[0]!;
    for (let tries = 0; tries < 400 && request.closedAt === undefined; tries++) await pause(5);
    assert.ok(request.closedAt !== undefined, 'the socket is closed');
    return request.closedAt;
  }

  it('sends nothing before iteration, and one request regardless of the number of iterations', async () => {
    server.play([{ do: 'send', data: answered('Hi') }]);
    const wire = testClient().streamChat(requestTo(server.baseUrl), new AbortController().signal);
    await pause(50);
    assert.equal(server.requests.length, 0);
    const { run } = await runToEnd(wire, server.baseUrl);
    assert.equal(run.outcome, 'completed');
    const again: CozeEvent[] = [];
    for await (const event of wire) again.push(event);
    assert.deepEqual(again, []);
    assert.equal(server.postCount, 1);
  });

  /** The stop comes a moment after the last of these, because an earlier one would test something else. */
  type Stage = 'requested' | 'response' | 'text';
  const stops: readonly (readonly [string, readonly Step[], Stage])[] = [
    ['before the headers', [{ do: 'wait', ms: 60_000 }], 'requested'],
    ['after the headers', [{ do: 'send', data: '' }, { do: 'hang' }], 'response'],
    ['in the middle of an answer', [{ do: 'send', data: begin }, { do: 'hang' }], 'text'],
    [
      'while text keeps coming',
      [
        { do: 'send', data: begin },
        { do: 'trickle', data: delta('.'), everyMs: 5 },
      ],
      'text',
    ],
    ['after chat.completed', [{ do: 'send', data: begin + chatCompleted() }, { do: 'hang' }], 'text'],
  ];
  for (const [name, script, stage] of stops) {
    it(`ends without an error and closes its socket if stopped ${name}`, async () => {
      const controller = new AbortController();
      let stoppedAt = 0;
      let timer: NodeJS.Timeout | undefined;
      const reached = (reachedStage: Stage) => {
        if (reachedStage !== stage) return;
        timer ??= setTimeout(() => {
          stoppedAt = Date.now();
          controller.abort();
          controller.abort();
        }, 150);
      };
      server.play(() => {
        reached('requested');
        return script;
      });
      const trace = (entry: TraceEntry) => {
        if (entry.type === 'response') reached('response');
        if (isText(entry)) reached('text');
      };
      const client = testClient({ trace: () => trace });
      const wire = client.streamChat(requestTo(server.baseUrl), controller.signal);
      const ended = await runToEnd(wire, server.baseUrl, controller.signal);
      clearTimeout(timer);
      assert.equal(ended.error, undefined);
      assert.equal(ended.run.outcome, 'stopped');
      assert.ok(answerOf(ended.run).startsWith(stage === 'text' ? 'Hel' : ''));
      assert.ok((await closedAt()) >= stoppedAt);
      assert.equal(server.postCount, 1);
    });
  }

  it('yields no event after a stop, not even a received one', async () => {
    server.play([{ do: 'send', data: created() + delta('a') + delta('b') + delta('c') }, { do: 'hang' }]);
    const controller = new AbortController();
    const seen: string[] = [];
    for await (const event of testClient().streamChat(requestTo(server.baseUrl), controller.signal)) {
      seen.push(event.type);
      if (event.type === 'delta') controller.abort();
    }
    assert.deepEqual(seen, ['chat', 'delta']);
  });

  it('sends nothing if stopped before it starts', async () => {
    const wire = testClient().streamChat(requestTo(server.baseUrl), AbortSignal.abort());
    for await (const event of wire) assert.fail(event.type);
    assert.equal(server.requests.length, 0);
  });

  it('closes its socket if stopped after a garbage collection', async () => {
    setFlagsFromString('--expose-gc');
    const collectGarbage = runInNewContext('gc') as () => void;
    server.play([{ do: 'send', data: begin }, { do: 'hang' }]);
    const controller = new AbortController();
    const wire = testClient().streamChat(requestTo(server.baseUrl), controller.signal);
    const events = wire[Symbol.asyncIterator]();
    while (!JSON.stringify(await events.next()).includes('Hel'));
    const next = events.next();
    for (let turn = 0; turn < 5; turn++) {
      collectGarbage();
      await setImmediate();
    }
    controller.abort();
    assert.equal((await next).done, true);
    await closedAt();
  });

  it('closes its socket on break', async () => {
    server.play([{ do: 'send', data: begin }, { do: 'hang' }]);
    for await (const event of testClient().streamChat(
      requestTo(server.baseUrl),
      new AbortController().signal,
    )) {
      assert.equal(event.type, 'chat');
      break;
    }
    await closedAt();
  });

  for (const [name, end] of [
    ['done', answered('Hi')],
    ['a failure of the reader', `data: ${'x'.repeat(9_000_000)}`],
  ] as const) {
    it(`closes its socket after ${name}, even if the service keeps it open`, async () => {
      server.play([{ do: 'send', data: end }, { do: 'hang' }]);
      await runToEnd(
        testClient().streamChat(requestTo(server.baseUrl), new AbortController().signal),
        server.baseUrl,
      );
      await closedAt();
    });
  }

  it('closes its socket after an error body without an end', async () => {
    server.play([
      { do: 'head', status: 500, contentType: 'text/plain' },
      { do: 'trickle', data: 'x'.repeat(65_536), everyMs: 0 },
    ]);
    const { run } = await runToEnd(
      testClient().streamChat(requestTo(server.baseUrl), new AbortController().signal),
      server.baseUrl,
    );
    assert.equal(run.error?.reason, 'serverError');
    await closedAt();
  });

  it('reports a silence before and after the headers, and its end', async () => {
    server.play([
      { do: 'wait', ms: 250 },
      { do: 'send', data: created() },
      { do: 'trickle', data: ': ping\n\n', everyMs: 40, times: 6 },
      { do: 'send', data: message('Hi') + chatCompleted() },
    ]);
    const client = testClient({ timeouts: () => ({ connectMs: 5_000, idleMs: 5_000, silenceNoticeMs: 80 }) });
    const seen: string[] = [];
    const startedAt = Date.now();
    for await (const event of client.streamChat(requestTo(server.baseUrl), new AbortController().signal)) {
      seen.push(event.type);
      if (event.type === 'silence') {
        assert.ok(event.since >= startedAt - 5 && event.since <= Date.now(), 'since when');
      }
    }
    assert.deepEqual(seen, ['silence', 'silenceEnded', 'chat', 'silence', 'silenceEnded', 'message', 'chat']);
  });

  it('does not count the pauses of its consumer as silence', async () => {
    server.play([
      { do: 'send', data: created() },
      { do: 'wait', ms: 50 },
      { do: 'send', data: answered('Hi') },
    ]);
    const client = testClient({
      timeouts: () => ({ connectMs: 5_000, idleMs: 200, silenceNoticeMs: 5_000 }),
    });
    const seen: string[] = [];
    for await (const event of client.streamChat(requestTo(server.baseUrl), new AbortController().signal)) {
      if (seen.length === 0) await pause(500);
      seen.push(event.type);
    }
    assert.equal(seen.at(-1), 'done');
  });

  it('reports a jump of the wall clock without later data as a sleep', async () => {
    server.play([{ do: 'send', data: begin }, { do: 'hang' }]);
    let ahead = 0;
    const client = testClient({
      now: () => Date.now() + ahead,
      // Bytes that come after the jump would end the sleep.
      trace: () => (entry) => {
        if (isText(entry)) ahead = 3_600_000;
      },
      timeouts: () => ({ connectMs: 5_000, idleMs: 400 }),
    });
    const ended = await runToEnd(
      client.streamChat(requestTo(server.baseUrl), new AbortController().signal),
      server.baseUrl,
    );
    assert.equal(ended.run.outcome, 'cutOff');
    assert.equal(ended.run.error?.reason, 'computerSlept');
    assert.equal(answerOf(ended.run), 'Hel');
  });

  it('reports a connection that breaks after such a jump as a sleep', async () => {
    server.play([{ do: 'send', data: begin }, { do: 'wait', ms: 600 }, { do: 'reset' }]);
    let ahead = 0;
    const client = testClient({
      now: () => Date.now() + ahead,
      // Bytes that come after the jump would end the sleep.
      trace: () => (entry) => {
        if (isText(entry)) ahead = 3_600_000;
      },
      timeouts: () => ({ connectMs: 5_000, idleMs: 1_000 }),
    });
    const { run } = await runToEnd(
      client.streamChat(requestTo(server.baseUrl), new AbortController().signal),
      server.baseUrl,
    );
    assert.equal(run.error?.reason, 'computerSlept');
  });

  it('continues after such a jump if the connection is alive', async () => {
    server.play([
      { do: 'send', data: begin },
      { do: 'trickle', data: ': ping\n\n', everyMs: 50, times: 12 },
      { do: 'send', data: message('Hello') + chatCompleted() },
    ]);
    let ahead = 0;
    const client = testClient({
      now: () => Date.now() + ahead,
      timeouts: () => ({ connectMs: 5_000, idleMs: 300 }),
    });
    setTimeout(() => (ahead = 3_600_000), 100);
    const { run } = await runToEnd(
      client.streamChat(requestTo(server.baseUrl), new AbortController().signal),
      server.baseUrl,
    );
    assert.equal(run.outcome, 'completed');
    assert.equal(answerOf(run), 'Hello');
  });

  it('takes what arrived while this process was too busy to read it', async () => {
    server.play([
      { do: 'send', data: begin },
      { do: 'wait', ms: 100 },
      { do: 'send', data: message('Hello') + chatCompleted() },
    ]);
    const beBusy = () => {
      const endAt = performance.now() + 500;
      while (performance.now() < endAt);
    };
    const client = testClient({
      trace: () => (entry) => {
        if (isText(entry)) setTimeout(beBusy, 20);
      },
      timeouts: () => ({ connectMs: 5_000, idleMs: 300 }),
    });
    const { run } = await runToEnd(
      client.streamChat(requestTo(server.baseUrl), new AbortController().signal),
      server.baseUrl,
    );
    assert.equal(run.outcome, 'completed');
    assert.equal(answerOf(run), 'Hello');
  });

  it('applies backpressure for a slow consumer', async () => {
    server.play([{ do: 'trickle', data: delta('x'.repeat(60_000)), everyMs: 0, times: 400 }]);
    let count = 0;
    for await (const event of testClient().streamChat(
      requestTo(server.baseUrl),
      new AbortController().signal,
    )) {
      assert.equal(event.type, 'delta');
      if (++count === 3) break;
      await pause(300);
    }
    assert.equal(count, 3);
    await closedAt();
  });

  it('names a closed port, an unknown host or a service without https, and tries once', async () => {
    const closed = createServer();
    const port = await new Promise<number>((resolve) =>
      closed.listen(0, '127.0.0.1', () => resolve((closed.address() as { port: number }).port)),
    );
    await new Promise((resolve) => closed.close(resolve));
    const reason = async (baseUrl: string): Promise<string | undefined> =>
      (await runToEnd(testClient().streamChat(requestTo(baseUrl), new AbortController().signal), baseUrl)).run
        .error?.reason;
    assert.equal(await reason(`http://127.0.0.1:${String(port)}`), 'connectionRefused');
    assert.equal(await reason('https://no-such-host.invalid'), 'hostNotFound');
    assert.equal(await reason(`https://127.0.0.1:${String(server.port)}`), 'tlsMissing');
  });

  it('logs its steps without token and content', async () => {
    const lines: string[] = [];
    server.play([
      { do: 'head', headers: { 'x-tt-logid': 'log-7' } },
      {
        do: 'send',
        data:
          created() + 'event: strange\ndata: secret words\n\n' + message('secret words') + chatCompleted(),
      },
    ]);
    await runToEnd(
      testClient({}, lines).streamChat(
        requestTo(server.baseUrl, 'secret words'),
        new AbortController().signal,
      ),
      server.baseUrl,
    );
    const text = lines.join('\n');
    assert.match(text, /^POST 127\.0\.0\.1:\d+ 200 in \d+ ms, log id log-7$/m);
    assert.match(text, /^skipped event "strange" \(unknown\)$/m);
    assert.match(text, /^stream ended: \d+ bytes, 4 events, 1 skipped$/m);
    assert.ok(!text.includes(testToken) && !text.includes('secret words'));
  });

  it('removes an echoed token from the error', async () => {
    server.play([
      { do: 'head', status: 401, contentType: 'application/json', headers: { 'x-tt-logid': testToken } },
      { do: 'send', data: JSON.stringify({ code: 4100, msg: `token ${testToken} is invalid` }) },
    ]);
    const lines: string[] = [];
    const ended = await runToEnd(
      testClient({}, lines).streamChat(requestTo(server.baseUrl), new AbortController().signal),
      server.baseUrl,
    );
    assert.equal(ended.run.error?.serviceMessage, 'token ••• is invalid');
    assert.ok(!JSON.stringify([ended, lines]).includes(testToken));
  });
});

describe('Other requests', () => {
  let server: FaultServer;

  beforeEach(async () => {
    server = await FaultServer.start();
  });

  afterEach(async () => {
    await server.stop();
  });

  const ok: readonly Step[] = [
    { do: 'head', contentType: 'application/json' },
    { do: 'send', data: '{"code":0,"msg":"","data":{}}' },
  ];

  it('cancel a chat by its IDs', async () => {
    server.play(ok);
    assert.equal(await testClient().cancelChat(workflowAt(server.baseUrl), conversationId, chatId), true);
    const { method, url, body, headers } = server.requests[0]!;
    assert.equal(`${method} ${url}`, 'POST /v3/chat/cancel');
    assert.equal(body, `{"conversation_id":"${conversationId}","chat_id":"${chatId}"}`);
    assert.equal(headers.authorization, `Bearer ${testToken}`);
  });

  it('report that a cancel was rejected, and never throw', async () => {
    const lines: string[] = [];
    const client = testClient({}, lines);
    const workflow = workflowAt(server.baseUrl);
    for (const script of [
      [
        { do: 'head', contentType: 'application/json' },
        { do: 'send', data: '{"code":4104,"msg":"no"}' },
      ],
      [{ do: 'head', status: 500 }],
      [
        { do: 'head', contentType: 'text/html' },
        { do: 'send', data: '<html>' },
      ],
      [{ do: 'redirect', status: 307, to: '/x' }],
      [{ do: 'reset' }],
    ] as const satisfies readonly (readonly Step[])[]) {
      server.play(script);
      assert.equal(await client.cancelChat(workflow, '1', '2'), false);
      assert.equal(server.requests.length, 1);
    }
    const refusals = lines.filter((line) => line.startsWith('cancel was refused'));
    assert.equal(refusals.length, 5);
    assert.match(refusals[0]!, /unsupportedHere, 4104/);
    assert.match(lines[0]!, /^POST http:.*\/v3\/chat\/cancel 200 in \d+ ms$/);
    const silent = testClient({ credentials: credentialsBy(() => Promise.reject(new Error('keyring'))) });
    assert.equal(await silent.cancelChat(workflow, '1', '2'), false);
  });

  it('limit a cancel to three seconds', async () => {
    server.play([{ do: 'hang' }]);
    const startedAt = performance.now();
    assert.equal(await testClient().cancelChat(workflowAt(server.baseUrl), '1', '2'), false);
    const seconds = (performance.now() - startedAt) / 1_000;
    assert.ok(seconds > 2.9, 'it waited');
  });

  it('send and remove feedback', async () => {
    const client = testClient();
    const workflow = workflowAt(server.baseUrl);
    server.play(ok);
    await client.giveFeedback(workflow, '1', '2/3', 'like');
    await client.giveFeedback(workflow, '1', '2', 'unlike');
    await client.giveFeedback(workflow, '1', '2', 'none');
    assert.deepEqual(
      server.requests.map(({ method, url, body }) => `${method} ${url} ${body}`),
      [
        'POST /v1/conversations/1/messages/2%2F3/feedback {"feedback_type":"like"}',
        'POST /v1/conversations/1/messages/2/feedback {"feedback_type":"unlike"}',
        'DELETE /v1/conversations/1/messages/2/feedback ',
      ],
    );
  });

  /** A reply of half a gigabyte in half a megabyte: one gzip member repeated. */
  function bomb(status: number): readonly Step[] {
    const member = gzipSync(Buffer.alloc(16 * 1024 * 1024, ' '));
    const headers = { 'Content-Encoding': 'gzip' };
    return [
      { do: 'head', status, contentType: 'application/json', headers },
      { do: 'send', data: Buffer.concat(Array.from({ length: 32 }, () => member)) },
    ];
  }

  const calls: readonly (readonly [string, (baseUrl: string) => Promise<unknown>])[] = [
    ['a cancel', (baseUrl) => testClient().cancelChat(workflowAt(baseUrl), '1', '2')],
    [
      'feedback',
      (baseUrl) =>
        assert.rejects(
          testClient().giveFeedback(workflowAt(baseUrl), '1', '2', 'like'),
          (error) => error instanceof CozeError,
        ),
    ],
    [
      'a run',
      (baseUrl) =>
        runToEnd(testClient().streamChat(requestTo(baseUrl), new AbortController().signal), baseUrl),
    ],
  ];
  for (const [name, call] of calls) {
    for (const status of [200, 500]) {
      it(`read no more of a body than necessary: ${name}, HTTP ${String(status)}, compressed`, async () => {
        server.play(bomb(status));
        const before = process.memoryUsage().rss;
        let most = before;
        const watch = setInterval(() => (most = Math.max(most, process.memoryUsage().rss)), 5);
        await call(server.baseUrl);
        clearInterval(watch);
        most = Math.max(most, process.memoryUsage().rss);
        assert.ok(most - before < 200 * 1024 * 1024, `${String(most - before)} bytes more`);
        // The body is cancelled, so the server sees the connection close.
        const request = server.requests[0]!;
        for (let tries = 0; tries < 400 && request.closedAt === undefined; tries++) await pause(5);
        assert.ok(request.closedAt !== undefined, 'the socket is closed');
      });
    }
  }

  it('end in time if a reply has no end', async () => {
    server.play([
      { do: 'head', contentType: 'application/json' },
      { do: 'send', data: '{"code":' },
      { do: 'hang' },
    ]);
    assert.equal(await testClient().cancelChat(workflowAt(server.baseUrl), '1', '2'), false);
  });

  it('explain rejected feedback', async () => {
    server.play([
      { do: 'head', contentType: 'application/json', headers: { 'x-tt-logid': 'L' } },
      { do: 'send', data: '{"code":4101,"msg":"no permission"}' },
    ]);
    const giving = testClient().giveFeedback(workflowAt(server.baseUrl), '1', '2', 'like');
    await assert.rejects(giving, (error) => {
      assert.ok(error instanceof CozeError);
      assert.equal(error.info.reason, 'noPermission');
      assert.equal(error.info.logId, 'L');
      return true;
    });
    server.play([
      { do: 'head', contentType: 'text/html' },
      { do: 'send', data: '<p>hi' },
    ]);
    await assert.rejects(
      testClient().giveFeedback(workflowAt(server.baseUrl), '1', '2', 'like'),
      (error) => error instanceof CozeError && error.info.reason === 'notAStream',
    );
  });
});

describe('call', () => {
  let server: FaultServer;
  const reply = (text: string): readonly Step[] => [
    { do: 'head', contentType: 'application/json' },
    { do: 'send', data: text },
  ];
  const named = v.object({ data: v.object({ name: v.string(), id: v.string() }) });
  const refused: string[] = [];
  const deps = { fetch, credentials: credentialsBy(() => Promise.resolve(testToken), refused) };

  beforeEach(async () => {
    server = await FaultServer.start();
    refused.length = 0;
  });

  afterEach(async () => {
    await server.stop();
  });

  it('returns the value of its schema, with all digits of an ID', async () => {
    server.play(reply('{"code":0,"data":{"name":"A","id":7400000000000000001}}'));
    const endpoint = { baseUrl: `${server.baseUrl}/v1`, isDemo: false };
    const { data } = await call(endpoint, { method: 'GET', path: '/v1/bots?page=1' }, named, deps);
    assert.deepEqual(data, { name: 'A', id: '7400000000000000001' });
    const { method, url, body, headers } = server.requests[0]!;
    assert.deepEqual([method, url, body], ['GET', '/v1/bots?page=1', '']);
    assert.equal(headers['content-type'], undefined);
    assert.equal(headers.authorization, `Bearer ${testToken}`);
  });

  const failures: readonly (readonly [string, string, string])[] = [
    ['a reply that does not match', '{"code":0,"data":{"name":1}}', 'badContent'],
    ['a reply without a code', '{"data":{"name":"A","id":"1"}}', 'badContent'],
    ['a page', '<html>', 'notAStream'],
    ['an error', '{"code":4101,"msg":"no"}', 'noPermission'],
    ['a refused token', '{"code":4100,"msg":"no"}', 'tokenInvalid'],
  ];
  for (const [name, text, reason] of failures) {
    it(`explains ${name}`, async () => {
      server.play(reply(text));
      const endpoint = { baseUrl: server.baseUrl, isDemo: false };
      await assert.rejects(
        call(endpoint, { method: 'GET', path: '/' }, named, deps),
        (error) => error instanceof CozeError && error.info.reason === reason,
      );
      assert.deepEqual(refused, reason === 'tokenInvalid' ? [server.baseUrl] : []);
    });
  }

  it('reports a rejected token of a run as well', async () => {
    server.play([{ do: 'head', status: 401, contentType: 'application/json' }]);
    const client = testClient({ credentials: deps.credentials });
    const { run } = await runToEnd(
      client.streamChat(requestTo(server.baseUrl), new AbortController().signal),
      server.baseUrl,
    );
    assert.equal(run.error?.reason, 'tokenInvalid');
    assert.deepEqual(refused, [server.baseUrl]);
  });

  it('traces a run in real time, without the token', async () => {
    const entries: TraceEntry[] = [];
    const read = new EventEmitter();
    server.play([
      { do: 'head', contentType: 'text/event-stream', headers: { 'x-tt-logid': 'L', 'set-cookie': 'a=b' } },
      { do: 'send', data: created() + delta('Hel') },
      { do: 'waitFor', promise: once(read, 'delta') },
      { do: 'wait', ms: 50 },
      { do: 'send', data: delta('lo') + delta(testToken) + chatCompleted() },
    ]);
    const client = testClient({
      trace: () => (entry) => {
        entries.push(entry);
        if (entry.type === 'event' && entry.event === 'conversation.message.delta') read.emit('delta');
      },
    });
    await runToEnd(
      client.streamChat(requestTo(server.baseUrl), new AbortController().signal),
      server.baseUrl,
    );
    const [request, response, ...events] = entries;
    assert.ok(request?.type === 'request' && response?.type === 'response');
    assert.deepEqual([request.method, request.url], ['POST', `${server.baseUrl}/v1/workflows/chat`]);
    assert.equal(response.status, 200);
    assert.deepEqual(response.headers, { 'content-type': 'text/event-stream', 'x-tt-logid': 'L' });
    assert.deepEqual(
      events.map((entry) => entry.type === 'event' && entry.event),
      [
        'conversation.chat.created',
        ...Array.from({ length: 3 }, () => 'conversation.message.delta'),
        'conversation.chat.completed',
      ],
    );
    const offsets = entries.map(({ offsetMs }) => offsetMs);
    assert.deepEqual(
      offsets,
      offsets.toSorted((a, b) => a - b),
    );
    assert.ok(offsets.at(-1)! - offsets[3]! >= 40, 'the pause of the service is seen');
    assert.ok(!JSON.stringify(entries).includes(testToken));
    const lines = entries.map(traceLine).join('\n');
    assert.match(lines, /POST .*HTTP 200 .*event "conversation.message.delta", \d+ characters/s);
    assert.ok(!lines.includes('Hel'));
  });
});
