import assert from 'node:assert/strict';
import { chatPages } from '../support/hooks';
import { story, turn } from '../support/story';

describe('the composer', () => {
  const open = chatPages();

  it('sends with Enter, breaks the line with Shift+Enter, and clears the box', async () => {
    const chat = await open();
    await chat.box.click();
    await chat.page.keyboard.type('one');
    await chat.page.keyboard.press('Shift+Enter');
    await chat.page.keyboard.type('two');
    await chat.page.keyboard.press('Enter');
    assert.deepEqual(await chat.posted('send'), [{ type: 'send', text: 'one\ntwo', attachments: [] }]);
    await chat.settled();
    assert.equal(await chat.box.inputValue(), '');
  });

  it('sends with Ctrl+Enter only, if set so', async () => {
    const chat = await open({ context: { enterBehavior: 'newline' } });
    await chat.box.click();
    await chat.page.keyboard.type('one');
    await chat.page.keyboard.press('Enter');
    await chat.page.keyboard.type('two');
    assert.deepEqual(await chat.posted('send'), []);
    await chat.page.keyboard.press('Control+Enter');
    assert.deepEqual(await chat.posted('send'), [{ type: 'send', text: 'one\ntwo', attachments: [] }]);
  });

  it('sends once for repeated or held Enter', async () => {
    const chat = await open();
    await chat.box.fill('one');
    await chat.page.keyboard.down('Enter');
    for (let repeat = 0; repeat < 5; repeat++) await chat.page.keyboard.down('Enter');
    await chat.page.keyboard.up('Enter');
    await chat.box.press('Enter');
    assert.deepEqual(await chat.posted('send'), [{ type: 'send', text: 'one', attachments: [] }]);
  });

  it('does not send white space, or anything without a workflow', async () => {
    const chat = await open();
    await chat.box.fill(' \n ');
    await chat.box.press('Enter');
    await chat.setContext({ workflows: [] });
    await chat.box.fill('hello');
    await chat.box.press('Enter');
    await chat.page.getByRole('alert').filter({ hasText: 'Not sent: no workflow is selected.' }).waitFor();
    assert.deepEqual(await chat.posted('send'), []);
    assert.equal(await chat.box.inputValue(), 'hello');
    await chat.button('Add workflow').click();
    await chat.button('Try the demo workflow').click();
    assert.equal((await chat.posted('addWorkflow')).length, 1);
    assert.equal((await chat.posted('tryDemo')).length, 1);
  });

  it('shows Stop while a run is open; the button and Escape stop it', async () => {
    const chat = await open({ events: [story.started(), story.sent('t1', 'hi')] });
    await chat.button('Stop').click();
    await chat.box.press('Escape');
    assert.equal((await chat.posted('stop')).length, 2);
    await chat.emit(story.stopped('t1r1'));
    assert.equal(await chat.button('Stop').count(), 0);
    await chat.box.press('Escape');
    assert.equal((await chat.posted('stop')).length, 2);
  });

  it('grows with its text up to two fifths of the height', async () => {
    const chat = await open({ height: 600 });
    const height = async () => (await chat.box.boundingBox())?.height ?? 0;
    const before = await height();
    await chat.box.fill('a\nb\nc\nd');
    await chat.settled();
    assert.ok((await height()) > before + 40);
    await chat.box.fill('line\n'.repeat(100));
    await chat.settled();
    assert.ok((await height()) <= 240 && (await height()) > 200, String(await height()));
    await chat.box.fill('');
    await chat.settled();
    assert.equal(await height(), before);
  });

  it('recalls sent messages with the arrow keys in an empty box', async () => {
    const chat = await open({
      events: [story.started(), ...turn('t1', 'first', 'a'), ...turn('t2', 'second', 'b')],
    });
    await chat.box.click();
    for (const expected of ['second', 'first', 'first']) {
      await chat.page.keyboard.press('ArrowUp');
      await chat.settled();
      assert.equal(await chat.box.inputValue(), expected);
    }
    for (const expected of ['second', '']) {
      await chat.page.keyboard.press('ArrowDown');
      await chat.settled();
      assert.equal(await chat.box.inputValue(), expected);
    }
    await chat.box.fill('typed');
    await chat.page.keyboard.press('ArrowUp');
    await chat.settled();
    assert.equal(await chat.box.inputValue(), 'typed');
  });

  it('moves within a recalled message of several lines before it goes to another one', async () => {
    const chat = await open({
      events: [story.started(), ...turn('t1', 'first', 'a'), ...turn('t2', 'second\nof two lines', 'b')],
    });
    await chat.box.click();
    const press = async (key: string, expected: string) => {
      await chat.page.keyboard.press(key);
      await chat.settled();
      assert.equal(await chat.box.inputValue(), expected);
    };
    await press('ArrowUp', 'second\nof two lines');
    await press('ArrowUp', 'second\nof two lines');
    await press('ArrowUp', 'first');
    await press('ArrowDown', 'second\nof two lines');
    await press('ArrowUp', 'second\nof two lines');
    await press('ArrowDown', 'second\nof two lines');
    await press('ArrowDown', '');
  });

  it('keeps the draft of each conversation across a reload', async () => {
    const events = [story.started()];
    const chat = await open({ events });
    await chat.box.fill('not yet sent');
    await chat.page.evaluate(() => window.dispatchEvent(new Event('pagehide')));
    const state = await chat.state();
    const again = await open({ events, state });
    assert.equal(await again.box.inputValue(), 'not yet sent');
    const other = await open({ events: [story.started('c2')], state });
    assert.equal(await other.box.inputValue(), '');
  });

  it('restores a returned draft next to text typed meanwhile', async () => {
    const chat = await open({ events: [story.started()] });
    await chat.box.fill('new words');
    await chat.say({ type: 'restoreDraft', text: 'old words', attachments: [] });
    assert.equal(await chat.box.inputValue(), 'new words\n\nold words');
    await chat.say({ type: 'restoreDraft', text: 'old words', attachments: [] });
    assert.equal(await chat.box.inputValue(), 'new words\n\nold words');
  });

  it('restores a returned draft that is a part of a word typed meanwhile, and only once', async () => {
    const chat = await open({ events: [story.started()] });
    await chat.box.fill('look at this');
    for (let times = 0; times < 2; times++) {
      await chat.say({ type: 'restoreDraft', text: 'ok', attachments: [] });
      assert.equal(await chat.box.inputValue(), 'look at this\n\nok');
    }
    await chat.say({ type: 'restoreDraft', text: '', attachments: [] });
    assert.equal(await chat.box.inputValue(), 'look at this\n\nok');
  });

  it('folds a long paste into a chip and sends it with the text', async () => {
    const chat = await open();
    const long = 'word '.repeat(500);
    await chat.box.fill('About this:');
    await chat.box.evaluate((element, data) => {
      const clipboardData = new DataTransfer();
      clipboardData.setData('text/plain', data);
      element.dispatchEvent(
        new ClipboardEvent('paste', { clipboardData, bubbles: true, composed: true, cancelable: true }),
      );
    }, long);
    await chat.settled();
    assert.equal(await chat.box.inputValue(), 'About this:');
    await chat.page.getByRole('listitem', { name: 'Pasted text, lines: 1, characters: 2,500' }).waitFor();
    await chat.button('Send').click();
    assert.deepEqual(
      (await chat.posted('send')).map((message) => message.text),
      [`About this:\n\n${long}`],
    );
  });

  it('attaches https URLs only, as removable chips', async () => {
    const chat = await open();
    await chat.button('Attach').click();
    await chat.page.getByRole('menuitem', { name: 'Add by URL…' }).click();
    const field = chat.page.getByRole('textbox', { name: 'Public URL (https)' });
    for (const wrong of [
      '',
      'http://a.example/x.png',
      'javascript:alert(1)',
      'not an address',
      'file:///etc/passwd',
    ]) {
      await field.fill(wrong);
      await field.press('Enter');
      assert.equal(
        await chat.page.getByText('Enter a complete URL that begins with https://.').count(),
        1,
        wrong,
      );
    }
    await field.fill('https://a.example/sound.mp3');
    await chat.button('Add').click();
    await chat.settled();
    await chat.button('Attach').click();
    await chat.page.getByRole('menuitem', { name: 'Add by URL…' }).click();
    await field.fill('https://a.example/cat.png');
    await field.press('Enter');
    await chat.settled();
    await chat.button('Remove sound.mp3').click();
    await chat.button('Send').click();
    assert.deepEqual(await chat.posted('send'), [
      {
        type: 'send',
        text: '',
        attachments: [{ kind: 'image', url: 'https://a.example/cat.png', name: 'cat.png' }],
      },
    ]);
  });

  it('shows queued messages, which can be removed, or sent while nothing runs', async () => {
    const queued = { type: 'messageQueued', queueId: 'q1', text: 'and then', attachments: [] } as const;
    const chat = await open({ events: [story.started(), story.sent('t1', 'hi'), queued] });
    assert.equal(await chat.button('Send now').count(), 0);
    await chat.button('Remove from the queue').click();
    assert.deepEqual(await chat.posted('removeQueued'), [{ type: 'removeQueued', queueId: 'q1' }]);
    await chat.emit(story.stopped('t1r1'));
    await chat.button('Send now').click();
    assert.deepEqual(await chat.posted('sendQueued'), [{ type: 'sendQueued', queueId: 'q1' }]);
  });

  it('does not take the focus', async () => {
    const chat = await open({ events: [story.started()] });
    const focused = () => chat.page.evaluate(() => document.activeElement?.localName);
    assert.equal(await focused(), 'body');
    await chat.emit(story.sent('t1', 'hi'), story.message('t1r1', 'Which?'), ...story.waiting('t1r1'));
    assert.equal(await focused(), 'body');
    await chat.say({ type: 'navigate', target: 'composer' });
    assert.equal(await focused(), 'vscode-text-area');
  });
});
