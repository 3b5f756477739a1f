import assert from 'node:assert/strict';
import { copyOfMessage } from '../../../../src/host/messages/messageCopy';
import type { ChatEvent } from '../../../../src/shared/conversation/chatEvent';
import type { MessageBody } from '../../../../src/shared/conversation/content';
import { after, whole } from '../../shared/conversation/building';

const said = (text: string, body: MessageBody): ChatEvent => ({
  type: 'messageCompleted',
  runId: 'r1',
  messageId: 'm1',
  role: body.type === 'tool' ? 'tool' : 'assistant',
  text,
  body,
});

function copied(event: ChatEvent, language: 'en' | 'zh' = 'en'): Promise<string | undefined> {
  return copyOfMessage(after(event), 'r1/0', language);
}

describe('copyOfMessage', () => {
  it('returns the Markdown of the service unchanged', async () => {
    const texts = [
      '# An *answer*\n\n- one  \n- two\n\n\n| a | b |\n|---|---|\n| 1 | 2 |',
      '  <div onclick="x">HTML</div>, `![no image](https://example.com/a.png)` and \\<escaped>\r\n',
      '```html\n<img src="https://example.com/a.png">\n![x](https://example.com/b.png)\n```',
      '[a link](https://example.com) and $x^2$',
    ];
    for (const text of texts) assert.equal(await copied(whole('m1', text)), text);
  });

  it('omits the reasoning', async () => {
    assert.equal(await copied(whole('m1', '<think>\nhm\n</think>\n\nSo **yes**.')), 'So **yes**.');
  });

  it('replaces an image with a link', async () => {
    const text = 'See <b>this</b>:\n\n![a chart](https://example.com/i.png "t")\n\nand *that*';
    assert.equal(
      await copied(whole('m1', text)),
      'See <b>this</b>:\n\n[a chart](https://example.com/i.png "t")\n\nand *that*',
    );
  });

  it('contains the question of a card and the chosen option', async () => {
    const question = { type: 'options', title: 'Which colour?', options: ['Red', 'Green'] } as const;
    const card = said('Which colour?', { type: 'card', raw: '{"x":1}', question });
    assert.equal(await copied(card), 'Which colour?\n\n- [ ] Red\n- [ ] Green');
    const answered: ChatEvent = {
      type: 'interruptAnswered',
      turnId: 't1',
      runId: 'r2',
      text: 'Green',
      at: 3,
    };
    const waiting: ChatEvent = { type: 'runWaiting', runId: 'r1', at: 2 };
    const conversation = after(card, waiting, answered);
    assert.equal(await copyOfMessage(conversation, 'r1/0', 'en'), 'Which colour?\n\n- [ ] Red\n- [x] Green');
  });

  it('lists the fields of a card', async () => {
    const fields = [
      { name: 'city', type: 'string', required: true },
      { name: 'days', type: 'integer', required: false },
    ];
    const card = said('Where?', {
      type: 'card',
      raw: '{"x":1}',
      question: { type: 'inputs', title: 'Where?', fields },
    });
    const copy = (await copied(card)) ?? '';
    assert.match(copy, /^Where\?\n\n- city.*\n- days/);
    assert.doesNotMatch(copy, /"x"/);
  });

  it('contains the type, name and URL of each file, in the display language', async () => {
    const body: MessageBody = {
      type: 'media',
      items: [{ kind: 'image', url: 'https://example.com/cat.png', name: 'cat.png' }],
    };
    assert.equal(
      await copied(said('A cat', body)),
      'A cat\n\n- Image cat.png: <https://example.com/cat.png>',
    );
    assert.match((await copied(said('', body), 'zh')) ?? '', /图片/);
  });

  it('returns the text of a tool', async () => {
    assert.equal(await copied(said('{"a": 1}', { type: 'tool', tool: 'output' })), '{"a": 1}');
  });

  it('returns the text of a message of the user', async () => {
    assert.equal(await copyOfMessage(after(), 't1', 'en'), 'Hello');
    assert.equal(await copyOfMessage(after(), 'gone/0', 'en'), undefined);
  });
});
