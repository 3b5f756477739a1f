import assert from 'node:assert/strict';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { ChatSession } from '../../../src/chat/chatSession';
import { answerTexts, ChatWindow, runAt, sendAndWait, when, type Place } from './support/chatWindow';
import { setUpChat, takeDownChat } from './support/chatSetUp';
import { answering, asking, chatCompleted, completed, created, delta, done } from './support/sse';
import { until } from '../storage/samples';
import type { SteeredService } from './support/steeredService';
import { textMessage } from '../../../src/shared/conversation/userMessage';

describe('The conversations that a window keeps open', function () {
  this.timeout(60_000);

  let place: Place;
  let service: SteeredService;
  let window: ChatWindow;

  beforeEach(async () => {
    ({ place, service, window } = await setUpChat());
  });

  afterEach(() => takeDownChat({ place, service, window }));

  /** Puts conversations on disk, by a window that is closed again. */
  async function write(count: number, sse = answering('Hello')): Promise<readonly string[]> {
    const other = await ChatWindow.open(place, service.baseUrl);
    const ids: string[] = [];
    for (let number = 0; number < count; number++) {
      const session = other.start();
      const idle = sendAndWait(session, `Question ${number}`);
      (await service.nextRun()).end(sse);
      await idle;
      ids.push(session.id);
    }
    await other.close();
    return ids;
  }

  async function settle(): Promise<void> {
    await nextTurn();
    await nextTurn();
  }

  async function show(id: string): Promise<{ session: ChatSession; hide: () => void }> {
    const session = await window.sessions.load(id);
    assert.ok(session);
    const hold = window.sessions.hold(session);
    return { session, hide: () => hold.dispose() };
  }

  it('do not grow with those that were looked at one after another', async () => {
    const ids = await write(30);
    for (const id of ids) {
      const { hide } = await show(id);
      assert.ok(window.sessions.openCount <= 2);
      hide();
    }
    await settle();
    assert.equal(window.sessions.openCount, 0);
    await until('no journal is in use', () => window.store.journalsInUse === 0);
  });

  it('include one that was only loaded for as long as it is used at once', async () => {
    const [id = ''] = await write(1);
    const session = await window.sessions.load(id);
    await session?.rename('Renamed');
    await settle();
    assert.equal(window.sessions.openCount, 0);
    const { session: again } = await show(id);
    assert.notEqual(again, session);
    assert.equal(again.conversation.title, 'Renamed');
  });

  it('include each that some chat shows, however many chats showed it before', async () => {
    const [id = ''] = await write(1);
    const first = await show(id);
    const second = await show(id);
    assert.equal(first.session, second.session);
    first.hide();
    first.hide();
    await settle();
    assert.equal(window.sessions.find(id), second.session);
    second.hide();
    await settle();
    assert.equal(window.sessions.find(id), undefined);
  });

  it('include one that no chat shows until its run has ended, with its queue', async () => {
    const [id = ''] = await write(1);
    const { session, hide } = await show(id);
    await session.send(textMessage('Go on'));
    const run = await service.nextRun();
    await session.send(textMessage('And then'));
    hide();
    await settle();
    assert.equal(window.sessions.find(id), session);
    run.end(created() + delta('one') + completed('one two') + chatCompleted() + done());
    const queued = await service.nextRun();
    await settle();
    assert.equal(window.sessions.find(id), session);
    queued.end(answering('three'));
    await when(session, ({ turns }) => turns[2]?.runs[0]?.outcome === 'completed');
    await settle();
    assert.equal(window.sessions.openCount, 0);
    const { session: again } = await show(id);
    assert.deepEqual(answerTexts(runAt(again.conversation, 1, 0)), ['one two']);
    assert.deepEqual(answerTexts(runAt(again.conversation, 2, 0)), ['three']);
    assert.equal(service.postCount, 3);
  });

  it('can be opened again while one is being closed, with all that happened', async () => {
    const [id = ''] = await write(1);
    const { session, hide } = await show(id);
    const renamed = session.rename('Last words');
    hide();
    await nextTurn();
    const { session: again } = await show(id);
    await renamed;
    assert.equal(again.conversation.title, 'Last words');
    again.stop();
    await again.rename('More');
    assert.equal((await window.store.journal(id).load())?.conversation.title, 'More');
  });

  it('leave a question waiting when they are closed', async () => {
    const [id = ''] = await write(1, asking('Where to?'));
    const { hide } = await show(id);
    assert.equal(window.waiting.at(-1), 1);
    hide();
    await settle();
    assert.equal(window.waiting.at(-1), 0, 'counted from the list of the history from then on');
    assert.equal((await window.store.list())[0]?.isWaiting, true);
  });
});
