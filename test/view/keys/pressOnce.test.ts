import assert from 'node:assert/strict';
import type { CardQuestion } from '../../../src/shared/conversation/content';
import type { ChatEvent } from '../../../src/shared/conversation/chatEvent';
import { chatPages } from '../support/hooks';
import { story } from '../support/story';

const asked = (question?: CardQuestion): ChatEvent[] => [
  story.started(),
  story.sent('t1', 'hi'),
  story.message('t1r1', 'Which?', question && { body: { type: 'card', raw: '{}', question } }),
  ...story.waiting('t1r1'),
];

describe('a button that is pressed twice', () => {
  const open = chatPages();

  const suggested: ChatEvent[] = [
    story.started(),
    story.sent('t1', 'hi'),
    story.message('t1r1', 'Hello.'),
    { type: 'followUpSuggested', runId: 't1r1', text: 'Tell me more' },
    story.completed('t1r1'),
  ];

  it('sends a suggestion once for a double click', async () => {
    const chat = await open({ events: suggested });
    await chat.button('Tell me more').dblclick();
    assert.equal((await chat.posted('send')).length, 1);
  });

  it('sends a suggestion once while Enter is held down', async () => {
    const chat = await open({ events: suggested });
    await chat.button('Tell me more').focus();
    for (let press = 0; press < 3; press++) await chat.page.keyboard.down('Enter');
    await chat.page.keyboard.up('Enter');
    assert.equal((await chat.posted('send')).length, 1);
  });

  it('chooses an option once for a double click and while its number is held down', async () => {
    const chat = await open({
      events: asked({ type: 'options', title: 'Which?', options: ['Red', 'Green'] }),
    });
    await chat.button('Red').dblclick();
    assert.equal((await chat.posted('answerInterrupt')).length, 1);
    for (let press = 0; press < 3; press++) await chat.page.keyboard.down('2');
    await chat.page.keyboard.up('2');
    assert.deepEqual(
      (await chat.posted('answerInterrupt')).map(({ text }) => text),
      ['Red', 'Green'],
    );
  });
});

describe('an answer that is sent by two presses of Enter', () => {
  const open = chatPages();

  it('is sent once, and is gone from its box at once', async () => {
    const chat = await open({ events: asked() });
    const box = chat.page.getByRole('textbox', { name: 'Your answer' });
    await box.fill('Rome');
    await box.press('Enter');
    await chat.settled();
    await box.press('Enter');
    assert.equal(await box.inputValue(), '');
    assert.equal((await chat.posted('answerInterrupt')).length, 1);
  });

  it('is sent once while Enter is held down', async () => {
    const chat = await open({ events: asked() });
    await chat.page.getByRole('textbox', { name: 'Your answer' }).fill('Rome');
    for (let press = 0; press < 3; press++) await chat.page.keyboard.down('Enter');
    await chat.page.keyboard.up('Enter');
    assert.equal((await chat.posted('answerInterrupt')).length, 1);
  });

  it('is not followed by the emptied fields of its form', async () => {
    const fields = [{ name: 'city', type: 'string', required: false }];
    const chat = await open({ events: asked({ type: 'inputs', title: 'Trip', fields }) });
    const box = chat.page.getByRole('textbox', { name: /^city/ });
    await box.fill('Rome');
    await box.press('Enter');
    await chat.settled();
    await box.press('Enter');
    assert.deepEqual(
      (await chat.posted('answerInterrupt')).map(({ text }) => text),
      ['city:Rome'],
    );
  });
});
