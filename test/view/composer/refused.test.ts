import assert from 'node:assert/strict';
import { exceededLimit } from '../../../src/shared/limits';
import type { ChatPage } from '../support/chatPage';
import { chatPages } from '../support/hooks';
import { story, turn } from '../support/story';

/** Pastes a text, which is too long to be typed. */
async function paste(chat: ChatPage, length: number): Promise<void> {
  await chat.box.evaluate((box, count) => {
    const data = new DataTransfer();
    data.setData('text/plain', 'x'.repeat(count));
    box.dispatchEvent(
      new ClipboardEvent('paste', { clipboardData: data, bubbles: true, composed: true, cancelable: true }),
    );
  }, length);
  await chat.settled();
}

const attachment = (index: number) =>
  ({ kind: 'file', url: `https://example.com/${String(index)}.pdf` }) as const;

describe('an action that exceeds a limit', () => {
  const open = chatPages();

  it('leaves two pasted logs of 2.1 MB in the box and names the limit', async () => {
    const chat = await open();
    await chat.box.fill('what is wrong here?');
    await paste(chat, 2_100_000);
    await paste(chat, 2_100_000);
    await chat.box.press('Enter');
    const words = 'Not sent: the text has 4,200,023 characters, the limit is 4,000,000.';
    await chat.page.getByRole('alert').filter({ hasText: words }).waitFor();
    assert.deepEqual(await chat.posted('send'), []);
    assert.equal(await chat.box.inputValue(), 'what is wrong here?');
    assert.equal(await chat.page.locator('[data-chip^=paste]').count(), 2);
    await chat.page
      .locator('[data-chip^=paste]')
      .first()
      .getByRole('button', { name: /^Remove/ })
      .click();
    await chat.box.press('Enter');
    const [sent] = await chat.posted('send');
    assert.ok(sent && exceededLimit(sent) === undefined);
    assert.equal(await chat.page.getByRole('alert').count(), 0);
  });

  it('keeps more than 20 attachments that returned with unsent messages', async () => {
    const chat = await open({ events: [story.started(), ...turn('t1', 'one', 'two')] });
    const restored = Array.from({ length: 21 }, (_, index) => attachment(index));
    await chat.say({ type: 'restoreDraft', text: 'see', attachments: restored });
    await chat.box.press('Enter');
    await chat.page
      .getByRole('alert')
      .filter({ hasText: 'there are 21 attachments, the limit is 20' })
      .waitFor();
    assert.deepEqual(await chat.posted('send'), []);
    assert.equal(
      await chat.page.getByRole('list', { name: 'Attachments' }).getByRole('listitem').count(),
      21,
    );
  });

  it('keeps a reply and an edited message, and does not confirm a copy', async () => {
    const long = 'y'.repeat(4_000_001);
    const chat = await open({
      events: [story.started(), ...turn('t1', 'one', 'two'), story.sent('t2', 'ask me'), ...asking('t2r1')],
    });
    await chat.page.getByRole('textbox', { name: 'Your answer' }).fill(long);
    await chat.button('Reply').click();
    await chat.page.getByRole('alert').filter({ hasText: 'the limit is 4,000,000' }).waitFor();
    assert.equal(
      (await chat.page.getByRole('textbox', { name: 'Your answer' }).inputValue()).length,
      4_000_001,
    );
    const first = chat.log.locator('article').first();
    await first.getByRole('button', { name: 'Edit and send again' }).click();
    await chat.page.getByRole('textbox', { name: 'Edited message' }).fill(long);
    await chat.button('Send as a new conversation').click();
    assert.equal(
      (await chat.page.getByRole('textbox', { name: 'Edited message' }).inputValue()).length,
      4_000_001,
    );
    assert.deepEqual(await chat.posted('answerInterrupt'), []);
    assert.deepEqual(await chat.posted('editTurn'), []);

    const other = await open({ events: [story.started('c2'), ...turn('t1', long, 'two')] });
    await other.log.locator('article').first().getByRole('button', { name: 'Copy message' }).click();
    await other.page.getByRole('alert').filter({ hasText: 'Not copied: the text has 4,000,001' }).waitFor();
    assert.equal(await other.page.getByText('Copied', { exact: true }).count(), 0);
    assert.deepEqual(await other.posted('copyText'), []);
  });

  it('returns the message that the host refuses although something was copied meanwhile', async () => {
    const chat = await open({ events: [story.started(), ...turn('t1', 'one', 'two')] });
    await chat.box.fill('precious');
    await chat.box.press('Enter');
    await chat.button('Copy message').first().click();
    await chat.say({ type: 'refused', act: 'send' });
    assert.equal(await chat.box.inputValue(), 'precious');
  });

  it('is not shown in another conversation', async () => {
    const chat = await open({ events: [story.started(), ...turn('t1', 'one', 'two')] });
    await chat.box.fill('hello');
    await chat.box.press('Enter');
    await chat.say({ type: 'refused', act: 'send' });
    assert.equal(await chat.page.getByRole('alert').count(), 1);
    chat.restart([story.started('c2'), ...turn('t1', 'three', 'four')]);
    await chat.snapshot();
    assert.equal(await chat.page.getByRole('alert').count(), 0);
  });

  it('returns the message if the host refuses it', async () => {
    const chat = await open({ events: [story.started(), ...turn('t1', 'one', 'two')] });
    await chat.box.fill('hello');
    await chat.box.press('Enter');
    await chat.say({ type: 'refused', act: 'giveFeedback' });
    assert.equal(await chat.box.inputValue(), '');
    await chat.say({ type: 'refused', act: 'send' });
    assert.equal(await chat.box.inputValue(), 'hello');
    await chat.page.getByRole('alert').filter({ hasText: 'did not accept the message' }).waitFor();
  });
});

function asking(runId: string) {
  return [story.message(runId, 'Which city?'), ...story.waiting(runId)];
}
