import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { FaultServer } from '../../support/faultServer';
import {
  answerTexts,
  ChatWindow,
  endsIn,
  Place,
  recordEvents,
  runAt,
  sendAndWait,
  turnAt,
  when,
  whenIdle,
} from './support/chatWindow';
import {
  answering,
  asking,
  chatFailed,
  completed,
  cozeConversation,
  created,
  debugUrl,
  delta,
  done,
} from './support/sse';
import { setUpChat, takeDownChat } from './support/chatSetUp';
import { SteeredService } from './support/steeredService';
import { textMessage } from '../../../src/shared/conversation/userMessage';

describe('a conversation with the service', function () {
  this.timeout(60_000);

  let place: Place;
  let service: SteeredService;
  let window: ChatWindow;

  beforeEach(async () => {
    ({ place, service, window } = await setUpChat());
  });

  afterEach(() => takeDownChat({ place, service, window }));

  it('streams an answer and ends its run once', async () => {
    const session = window.start();
    const events = recordEvents(session);
    await session.send(textMessage('Hello'));
    (await service.nextRun()).end(answering('Good day'));
    const conversation = await whenIdle(session);
    assert.equal(conversation.title, 'Hello');
    assert.equal(conversation.cozeConversationId, cozeConversation);
    const run = runAt(conversation, 0, 0);
    assert.equal(run.outcome, 'completed');
    assert.deepEqual(answerTexts(run), ['Good day']);
    assert.deepEqual([run.debugUrl, run.isDebugUrlTrusted], [debugUrl, true]);
    assert.equal(endsIn(events).length, 1);
    assert.equal(service.postCount, 1);
  });

  it('gives every event its place, without a gap', async () => {
    const session = window.start();
    const first = session.seq;
    const places: number[] = [];
    session.onDidEmit(({ seq }) => places.push(seq));
    await session.send(textMessage('Hello'));
    (await service.nextRun()).end(answering('Good day'));
    await whenIdle(session);
    assert.deepEqual(
      places,
      places.map((_, index) => first + 1 + index),
    );
    assert.equal(session.seq, places.at(-1));
  });

  it('refuses a message of nothing but blanks', async () => {
    const session = window.start();
    await session.send(textMessage(' \n\t'));
    assert.deepEqual(session.conversation.turns, []);
    assert.equal(service.postCount, 0);
    assert.equal(await window.store.journal(session.id).load(), undefined);
  });

  it('leaves no trace of a conversation in which nothing was sent', async () => {
    const session = window.start();
    await session.rename('Plans');
    await session.settled();
    assert.equal(session.conversation.title, 'Plans');
    assert.deepEqual(await window.store.list(), []);
  });

  it('sends an attachment without a text', async () => {
    const session = window.start();
    await session.send({ text: '', attachments: [{ kind: 'image', url: 'https://example.com/a.png' }] });
    const run = await service.nextRun();
    assert.match(JSON.stringify(run.body.additional_messages), /example\.com\/a\.png/);
    run.end(answering('A cat'));
    await whenIdle(session);
    assert.equal(turnAt(session.conversation, 0).attachments.length, 1);
  });

  it('names the service’s conversation with the second message, and sends only that message', async () => {
    const session = window.start();
    await session.send(textMessage('One'));
    (await service.nextRun()).end(answering('First'));
    await whenIdle(session);
    await session.send(textMessage('Two'));
    const second = await service.nextRun();
    assert.equal(second.body.conversation_id, cozeConversation);
    assert.deepEqual(second.body.additional_messages, [
      { role: 'user', content: 'Two', content_type: 'text' },
    ]);
    second.end(answering('Second'));
    await whenIdle(session);
    assert.deepEqual(
      session.conversation.turns.map((turn) => answerTexts(turn.runs[0]!)),
      [['First'], ['Second']],
    );
  });

  it('keeps on disk all that it shows, and reads it back the same', async () => {
    const session = window.start();
    await session.send(textMessage('One'));
    (await service.nextRun()).end(answering('First'));
    await whenIdle(session);
    await session.send(textMessage('Two'));
    (await service.nextRun()).end(created() + delta('part') + chatFailed(4200, 'not published'));
    await whenIdle(session);
    await session.rename('Numbers');
    await session.hideTurn(turnAt(session.conversation, 0).id);
    await session.settled();
    const stored = await window.store.journal(session.id).load();
    assert.deepEqual(stored?.conversation, session.conversation);
  });

  it('brings a hidden turn back, on disk as well', async () => {
    const session = window.start();
    await session.send(textMessage('One'));
    (await service.nextRun()).end(answering('First'));
    await whenIdle(session);
    const { id } = turnAt(session.conversation, 0);
    await session.hideTurn(id);
    await session.showTurn(id);
    await session.settled();
    assert.equal(turnAt(session.conversation, 0).isHidden, false);
    const stored = await window.store.journal(session.id).load();
    assert.deepEqual(stored?.conversation, session.conversation);
  });

  it('counts the tokens of a run once, in the conversation and in the ledger', async () => {
    const session = window.start();
    await session.send(textMessage('Hello'));
    (await service.nextRun()).end(answering('Good day', 21, 11));
    await whenIdle(session);
    await session.settled();
    assert.deepEqual(session.conversation.usage, { input: 21, output: 11, unsplit: 0 });
    assert.deepEqual(window.ledger.today(), {
      usage: { input: 21, output: 11, unsplit: 0 },
      runs: 1,
      calls: 1,
    });
  });

  it('does not count a run that the service never took', async () => {
    await service.stop();
    const session = window.start();
    await sendAndWait(session, 'Hello');
    await session.settled();
    assert.equal(runAt(session.conversation, 0, 0).outcome, 'failed');
    assert.equal(window.ledger.today().runs, 0);
    service = await SteeredService.start();
  });

  it('says so when the workflow of the conversation is not set up any more', async () => {
    const other = await ChatWindow.open(place, service.baseUrl, { removedWorkflows: ['test'] });
    const session = other.start();
    const conversation = await sendAndWait(session, 'Hello');
    const run = runAt(conversation, 0, 0);
    assert.equal(run.outcome, 'failed');
    assert.equal(run.error?.reason, 'workflowRemoved');
    assert.deepEqual(run.error.remedies, ['chooseWorkflow', 'addWorkflow']);
    assert.deepEqual(other.drafts, [{ text: 'Hello', attachments: [] }]);
    assert.equal(service.postCount, 0);
    await other.close();
  });

  it('sends a like to the service, and shows it once the service agreed', async () => {
    const session = window.start();
    await session.send(textMessage('Hello'));
    (await service.nextRun()).end(answering('Good day'));
    await whenIdle(session);
    const { key } = runAt(session.conversation, 0, 0).messages[0]!;
    await session.giveFeedback(key, 'like');
    assert.equal(runAt(session.conversation, 0, 0).messages[0]?.feedback, 'like');
    assert.match(
      service.feedback[0] ?? '',
      /^POST \/v1\/conversations\/7431000000000000002\/messages\/m1\/feedback/,
    );
    service.feedbackReply = { code: 4200, msg: 'no such message' };
    await assert.rejects(session.giveFeedback(key, 'unlike'), /4200/);
    assert.equal(runAt(session.conversation, 0, 0).messages[0]?.feedback, 'like');
  });

  it('drops a conversation that is deleted while it streams', async () => {
    const session = window.start();
    await session.send(textMessage('Hello'));
    const run = await service.nextRun();
    run.say(created() + delta('Good'));
    await when(session, ({ turns }) => turns[0]?.runs[0]?.messages.length === 1);
    await window.store.remove(session.id);
    assert.equal(await run.ended, 'aborted');
    assert.equal(window.sessions.find(session.id), undefined);
    assert.deepEqual(await window.store.list(), []);
  });
});

describe('a message on its way out', function () {
  this.timeout(60_000);

  it('is on disk before its request is', async () => {
    const place = new Place();
    const seen: string[] = [];
    const server = await FaultServer.start(() => {
      seen.push(readFileSync(join(place.directory, 'conversations', `${id}.jsonl`), 'utf8'));
      return [{ do: 'send', data: answering('Yes') }];
    });
    const window = await ChatWindow.open(place, server.baseUrl);
    const session = window.start();
    const { id } = session;
    await sendAndWait(session, 'Is it safe?');
    await sendAndWait(session, 'Still?');
    assert.match(seen[0] ?? '', /Is it safe\?/);
    assert.match(seen[1] ?? '', /Still\?/);
    await window.close();
    await server.stop();
    place.remove();
  });

  it('leaves streamed text on disk at every completed message', async () => {
    const place = new Place();
    const service = await SteeredService.start();
    const window = await ChatWindow.open(place, service.baseUrl);
    const session = window.start();
    await session.send(textMessage('Hello'));
    const run = await service.nextRun();
    run.say(created() + delta('Good') + completed('Good day'));
    await when(session, ({ turns }) => turns[0]?.runs[0]?.messages[0]?.isComplete === true);
    await session.rename('Everything so far is on disk');
    run.say(delta('And', 'm2'));
    await when(session, ({ turns }) => turns[0]?.runs[0]?.messages[1]?.text === 'And');
    const read = await ChatWindow.open(place, service.baseUrl);
    let kept: string | undefined;
    for (let attempt = 0; kept !== 'And' && attempt < 500; attempt++) {
      const stored = await read.store.journal(session.id).load();
      kept = stored?.conversation.turns[0]?.runs[0]?.messages[1]?.text;
      assert.equal(stored?.conversation.turns[0]?.runs[0]?.messages[0]?.text, 'Good day');
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    assert.equal(kept, 'And', 'text of a message that is still growing reaches the disk by itself');
    run.end(done());
    await read.close();
    await window.close();
    await service.stop();
    place.remove();
  });
});

describe('a question of the workflow', function () {
  this.timeout(60_000);

  let place: Place;
  let service: SteeredService;
  let window: ChatWindow;

  beforeEach(async () => {
    ({ place, service, window } = await setUpChat());
  });

  afterEach(() => takeDownChat({ place, service, window }));

  async function askedSession() {
    const session = window.start();
    await session.send(textMessage('Book a flight'));
    (await service.nextRun()).end(asking('Where to?'));
    await whenIdle(session);
    return session;
  }

  it('is answered by the same call on the same conversation, in the same turn, as often as it asks', async () => {
    const session = await askedSession();
    const turn = turnAt(session.conversation, 0);
    assert.equal(session.isWaiting, true);
    assert.deepEqual(window.waiting, [1]);
    await session.answerInterrupt(turn.id, 'Hangzhou');
    const second = await service.nextRun();
    assert.equal(second.body.conversation_id, cozeConversation);
    assert.deepEqual(second.body.additional_messages, [
      { role: 'user', content: 'Hangzhou', content_type: 'text' },
    ]);
    assert.deepEqual(window.waiting, [1, 0]);
    second.end(asking('When?'));
    await whenIdle(session);
    await session.answerInterrupt(turn.id, 'Tomorrow');
    (await service.nextRun()).end(answering('Booked'));
    await whenIdle(session);
    assert.equal(session.conversation.turns.length, 1);
    const { runs } = turnAt(session.conversation, 0);
    assert.deepEqual(
      runs.map((run) => [run.reply, run.outcome, answerTexts(run)]),
      [
        [undefined, 'waiting', ['Where to?']],
        ['Hangzhou', 'waiting', ['When?']],
        ['Tomorrow', 'completed', ['Booked']],
      ],
    );
    assert.deepEqual(window.waiting, [1, 0, 1, 0]);
  });

  it('does not send a plain message, which the service would take as the answer', async () => {
    const session = await askedSession();
    assert.equal(await session.send(textMessage('Something else')), false);
    assert.equal(
      await session.send({ text: '', attachments: [{ kind: 'file', url: 'https://example.com/a.pdf' }] }),
      false,
    );
    await session.dismissInterrupt(turnAt(session.conversation, 0).id);
    assert.equal(await session.send(textMessage('Something else')), false);
    assert.equal(service.postCount, 1);
    assert.equal(runAt(session.conversation, 0, 0).outcome, 'waiting');
  });

  it('keeps a queued message back until the user says that it is the answer', async () => {
    const session = window.start();
    await session.send(textMessage('Book a flight'));
    const run = await service.nextRun();
    await session.send(textMessage('Hangzhou'));
    run.end(asking('Where to?'));
    await whenIdle(session);
    const queued = session.conversation.queue[0];
    assert.ok(queued);
    assert.equal(await session.sendQueued(queued.id), false);
    assert.deepEqual(session.conversation.queue, [queued]);
    assert.equal(service.postCount, 1);
    assert.equal(await session.sendQueued(queued.id, { isAnswer: true }), true);
    (await service.nextRun()).end(answering('Booked'));
    await whenIdle(session);
    assert.deepEqual(session.conversation.queue, []);
    assert.equal(runAt(session.conversation, 0, 1).reply, 'Hangzhou');
  });

  it('takes a plain message that the user means as the answer', async () => {
    const session = await askedSession();
    await session.dismissInterrupt(turnAt(session.conversation, 0).id);
    assert.equal(session.isWaiting, false);
    assert.equal(await session.send(textMessage('Hangzhou'), { isAnswer: true }), true);
    (await service.nextRun()).end(answering('Booked'));
    await whenIdle(session);
    assert.equal(session.conversation.turns.length, 1);
    assert.equal(runAt(session.conversation, 0, 1).reply, 'Hangzhou');
  });

  it('takes no second answer while one is under way, and none once it is answered', async () => {
    const session = await askedSession();
    const turn = turnAt(session.conversation, 0);
    const twice = [1, 2].map(() => session.answerInterrupt(turn.id, 'Hangzhou'));
    assert.deepEqual(await Promise.all(twice), [true, true]);
    (await service.nextRun()).end(answering('Booked'));
    await whenIdle(session);
    assert.equal(await session.answerInterrupt(turn.id, 'Hangzhou'), true, 'a second click');
    assert.equal(await session.answerInterrupt(turn.id, 'Paris'), false, 'the caller keeps the text');
    assert.equal(service.postCount, 2);
    assert.equal(turnAt(session.conversation, 0).runs.length, 2);
  });

  it('keeps a message with attachments whole: it begins a new turn', async () => {
    const session = await askedSession();
    const file = { kind: 'file', url: 'https://example.com/a.pdf' } as const;
    await session.send({ text: 'See', attachments: [file] }, { isAnswer: true });
    (await service.nextRun()).end(answering('Read'));
    await whenIdle(session);
    assert.equal(session.conversation.turns.length, 2);
    assert.equal(turnAt(session.conversation, 1).attachments.length, 1);
  });

  it('outlives a restart, with the conversation it belongs to', async () => {
    const session = await askedSession();
    await window.close();
    window = await ChatWindow.open(place, service.baseUrl);
    const again = await window.load(session.id);
    assert.equal(again.isWaiting, true);
    await again.answerInterrupt(turnAt(again.conversation, 0).id, 'Hangzhou');
    const run = await service.nextRun();
    assert.equal(run.body.conversation_id, cozeConversation);
    run.end(answering('Booked'));
    await whenIdle(again);
    assert.equal(runAt(again.conversation, 0, 1).outcome, 'completed');
  });
});
