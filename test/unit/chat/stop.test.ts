import assert from 'node:assert/strict';
import { FaultServer } from '../../support/faultServer';
import {
  answerTexts,
  ChatWindow,
  endsIn,
  Place,
  recordEvents,
  runAt,
  when,
  whenIdle,
} from './support/chatWindow';
import {
  answering,
  asking,
  chatCompleted,
  completed,
  cozeConversation,
  created,
  delta,
  done,
} from './support/sse';
import { setUpChat, takeDownChat } from './support/chatSetUp';
import { SteeredService } from './support/steeredService';
import { textMessage } from '../../../src/shared/conversation/userMessage';

describe('stopping a run', function () {
  this.timeout(60_000);

  let place: Place;
  let service: SteeredService;
  let window: ChatWindow;

  beforeEach(async () => {
    ({ place, service, window } = await setUpChat());
  });

  afterEach(() => takeDownChat({ place, service, window }));

  it('is over at once, closes the connection, keeps the text and asks the service to cancel', async () => {
    const session = window.start();
    const events = recordEvents(session);
    await session.send(textMessage('Count'));
    const run = await service.nextRun();
    run.say(created('chat9') + delta('one two'));
    await when(session, ({ turns }) => turns[0]?.runs[0]?.messages.length === 1);
    session.stop();
    assert.equal(runAt(session.conversation, 0, 0).outcome, 'stopped');
    assert.equal(await run.ended, 'aborted');
    await session.settled();
    assert.deepEqual(service.cancels, [{ conversation_id: cozeConversation, chat_id: 'chat9' }]);
    assert.deepEqual(answerTexts(runAt(session.conversation, 0, 0)), ['one two']);
    assert.equal(endsIn(events).length, 1);
    assert.equal(service.postCount, 1);
    assert.deepEqual(window.drafts, []);
  });

  it('takes nothing that comes after it', async () => {
    const session = window.start();
    await session.send(textMessage('Count'));
    const run = await service.nextRun();
    run.say(created() + delta('one'));
    await when(session, ({ turns }) => turns[0]?.runs[0]?.messages.length === 1);
    const events = recordEvents(session);
    run.say(delta(' two') + completed('one two three') + chatCompleted() + done());
    session.stop();
    await session.settled();
    assert.deepEqual(
      events.map(({ type }) => type),
      ['runStopped'],
    );
    assert.deepEqual(answerTexts(runAt(session.conversation, 0, 0)), ['one']);
  });

  it('is heard while 50,000 small messages arrive, and none is taken after it', async () => {
    const count = 50_000;
    const session = window.start();
    await session.send(textMessage('Flood me'));
    const run = await service.nextRun();
    run.say(created());
    for (let from = 0; from < count; from += 100) {
      run.say(Array.from({ length: 100 }, (_, index) => completed('a', `m${from + index}`)).join(''));
    }
    await when(session, ({ turns }) => (turns[0]?.runs[0]?.messages.length ?? 0) > 0);
    const events = recordEvents(session);
    // As a click: it comes from outside, when the event loop turns.
    setImmediate(() => session.stop());
    await whenIdle(session);
    const heard = events.findIndex(({ type }) => type === 'runStopped');
    assert.ok(heard >= 0 && heard < count / 10, `${heard} events were taken before Stop was heard`);
    assert.equal(await run.ended, 'aborted');
    await session.settled();
    assert.equal(events.length, heard + 1);
    assert.equal(runAt(session.conversation, 0, 0).outcome, 'stopped');
    assert.equal(endsIn(events).length, 1);
  });

  it('ignores the rest of an event when a listener stops the run', async () => {
    const session = window.start();
    const events = recordEvents(session);
    session.onDidEmit(({ event }) => {
      if (event.type === 'usageReported') session.stop();
    });
    await session.send(textMessage('Count'));
    (await service.nextRun()).end(answering('one'));
    await whenIdle(session);
    await session.settled();
    assert.equal(events.at(-1)?.type, 'runStopped');
    assert.ok(!events.some(({ type }) => type === 'chatCompleted'));
  });

  it('does nothing the second time, nor when nothing is under way', async () => {
    const session = window.start();
    session.stop();
    await session.send(textMessage('Count'));
    await service.nextRun();
    session.stop();
    session.stop();
    await session.settled();
    const events = recordEvents(session);
    session.stop();
    assert.deepEqual(events, []);
    assert.equal(runAt(session.conversation, 0, 0).outcome, 'stopped');
    assert.equal(service.postCount, 1);
  });

  it('before the message is on disk leaves the message and sends nothing', async () => {
    const session = window.start();
    const sending = session.send(textMessage('Count'));
    session.stop();
    await sending;
    await session.settled();
    assert.equal(runAt(session.conversation, 0, 0).outcome, 'stopped');
    assert.equal(service.postCount, 0);
    const stored = await window.store.journal(session.id).load();
    assert.equal(stored?.conversation.turns[0]?.text, 'Count');
  });

  it('before the headers have come closes the connection', async () => {
    const server = await FaultServer.start([{ do: 'wait', ms: 60_000 }]);
    const other = await ChatWindow.open(place, server.baseUrl);
    const session = other.start();
    await session.send(textMessage('Count'));
    while (server.requests.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    session.stop();
    assert.equal(runAt(session.conversation, 0, 0).outcome, 'stopped');
    while (server.requests[0]?.closedAt === undefined) await new Promise((resolve) => setTimeout(resolve, 5));
    await session.settled();
    assert.equal(server.requests.length, 1, 'there is no chat to cancel yet');
    await other.close();
    await server.stop();
  });

  it('while another try is awaited sends nothing more', async () => {
    const server = await FaultServer.start([
      { do: 'head', status: 429, contentType: 'application/json', headers: { 'Retry-After': '50' } },
      { do: 'send', data: '{"code":4020,"msg":"slow down"}' },
    ]);
    const other = await ChatWindow.open(place, server.baseUrl);
    const session = other.start();
    await session.send(textMessage('Count'));
    const waiting = await when(session, ({ turns }) => turns[0]?.runs[0]?.retry !== undefined);
    assert.equal(runAt(waiting, 0, 0).retry?.attempt, 1);
    session.stop();
    assert.equal(runAt(session.conversation, 0, 0).outcome, 'stopped');
    assert.equal(runAt(session.conversation, 0, 0).retry, undefined);
    await session.settled();
    assert.equal(server.postCount, 1);
    await other.close();
    await server.stop();
  });

  it('after the service said completed ends nothing twice', async () => {
    const session = window.start();
    const events = recordEvents(session);
    await session.send(textMessage('Count'));
    const run = await service.nextRun();
    run.say(created() + completed('one') + chatCompleted(5, 6));
    await when(session, ({ turns }) => turns[0]?.runs[0]?.reportedStatus === 'completed');
    session.stop();
    await session.settled();
    assert.deepEqual(
      endsIn(events).map(({ type }) => type),
      ['runStopped'],
    );
    assert.equal(service.postCount, 1);
    assert.deepEqual(window.ledger.today(), {
      usage: { input: 5, output: 6, unsplit: 0 },
      runs: 1,
      calls: 1,
    });
  });

  it('leaves the conversation free for the next message', async () => {
    const session = window.start();
    await session.send(textMessage('Count'));
    await service.nextRun();
    session.stop();
    await session.send(textMessage('Again'));
    (await service.nextRun()).end(answering('Fine'));
    await whenIdle(session);
    assert.equal(runAt(session.conversation, 1, 0).outcome, 'completed');
  });

  it('of a reply leaves it to be sent again, after a question', async () => {
    const session = window.start();
    await session.send(textMessage('Book'));
    (await service.nextRun()).end(asking('Where to?'));
    await whenIdle(session);
    await session.answerInterrupt(session.conversation.turns[0]!.id, 'Paris');
    await service.nextRun();
    session.stop();
    await session.repeatTurn(session.conversation.turns[0]!.id);
    const again = await service.nextRun();
    assert.match(JSON.stringify(again.body.additional_messages), /Paris/);
    again.end(answering('Booked'));
    await whenIdle(session);
    assert.equal(runAt(session.conversation, 0, 2).outcome, 'completed');
  });
});

describe('closing a window in the middle of a run', function () {
  this.timeout(60_000);

  it('cuts the run off, keeps its text, and nothing is sent again when it opens', async () => {
    const place = new Place();
    const service = await SteeredService.start();
    const first = await ChatWindow.open(place, service.baseUrl);
    const session = first.start();
    await session.send(textMessage('Count'));
    const run = await service.nextRun();
    run.say(created() + delta('one'));
    await when(session, ({ turns }) => turns[0]?.runs[0]?.messages.length === 1);
    await first.close();
    assert.equal(await run.ended, 'aborted');
    const second = await ChatWindow.open(place, service.baseUrl);
    const again = await second.load(session.id);
    const cut = runAt(again.conversation, 0, 0);
    assert.deepEqual([cut.outcome, cut.error?.reason], ['cutOff', 'interruptedByRestart']);
    assert.deepEqual(answerTexts(cut), ['one']);
    assert.equal(service.postCount, 1);
    await second.close();
    await service.stop();
    place.remove();
  });

  it('while the message is being written shows and sends nothing', async () => {
    const chat = await setUpChat();
    const session = chat.window.start();
    const sending = session.send(textMessage('Hello'));
    await session.close();
    await sending;
    await session.settled();
    assert.equal(session.conversation.turns.length, 0);
    assert.equal(chat.service.postCount, 0);
    assert.doesNotMatch(chat.place.journal(session.id), /runStopped/);
    await takeDownChat(chat);
  });
});
