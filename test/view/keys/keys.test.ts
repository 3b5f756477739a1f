import assert from 'node:assert/strict';
import type { ChatPage } from '../support/chatPage';
import { chatPages } from '../support/hooks';
import { story, turn } from '../support/story';

/** Records the keys that reach the window, where VS Code listens. */
async function listenAtWindow(chat: ChatPage): Promise<() => Promise<readonly string[]>> {
  await chat.page.evaluate(() => {
    const keys: string[] = [];
    Object.assign(globalThis, { keysAtWindow: keys });
    window.addEventListener('keydown', (event) => {
      const modifiers = [event.ctrlKey && 'Control', event.altKey && 'Alt', event.shiftKey && 'Shift'];
      if (!['Control', 'Alt', 'Shift'].includes(event.key))
        keys.push([...modifiers.filter(Boolean), event.code].join('+'));
    });
  });
  return () =>
    chat.page.evaluate(() => (globalThis as unknown as { keysAtWindow: string[] }).keysAtWindow.splice(0));
}

const card = (question: unknown) => ({ body: { type: 'card', raw: '{}', question } }) as never;
const asked = [
  story.started(),
  story.sent('t1', 'hi'),
  story.message('t1r1', '', card({ type: 'options', title: 'Which?', options: ['Red', 'Green'] })),
  ...story.waiting('t1r1'),
];

describe('keys passed on to the workbench', () => {
  const open = chatPages();
  const editing = ['Control+KeyF', 'Control+KeyH', 'Control+KeyG', 'Control+KeyZ', 'Control+KeyY'];
  const actingBehind = [...editing, 'Control+Shift+KeyZ', 'Control+KeyA', 'Control+Slash', 'Alt+KeyZ'];
  const workbenchWide = [
    ...['F1', 'Control+KeyP', 'Control+Shift+KeyP', 'Control+KeyB', 'Control+KeyJ', 'Control+Tab'],
    ...['Control+Shift+KeyF', 'Control+KeyS', 'Alt+ArrowUp', 'Alt+ArrowDown', 'Alt+F1'],
  ];

  for (const place of ['box', 'log', 'button'] as const) {
    it(`exclude those that act on an editor and include those that act on the window, from the ${place}`, async () => {
      const chat = await open({ events: [story.started(), ...turn('t1', 'one', 'first')] });
      const heard = await listenAtWindow(chat);
      const places = { box: chat.box, log: chat.log, button: chat.button('Attach') };
      for (const key of actingBehind) {
        await places[place].focus();
        await chat.page.keyboard.press(key);
      }
      assert.deepEqual(await heard(), []);
      for (const key of workbenchWide) {
        await places[place].focus();
        await chat.page.keyboard.press(key);
      }
      assert.deepEqual(await heard(), workbenchWide);
    });
  }

  it('exclude keys that type or are handled', async () => {
    const chat = await open({ events: [story.started(), story.sent('t1', 'hi')] });
    const heard = await listenAtWindow(chat);
    await chat.box.focus();
    await chat.page.keyboard.type('a 1');
    for (const key of ['Backspace', 'ArrowLeft', 'Control+ArrowLeft', 'Home', 'Delete', 'Control+Backspace'])
      await chat.page.keyboard.press(key);
    await chat.page.keyboard.press('Shift+Enter');
    await chat.page.keyboard.type('more');
    await chat.page.keyboard.press('Enter');
    await chat.page.keyboard.press('Escape');
    assert.deepEqual(await heard(), []);
    assert.equal((await chat.posted('stop')).length, 1);
  });

  it('include both keys of a chord, neither of which is typed', async () => {
    const chat = await open();
    const heard = await listenAtWindow(chat);
    await chat.box.focus();
    await chat.page.keyboard.press('Control+k');
    await chat.page.keyboard.press('Control+h');
    await chat.page.keyboard.press('Control+k');
    await chat.page.keyboard.press('z');
    assert.deepEqual(await heard(), ['Control+KeyK', 'Control+KeyH', 'Control+KeyK', 'KeyZ']);
    assert.equal(await chat.box.inputValue(), '');
    await chat.page.keyboard.type('z');
    assert.equal(await chat.box.inputValue(), 'z');
  });

  it('move typing on a button or a message to the box', async () => {
    const chat = await open({ events: [story.started(), ...turn('t1', 'one', 'first')] });
    await chat.log.focus();
    await chat.page.keyboard.type('hello');
    assert.equal(await chat.box.inputValue(), 'hello');
  });
});

describe('undo and redo', () => {
  const open = chatPages();

  it('revert and restore typed text', async () => {
    const chat = await open();
    await chat.box.focus();
    await chat.page.keyboard.type('hello');
    await chat.page.keyboard.press('Control+z');
    assert.equal(await chat.box.inputValue(), '');
    await chat.page.keyboard.press('Control+y');
    assert.equal(await chat.box.inputValue(), 'hello');
    await chat.page.keyboard.press('Control+z');
    await chat.page.keyboard.press('Control+Shift+z');
    await chat.page.keyboard.type('!');
    await chat.page.keyboard.press('Enter');
    assert.deepEqual(await chat.posted('send'), [{ type: 'send', text: 'hello!', attachments: [] }]);
  });

  it('treat typing, deleting and pasting as separate steps', async () => {
    const chat = await open();
    await chat.box.focus();
    await chat.page.keyboard.type('abc');
    await chat.page.keyboard.press('Backspace');
    await chat.page.keyboard.press('Backspace');
    await chat.page.keyboard.insertText('XYZ');
    const undo = async () => {
      await chat.page.keyboard.press('Control+z');
      return chat.box.inputValue();
    };
    assert.deepEqual([await undo(), await undo(), await undo()], ['a', 'abc', '']);
    assert.equal(await undo(), '');
  });

  it('never restore sent text', async () => {
    const chat = await open();
    await chat.box.focus();
    await chat.page.keyboard.type('hello');
    await chat.page.keyboard.press('Enter');
    await chat.settled();
    for (const key of ['Control+z', 'Control+y', 'Control+z', 'Control+Shift+z'])
      await chat.page.keyboard.press(key);
    assert.equal(await chat.box.inputValue(), '');
    await chat.page.keyboard.type('next');
    await chat.page.keyboard.press('Control+z');
    assert.equal(await chat.box.inputValue(), '');
    await chat.page.keyboard.press('Control+z');
    assert.equal(await chat.box.inputValue(), '');
  });

  it('stay within a conversation, also after a draft was restored', async () => {
    const chat = await open({ events: [story.started(), ...turn('t1', 'one', 'first')] });
    await chat.box.focus();
    await chat.page.keyboard.type('of the first');
    await chat.page.keyboard.press('Control+z');
    chat.restart([]);
    await chat.snapshot();
    await chat.page.keyboard.press('Control+y');
    assert.equal(await chat.box.inputValue(), '');
    await chat.say({ type: 'restoreDraft', text: 'put back', attachments: [] });
    await chat.page.keyboard.press('Control+z');
    assert.equal(await chat.box.inputValue(), 'put back');
    await chat.page.keyboard.type('!');
    await chat.page.keyboard.press('Control+z');
    assert.equal(await chat.box.inputValue(), 'put back');
  });

  it('work in each other field separately, and Ctrl+A selects the field only', async () => {
    const chat = await open({ events: asked });
    await chat.box.focus();
    await chat.page.keyboard.type('box');
    const answer = chat.page.getByRole('textbox', { name: 'Your answer' });
    await answer.focus();
    await chat.page.keyboard.type('answer');
    await chat.page.keyboard.press('Control+f');
    await chat.settled();
    const find = chat.page.getByRole('textbox', { name: 'Find in chat' });
    await chat.page.keyboard.type('find');
    for (const field of [find, answer, chat.box]) {
      await field.focus();
      const typed = await field.inputValue();
      assert.notEqual(typed, '');
      await chat.page.keyboard.press('Control+z');
      assert.equal(await field.inputValue(), '');
      await chat.page.keyboard.press('Control+y');
      assert.equal(await field.inputValue(), typed);
      await chat.page.keyboard.press('Control+a');
      await chat.page.keyboard.type('x');
      assert.equal(await field.inputValue(), 'x');
    }
  });

  it('work in the form that edits a message', async () => {
    const chat = await open({ events: [story.started(), ...turn('t1', 'one', 'first')] });
    await chat.button('Edit and send again').press('Enter');
    const field = chat.page.getByRole('textbox', { name: 'Edited message' });
    await chat.page.keyboard.press('End');
    await chat.page.keyboard.type(' two');
    await chat.page.keyboard.press('Control+z');
    assert.equal(await field.inputValue(), 'one');
    await chat.page.keyboard.press('Control+z');
    assert.equal(await field.inputValue(), 'one');
  });
});

describe('option numbers', () => {
  const open = chatPages();

  it('are shown only while their keys work', async () => {
    const chat = await open({ events: asked });
    const number = chat.page.locator('kbd').first();
    await chat.box.focus();
    assert.equal(await number.isVisible(), false);
    await chat.page.keyboard.type('2');
    assert.equal(await chat.box.inputValue(), '2');
    await chat.button('Red').focus();
    assert.equal(await number.isVisible(), true);
    await chat.page.keyboard.press('2');
    assert.deepEqual(await chat.posted('answerInterrupt'), [
      { type: 'answerInterrupt', turnId: 't1', text: 'Green' },
    ]);
  });
});
