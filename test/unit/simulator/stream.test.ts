import assert from 'node:assert/strict';
import fc from 'fast-check';
import { piecesOf, randomFrom, tokensOf } from '../../../src/simulator/plays/pieces';
import { wait } from '../../../src/simulator/service/service';
import { mountHttp } from '../../support/httpMount';
import { bodySaying, conversationId, eventsIn, instantService, names, requestOf, say } from './calling';

describe('The stream of the simulated service', () => {
  it('creates events on demand', async () => {
    let made = 0;
    const service = instantService({ now: () => (made++, 1_767_323_045_000) });
    const response = await service(requestOf(bodySaying('long 100')));
    const reader = response.body!.getReader();
    await reader.read();
    const before = made;
    await new Promise((resolve) => setTimeout(resolve, 20));
    assert.equal(made, before);
    await reader.cancel();
  });

  it('ends when its request is aborted, and leaves no timer and no running chat', async () => {
    const signals: AbortSignal[] = [];
    const service = instantService({
      pace: 'lifelike',
      wait: (_milliseconds, signal) => {
        signals.push(signal);
        return new Promise((resolve) => signal.addEventListener('abort', () => resolve()));
      },
    });
    const abort = new AbortController();
    const response = await service(requestOf(bodySaying('hello'), { signal: abort.signal }));
    const reader = response.body!.getReader();
    const created = new TextDecoder().decode((await reader.read()).value);
    await reader.read();
    const pending = reader.read();
    await new Promise((resolve) => setImmediate(resolve));
    abort.abort(new Error('stopped'));
    await assert.rejects(pending, /stopped/);
    assert.deepEqual(
      signals.map((signal) => signal.aborted),
      [true],
    );
    const id = conversationId(eventsIn(created));
    const next = await service(requestOf(bodySaying('hi', { conversation_id: id })));
    assert.equal(next.headers.get('content-type'), 'text/event-stream');
    await next.body?.cancel();
  });

  it('stalls on request until it is cancelled', async () => {
    const service = instantService();
    const response = await service(requestOf(bodySaying('stall')));
    const reader = response.body!.getReader();
    const decoder = new TextDecoder();
    let text = '';
    const silent = Symbol('silent');
    for (;;) {
      const next = await Promise.race([
        reader.read(),
        new Promise<typeof silent>((resolve) => setTimeout(() => resolve(silent), 50)),
      ]);
      if (next === silent) break;
      assert.equal(next.done, false);
      text += decoder.decode(next.value, { stream: true });
    }
    assert.deepEqual(names(eventsIn(text)), ['chat.created', 'chat.in_progress', 'message.delta']);
    await reader.cancel();
  });

  it('refuses a request that was aborted before it arrived', async () => {
    const request = requestOf(bodySaying('hi'), { signal: AbortSignal.abort(new Error('too late')) });
    await assert.rejects(instantService()(request), /too late/);
  });

  it('has distinct IDs of 19 digits, and a log ID header', async () => {
    const service = instantService({ now: () => 0 });
    const ids = (await say(service, 'several'))
      .filter(({ event }) => event.endsWith('message.completed'))
      .map(({ data }) => String(data['id']));
    assert.equal(new Set(ids).size, ids.length);
    for (const id of ids) assert.match(id, /^\d{19}$/);
  });

  it('escapes the debug link like Go', async () => {
    const response = await instantService()(requestOf(bodySaying('hello')));
    assert.match(
      await response.text(),
      /execute_id=\d+\\u0026space_id=\d+\\u0026workflow_id=7500000000000000001"/,
    );
  });

  it('follows the dialect of the self-hosted server: numbered, without verbose, questions as cards', async () => {
    const service = instantService({ dialect: 'selfHosted', cards: 'whenAsked' });
    const response = await service(requestOf(bodySaying('card')));
    assert.ok(response.headers.get('x-log-id'));
    const asked = eventsIn(await response.text());
    assert.deepEqual(
      asked.map(({ id }) => id),
      asked.map((_event, index) => String(index + 1)),
    );
    assert.deepEqual(names(asked), [
      'chat.created',
      'chat.in_progress',
      'message.completed',
      'chat.requires_action',
      'done',
    ]);
    assert.equal(asked.at(-2)?.data['required_action'], undefined);
    const failed = await say(service, 'fail');
    assert.equal(names(failed).at(-1), 'error');
    assert.equal(failed.at(-1)?.data['code'], '720701013');
  });
});

describe('The simulated service over HTTP', () => {
  it('streams, records requests, and detects a disconnected client', async () => {
    const mount = await mountHttp(instantService());
    try {
      const abort = new AbortController();
      const response = await fetch(`${mount.baseUrl}/v1/workflows/chat`, {
        method: 'POST',
        headers: { authorization: 'Bearer pat_x' },
        body: JSON.stringify(bodySaying('stall')),
        signal: abort.signal,
      });
      const reader = response.body!.getReader();
      const { value } = await reader.read();
      assert.match(new TextDecoder().decode(value), /^event: conversation\.chat\.created\n/);
      const [request] = mount.requests;
      assert.equal(request?.path, '/v1/workflows/chat');
      assert.equal(request.headers['authorization'], 'Bearer pat_x');
      assert.deepEqual(JSON.parse(request.body), bodySaying('stall'));
      abort.abort();
      await assert.rejects(reader.read());
      assert.equal(await request.ended, 'aborted');
    } finally {
      await mount.close();
    }
  });
});

describe('The pieces of a text', () => {
  it('join to the text and split no character', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.integer(), (text, seed) => {
        const pieces = [...piecesOf(text, 1, 6, randomFrom(seed))];
        assert.equal(pieces.join(''), text);
        assert.ok(pieces.every((piece) => piece !== '' && !/\p{Cs}/u.test(piece)));
      }),
    );
  });

  it('are the same for the same seed', () => {
    const cut = (seed: number): string[] => [...piecesOf('a'.repeat(100), 1, 6, randomFrom(seed))];
    assert.deepEqual(cut(7), cut(7));
    assert.notDeepEqual(cut(7), cut(8));
  });

  it('count as tokens: one per Chinese character, otherwise one per four units', () => {
    assert.equal(tokensOf('你好'), 2);
    assert.equal(tokensOf('12345678'), 2);
    assert.equal(tokensOf(''), 0);
  });
});

describe('wait', () => {
  it('ends early if it is aborted', async () => {
    const abort = new AbortController();
    const waiting = wait(3_600_000, abort.signal);
    abort.abort();
    await waiting;
    await wait(3_600_000, abort.signal);
    await wait(1, new AbortController().signal);
    assert.equal(abort.signal.aborted, true);
  });
});
