import assert from 'node:assert/strict';
import { chatPages } from '../support/hooks';
import { story } from '../support/story';

describe('Thoughts within an answer', () => {
  const open = chatPages();

  it('are folded while the answer is written and afterwards, and never shown with their tags', async () => {
    const chat = await open({ events: [story.started(), story.sent('t1', 'one'), story.chat('t1r1')] });
    const text = '<think>\nSecret plan\n</think>\n\nThe **answer**';
    const answer = chat.log.locator('article[data-role=assistant]');
    for (const letter of text) {
      await chat.emit(story.delta('t1r1', letter));
      assert.doesNotMatch(await answer.innerText(), /[<>]|Secret/);
    }
    await chat.emit(story.message('t1r1', text), story.completed('t1r1'));
    assert.equal(await answer.locator('.md-block').innerText(), 'The answer');
    await answer.locator('.reasoning summary').click();
    await answer.getByText('Secret plan').waitFor();
  });
});
