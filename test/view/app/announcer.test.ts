import assert from 'node:assert/strict';
import type { ChatPage } from '../support/chatPage';
import { chatPages } from '../support/hooks';
import { many, streaming, wheelUp } from '../support/reading';
import { lostError, story } from '../support/story';

const announced = (chat: ChatPage) => chat.page.locator('#root > [role=status]').textContent();
const alerts = (chat: ChatPage) => chat.log.getByRole('alert').count();

describe('a run that fails', () => {
  const open = chatPages();

  it('is announced by its alert, once', async () => {
    const chat = await open({ events: [story.started(), story.sent('t1', 'hi'), story.chat('t1r1')] });
    await chat.emit(story.delta('t1r1', 'Half an answer'), story.cutOff('t1r1', lostError));
    assert.equal(await alerts(chat), 1);
    assert.equal(await announced(chat), '');
    await chat.emit(story.sent('t2', 'again'), story.failed('t2r1', lostError));
    assert.equal(await announced(chat), '');
  });

  for (const [end, words] of [
    [story.failed, 'The run failed. The connection to the service was lost.'],
    [story.cutOff, 'The answer was cut off. The connection to the service was lost.'],
  ] as const) {
    it(`is announced although the reader is far above it: ${words}`, async () => {
      const chat = await open({ events: many(120) });
      await streaming(chat);
      await wheelUp(chat, 6_000);
      await chat.emit(end('sr1', lostError));
      assert.equal(await alerts(chat), 0);
      assert.equal(await announced(chat), words);
    });
  }
});
