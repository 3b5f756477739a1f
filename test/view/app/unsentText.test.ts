import assert from 'node:assert/strict';
import type { ChatEvent } from '../../../src/shared/conversation/chatEvent';
import { openBuiltPage, postedBy, say, settled } from '../support/builtPage';
import { chatPages } from '../support/hooks';
import { many, wheelUp } from '../support/reading';
import { lostError, story, turn } from '../support/story';

const brokenReply: readonly ChatEvent[] = [
  story.started(),
  story.sent('t1', 'ask me'),
  story.chat('t1r1'),
  story.message('t1r1', 'Which city?'),
  ...story.waiting('t1r1'),
  story.answered('t1', 't1r2', '杭州'),
  story.cutOff('t1r2', lostError),
];

describe('unsent text and repeated messages', () => {
  const open = chatPages();

  it('keeps text typed while the first message begins a conversation', async () => {
    const chat = await open();
    await chat.box.fill('first');
    await chat.box.press('Enter');
    await chat.box.fill('typed meanwhile');
    chat.take([story.started(), story.sent('t1', 'first')]);
    await chat.snapshot();
    assert.equal(await chat.log.locator('article[data-role=user]').count(), 1);
    assert.equal(await chat.box.inputValue(), 'typed meanwhile');
  });

  it('sends typed text to the host within half a second, and an emptied box at once', async () => {
    const chat = await open({ events: [story.started()] });
    await chat.box.fill('half a thought');
    await chat.page.waitForFunction(() =>
      (globalThis as unknown as { cozeStub: { posted: { type: string }[] } }).cozeStub.posted.some(
        ({ type }) => type === 'keepTyped',
      ),
    );
    const [kept] = await chat.posted('keepTyped');
    assert.ok(kept && kept.id === 'c1' && kept.value.includes('half a thought'));
    await chat.box.press('Enter');
    const after = (await chat.posted('keepTyped')).at(-1);
    assert.ok(after && !after.value.includes('half a thought'));
  });

  it('takes newer text from the host, but does not replace its own by that of another page', async () => {
    const first = await open({ events: [story.started()] });
    await first.box.fill('older');
    const stale = await first.state();
    await first.box.fill('newer');
    await first.page.evaluate(() => window.dispatchEvent(new Event('pagehide')));
    const entries = (await first.posted('keepTyped')).slice(-1);

    for (const [state, expected] of [
      [stale, 'newer'],
      [undefined, 'newer'],
      [await (await open({ events: [story.started()] })).state(), 'newer'],
    ] as const) {
      const again = await open({ state });
      await again.say({ type: 'typed', entries });
      again.take([story.started()]);
      await again.snapshot();
      assert.equal(await again.box.inputValue(), expected);
    }

    const other = await open({ events: [story.started()] });
    await other.box.fill('of its own');
    await other.say({
      type: 'typed',
      entries: entries.map((entry) => ({ ...entry, at: entry.at + 60_000 })),
    });
    await other.snapshot();
    assert.equal(await other.box.inputValue(), 'of its own');
  });

  it('keeps text that is typed before the conversation has arrived, and sends it only then', async () => {
    const events = [story.started(), ...turn('t1', 'question', 'answer')];
    const before = await open({ events });
    await before.box.fill('from before');
    const after = await open({ events });
    for (const [state, expected] of [
      [await before.state(), 'from before, and early'],
      [undefined, ', and early'],
    ] as const) {
      const { page, errors, close } = await openBuiltPage('webview', 'words', { state });
      const box = page.getByRole('textbox', { name: 'Message' });
      await box.press('End');
      await page.keyboard.type(', and early');
      await box.press('Enter');
      await settled(page);
      assert.deepEqual(await postedBy(page, 'send'), []);
      assert.equal(await page.getByRole('alert').count(), 0);
      const { seq, conversation, context } = after;
      await say(page, { type: 'snapshot', seq, conversation, context });
      assert.equal(await box.inputValue(), expected);
      await box.press('Enter');
      assert.equal((await postedBy(page, 'send')).length, 1);
      await close();
      assert.deepEqual(errors, []);
    }
  });

  it('keeps what is typed between the arrival of a conversation and the next frame', async () => {
    const { seq, conversation, context } = await open({ events: [story.started(), ...turn('t1', 'a', 'b')] });
    const { page, errors, close } = await openBuiltPage('webview', 'words', {});
    const box = page.getByRole('textbox', { name: 'Message' });
    await box.pressSequentially('hel');
    await settled(page);
    const data = { type: 'snapshot', seq, conversation, context };
    await box.evaluate((element, message) => {
      const area = element as HTMLTextAreaElement;
      window.dispatchEvent(new MessageEvent('message', { data: message, origin: window.origin }));
      area.value += 'lo';
      area.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
    }, data);
    await settled(page);
    assert.equal(await box.inputValue(), 'hello');
    await close();
    assert.deepEqual(errors, []);
  });

  it('does not send a draft that is not on screen yet', async () => {
    const first = await open({ events: [story.started('c1'), ...turn('t1', 'a', 'b')] });
    await first.box.fill('of the first');
    await first.page.evaluate(() => window.dispatchEvent(new Event('pagehide')));
    const { drafts, ...state } = (await first.state()) as { drafts: Record<string, object> };
    const both = {
      ...state,
      drafts: { ...drafts, c2: { text: 'of the second', attachments: [], pastes: [] } },
    };
    const second = await open({ events: [story.started('c2'), ...turn('t2', 'c', 'd')] });
    const chat = await open({ events: [story.started('c1'), ...turn('t1', 'a', 'b')], state: both });
    const { seq, conversation, context } = second;
    await chat.box.evaluate(
      (element, message) => {
        window.dispatchEvent(new MessageEvent('message', { data: message, origin: window.origin }));
        element.dispatchEvent(
          new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, composed: true, cancelable: true }),
        );
      },
      { type: 'snapshot', seq: seq + 10, conversation, context },
    );
    await chat.settled();
    assert.equal(await chat.box.inputValue(), 'of the second');
    assert.deepEqual(await chat.posted('send'), []);
  });

  it('keeps a message that is being edited, while it is scrolled away and across a reload', async () => {
    const events = [...many(60), ...turn('last', 'Is this right?', 'Yes.')];
    const chat = await open({ events });
    const box = chat.page.getByRole('textbox', { name: 'Edited message' });
    await chat.log.locator('article[data-role=user]').last().hover();
    await chat.button('Edit and send again').last().click();
    await box.fill('Is this really right?');
    await wheelUp(chat, 6_000);
    assert.equal(await box.count(), 0);
    await chat.page.getByRole('button', { name: 'Jump to latest' }).click();
    assert.equal(await box.inputValue(), 'Is this really right?');

    await chat.page.evaluate(() => window.dispatchEvent(new Event('pagehide')));
    const entries = await chat.posted('keepTyped');
    const kept = { state: await chat.state(), events };
    for (const again of [await open(kept), await open({})]) {
      await again.say({ type: 'typed', entries: entries.slice(-1) });
      if (again.seq === 0) again.take(events);
      await again.snapshot();
      const edited = again.page.getByRole('textbox', { name: 'Edited message' });
      assert.equal(await edited.inputValue(), 'Is this really right?');
      await edited.press('Escape');
      await again.settled();
      assert.equal(await edited.count(), 0);
      await again.button('Edit and send again').last().click();
      assert.equal(await edited.inputValue(), 'Is this right?');
    }
  });

  it('keeps the draft of the new conversation when a past one is opened', async () => {
    const chat = await open();
    await chat.box.fill('for later');
    chat.take([story.started(), ...turn('t1', 'question', 'answer')]);
    await chat.snapshot();
    assert.equal(await chat.box.inputValue(), '');
  });

  it('keeps the id of its conversation, from which an editor tab is restored', async () => {
    const chat = await open({ events: [story.started('c7'), ...turn('t1', 'question', 'answer')] });
    await chat.page.evaluate(() => window.dispatchEvent(new Event('pagehide')));
    assert.equal(((await chat.state()) as { conversationId?: unknown }).conversationId, 'c7');
  });

  it('asks each time before it sends a reply that may have arrived', async () => {
    const chat = await open({ events: brokenReply });
    await chat.button('Try again').click();
    await chat.button('Send again').click();
    assert.equal((await chat.posted('repeatTurn')).length, 1);
    await chat.emit(
      { type: 'runRepeated', turnId: 't1', runId: 't1r3', at: Date.now() },
      story.cutOff('t1r3', lostError),
    );
    await chat.button('Try again').click();
    await chat.settled();
    assert.equal((await chat.posted('repeatTurn')).length, 1);
    assert.equal(await chat.page.getByText('Your answer may have arrived. Send it again?').count(), 1);
  });

  it('offers to repeat a reply whose run was stopped, and asks first', async () => {
    const chat = await open({ events: [...brokenReply.slice(0, -1), story.stopped('t1r2')] });
    await chat.button('Try again').click();
    await chat.settled();
    assert.deepEqual(await chat.posted('repeatTurn'), []);
    await chat.button('Send again').click();
    assert.deepEqual(await chat.posted('repeatTurn'), [{ type: 'repeatTurn', turnId: 't1' }]);
  });

  it('has no “Run again” at a message while a reply would be repeated', async () => {
    const chat = await open({ events: brokenReply });
    const first = chat.log.locator('article[data-role=user]').first();
    assert.equal(await first.getByRole('button', { name: 'Copy message' }).count(), 1);
    assert.equal(await first.getByRole('button', { name: 'Run again' }).count(), 0);
  });
});
