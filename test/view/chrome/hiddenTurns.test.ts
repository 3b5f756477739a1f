import assert from 'node:assert/strict';
import { chatPages } from '../support/hooks';
import { story, turn } from '../support/story';

const three = [
  story.started(),
  ...turn('t1', 'one', 'first'),
  ...turn('t2', 'two', 'second'),
  ...turn('t3', 'three', 'third'),
];

describe('a hidden message', () => {
  const open = chatPages();

  it('leaves a note with Undo, which shows the last one again', async () => {
    const chat = await open({ events: [...three, { type: 'turnHidden', turnId: 't2' }] });
    await chat.button('Hide from view').first().click();
    await chat.emit({ type: 'turnHidden', turnId: 't1' });
    await chat.page.getByText('Hidden. Undo is above the conversation.').waitFor({ state: 'attached' });
    assert.match((await chat.page.locator('.hidden-turns').textContent()) ?? '', /2 hidden/);
    await chat.button('Undo').click();
    assert.deepEqual(await chat.posted('showTurn'), [{ type: 'showTurn', turnId: 't1' }]);
    await chat.emit({ type: 'turnShown', turnId: 't1' });
    assert.equal(await chat.log.getByText('first').count(), 1);
    assert.equal(await chat.log.getByText('second').count(), 0);
    assert.equal(await chat.button('Undo').count(), 0);
  });

  it('can be shown again after a reload, with all others', async () => {
    const hidden = ['t1', 't3'].map((turnId) => ({ type: 'turnHidden', turnId }) as const);
    const chat = await open({ events: [...three, ...hidden] });
    assert.match((await chat.page.locator('.hidden-turns').textContent()) ?? '', /2 hidden/);
    await chat.button('Show').click();
    assert.deepEqual(
      (await chat.posted('showTurn')).map(({ turnId }) => turnId),
      ['t1', 't3'],
    );
    await chat.emit({ type: 'turnShown', turnId: 't1' }, { type: 'turnShown', turnId: 't3' });
    assert.equal(await chat.page.locator('.hidden-turns').count(), 0);
    assert.equal(await chat.log.locator('article').count(), 6);
  });

  it('leaves a note even if it was the only one', async () => {
    const chat = await open({
      events: [story.started(), ...turn('t1', 'one', 'first'), { type: 'turnHidden', turnId: 't1' }],
      language: 'zh-cn',
    });
    assert.match((await chat.page.locator('.hidden-turns').textContent()) ?? '', /已隐藏 1 条/);
    assert.equal(await chat.button('显示').count(), 1);
  });
});
