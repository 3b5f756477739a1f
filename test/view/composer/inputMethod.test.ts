import assert from 'node:assert/strict';
import { setTimeout } from 'node:timers/promises';
import type { Locator } from 'playwright-core';
import type { ChatPage } from '../support/chatPage';
import { chatPages } from '../support/hooks';
import { story, turn } from '../support/story';

/** Types like an input method, through the DevTools protocol: real composition events in a real input. */
async function compose(chat: ChatPage, box: Locator): Promise<{ commit: () => Promise<void> }> {
  await box.focus();
  const session = await chat.page.context().newCDPSession(chat.page);
  await session.send('Input.imeSetComposition', { text: 'ni hao', selectionStart: 6, selectionEnd: 6 });
  return {
    commit: async () => {
      await session.send('Input.insertText', { text: '你好' });
      await session.detach();
    },
  };
}

/** An Enter of an input method that is recognisable only by its key code. */
async function pressWithKeyCode229(box: Locator): Promise<void> {
  await box.evaluate((element) => {
    const event = new KeyboardEvent('keydown', {
      key: 'Enter',
      bubbles: true,
      composed: true,
      cancelable: true,
    });
    Object.defineProperty(event, 'keyCode', { value: 229 });
    element.dispatchEvent(event);
  });
}

const asked = [
  story.started(),
  story.sent('t1', 'ask'),
  story.message('t1r1', 'Which?'),
  ...story.waiting('t1r1'),
];
const question = {
  type: 'inputs',
  title: 'Trip',
  fields: [{ name: 'city', type: 'string', required: true }],
} as const;

const inputs = [
  {
    name: 'the message box',
    posts: 'send',
    options: {},
    find: async (chat: ChatPage) => Promise.resolve(chat.box),
  },
  {
    name: 'the answer to a question',
    posts: 'answerInterrupt',
    options: { events: asked },
    find: async (chat: ChatPage) => Promise.resolve(chat.page.getByRole('textbox', { name: 'Your answer' })),
  },
  {
    name: 'a field of a card',
    posts: 'answerInterrupt',
    options: {
      events: [
        story.started(),
        story.sent('t1', 'form'),
        story.message('t1r1', 'Trip', { body: { type: 'card', raw: '{}', question } }),
        ...story.waiting('t1r1'),
      ],
    },
    find: async (chat: ChatPage) => Promise.resolve(chat.page.getByRole('textbox', { name: /city/ })),
  },
  {
    name: 'the edited message',
    posts: 'editTurn',
    options: { events: [story.started(), ...turn('t1', 'a', 'b')] },
    find: async (chat: ChatPage) => {
      await chat.button('Edit and send again').click();
      return chat.page.getByRole('textbox', { name: 'Edited message' });
    },
  },
] as const;

describe('an input method (Pinyin and others)', () => {
  const open = chatPages();

  for (const { name, posts, options, find } of inputs) {
    it(`does not send with its Enter in ${name}`, async () => {
      const chat = await open(options);
      const box = await find(chat);
      const { commit } = await compose(chat, box);
      await chat.page.keyboard.press('Enter');
      assert.deepEqual(await chat.posted(posts), [], 'Enter while composing');
      const again = await compose(chat, box);
      await again.commit();
      await commit().catch(() => undefined);
      await pressWithKeyCode229(box);
      assert.deepEqual(await chat.posted(posts), [], 'Enter with key code 229');
      assert.match(await box.inputValue(), /你好/);
      // An Enter belongs to the input method until its late keyboard events are over.
      await setTimeout(600);
      await box.press('Enter');
      assert.equal((await chat.posted(posts)).length, 1, 'an Enter of its own, after the composition');
    });
  }

  it('does not send with the Enter right after the composition, before its keyup', async () => {
    const chat = await open();
    await chat.box.focus();
    await chat.page.keyboard.type('a');
    await chat.box.evaluate((element) => {
      const options = { bubbles: true, composed: true, cancelable: true };
      element.dispatchEvent(new CompositionEvent('compositionstart', options));
      element.dispatchEvent(new CompositionEvent('compositionend', options));
      element.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', ...options }));
      element.dispatchEvent(new KeyboardEvent('keyup', { key: 'Enter', ...options }));
    });
    assert.deepEqual(await chat.posted('send'), []);
  });

  it('is over once its field is removed, which Chromium does not report', async () => {
    const chat = await open({ events: asked });
    await compose(chat, chat.page.getByRole('textbox', { name: 'Your answer' }));
    chat.restart([story.started('c2'), ...turn('t1', 'hi', 'there')]);
    await chat.snapshot();
    await chat.box.fill('hello');
    await chat.box.press('Enter');
    assert.equal((await chat.posted('send')).length, 1);
  });

  it('does not close or stop anything with its Escape', async () => {
    const chat = await open({ events: [story.started(), story.sent('t1', 'hi')] });
    await compose(chat, chat.box);
    await chat.box.evaluate((element) =>
      element.dispatchEvent(
        new KeyboardEvent('keydown', { key: 'Escape', isComposing: true, bubbles: true, composed: true }),
      ),
    );
    assert.deepEqual(await chat.posted('stop'), []);
  });

  it('neither attaches nor finds next with its Enter', async () => {
    const chat = await open({ events: [story.started(), ...turn('t1', 'hao hao', 'hao')] });
    await chat.button('Attach').click();
    await chat.page.getByRole('menuitem', { name: 'Add by URL…' }).click();
    await compose(chat, chat.page.getByRole('textbox', { name: 'Public URL (https)' }));
    await chat.page.keyboard.press('Enter');
    assert.equal(await chat.page.getByText('Enter a complete address').count(), 0);
    await chat.button('Cancel').click();
    await chat.say({ type: 'navigate', target: 'find' });
    const find = chat.page.getByRole('textbox', { name: 'Find in chat' });
    await find.fill('hao');
    await chat.settled();
    const count = chat.page.getByText(/ of 3$/);
    const before = await count.textContent();
    await pressWithKeyCode229(find);
    await chat.settled();
    assert.equal(await count.textContent(), before);
  });
});
