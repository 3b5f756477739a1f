import assert from 'node:assert/strict';
import type { ChatPage } from '../support/chatPage';
import { chatPages } from '../support/hooks';
import { story, turn } from '../support/story';
import { report, upload } from '../support/transfers';

const chips = (chat: ChatPage) => chat.page.getByRole('list', { name: 'Attachments' }).getByRole('listitem');
const focusedName = (chat: ChatPage) =>
  chat.page.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? '');
const waits = 'Sent when the upload is complete.';

describe('a message with uploads', () => {
  const open = chatPages();

  it('carries the ids of its uploads, without text if there is none', async () => {
    const chat = await open();
    await report(chat, upload('a'), upload('b'));
    await chat.button('Send').click();
    await chat.box.fill('and this');
    await chat.box.press('Enter');
    assert.deepEqual(await chat.posted('send'), [
      { type: 'send', text: '', attachments: [], uploads: ['a', 'b'] },
      { type: 'send', text: 'and this', attachments: [] },
    ]);
    assert.equal(await chips(chat).count(), 0);
  });

  it('waits for the upload and is sent once', async () => {
    const chat = await open();
    await report(chat, upload('a', { state: 'uploading', sentBytes: 1 }));
    await chat.box.fill('look');
    for (let times = 0; times < 3; times++) await chat.box.press('Enter');
    await chat.page.getByText(waits).first().waitFor();
    await report(chat, upload('a', { state: 'uploading', sentBytes: 1_000_000 }));
    assert.deepEqual(await chat.posted('send'), []);
    assert.equal(await chat.box.inputValue(), 'look');
    await chat.say({ type: 'uploads', uploads: [upload('a')] });
    await chat.say({ type: 'uploads', uploads: [upload('a')] });
    assert.deepEqual(await chat.posted('send'), [
      { type: 'send', text: 'look', attachments: [], uploads: ['a'] },
    ]);
    assert.equal(await chat.box.inputValue(), '');
    assert.equal(await chips(chat).count(), 0);
    await chat.say({ type: 'uploads', uploads: [] });
    assert.equal(await chat.page.locator('.composer').getByText(waits).count(), 0);
  });

  it('waits for a file of the workflow’s inputs, but not for one of an answer', async () => {
    const chat = await open();
    await report(chat, upload('b', { field: 'answer/photo', state: 'uploading' }));
    await chat.box.fill('one');
    await chat.box.press('Enter');
    assert.equal((await chat.posted('send')).length, 1);
    await report(chat, upload('a', { field: '/photo', state: 'uploading' }));
    await chat.box.fill('two');
    await chat.box.press('Enter');
    assert.equal((await chat.posted('send')).length, 1);
    await report(chat, upload('a', { field: '/photo' }));
    assert.deepEqual((await chat.posted('send'))[1], { type: 'send', text: 'two', attachments: [] });
  });

  const cancels: readonly (readonly [string, (chat: ChatPage) => Promise<void>, string, number])[] = [
    ['Escape in the box', (chat) => chat.box.press('Escape'), 'look', 1],
    ['Escape on the chip', (chat) => chips(chat).first().press('Escape'), 'look', 1],
    ['the button Cancel', (chat) => chat.button('Cancel').click(), 'look', 1],
    ['the removal of the file', (chat) => chat.button('Remove a.pdf').click(), 'look', 0],
    ['a change of the text', (chat) => chat.box.fill('look at'), 'look at', 1],
  ];
  for (const [name, cancel, box, count] of cancels) {
    it(`stops waiting and stays in the box: ${name}`, async () => {
      const chat = await open();
      await report(chat, upload('a', { state: 'uploading' }));
      await chat.box.fill('look');
      await chat.box.press('Enter');
      await cancel(chat);
      await chat.settled();
      assert.equal(await chat.page.locator('.composer').getByText(waits).count(), 0);
      assert.equal(await chips(chat).count(), count);
      await chat.say({ type: 'uploads', uploads: count > 0 ? [upload('a')] : [] });
      assert.deepEqual(await chat.posted('send'), []);
      assert.equal(await chat.box.inputValue(), box);
    });
  }

  it('is not sent while an upload has failed: its chip gets the focus', async () => {
    const chat = await open();
    await report(chat, upload('a'), upload('b', { state: 'failed', problem: 'Too large.' }));
    await chat.box.fill('look');
    await chat.box.press('Enter');
    await chat.page.waitForFunction(() => document.activeElement?.matches('[data-chip=b]'));
    assert.deepEqual(await chat.posted('send'), []);
    assert.equal(
      await chat.page.locator('#root > [role=status]').textContent(),
      'b.pdf was not uploaded. Too large.',
    );
    await chat.page.keyboard.press('Delete');
    await chat.box.press('Enter');
    assert.deepEqual((await chat.posted('send'))[0]?.uploads, ['a']);
  });

  it('is not sent if the upload it waits for fails', async () => {
    const chat = await open();
    await report(chat, upload('a', { state: 'uploading' }), upload('b', { state: 'uploading' }));
    await chat.box.fill('look');
    await chat.box.press('Enter');
    await report(chat, upload('a', { state: 'failed', problem: 'No.' }), upload('b', { state: 'uploading' }));
    await chat.page.waitForFunction(() => document.activeElement?.matches('[data-chip=a]'));
    await report(chat, upload('a', { state: 'failed', problem: 'No.' }), upload('b'));
    assert.deepEqual(await chat.posted('send'), []);
    assert.equal(await chat.box.inputValue(), 'look');
  });

  it('gets its chips back with the text if it was not sent', async () => {
    const chat = await open();
    await report(chat, upload('a'));
    await chat.box.fill('look');
    await chat.box.press('Enter');
    await chat.settled();
    assert.equal(await chips(chat).count(), 0);
    await chat.say({ type: 'restoreDraft', text: 'look', attachments: [] });
    assert.equal(await chips(chat).count(), 1);
    assert.equal(await chat.box.inputValue(), 'look');
    await chat.box.press('Enter');
    assert.equal((await chat.posted('send')).length, 2);
    assert.deepEqual((await chat.posted('send'))[1]?.uploads, ['a']);
  });

  it('asks whether it is the answer to an open question before it waits', async () => {
    const events = [
      story.started(),
      story.sent('t1', 'hi'),
      story.message('t1r1', 'Which?'),
      ...story.waiting('t1r1'),
    ];
    const chat = await open({ events });
    await report(chat, upload('a', { state: 'uploading' }));
    await chat.box.fill('look');
    await chat.box.press('Enter');
    await chat.button('Send in a new conversation').click();
    await chat.settled();
    assert.deepEqual(await chat.posted('send'), []);
    await chat.say({ type: 'uploads', uploads: [upload('a')] });
    assert.deepEqual(await chat.posted('send'), [
      { type: 'send', text: 'look', attachments: [], uploads: ['a'], whileWaiting: 'newConversation' },
    ]);
  });

  it('leaves the arrow keys to the history of the box', async () => {
    const chat = await open({ events: [story.started(), ...turn('t1', 'first', 'a')] });
    await report(chat, upload('a'));
    await chat.box.click();
    await chat.page.keyboard.press('ArrowUp');
    await chat.settled();
    assert.equal(await chat.box.inputValue(), 'first');
    assert.equal(await chips(chat).count(), 1);
  });

  it('is shown as the request before it is sent', async () => {
    const chat = await open();
    await report(chat, upload('a'));
    await chat.box.fill('look');
    await chat.button('Attach').click();
    await chat.page.getByRole('menuitem', { name: 'Preview request' }).click();
    assert.deepEqual(await chat.posted('previewRequest'), [
      { type: 'previewRequest', text: 'look', attachments: [], uploads: ['a'] },
    ]);
    assert.deepEqual(await chat.posted('send'), []);
    assert.equal(await focusedName(chat), 'Message');
  });
});
