import assert from 'node:assert/strict';
import { chatPages } from '../support/hooks';
import { atRest, fromEnd, many, paragraph, streaming, topOf, wheelUp } from '../support/reading';
import { story, turn } from '../support/story';

describe('scrolling', () => {
  const open = chatPages();

  for (const count of [10, 200]) {
    describe(`with ${String(count)} turns`, () => {
      it('opens at the end and follows the answer', async () => {
        const chat = await open({ events: many(count) });
        assert.ok((await fromEnd(chat)) < 2);
        await streaming(chat);
        for (let piece = 0; piece < 5; piece++) {
          await chat.emit(story.delta('sr1', paragraph.repeat(3)));
          assert.ok((await fromEnd(chat)) < 2);
        }
      });

      it('stops following at the first turn of the wheel, and never jumps while the reader is above', async () => {
        const chat = await open({ events: many(count) });
        await streaming(chat);
        await wheelUp(chat, 400);
        const last = String(count - 1);
        const before = await topOf(chat, `Answer ${last}.`);
        for (let piece = 0; piece < 5; piece++) await chat.emit(story.delta('sr1', paragraph.repeat(3)));
        await chat.emit(story.message('sr1', paragraph.repeat(40)), story.completed('sr1'));
        assert.ok(Math.abs((await topOf(chat, `Answer ${last}.`)) - before) <= 1);
      });

      it('offers a button with the number of new messages, which follows again', async () => {
        const chat = await open({ events: many(count) });
        await streaming(chat);
        await wheelUp(chat, 400);
        await chat.emit(story.completed('sr1'), ...turn('n', 'new', 'newer'));
        await chat.button('Jump to latest (2 new)').click();
        await chat.settled();
        assert.ok((await fromEnd(chat)) < 2);
        assert.equal(await chat.button(/Jump to latest/).count(), 0);
        await chat.emit(...turn('n2', 'and', 'again'));
        assert.ok((await fromEnd(chat)) < 2);
      });

      it('keeps the position across a reload', async () => {
        const events = many(count);
        const chat = await open({ events });
        await wheelUp(chat, 700);
        const words = await chat.log
          .locator('article[data-role=user] .plain')
          .evaluateAll((all) => all.find((one) => one.getBoundingClientRect().top > 40)?.textContent ?? '');
        const before = await topOf(chat, words);
        await chat.page.evaluate(() => window.dispatchEvent(new Event('pagehide')));
        const again = await open({ events, state: await chat.state() });
        assert.ok(Math.abs((await topOf(again, words)) - before) <= 2, words);
      });
    });
  }

  it('stops following for a key and a selection', async () => {
    const chat = await open({ events: many(10) });
    const isFollowing = async () => (await chat.button(/Jump to latest/).count()) === 0;
    const again = async () => {
      await chat.button(/Jump to latest/).click();
      await atRest(chat);
      assert.ok(await isFollowing());
    };
    await streaming(chat);
    assert.ok(await isFollowing());
    await chat.log.focus();
    await chat.page.keyboard.press('ArrowUp');
    await atRest(chat);
    assert.ok(!(await isFollowing()), 'key');
    await again();
    await chat.page.evaluate(() => {
      const paragraphs = document.querySelectorAll('.md-block p');
      const last = paragraphs[paragraphs.length - 1];
      if (last) document.getSelection()?.selectAllChildren(last);
    });
    await chat.settled();
    await chat.emit(story.delta('sr1', paragraph.repeat(5)));
    await chat.settled();
    assert.ok(!(await isFollowing()), 'selection');
  });

  it('stops following when something is opened', async () => {
    const chat = await open({ events: many(10) });
    await streaming(chat);
    await chat.emit(
      story.message('sr1', '{"a":1}', { id: 'f', role: 'tool', body: { type: 'tool', tool: 'output' } }),
    );
    const summary = chat.log.locator('summary');
    await summary.scrollIntoViewIfNeeded();
    await atRest(chat);
    await summary.hover();
    await chat.page.mouse.down();
    await chat.settled();
    assert.equal(
      await chat.button(/Jump to latest/).count(),
      0,
      'nothing comes between the pointer and its target',
    );
    await chat.page.mouse.up();
    await chat.button(/Jump to latest/).waitFor();
    assert.ok(await summary.evaluate((element) => element.parentElement?.hasAttribute('open')));
  });

  it('keeps following after a click at the end', async () => {
    const chat = await open({ events: many(10) });
    await streaming(chat);
    await chat.log.locator('article[data-role=user]').last().click();
    await chat.settled();
    await chat.emit(story.delta('sr1', paragraph.repeat(5)));
    assert.ok((await fromEnd(chat)) < 2);
  });

  it('keeps the reader’s line when content above changes its height', async () => {
    const chat = await open({ events: many(200) });
    await wheelUp(chat, 3000);
    const words = await chat.log
      .locator('article[data-role=user] .plain')
      .evaluateAll((all) => all.find((one) => one.getBoundingClientRect().top > 60)?.textContent ?? '');
    const before = await topOf(chat, words);
    await chat.page.evaluate(() => {
      const above = [...document.querySelectorAll<HTMLElement>('.row')].find(
        (row) => row.getBoundingClientRect().bottom < 0,
      );
      if (!above) throw new Error('nothing is mounted above');
      above.style.paddingTop = '150px';
    });
    await chat.settled();
    assert.equal(Math.round((await topOf(chat, words)) - before), 0, words);
  });

  it('scrolls to the end when the reader sends something', async () => {
    const chat = await open({ events: many(30) });
    await wheelUp(chat, 600);
    await chat.box.fill('hello');
    await chat.box.press('Enter');
    await chat.settled();
    assert.ok((await fromEnd(chat)) < 2);
  });
});
