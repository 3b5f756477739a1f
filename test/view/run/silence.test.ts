import assert from 'node:assert/strict';
import type { ChatPage } from '../support/chatPage';
import { chatPages } from '../support/hooks';
import { story } from '../support/story';

const streaming = [story.started(), story.sent('t1', 'hi'), story.chat('t1r1'), story.delta('t1r1', 'So ')];

describe('a silence before or within an answer', () => {
  const open = chatPages();
  const sign = (chat: ChatPage) => chat.log.getByRole('timer').filter({ hasText: /No data for \d+ s/ });

  it('is shown in seconds after three seconds, until data arrives', async () => {
    const chat = await open({ events: streaming });
    assert.equal(await sign(chat).count(), 0);
    await sign(chat).waitFor();
    const first = Number(/\d+/.exec((await sign(chat).textContent()) ?? '')?.[0]);
    assert.ok(first >= 3, String(first));
    await sign(chat)
      .filter({ hasText: `No data for ${String(first + 2)} s` })
      .waitFor();
    await chat.emit(story.delta('t1r1', 'on.'));
    assert.equal(await sign(chat).count(), 0);
  });

  it('is shown before the first event too, and in Chinese', async () => {
    const chat = await open({ events: [story.started(), story.sent('t1', 'hi')], language: 'zh-cn' });
    await chat.log.getByText(/已 \d+ 秒无数据/).waitFor();
  });

  it('is not ended by actions of the user, and is never announced', async () => {
    const chat = await open({ events: streaming });
    await sign(chat).waitFor();
    await chat.emit({ type: 'messageQueued', queueId: 'q1', text: 'next', attachments: [] });
    assert.equal(await sign(chat).count(), 1);
    assert.equal(await chat.page.getByRole('status').filter({ hasText: 'No data' }).count(), 0);
    const live = await sign(chat).evaluate((element) =>
      [...document.querySelectorAll('[aria-live]')]
        .filter((region) => region.contains(element))
        .map((region) => region.getAttribute('aria-live')),
    );
    assert.deepEqual(live, ['off']);
    await chat.emit(story.stopped('t1r1'));
    assert.equal(await sign(chat).count(), 0);
  });
});
