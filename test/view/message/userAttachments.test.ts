import assert from 'node:assert/strict';
import type { ChatEvent } from '../../../src/shared/conversation/chatEvent';
import { chatPages } from '../support/hooks';
import { story } from '../support/story';

describe('the attachments of a sent message', () => {
  const open = chatPages();

  const sent: ChatEvent = {
    type: 'messageSent',
    turnId: 't1',
    runId: 't1r1',
    text: '',
    attachments: [
      { kind: 'file', fileId: '7', name: '<b>report</b>.pdf', size: 1_234_567 },
      { kind: 'image', url: 'https://a.example/cat.png', name: 'cat.png' },
      { kind: 'audio', fileId: '8' },
    ],
    at: 1,
  };

  for (const [language, expected] of [
    ['en', ['<b>report</b>.pdf File, 1.2 MB', 'cat.png Image from a.example', 'Audio stored on the service']],
    ['zh-cn', ['<b>report</b>.pdf 文件，1.2 MB', 'cat.png 来自 a.example 的图片', '保存在服务端的音频']],
  ] as const) {
    it(`are listed by name and size (${language})`, async () => {
      const chat = await open({ language, events: [story.started(), sent] });
      const items = chat.log.locator('article[data-role=user] .media li');
      const texts = await items.evaluateAll((all) =>
        all.map((item) => [...item.children].map((part) => part.textContent).join(' ')),
      );
      assert.deepEqual(texts, expected);
      assert.equal(await items.getByRole('button').count(), 0);
    });
  }
});
