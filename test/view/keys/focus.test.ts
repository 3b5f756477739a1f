import assert from 'node:assert/strict';
import type { ChatPage } from '../support/chatPage';
import { chatPages } from '../support/hooks';
import { field, inputsOf } from '../support/inputsPage';
import { lostError, story, turn } from '../support/story';

/** Accessible name of the focused element. */
async function focused(chat: ChatPage): Promise<string> {
  await chat.settled();
  return chat.page.evaluate(() => {
    const element = document.activeElement;
    if (!element || element === document.body) return 'nothing';
    if (element.id === 'message') return 'the box';
    return element.getAttribute('aria-label') ?? element.textContent?.trim() ?? '';
  });
}

const card = (question: unknown) => ({ body: { type: 'card', raw: '{}', question } }) as never;
const asked = [
  story.started(),
  story.sent('t1', 'hi'),
  story.message('t1r1', '', card({ type: 'options', title: 'Which?', options: ['Red', 'Green'] })),
  ...story.waiting('t1r1'),
];

describe('the focus', () => {
  const open = chatPages();

  it('is in the box after a click on Send', async () => {
    const chat = await open({ events: [story.started()] });
    await chat.box.fill('hello');
    await chat.button('Send').click();
    assert.equal(await focused(chat), 'the box');
  });

  it('is in the box after Stop, whose button is removed', async () => {
    const chat = await open({ events: [story.started(), story.sent('t1', 'hi')] });
    await chat.button('Stop').focus();
    await chat.page.keyboard.press('Enter');
    assert.deepEqual(await chat.posted('stop'), [{ type: 'stop' }]);
    await chat.emit(story.stopped('t1r1'));
    assert.equal(await focused(chat), 'the box');
  });

  it('is in the box after a reply or an option, whose form is removed', async () => {
    const chat = await open({ events: asked });
    await chat.button('Red').focus();
    await chat.page.keyboard.press('2');
    assert.deepEqual(await chat.posted('answerInterrupt'), [
      { type: 'answerInterrupt', turnId: 't1', text: 'Green' },
    ]);
    await chat.emit(story.answered('t1', 't1r2', 'Green'));
    assert.equal(await focused(chat), 'the box');
  });

  it('is in the box after "Not now", and in the form after "Answer now"', async () => {
    const chat = await open({ events: asked });
    await chat.button('Not now').click();
    await chat.emit({ type: 'interruptDismissed', turnId: 't1' });
    assert.equal(await focused(chat), 'the box');
    await chat.button('Answer now').click();
    assert.match(await focused(chat), /Red/);
  });

  it('is in the form while a message is edited, and on the message afterwards', async () => {
    const chat = await open({ events: [story.started(), ...turn('t1', 'one', 'first')] });
    await chat.button('Edit and send again').press('Enter');
    assert.equal(await focused(chat), 'Edited message');
    await chat.page.keyboard.press('Escape');
    assert.equal(await focused(chat), 'You said');
    await chat.page.keyboard.press('Tab');
    assert.equal(await focused(chat), 'Copy message');
  });

  it('stays in the conversation when the focused message is hidden', async () => {
    const chat = await open({
      events: [story.started(), ...turn('t1', 'one', 'first'), ...turn('t2', 'b', 'c')],
    });
    await chat.button('Hide from view').first().focus();
    await chat.page.keyboard.press('Enter');
    await chat.emit({ type: 'turnHidden', turnId: 't1' });
    assert.equal(await focused(chat), 'Conversation');
  });

  it('is kept when an attachment is removed, and moves to a question about repeating', async () => {
    const chat = await open({
      events: [...asked, story.answered('t1', 't1r2', 'Red'), story.cutOff('t1r2', lostError)],
    });
    await chat.say({
      type: 'restoreDraft',
      text: '',
      attachments: [{ kind: 'image', url: 'https://a.example/a.png' }],
    });
    await chat.button('Remove https://a.example/a.png').focus();
    await chat.page.keyboard.press('Enter');
    assert.equal(await focused(chat), 'the box');
    await chat.button('Try again').click();
    assert.equal(await focused(chat), 'Send again');
    await chat.button('Cancel').focus();
    await chat.page.keyboard.press('Enter');
    assert.equal(await focused(chat), 'the box');
  });

  it('returns to its place when find is closed', async () => {
    const chat = await open({ events: [story.started(), ...turn('t1', 'one', 'first')] });
    await chat.box.focus();
    await chat.page.keyboard.press('Control+f');
    await chat.settled();
    await chat.page.keyboard.type('first');
    await chat.page.keyboard.press('Escape');
    assert.equal(await focused(chat), 'the box');
    await chat.button('Edit and send again').press('Enter');
    await chat.say({ type: 'navigate', target: 'find' });
    await chat.page.locator('.find').getByRole('button', { name: 'Close' }).click();
    assert.equal(await focused(chat), 'Edited message');
  });

  it('is in the field of a form that had it before a click that opens something', async () => {
    const chat = await open({ context: inputsOf([field('city', { isRequired: true })]) });
    const city = chat.page.getByRole('textbox', { name: /^city/ });
    await city.fill('Rom');
    await chat.button(/^Workflow:/).click();
    assert.equal((await chat.posted('selectWorkflow')).length, 1);
    await chat.page.keyboard.type('e');
    assert.equal(await city.inputValue(), 'Rome');
  });

  it('is in the box after an edited message is sent', async () => {
    const chat = await open({ events: [story.started(), ...turn('t1', 'one', 'first')] });
    await chat.button('Edit and send again').press('Enter');
    await chat.settled();
    await chat.page.keyboard.type('!');
    await chat.page.keyboard.press('Enter');
    assert.equal((await chat.posted('editTurn')).length, 1);
    chat.restart([story.started(), story.sent('t2', 'one!')]);
    await chat.snapshot();
    assert.equal(await focused(chat), 'the box');
  });

  it('is not moved after a click beside all controls', async () => {
    const chat = await open({ events: [story.started(), ...turn('t1', 'one', 'first')] });
    await chat.button('Attach').focus();
    await chat.page.evaluate(() => (document.activeElement as HTMLElement).blur());
    await chat.emit(...turn('t2', 'two', 'second'));
    assert.equal(await focused(chat), 'nothing');
  });
});
