import assert from 'node:assert/strict';
import type { ChatEvent } from '../../../src/shared/conversation/chatEvent';
import { seriousViolations } from '../support/axe';
import { chatPages } from '../support/hooks';
import { authError, story } from '../support/story';

const started: ChatEvent = {
  ...(story.started() as Extract<ChatEvent, { type: 'conversationStarted' }>),
  replayOf: { runId: 'r1' },
};
const context = { loadsCozeMedia: true };
const debugUrl: ChatEvent = {
  type: 'debugUrlReceived',
  runId: 't1r1',
  url: 'https://www.coze.cn/work_flow?execute_id=1',
  isTrusted: true,
};
const endings: Readonly<Record<string, readonly ChatEvent[]>> = {
  completed: [
    story.message(
      't1r1',
      '![a](https://lf3-static.bytednsdoc.com/a.png) answer [a link](https://x.test) https://y.test [![b](https://x.test/b.png)](https://x.test)',
    ),
    story.message('t1r1', '', {
      id: 'm2',
      body: { type: 'media', items: [{ kind: 'file', url: 'https://x.test/a.txt', name: 'a.txt' }] },
    }),
    { type: 'followUpSuggested', runId: 't1r1', text: 'And then?' },
    debugUrl,
    story.completed('t1r1'),
  ],
  waiting: [story.message('t1r1', 'Which answer?'), ...story.waiting('t1r1')],
  stopped: [story.delta('t1r1', 'Half an answer'), story.stopped('t1r1')],
  failed: [story.delta('t1r1', 'Half an answer'), debugUrl, story.failed('t1r1', authError)],
};

describe('A replay', () => {
  const open = chatPages();

  for (const [outcome, events] of Object.entries(endings)) {
    it(`is marked, and offers nothing that sends or opens something: ${outcome}`, async () => {
      const chat = await open({ context, events: [started, story.sent('t1', 'hello'), ...events] });
      const { page } = chat;
      await chat.log.locator(`[data-state=${outcome}]`, { hasText: 'answer' }).first().waitFor();
      await page.getByRole('note').getByText('Replay of a recorded run').waitFor();
      const names = await page
        .locator('article')
        .getByRole('button')
        .evaluateAll((all) =>
          all.map((one) => one.getAttribute('aria-label') ?? (one.textContent || '').trim()),
        );
      assert.deepEqual(
        names.filter((name) => !/^Copy/.test(name)),
        [],
      );
      assert.equal(await page.locator('article a, form, textarea, vscode-text-area').count(), 0);
      assert.deepEqual(await chat.posted('loadMedia'), []);
      assert.deepEqual(await seriousViolations(page), []);
    });
  }

  it('shows links and images as text, with the address of a link on hover', async () => {
    const events = [started, story.sent('t1', 'hello'), ...(endings['completed'] ?? [])];
    const chat = await open({ context, events });
    const answer = chat.log.locator('[data-article="t1r1/0"] .md-block');
    assert.equal(await answer.innerText(), 'a answer a link https://y.test b');
    assert.equal(await answer.getByText('a link').getAttribute('title'), 'https://x.test');
    await chat.log.getByText('a.txt', { exact: true }).waitFor();
  });

  it('can be stopped while it runs', async () => {
    const events = [started, story.sent('t1', 'hello'), story.delta('t1r1', 'Half')];
    const chat = await open({ context, events });
    await chat.page.getByRole('button', { name: 'Stop' }).click();
    assert.equal((await chat.posted('stop')).length, 1);
  });

  it('is marked in Chinese', async () => {
    const chat = await open({ language: 'zh-cn', events: [started, story.sent('t1', 'hello')] });
    await chat.page.getByText('这是运行记录的回放').waitFor();
  });
});
