import assert from 'node:assert/strict';
import { chatPages } from '../support/hooks';
import { authError, story, turn } from '../support/story';

describe('a copy', () => {
  const open = chatPages();

  it('is confirmed at the button and announced', async () => {
    const chat = await open({
      events: [
        story.started(),
        ...turn('t1', 'one', 'two\n\n```js\nlet a;\n```'),
        story.sent('t2', 'fails'),
        story.failed('t2r1', authError),
      ],
    });
    const answer = chat.log.locator('article[data-role=assistant]').first();
    const buttons = [
      answer.getByRole('button', { name: 'Copy message' }),
      answer.getByRole('button', { name: 'Copy', exact: true }),
      chat.log.locator('article[data-role=user]').first().getByRole('button', { name: 'Copy message' }),
      chat.log.getByRole('button', { name: /Copy (the )?log ID/i }),
    ];
    for (const button of buttons) {
      await button.locator('xpath=ancestor::article').hover({ position: { x: 5, y: 5 } });
      const title = await button.getAttribute('title');
      const before = await button.screenshot();
      await button.click();
      assert.equal(await button.getAttribute('title'), 'Copied');
      assert.notDeepEqual(await button.screenshot(), before);
      await chat.page.getByText('Copied', { exact: false }).first().waitFor({ state: 'attached' });
      await chat.page.locator('[data-copied]').waitFor({ state: 'detached' });
      assert.equal((await button.getAttribute('title')) ?? '', title ?? '');
    }
    assert.equal((await chat.posted('copyMessage')).length, 1);
    assert.equal((await chat.posted('copyText')).length, buttons.length - 1);
  });
});

describe('an answer', () => {
  const open = chatPages();

  it('has a heading for screen readers, like the message before it', async () => {
    const chat = await open({ events: [story.started(), ...turn('t1', 'one', 'two\n\nthree')] });
    const headings = chat.log.getByRole('heading', { level: 2 });
    assert.deepEqual(await headings.allTextContents(), ['You said', 'Demo answered']);
    await chat.emit(story.sent('t2', 'more'), story.delta('t2r1', 'So '));
    assert.equal(await headings.last().textContent(), 'Demo is answering');
    const rows = chat.log.locator('article').last().locator(':scope > *');
    assert.equal(await rows.first().evaluate((element) => element.localName), 'h2');
  });
});
