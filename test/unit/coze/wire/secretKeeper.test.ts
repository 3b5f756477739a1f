import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { CozeEvent } from '../../../../src/coze/wire/cozeEvent';
import { errorInfo } from '../../../../src/shared/errorInfo';
import { SecretKeeper } from '../../../../src/coze/wire/secretKeeper';
import { FaultServer } from '../../../support/faultServer';
import { answerOf, requestTo, runToEnd, testClient, testToken } from '../../../support/wirePipeline';
import { answered, chatCompleted, created, delta, done, message } from '../../../wire/frames';

function piece(content: string, id = 'm', reasoning?: string): CozeEvent {
  return {
    type: 'delta',
    message: {
      id,
      type: 'answer',
      content,
      contentType: 'text',
      body: { type: 'text' },
      ...(reasoning !== undefined && { reasoning }),
    },
  };
}

/** The emitted text for these deltas, and the text held back until the end. */
function given(pieces: readonly string[], secret: string): readonly [string, string] {
  const keeper = new SecretKeeper([secret]);
  const textOf = (events: readonly CozeEvent[]) =>
    events.map((event) => (event.type === 'delta' ? event.message.content : '')).join('');
  const before = pieces.map((text) => textOf(keeper.pass(piece(text)))).join('');
  return [before, textOf(keeper.release())];
}

describe('A token that the service repeats', () => {
  const secret = 'pat_secret';

  it('is removed from a text in any chunks', () => {
    for (const text of [`a ${secret} b`, secret, `${secret}${secret}`, `pat_${secret}`, `papat_secret_`]) {
      for (let size = 1; size <= text.length; size++) {
        const pieces = text.match(new RegExp(`.{1,${String(size)}}`, 'g')) ?? [];
        assert.equal(given(pieces, secret).join(''), text.replaceAll(secret, '•••'), `${text} by ${size}`);
      }
    }
  });

  it('delays only text that can be its beginning', () => {
    assert.deepEqual(given(['a', 'b pat', 'tern'], secret), ['ab pattern', '']);
    assert.deepEqual(given(['stop'], secret), ['sto', 'p']);
    assert.deepEqual(given(['a pat_secre'], secret), ['a ', 'pat_secre']);
    assert.deepEqual(given(['x'], secret), ['x', '']);
  });

  it('does not affect other characters of a text', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: fc.constantFrom('a', 'b', 'c') })), (pieces) => {
        const whole = given(pieces, 'aab').join('');
        assert.equal(whole, pieces.join('').replaceAll('aab', '•••'));
      }),
    );
  });

  it('is found in each of several texts, and in reasoning', () => {
    const keeper = new SecretKeeper([secret]);
    const events = [piece('pat_', 'a'), piece('pat_', 'b'), piece('secret', 'a'), piece('x', 'b')].flatMap(
      (event) => keeper.pass(event),
    );
    assert.deepEqual(events, [piece('•••', 'a'), piece('pat_x', 'b')]);
    assert.deepEqual(
      [piece('', 'm', 'pat_se'), piece('', 'm', 'cret!')].flatMap((event) => keeper.pass(event)),
      [piece('', 'm', '•••!')],
    );
  });

  it('is found in a text that other events interrupt', () => {
    const others: readonly CozeEvent[] = [
      {
        type: 'message',
        message: {
          id: 'x',
          type: 'tool_response',
          content: 'r',
          contentType: 'text',
          body: { type: 'text' },
        },
      },
      { type: 'chat', phase: 'created', chat: {} },
      { type: 'chat', phase: 'inProgress', chat: {} },
      { type: 'debug', debugUrl: 'https://www.coze.cn/' },
      { type: 'skipped', event: 'PING', reason: 'ignored' },
    ];
    for (const other of others) {
      const keeper = new SecretKeeper([secret]);
      const events = [piece('a pat_'), other, piece('secret b')].flatMap((event) => keeper.pass(event));
      assert.deepEqual(events, [piece('a '), other, piece('••• b')]);
    }
  });

  it('delays nothing when its message or the run ends', () => {
    const { message } = piece('whole') as Extract<CozeEvent, { type: 'delta' }>;
    const ends: readonly CozeEvent[] = [
      { type: 'message', message },
      { type: 'chat', phase: 'completed', chat: {} },
      { type: 'chat', phase: 'requiresAction', chat: {} },
      { type: 'failed', error: errorInfo('serverError') },
      { type: 'done' },
    ];
    for (const end of ends) {
      const keeper = new SecretKeeper([secret]);
      const events = [piece('a pat_'), end].flatMap((event) => keeper.pass(event));
      assert.deepEqual(events, [piece('a '), piece('pat_'), end]);
    }
  });

  it('is one of several, in a text and around it', () => {
    const keeper = new SecretKeeper([secret, 'tok_other']);
    const events = [piece('a pat_'), piece('x b tok_'), piece('other c')].flatMap((event) =>
      keeper.pass(event),
    );
    assert.deepEqual(events, [piece('a '), piece('pat_x b '), piece('••• c')]);
    assert.deepEqual(keeper.pass(piece('d', `m-${secret}`)), [piece('d', 'm-•••')]);
  });

  it('does not delay a debug link, or content that is not text', () => {
    const linked = { ...piece('pat_'), debugUrl: 'https://www.coze.cn/' } as CozeEvent;
    assert.deepEqual(new SecretKeeper([secret]).pass(linked), [
      { ...piece(''), debugUrl: 'https://www.coze.cn/' },
    ]);
    const { message } = piece('pat_') as Extract<CozeEvent, { type: 'delta' }>;
    const card: CozeEvent = { type: 'delta', message: { ...message, body: { type: 'card', raw: 'pat_' } } };
    const keeper = new SecretKeeper([secret]);
    const events = [piece('a pat_'), card].flatMap((event) => keeper.pass(event));
    assert.deepEqual(events, [piece('a '), piece('pat_'), card]);
  });

  it('leaves numbers, lists and flags of an event as they are', () => {
    const chat: CozeEvent = {
      type: 'chat',
      phase: 'completed',
      chat: { usage: { input: 1, output: 2, unsplit: 0 }, error: errorInfo('tokenInvalid') },
    };
    assert.deepEqual(new SecretKeeper([secret]).pass(chat), [chat]);
  });

  it('does not change events without one', () => {
    const event = piece('pat_secret');
    assert.deepEqual(new SecretKeeper([]).pass(event), [event]);
    const other = piece('words');
    assert.equal(new SecretKeeper([secret]).pass(other)[0], other);
  });

  const card = JSON.stringify({
    x_properties: {
      workflow_card_info: {
        card_type: 'QUESTION',
        question_card_data: { Title: testToken, Options: [testToken] },
      },
    },
  });
  const media = JSON.stringify([{ type: 'image', file_url: `https://e.example/${testToken}` }]);
  const half = testToken.length / 2;
  const streams: readonly (readonly [string, string])[] = [
    ['in a piece', answered(`Your ${testToken}!`)],
    ['in two pieces', created() + delta(testToken.slice(0, half)) + delta(testToken.slice(half))],
    ['in pieces of one character', answered(...Array.from(testToken))],
    ['in the whole message only', created() + message(testToken) + chatCompleted() + done()],
    ['in reasoning', created() + delta('', { reasoning_content: testToken }) + chatCompleted()],
    ['in a tool', created() + message(testToken, { type: 'tool_response' }) + chatCompleted()],
    ['in a suggestion', created() + message(testToken, { type: 'follow_up' }) + chatCompleted()],
    ['in a card', created() + message(card, { content_type: 'card' }) + chatCompleted()],
    ['in media', created() + message(media, { content_type: 'object_string' }) + chatCompleted()],
    ['in ids', created({ id: testToken, conversation_id: testToken }) + delta('a', { id: testToken })],
    [
      'in a debug link',
      created() + message('a') + chatCompleted() + done({ debug_url: `https://www.coze.cn/?a=${testToken}` }),
    ],
    ['in a piece of another kind', created() + delta(testToken, { type: 'function_call' })],
  ];
  for (const [where, data] of streams) {
    it(`is not in any event of a run, ${where}`, async () => {
      for (const size of [undefined, 7]) {
        const server = await FaultServer.start([
          size === undefined ? { do: 'send', data } : { do: 'split', data, size },
        ]);
        const ended = await runToEnd(
          testClient().streamChat(requestTo(server.baseUrl), new AbortController().signal),
          server.baseUrl,
        );
        await server.stop();
        assert.ok(!JSON.stringify(ended).includes(testToken));
        const texts = ended.events.map((event) => (event.type === 'textAppended' ? event.text : ''));
        assert.ok(!texts.join('').includes(testToken));
        assert.ok(JSON.stringify(ended).includes('•••'));
      }
    });
  }

  it('does not truncate an answer that ends with its beginning', async () => {
    const server = await FaultServer.start([{ do: 'send', data: created() + delta('a pat_ca') }]);
    const { run } = await runToEnd(
      testClient().streamChat(requestTo(server.baseUrl), new AbortController().signal),
      server.baseUrl,
    );
    await server.stop();
    assert.equal(run.outcome, 'cutOff');
    assert.equal(answerOf(run), 'a pat_ca');
  });
});
