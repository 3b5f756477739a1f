import assert from 'node:assert/strict';
import { whenIdle } from '../chat/support/chatWindow';
import { setUpChat, takeDownChat, type ChatSetUp } from '../chat/support/chatSetUp';
import { answering, chatFailed, created } from '../chat/support/sse';
import { SteeredService } from '../chat/support/steeredService';
import { textMessage } from '../../../src/shared/conversation/userMessage';

describe('the runs that are counted', function () {
  this.timeout(60_000);

  let chat: ChatSetUp;

  beforeEach(async () => {
    chat = await setUpChat();
  });

  afterEach(() => takeDownChat(chat));

  const endings: Readonly<
    Record<string, { readonly stream: string; readonly runs: number; readonly calls: number }>
  > = {
    'an answer': { stream: answering('Fine'), runs: 1, calls: 1 },
    'an answer that breaks off': { stream: created(), runs: 1, calls: 1 },
    'a workflow that fails': { stream: created() + chatFailed(720701013, 'broken'), runs: 1, calls: 1 },
    'a token that is refused in the stream': {
      stream: created() + chatFailed(4100, 'authentication is invalid'),
      runs: 0,
      calls: 1,
    },
    'a missing permission': { stream: created() + chatFailed(4101, 'no permission'), runs: 0, calls: 1 },
    'too many requests': { stream: created() + chatFailed(4013, 'rate limit'), runs: 0, calls: 1 },
    'an empty balance': { stream: created() + chatFailed(4028, 'no credits'), runs: 0, calls: 1 },
  };
  for (const [name, { stream, runs, calls }] of Object.entries(endings)) {
    it(`are ${String(runs)}, with ${String(calls)} call, after ${name}`, async () => {
      const session = chat.window.start();
      await session.send(textMessage('One'));
      (await chat.service.nextRun()).end(stream);
      await whenIdle(session);
      await session.settled();
      const { runs: counted, calls: made } = chat.window.ledger.today();
      assert.deepEqual([counted, made], [runs, calls]);
    });
  }

  it('are none where nothing could be reached', async () => {
    await chat.service.stop();
    const session = chat.window.start();
    await session.send(textMessage('One'));
    await whenIdle(session);
    await session.settled();
    const { runs, calls } = chat.window.ledger.today();
    assert.deepEqual([runs, calls], [0, 0]);
    chat = { ...chat, service: await SteeredService.start() };
  });
});
