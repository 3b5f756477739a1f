import assert from 'node:assert/strict';
import type { ChatEvent } from '../../../src/shared/conversation/chatEvent';
import { chatPages } from '../support/hooks';
import { story } from '../support/story';

const asked: readonly ChatEvent[] = [
  story.started(),
  story.sent('t1', 'ask me'),
  story.chat('t1r1'),
  story.message('t1r1', 'Which city?'),
  ...story.waiting('t1r1'),
];
const attachment = { kind: 'image', url: 'https://example.com/a.png' } as const;

describe('a message while the question of the workflow is open', () => {
  const open = chatPages();

  it('is not sent before the user confirms that it is the answer', async () => {
    const chat = await open({ events: asked });
    assert.equal(await chat.box.getAttribute('placeholder'), 'Answer the question');
    await chat.box.fill('杭州');
    await chat.box.press('Enter');
    const choice = chat.page.getByRole('group', { name: /takes your next message here as the answer/ });
    await choice.waitFor();
    assert.deepEqual(await chat.posted('send'), []);
    assert.equal(await chat.box.inputValue(), '杭州');
    await chat.page.keyboard.press('Enter');
    assert.deepEqual(await chat.posted('send'), [
      { type: 'send', text: '杭州', attachments: [], whileWaiting: 'answer' },
    ]);
    await chat.settled();
    assert.equal(await choice.count(), 0);
    assert.equal(await chat.box.inputValue(), '');
  });

  it('is not sent by a held Enter', async () => {
    const chat = await open({ events: asked });
    await chat.box.fill('half');
    for (let press = 0; press < 6; press++) {
      await chat.page.keyboard.down('Enter');
      await chat.settled();
    }
    await chat.page.keyboard.up('Enter');
    assert.deepEqual(await chat.posted('send'), []);
    assert.equal(await chat.box.inputValue(), 'half');
  });

  it('can be sent to a new conversation, with its attachments and pastes', async () => {
    const chat = await open({ events: asked });
    await chat.say({ type: 'restoreDraft', text: 'what is this?', attachments: [attachment] });
    await chat.button('Send').click();
    await chat.button('Send in a new conversation').click();
    assert.deepEqual(await chat.posted('send'), [
      {
        type: 'send',
        text: 'what is this?',
        attachments: [attachment],
        whileWaiting: 'newConversation',
      },
    ]);
  });

  it('stays in the box, with the focus, on Cancel and Escape', async () => {
    const chat = await open({ events: asked });
    await chat.box.fill('keep me');
    await chat.box.press('Enter');
    await chat.button('Cancel').click();
    await chat.settled();
    await chat.box.press('Enter');
    await chat.settled();
    await chat.page.keyboard.press('Escape');
    await chat.page.keyboard.type('!');
    assert.equal(await chat.box.inputValue(), 'keep me!');
    assert.deepEqual(await chat.posted('send'), []);
    assert.deepEqual(await chat.posted('stop'), []);
  });

  it('asks too after the question was dismissed, and for a queued message', async () => {
    const queued: ChatEvent = { type: 'messageQueued', queueId: 'q1', text: 'later', attachments: [] };
    const chat = await open({ events: [...asked, queued, { type: 'interruptDismissed', turnId: 't1' }] });
    await chat.button('Send now').click();
    assert.deepEqual(await chat.posted('sendQueued'), []);
    await chat.button('Send in a new conversation').click();
    assert.deepEqual(await chat.posted('sendQueued'), [
      { type: 'sendQueued', queueId: 'q1', whileWaiting: 'newConversation' },
    ]);
    await chat.box.fill('hello');
    await chat.box.press('Enter');
    await chat.button('Send as the answer').waitFor();
    assert.deepEqual(await chat.posted('send'), []);
  });

  it('returns with the reason if the question arrived meanwhile', async () => {
    const chat = await open({ events: asked });
    await chat.say({ type: 'restoreDraft', text: 'too late', attachments: [], reason: 'waiting' });
    assert.equal(await chat.box.inputValue(), 'too late');
    await chat.page.getByRole('alert').filter({ hasText: 'the workflow is waiting for an answer' }).waitFor();
  });
});
