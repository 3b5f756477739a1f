import assert from 'node:assert/strict';
import type { Place } from './support/chatWindow';
import { ChatWindow, runAt, turnAt, when, whenIdle } from './support/chatWindow';
import { answering, asking, chatFailed, created } from './support/sse';
import type { ChatSession } from '../../../src/chat/chatSession';
import { setUpChat, takeDownChat } from './support/chatSetUp';
import type { SteeredRun, SteeredService } from './support/steeredService';
import { textMessage } from '../../../src/shared/conversation/userMessage';

describe('a message sent while a run is open', function () {
  this.timeout(60_000);

  let place: Place;
  let service: SteeredService;
  let window: ChatWindow;

  beforeEach(async () => {
    ({ place, service, window } = await setUpChat());
  });

  afterEach(() => takeDownChat({ place, service, window }));

  const queued = (session: { conversation: { queue: readonly { text: string }[] } }) =>
    session.conversation.queue.map(({ text }) => text);

  it('waits for the answer, also when it is sent in the same moment', async () => {
    const session = window.start();
    await Promise.all([
      session.send(textMessage('One')),
      session.send(textMessage('Two')),
      session.send(textMessage('Three')),
    ]);
    assert.deepEqual(queued(session), ['Two', 'Three']);
    const first = await service.nextRun();
    assert.equal(service.postCount, 1);
    first.end(answering('First'));
    (await service.nextRun()).end(answering('Second'));
    (await service.nextRun()).end(answering('Third'));
    await when(session, ({ turns }) => turns.length === 3 && turns[2]?.runs[0]?.outcome === 'completed');
    assert.deepEqual(
      session.conversation.turns.map(({ text }) => text),
      ['One', 'Two', 'Three'],
    );
    assert.deepEqual(queued(session), []);
    assert.equal(service.postCount, 3);
  });

  const ends = {
    failed: (text: string) => created() + text + chatFailed(5000, 'broken'),
    waiting: () => asking('Which?'),
    cutOff: () => created(),
  };
  for (const [outcome, stream] of Object.entries(ends)) {
    it(`stays in the queue when the run ends as ${outcome}`, async () => {
      const session = window.start();
      await session.send(textMessage('One'));
      await session.send(textMessage('Two'));
      (await service.nextRun()).end(stream(''));
      await whenIdle(session);
      await session.settled();
      assert.equal(runAt(session.conversation, 0, 0).outcome, outcome);
      assert.deepEqual(queued(session), ['Two']);
      assert.equal(service.postCount, 1);
    });
  }

  it('stays in the queue when the run is stopped, until the user sends it', async () => {
    const session = window.start();
    await session.send(textMessage('One'));
    await session.send(textMessage('Two'));
    await session.send(textMessage('Three'));
    await service.nextRun();
    session.stop();
    await session.settled();
    assert.equal(service.postCount, 1);
    await session.sendQueued(session.conversation.queue[1]!.id);
    const run = await service.nextRun();
    assert.match(JSON.stringify(run.body.additional_messages), /Three/);
    assert.deepEqual(queued(session), ['Two']);
    await session.removeQueued(session.conversation.queue[0]!.id);
    run.end(answering('Third'));
    await whenIdle(session);
    assert.deepEqual(queued(session), []);
    assert.deepEqual(
      session.conversation.turns.map(({ text }) => text),
      ['One', 'Three'],
    );
  });

  it('stays in the queue over a restart', async () => {
    const session = window.start();
    await session.send(textMessage('One'));
    await session.send(textMessage('Two'));
    await service.nextRun();
    await window.close();
    window = await ChatWindow.open(place, service.baseUrl);
    const again = await window.load(session.id);
    await again.settled();
    assert.deepEqual(queued(again), ['Two']);
    assert.equal(service.postCount, 1);
  });

  const endings: Readonly<Record<string, (session: ChatSession, run: SteeredRun) => void>> = {
    stopped: (session) => session.stop(),
    failed: (_, run) => run.end(created() + chatFailed(5000, 'broken')),
    cutOff: (_, run) => run.end(created()),
    waiting: (_, run) => run.end(asking('Which?')),
  };
  for (const [outcome, end] of Object.entries(endings)) {
    it(`stays on hold after a run that ended as ${outcome}, also when a later message completes`, async () => {
      const session = window.start();
      await session.send(textMessage('One'));
      await session.send(textMessage('Two'));
      end(session, await service.nextRun());
      await whenIdle(session);
      assert.equal(runAt(session.conversation, 0, 0).outcome, outcome);
      assert.equal(session.conversation.queue[0]?.isOnHold, true);
      await session.send(textMessage('Other'), { isAnswer: outcome === 'waiting' });
      (await service.nextRun()).end(answering('Done'));
      await whenIdle(session);
      await session.settled();
      assert.deepEqual(queued(session), ['Two']);
      assert.equal(service.postCount, 2);
    });
  }

  it('stays on hold over a restart, also when a later message completes', async () => {
    const session = window.start();
    await session.send(textMessage('One'));
    await session.send(textMessage('Two'));
    await service.nextRun();
    await window.close();
    window = await ChatWindow.open(place, service.baseUrl);
    const again = await window.load(session.id);
    await again.send(textMessage('Other'));
    (await service.nextRun()).end(answering('Done'));
    await whenIdle(again);
    await again.settled();
    assert.deepEqual(queued(again), ['Two']);
    assert.equal(service.postCount, 2);
  });

  it('stays on hold when the run was stopped in another window', async () => {
    const session = window.start();
    await session.send(textMessage('One'));
    await session.send(textMessage('Two'));
    await service.nextRun();
    const other = await ChatWindow.open(place, service.baseUrl);
    (await other.load(session.id)).stop();
    await when(session, ({ turns }) => turns[0]?.runs[0]?.outcome === 'stopped');
    await session.send(textMessage('Other'));
    (await service.nextRun()).end(answering('Done'));
    await whenIdle(session);
    await session.settled();
    await other.close();
    assert.deepEqual(queued(session), ['Two']);
    assert.equal(service.postCount, 2);
  });

  it('goes out by itself after the run it was written in, past one that is on hold', async () => {
    const session = window.start();
    await session.send(textMessage('One'));
    await session.send(textMessage('Held'));
    await service.nextRun();
    session.stop();
    await session.send(textMessage('Two'));
    await session.send(textMessage('Three'));
    (await service.nextRun()).end(answering('Second'));
    (await service.nextRun()).end(answering('Third'));
    await when(session, ({ turns }) => turns[2]?.runs[0]?.outcome === 'completed');
    await session.settled();
    assert.deepEqual(queued(session), ['Held']);
    assert.equal(service.postCount, 3);
  });

  it('is on hold where the window was gone before it could send it', async () => {
    const session = window.start();
    await session.send(textMessage('One'));
    (await service.nextRun()).end(answering('First'));
    await whenIdle(session);
    await session.settled();
    await window.store.journal(session.id).append([
      { type: 'messageQueued', queueId: 'q1', text: 'Two', attachments: [] },
      { type: 'messageQueued', queueId: 'q2', text: 'Three', attachments: [] },
    ]);
    await window.close();
    window = await ChatWindow.open(place, service.baseUrl);
    const again = await window.load(session.id);
    await again.send(textMessage('Other'));
    (await service.nextRun()).end(answering('Done'));
    await whenIdle(again);
    await again.sendQueued('q1');
    (await service.nextRun()).end(answering('Done'));
    await whenIdle(again);
    await again.settled();
    assert.deepEqual(queued(again), ['Three']);
    assert.equal(service.postCount, 3);
  });

  it('is not sent by hand while the run is open', async () => {
    const session = window.start();
    await session.send(textMessage('One'));
    await session.send(textMessage('Two'));
    const run = await service.nextRun();
    await session.sendQueued(session.conversation.queue[0]!.id);
    assert.deepEqual(queued(session), ['Two']);
    run.end(answering('First'));
    (await service.nextRun()).end(answering('Second'));
    await when(session, ({ turns }) => turns[1]?.runs[0]?.outcome === 'completed');
    assert.equal(turnAt(session.conversation, 1).text, 'Two');
    assert.equal(service.postCount, 2);
  });
});
