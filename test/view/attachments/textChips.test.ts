import assert from 'node:assert/strict';
import type { ChatPage } from '../support/chatPage';
import { chatPages } from '../support/hooks';
import { story } from '../support/story';
import { report, transfer, upload } from '../support/transfers';

const token = 'pat_abcdefghijklmnopqrstuvwxyz0123456789';
const chip = (chat: ChatPage) => chat.page.getByRole('list', { name: 'Attachments' }).getByRole('listitem');

describe('the chip of a selection', () => {
  const open = chatPages();

  async function withSnippet(text: string, label = 'src/app.ts:3–4'): Promise<ChatPage> {
    const chat = await open({ events: [story.started()] });
    await chat.say({ type: 'addSnippet', label, text });
    await chip(chat).waitFor();
    return chat;
  }

  it('shows where it comes from and its size, and is sent after the typed text', async () => {
    const chat = await withSnippet('let a = 1;\nlet b = 2;');
    assert.equal(await chip(chat).getAttribute('aria-label'), 'src/app.ts:3–4, lines: 2, characters: 21');
    assert.deepEqual(await chat.posted('send'), []);
    await chat.box.fill('Why?');
    await chat.box.press('Enter');
    assert.deepEqual(await chat.posted('send'), [
      { type: 'send', text: 'Why?\n\nlet a = 1;\nlet b = 2;', attachments: [] },
    ]);
    await chip(chat).waitFor({ state: 'detached' });
  });

  it('is as high as the chip of a file', async () => {
    const chat = await withSnippet('let a = 1;');
    await report(chat, upload('a'));
    const heights = await chip(chat)
      .locator('.line')
      .evaluateAll((all) => all.map((one) => one.getBoundingClientRect().height));
    assert.equal(heights.length, 2);
    assert.equal(heights[0], heights[1]);
  });

  it('unfolds its text, which can be moved into the box', async () => {
    const chat = await withSnippet('let a = 1;');
    assert.equal(await chip(chat).getByText('let a = 1;').isVisible(), false);
    await chip(chat).locator('summary').press('Enter');
    assert.equal(await chip(chat).getByText('let a = 1;').isVisible(), true);
    await chat.box.fill('Look:');
    await chat.button('Move into the message box').click();
    await chat.settled();
    assert.equal(await chat.box.inputValue(), 'Look:\nlet a = 1;');
    assert.equal(await chip(chat).count(), 0);
  });

  const warnings: readonly (readonly [string, string, string])[] = [
    ['a token', `a\nb = "${token}"`, 'Seems to contain a key or token (lines: 2).'],
    ['seven tokens', `${token}\n`.repeat(7), 'Seems to contain a key or token (lines: 1, 2, 3, 4, 5, …).'],
    ['a direction mark', 'a\u202eb\u200b', 'Contains invisible characters (2) that the workflow can read.'],
    ['tag characters', '\u{E0041}\u{E0042}', 'Contains invisible characters (2) that the workflow can read.'],
    ['emoji and a flag', '👩‍💻 🏴󠁧󠁢󠁥󠁮󠁧󠁿', ''],
  ];
  for (const [name, text, warning] of warnings) {
    it(`warns of what the user may not see: ${name}`, async () => {
      const chat = await withSnippet(text);
      const shown = await chip(chat).locator('.warning').allTextContents();
      assert.deepEqual(
        shown.map((words) => words.trim()),
        warning === '' ? [] : [warning],
      );
      assert.ok((await chip(chat).getAttribute('aria-label'))?.endsWith(warning));
    });
  }

  it('shows invisible characters by their code points', async () => {
    const chat = await withSnippet('if (a\u202e == b) \u{E0041}🏴󠁧󠁢󠁥󠁮󠁧󠁿');
    assert.equal(await chip(chat).locator('pre').textContent(), 'if (aU+202E == b) U+E0041🏴󠁧󠁢󠁥󠁮󠁧󠁿');
    assert.deepEqual(await chip(chat).locator('mark').allTextContents(), ['U+202E', 'U+E0041']);
  });

  it('shows a hostile label as text on one line', async () => {
    const chat = await withSnippet('a', '<img src=x>\u202e\n.ts:1');
    assert.equal(await chip(chat).getAttribute('aria-label'), '<img src=x> .ts:1, lines: 1, characters: 1');
    assert.equal(await chip(chat).locator('img').count(), 0);
  });

  it('is part of the draft across a reload, with pastes and URLs', async () => {
    const chat = await withSnippet('let a = 1;');
    await transfer(chat, 'paste', { data: { 'text/plain': 'word '.repeat(500) } });
    await chat.page.evaluate(() => window.dispatchEvent(new Event('pagehide')));
    const again = await open({ events: [story.started()], state: await chat.state() });
    await chip(again).first().waitFor();
    assert.equal(await chip(again).count(), 2);
  });
});
