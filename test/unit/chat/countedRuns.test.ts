import assert from 'node:assert/strict';
import type { ChatSession } from '../../../src/chat/chatSession';
import { textMessage } from '../../../src/shared/conversation/userMessage';
import { FaultServer } from '../../support/faultServer';
import { setUpChat, takeDownChat } from './support/chatSetUp';
import { answerTexts, ChatWindow, runAt, when, whenIdle, type Place } from './support/chatWindow';
import { chatCompleted, completed, cozeConversation, created } from './support/sse';
import type { SteeredRun, SteeredService } from './support/steeredService';

const tokens = { input: 5, output: 6, unsplit: 0 };
const noTokens = { input: 0, output: 0, unsplit: 0 };

describe('The ledger counts the requests that were sent, and each once,', function () {
  this.timeout(60_000);

  let place: Place;
  let service: SteeredService;
  let window: ChatWindow;

  beforeEach(async () => {
    ({ place, service, window } = await setUpChat());
  });

  afterEach(() => takeDownChat({ place, service, window }));

  /** A run whose tokens are known, and whose end is not. */
  async function openRun(): Promise<{ session: ChatSession; run: SteeredRun }> {
    const session = window.start();
    await session.send(textMessage('Count'));
    const run = await service.nextRun();
    run.say(created('chat9') + completed('one') + chatCompleted(tokens.input, tokens.output));
    await when(session, ({ turns }) => turns[0]?.runs[0]?.reportedStatus === 'completed');
    return { session, run };
  }

  it('when a run is stopped while another attempt is awaited', async () => {
    const server = await FaultServer.start([
      { do: 'head', status: 429, contentType: 'application/json', headers: { 'Retry-After': '50' } },
      { do: 'send', data: '{"code":4020,"msg":"slow down"}' },
    ]);
    const other = await ChatWindow.open(place, server.baseUrl);
    const session = other.start();
    await session.send(textMessage('Count'));
    await when(session, ({ turns }) => turns[0]?.runs[0]?.retry !== undefined);
    session.stop();
    await session.settled();
    assert.equal(server.postCount, 1);
    assert.deepEqual(other.ledger.today(), { usage: noTokens, runs: 0, calls: 1 });
    await other.close();
    await server.stop();
  });

  it('when a run is stopped before its message is on disk', async () => {
    const session = window.start();
    const sending = session.send(textMessage('Count'));
    session.stop();
    await sending;
    await session.settled();
    assert.equal(service.postCount, 0);
    assert.deepEqual(window.ledger.today(), { usage: noTokens, runs: 0, calls: 0 });
  });

  it('when another window stops the run', async () => {
    const { session, run } = await openRun();
    const second = await ChatWindow.open(place, service.baseUrl);
    const there = await second.load(session.id);
    there.stop();
    assert.equal(await run.ended, 'aborted');
    await whenIdle(session);
    await session.settled();
    await there.settled();
    await second.ledger.refresh();
    for (const { ledger } of [window, second]) {
      assert.deepEqual(ledger.today(), { usage: tokens, runs: 1, calls: 1 });
      assert.deepEqual(
        ledger.query({ by: 'outcome' }).map(({ key }) => key),
        ['stopped'],
      );
    }
    await second.close();
  });

  it('when the window is closed in the middle of a run', async () => {
    const { session } = await openRun();
    await window.close();
    const second = await ChatWindow.open(place, service.baseUrl);
    assert.deepEqual(second.ledger.today(), { usage: tokens, runs: 1, calls: 1 });
    await (await second.load(session.id)).settled();
    assert.deepEqual(second.ledger.today(), { usage: tokens, runs: 1, calls: 1 });
    await second.close();
  });

  it('when the conversation is deleted, and the service is asked to cancel', async () => {
    const { session, run } = await openRun();
    await window.store.remove(session.id);
    assert.equal(await run.ended, 'aborted');
    await session.settled();
    assert.deepEqual(window.ledger.today(), { usage: tokens, runs: 1, calls: 1 });
    assert.deepEqual(service.cancels, [{ conversation_id: cozeConversation, chat_id: 'chat9' }]);
  });

  it('and a run of a deleted conversation is over when the deletion is undone', async () => {
    const { session } = await openRun();
    await window.store.remove(session.id);
    await window.store.restore(session.id);
    const restored = await window.load(session.id);
    await restored.settled();
    assert.equal(restored.isBusy, false);
    assert.equal(runAt(restored.conversation, 0, 0).outcome, 'cutOff');
    assert.deepEqual(answerTexts(runAt(restored.conversation, 0, 0)), ['one']);
    assert.deepEqual(window.ledger.today(), { usage: tokens, runs: 1, calls: 1 });
  });

  it('and a run that is ended before the deletion is shown as stopped when that is undone', async () => {
    const { session } = await openRun();
    await session.end();
    await window.store.remove(session.id);
    await window.store.restore(session.id);
    const restored = await window.load(session.id);
    assert.equal(runAt(restored.conversation, 0, 0).outcome, 'stopped');
  });
});
