import assert from 'node:assert/strict';
import type { ChatPage } from '../support/chatPage';
import { chatPages } from '../support/hooks';
import {
  atRest,
  firstRow,
  fromEnd,
  many,
  paragraph,
  scrollTop,
  streaming,
  topOfRow,
  wheelUp,
} from '../support/reading';
import { story, turn } from '../support/story';

const words = 'Words that fill some lines where it is narrow, and few where it is wide enough for them. ';
const jump = /Jump to latest/;

const hasJump = async (chat: ChatPage) => (await chat.button(jump).count()) > 0;

/** Streams more of the answer and checks that its end stays visible. */
async function assertFollows(chat: ChatPage, why: string): Promise<void> {
  assert.ok((await fromEnd(chat)) < 2, `${why}: at the end`);
  assert.ok(!(await hasJump(chat)), `${why}: no way back is offered`);
  await chat.emit(story.delta('sr1', paragraph.repeat(5)));
  assert.ok((await fromEnd(chat)) < 2, `${why}: follows`);
}

/** Resizes the side bar step by step, with a layout read before sizes are observed. */
async function resize(chat: ChatPage, width: number): Promise<void> {
  await chat.page.evaluate(() =>
    window.addEventListener('resize', () => document.querySelector('.log')?.scrollHeight),
  );
  const from = chat.page.viewportSize()?.width ?? width;
  const step = width < from ? -20 : 20;
  for (let now = from; now !== width; now += step) {
    await chat.page.setViewportSize({ width: now + step, height: 700 });
  }
  for (let frame = 0; frame < 3; frame++) await chat.settled();
}

describe('following the end is not stopped', () => {
  const open = chatPages();

  it('by a wider or narrower view, although the browser moves the scroll bar', async () => {
    const chat = await open({
      width: 240,
      events: [story.started(), ...turn('a', 'q', words.repeat(40)), ...turn('b', 'q', words.repeat(20))],
    });
    await streaming(chat);
    for (const width of [400, 700, 300]) {
      await resize(chat, width);
      await assertFollows(chat, String(width));
    }
  });

  it('by another height of the view or the box', async () => {
    const chat = await open({ events: many(10) });
    await streaming(chat);
    for (const height of [300, 900, 500]) {
      await chat.page.setViewportSize({ width: 400, height });
      await chat.settled();
      await assertFollows(chat, String(height));
    }
    await chat.box.fill('line\n'.repeat(30));
    await chat.settled();
    await assertFollows(chat, 'a box that grows');
    await chat.box.fill('');
    await chat.settled();
    await assertFollows(chat, 'a box that shrinks');
  });

  it('by zoom', async () => {
    const chat = await open({ events: many(10) });
    await streaming(chat);
    // A headless browser scrolls instead of zooming, so the wheel itself is not turned.
    await chat.log.dispatchEvent('wheel', { deltaY: -100, ctrlKey: true });
    await chat.settled();
    await assertFollows(chat, 'Ctrl and the wheel');
    await chat.page.evaluate(() => (document.documentElement.style.zoom = '2'));
    for (let frame = 0; frame < 3; frame++) await chat.settled();
    await assertFollows(chat, 'twice the size');
  });

  it('by hiding and showing the view', async () => {
    const chat = await open({ events: many(10) });
    await streaming(chat);
    const show = (value: string) =>
      chat.page.evaluate((display) => (document.body.style.display = display), value);
    await show('none');
    await chat.emit(story.delta('sr1', paragraph.repeat(5)));
    await show('');
    await chat.settled();
    await assertFollows(chat, 'shown again');
    await wheelUp(chat, 300);
    const row = await firstRow(chat);
    const before = await topOfRow(chat, row);
    await show('none');
    await chat.settled();
    await show('');
    await chat.settled();
    assert.equal(Math.round((await topOfRow(chat, row)) - before), 0);
  });

  it('by content that grows or shrinks by itself', async () => {
    const chat = await open({ events: many(10) });
    await streaming(chat);
    for (const height of ['400px', '20px']) {
      await chat.page.evaluate((value) => {
        const row = document.querySelectorAll<HTMLElement>('.row')[8];
        if (row) row.style.height = value;
        return document.querySelector('.log')?.scrollHeight;
      }, height);
      await chat.settled();
      await assertFollows(chat, height);
    }
  });

  it('by an opened element that is mounted again', async () => {
    const chat = await open({
      events: [
        ...many(1),
        story.sent('p', 'think'),
        story.message('pr1', 'Thought.', { reasoning: 'Because.\n'.repeat(5) }),
        story.completed('pr1'),
      ],
    });
    await chat.log.locator('summary').click();
    await chat.emit(...many(60).slice(1));
    await chat.button(jump).click();
    await chat.settled();
    await streaming(chat);
    await chat.say({ type: 'navigate', target: 'find' });
    await chat.page.keyboard.type('Because');
    await chat.settled();
    await chat.page.keyboard.press('Escape');
    await chat.log.locator('details[open]').waitFor();
    await chat.button(jump).click();
    for (let frame = 0; frame < 3; frame++) await chat.settled();
    await assertFollows(chat, 'what is open is gone');
  });

  it('by keys in a text box; and a reply scrolls to the answer', async () => {
    const chat = await open({
      events: [
        ...many(10),
        story.sent('w', 'ask me'),
        story.message('wr1', 'Where?'),
        ...story.waiting('wr1'),
      ],
    });
    const box = chat.page.getByRole('textbox', { name: 'Your answer' });
    await box.fill('here\nor there');
    await box.press('ArrowUp');
    await chat.settled();
    assert.ok(!(await hasJump(chat)), 'a key in the box');
    await wheelUp(chat, 200);
    await box.evaluate((element) => element.focus({ preventScroll: true }));
    await box.press('Enter');
    await chat.emit(story.answered('w', 'sr1', 'here\nor there'), story.delta('sr1', paragraph.repeat(20)));
    await assertFollows(chat, 'after a reply');
  });

  it('by a click while the answer grows', async () => {
    const chat = await open({ events: many(10) });
    await streaming(chat);
    await chat.log.locator('article[data-role=user]').last().hover();
    await chat.page.mouse.down();
    await chat.emit(story.delta('sr1', paragraph.repeat(3)));
    assert.ok((await fromEnd(chat)) > 20, 'the page keeps still under a pressed pointer');
    await chat.page.mouse.up();
    await chat.settled();
    await assertFollows(chat, 'after the click');
  });

  it('by folding an element', async () => {
    const chat = await open({ events: many(10) });
    await streaming(chat);
    const output = { id: 'f', role: 'tool', body: { type: 'tool', tool: 'output' } } as const;
    await chat.emit(story.message('sr1', JSON.stringify(Array(30).fill(1)), output));
    const summary = chat.log.locator('summary');
    await summary.click();
    await chat.button(jump).click();
    await chat.settled();
    await summary.evaluate((element) => element.scrollIntoView());
    await atRest(chat);
    await summary.click();
    for (let frame = 0; frame < 3; frame++) await chat.settled();
    assert.ok(!(await hasJump(chat)), 'all that is left is to be seen');
  });
});

describe('a reader above the end', () => {
  const open = chatPages();

  it('keeps its line when the view becomes wider and narrow again', async () => {
    const chat = await open({
      width: 300,
      events: [story.started(), ...turn('long', 'long', words.repeat(200)), ...many(10).slice(1)],
    });
    await wheelUp(chat, 150);
    const before = await fromEnd(chat);
    const row = await firstRow(chat);
    const offset = () => topOfRow(chat, row);
    const top = await offset();
    await resize(chat, 400);
    assert.ok(Math.abs((await offset()) - top) <= 2, 'wider');
    await resize(chat, 300);
    assert.ok(Math.abs((await offset()) - top) <= 2, 'as before');
    assert.ok(Math.abs((await fromEnd(chat)) - before) <= 2);
  });

  it('has no button to an end that is visible, and stays when more arrives', async () => {
    const chat = await open({ events: many(1) });
    await streaming(chat);
    await chat.log.hover();
    await chat.page.mouse.wheel(0, -100);
    await chat.settled();
    assert.ok(!(await hasJump(chat)), 'everything is to be seen');
    const before = await scrollTop(chat);
    await chat.emit(story.delta('sr1', paragraph.repeat(30)));
    await chat.settled();
    assert.equal(await scrollTop(chat), before, 'the wheel was a wish to stay');
    assert.ok(await hasJump(chat));
  });

  it('scrolls by the whole distance of a key while the answer grows', async () => {
    const chat = await open({ events: many(10) });
    await streaming(chat);
    await chat.log.focus();
    const before = await scrollTop(chat);
    await chat.page.keyboard.press('ArrowUp');
    for (let piece = 0; piece < 12; piece++) await chat.emit(story.delta('sr1', 'more '));
    await atRest(chat);
    assert.equal(before - (await scrollTop(chat)), 40);
  });

  it('follows again after scrolling down with nothing left to scroll', async () => {
    for (const goOn of ['wheel', 'key'] as const) {
      const chat = await open({ events: many(1) });
      await streaming(chat);
      await chat.log.hover();
      await chat.page.mouse.wheel(0, -100);
      await chat.settled();
      if (goOn === 'wheel') await chat.page.mouse.wheel(0, 100);
      else {
        await chat.log.focus();
        await chat.page.keyboard.press('End');
      }
      await chat.settled();
      await chat.emit(story.delta('sr1', paragraph.repeat(30)));
      await assertFollows(chat, goOn);
    }
  });

  it('is told the number of new messages, without those that have become visible', async () => {
    const chat = await open({ events: many(1) });
    await chat.log.hover();
    await chat.page.mouse.wheel(0, -100);
    await chat.emit(...turn('n', 'in', 'sight'));
    await chat.settled();
    assert.ok(!(await hasJump(chat)));
    await chat.emit(...turn('o', 'out', paragraph.repeat(40)));
    await chat.button('Jump to latest (2 new)').waitFor();
  });
});
