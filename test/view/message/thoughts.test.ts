import assert from 'node:assert/strict';
import { chatPages } from '../support/hooks';
import { story } from '../support/story';

describe('thoughts at the beginning of an answer', () => {
  const open = chatPages();

  it('are folded while streaming and afterwards, and never shown with their tags', async () => {
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

describe('thoughts after the first text of an answer', () => {
  const open = chatPages();

  it('are not part of the streamed text', async () => {
    const chat = await open({ events: [story.started(), story.sent('t1', 'one'), story.chat('t1r1')] });
    const answer = chat.log.locator('article[data-role=assistant]');
    for (const delta of ['First', '\n\n', '<thi', 'nk>Secret', ' plan</think>', '\n\nThe ', 'answer']) {
      await chat.emit(story.delta('t1r1', delta));
      assert.doesNotMatch(await answer.innerText(), /[<>]|Secret|plan/);
    }
    assert.deepEqual(await answer.locator('.md-block').allInnerTexts(), ['First', 'The answer']);
  });
});

describe('answers streamed in parallel', () => {
  const open = chatPages();

  it('each receive their own deltas, also in one batch', async () => {
    const chat = await open({ events: [story.started(), story.sent('t1', 'one'), story.chat('t1r1')] });
    const answers = chat.log.locator('article[data-role=assistant] .md-block');
    await chat.emit(story.delta('t1r1', 'red ', 'a'), story.delta('t1r1', 'sun ', 'b'));
    await chat.emit(story.delta('t1r1', 'blue', 'b'), story.delta('t1r1', 'pink', 'a'));
    await chat.emit(story.delta('t1r1', '<think>no', 'a'), story.delta('t1r1', ' sky', 'b'));
    assert.deepEqual(await answers.allInnerTexts(), ['red pink<think>no', 'sun blue sky']);
  });
});
