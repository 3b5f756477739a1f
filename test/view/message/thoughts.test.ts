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

describe('long thoughts', () => {
  const open = chatPages();

  it('are laid out in pieces, of which new thoughts change the last only', async () => {
    const thought = (text: string) =>
      ({ type: 'reasoningAppended', runId: 't1r1', messageId: 'm1', text }) as const;
    const chat = await open({
      events: [
        story.started(),
        story.sent('t1', 'hi'),
        story.chat('t1r1'),
        thought('this and that '.repeat(10_000)),
      ],
    });
    const thoughts = chat.log.locator('details.reasoning');
    await thoughts.locator('summary').click();
    const pieces = thoughts.locator('.plain');
    await pieces.first().waitFor();
    const lengths = await pieces.evaluateAll((all) => all.map((one) => one.textContent?.length ?? 0));
    assert.equal(
      lengths.reduce((sum, length) => sum + length),
      140_000,
    );
    assert.ok(Math.max(...lengths) <= 16_000, String(lengths));
    await pieces.evaluateAll((all) =>
      all.forEach((one, index) => one.setAttribute('data-piece', String(index))),
    );
    await thoughts.evaluate((element) => {
      const changed = new Set<string>();
      Object.assign(globalThis, { changedPieces: changed });
      new MutationObserver((changes) => {
        for (const { target } of changes) {
          const piece = target instanceof Text ? target.parentElement : (target as Element);
          changed.add(piece?.getAttribute('data-piece') ?? piece?.localName ?? '');
        }
      }).observe(element, { subtree: true, characterData: true, childList: true });
    });
    await chat.emit(thought('and more'));
    assert.deepEqual(
      await chat.page.evaluate(() => [
        ...(globalThis as unknown as { changedPieces: Set<string> }).changedPieces,
      ]),
      [String(lengths.length - 1)],
    );
  });

  it('are copied as a whole, although only their beginning is shown', async () => {
    const whole = 'this and that '.repeat(20_000);
    const chat = await open({
      events: [
        story.started(),
        story.sent('t1', 'hi'),
        story.chat('t1r1'),
        { type: 'reasoningAppended', runId: 't1r1', messageId: 'm1', text: whole },
      ],
    });
    const thoughts = chat.log.locator('details.reasoning');
    await thoughts.locator('summary').click();
    await thoughts.getByText('Copy includes everything.').waitFor();
    await thoughts.getByRole('button', { name: 'Copy' }).click();
    assert.deepEqual(await chat.posted('copyText'), [{ type: 'copyText', text: whole }]);
  });
});
