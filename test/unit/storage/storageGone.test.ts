import assert from 'node:assert/strict';
import { renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import type { ChatSession } from '../../../src/chat/chatSession';
import type { Place } from '../chat/support/chatWindow';
import { answerTexts, ChatWindow, runAt, when, whenIdle } from '../chat/support/chatWindow';
import { answering, chatCompleted, completed, created, delta, done } from '../chat/support/sse';
import { setUpChat, takeDownChat } from '../chat/support/chatSetUp';
import type { SteeredService } from '../chat/support/steeredService';
import { until } from './samples';
import { textMessage } from '../../../src/shared/conversation/userMessage';

describe('a conversation whose files go away', function () {
  this.timeout(60_000);

  let place: Place;
  let service: SteeredService;
  let window: ChatWindow;

  beforeEach(async () => {
    ({ place, service, window } = await setUpChat());
  });

  afterEach(() => takeDownChat({ place, service, window }));

  async function answered(session: ChatSession, text: string): Promise<void> {
    await session.send(textMessage(text));
    (await service.nextRun()).end(answering('Hello'));
    await whenIdle(session);
    await session.settled();
  }

  it('sends nothing and gives the text back where another window has just deleted everything', async () => {
    const session = window.start();
    await answered(session, 'first');
    const other = await ChatWindow.open(place, service.baseUrl);
    await other.store.removeAll();
    await session.send(textMessage('second'));
    await session.settled();
    assert.equal(service.postCount, 1);
    assert.deepEqual(
      window.drafts.map(({ text }) => text),
      ['second'],
    );
    await other.close();
  });

  it('continues in memory, and reports it, when the folder is deleted during a stream', async () => {
    const session = window.start();
    let removed = 0;
    window.store.onDidRemove(() => removed++);
    await session.send(textMessage('Count'));
    const run = await service.nextRun();
    run.say(created() + delta('one'));
    await when(session, ({ turns }) => turns[0]?.runs[0]?.messages.length === 1);
    rmSync(join(place.directory, 'conversations'), { recursive: true, force: true });
    run.say(delta(' two'));
    await until('the missing folder is reported', () => window.store.problem === 'ENOENT');
    run.end(completed('one two') + chatCompleted() + done());
    await whenIdle(session);
    assert.deepEqual(answerTexts(runAt(session.conversation, 0, 0)), ['one two']);
    assert.equal(removed, 0, 'it stays open');
    assert.equal(window.sessions.find(session.id), session);
  });

  it('is written again where the folder comes back', async () => {
    const session = window.start();
    await answered(session, 'first');
    const folder = join(place.directory, 'conversations');
    renameSync(folder, `${folder}-away`);
    await answered(session, 'second');
    assert.equal(window.store.problem, 'ENOENT');
    renameSync(`${folder}-away`, folder);
    await window.store.flush();
    assert.match(place.journal(session.id), /"text":"second"/);
    // If it was looked for while it was away, the next look reports that it is back.
    const giveUpAt = Date.now() + 10_000;
    while (window.store.problem !== undefined && Date.now() < giveUpAt) await setTimeout(50);
    assert.equal(window.store.problem, undefined);
  });
});
