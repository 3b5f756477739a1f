import assert from 'node:assert/strict';
import { chatPages } from '../support/hooks';
import { story } from '../support/story';

describe('calls and outputs of tools', () => {
  const open = chatPages();

  async function shown(content: string): Promise<string> {
    const events = [
      story.started(),
      story.sent('t1', 'a'),
      story.message('t1r1', content, { id: 'f', role: 'tool', body: { type: 'tool', tool: 'output' } }),
      story.completed('t1r1'),
    ];
    const chat = await open({ events });
    const tool = chat.log.locator('article[data-role=tool]');
    await tool.locator('summary').click();
    return (await tool.locator('pre').textContent()) ?? '';
  }

  it('keep every digit as written', async () => {
    const content =
      '{"plugin_id":7281192623887548473,"price":1.10,"tiny":1e-400,"list":[0.12345678901234567890,{}],"none":[ ],"text":"a\\"{,:7 "}';
    assert.equal(
      await shown(content),
      [
        '{',
        '  "plugin_id": 7281192623887548473,',
        '  "price": 1.10,',
        '  "tiny": 1e-400,',
        '  "list": [',
        '    0.12345678901234567890,',
        '    {}',
        '  ],',
        '  "none": [],',
        '  "text": "a\\"{,:7 "',
        '}',
      ].join('\n'),
    );
  });

  it('are unchanged if they are not JSON', async () => {
    for (const content of ['{"a": 1', '7281192623887548473', '[plain] words']) {
      assert.equal(await shown(content), content);
    }
  });

  it('show their beginning even if nested deeper than the stack', async () => {
    const text = await shown('[7281192623887548473,'.repeat(20_000) + '1' + ']'.repeat(20_000));
    assert.ok(text.startsWith('[\n  7281192623887548473,\n  ['));
    assert.ok(text.length <= 20_000);
  });

  it('say that they are cut and can be copied whole, like the data of a card', async () => {
    const raw = JSON.stringify({ list: 'y'.repeat(30_000) });
    const events = [
      story.started(),
      story.sent('t1', 'a'),
      story.message('t1r1', raw, { id: 'f', role: 'tool', body: { type: 'tool', tool: 'output' } }),
      story.message('t1r1', '', { id: 'c', body: { type: 'card', raw } }),
      story.completed('t1r1'),
    ];
    const chat = await open({ events });
    for (const role of ['tool', 'assistant']) {
      const article = chat.log.locator(`article[data-role=${role}]`);
      await article.locator('summary').click();
      await article.getByText('Only the first 20,000 characters are shown.').waitFor();
      await article.locator('details').getByRole('button', { name: 'Copy message' }).click();
      assert.deepEqual((await chat.posted('copyText')).at(-1), { type: 'copyText', text: raw });
    }
    assert.equal((await chat.posted('copyText')).length, 2);
  });
});
