import assert from 'node:assert/strict';
import { errorInfo, reasons, type ErrorReason } from '../../../src/shared/errorInfo';
import type { ChatEvent } from '../../../src/shared/conversation/chatEvent';
import { chatPages } from '../support/hooks';
import { story } from '../support/story';

const started: ChatEvent = {
  type: 'conversationStarted',
  conversationId: 'c1',
  workflow: { key: 'demo', name: 'Demo', workflowId: '1', origin: 'demo:' },
  at: 1,
};

describe('a conversation with the demo', () => {
  const open = chatPages();

  for (const language of ['en', 'zh-cn']) {
    it(`offers no remedy that does not apply to the demo (${language})`, async () => {
      const chat = await open({ language, events: [started] });
      const foreign = /Coze|扣子|demo\.invalid|token|令牌|permission|权限/i;
      for (const [index, reason] of (Object.keys(reasons) as ErrorReason[]).entries()) {
        const id = `t${String(index)}`;
        const error = errorInfo(reason, {
          code: '4101',
          serviceMessage: 'The token you entered does not have permission',
          params: { host: 'demo.invalid' },
        });
        await chat.emit(story.sent(id, 'hello'), story.failed(`${id}r1`, error));
        const words = await chat.log.getByRole('alert').last().innerText();
        if (error.kind !== 'server') assert.doesNotMatch(words, foreign, reason);
        else assert.doesNotMatch(words.replaceAll(error.serviceMessage ?? '', ''), foreign, reason);
      }
    });
  }

  it('mentions neither Coze nor its charges when stopped, and has no debug page', async () => {
    const chat = await open({
      events: [
        started,
        story.sent('t1', 'hello'),
        { type: 'debugUrlReceived', runId: 't1r1', url: 'https://www.coze.cn/x', isTrusted: true },
      ],
    });
    assert.equal(await chat.page.locator('vscode-button', { hasText: 'Stop' }).getAttribute('title'), 'Stop');
    await chat.emit(story.message('t1r1', 'Half'), story.stopped('t1r1'));
    assert.match(await chat.log.innerText(), /Stopped/);
    assert.doesNotMatch(await chat.log.innerText(), /Coze|bill/);
    assert.equal(await chat.page.getByRole('link', { name: 'Open debug page' }).count(), 0);
    const hints = await chat.log
      .locator('[title]')
      .evaluateAll((all) => all.map((one) => one.getAttribute('title')));
    for (const hint of hints) assert.doesNotMatch(hint ?? '', /Coze/);
  });
});
