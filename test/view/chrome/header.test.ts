import assert from 'node:assert/strict';
import type { ChatPageOptions } from '../support/chatPage';
import { chatPages } from '../support/hooks';
import { story, turn } from '../support/story';

const own = (name: string, service: string): ChatPageOptions => ({
  context: {
    workflows: [{ key: 'w', name, host: service, isDemo: false }],
    selectedWorkflow: 'w',
    token: 'stored',
    service,
  },
});

describe('the header of the chat', () => {
  const open = chatPages();

  it('shows the workflow and its service, and opens the picker and the page "Connection"', async () => {
    const chat = await open(own('Helper', 'api.coze.cn · Alice'));
    await chat.button('Workflow: Helper. Change it').click();
    const service = chat.button('Connection: api.coze.cn · Alice');
    assert.equal(await service.innerText(), 'api.coze.cn · Alice');
    await service.press('Enter');
    assert.equal((await chat.posted('selectWorkflow')).length, 1);
    assert.equal((await chat.posted('showConnection')).length, 1);
  });

  it('keeps the spaces of a name in Chinese', async () => {
    const workflows = [{ key: 'w', name: '客服 机器人', host: 'api.coze.cn', isDemo: false }];
    const chat = await open({
      language: 'zh-cn',
      context: { workflows, selectedWorkflow: 'w', token: 'stored' },
    });
    await chat.page.getByRole('button', { name: '对话流：客服 机器人，点击切换', exact: true }).waitFor();
    await chat.page.getByRole('heading', { name: '与客服 机器人对话', exact: true }).waitFor();
  });

  it('keeps the buttons of the banner about a missing token side by side', async () => {
    const chat = await open({
      language: 'zh-cn',
      width: 300,
      events: [story.started(), ...turn('t1', 'a', 'One.')],
      context: {
        workflows: [{ key: 'demo', name: 'Helper', host: 'api.coze.cn', isDemo: false }],
        selectedWorkflow: 'demo',
        token: 'missing',
        canSignIn: true,
      },
    });
    const tops = await chat.page
      .locator('.banner vscode-button')
      .evaluateAll((all) => all.map((one) => one.getBoundingClientRect().top));
    assert.equal(tops.length, 2);
    assert.equal(tops[0], tops[1]);
  });

  it('has no service without a workflow', async () => {
    const chat = await open({ context: { workflows: [] } });
    assert.equal(await chat.page.locator('header button').count(), 0);
  });

  for (const language of ['en', 'zh-cn']) {
    it(`fits into 200 px with the longest names (${language})`, async () => {
      const long = own(
        'A workflow with a long name 一个名称很长的对话流',
        'coze.intranet.example.com:8888 · 张三丰',
      );
      const chat = await open({ ...long, language, width: 240 });
      for (const width of [240, 200]) {
        await chat.page.setViewportSize({ width, height: 600 });
        const boxes = await chat.page
          .locator('header button span')
          .evaluateAll((all) => all.map((one) => one.getBoundingClientRect().toJSON() as DOMRect));
        assert.equal(boxes.length, 2);
        const [workflow, service] = boxes as [DOMRect, DOMRect];
        assert.ok(workflow.right <= service.left && service.right <= width, JSON.stringify(boxes));
        for (const { width: shown } of boxes)
          assert.ok(shown > 60, `${String(shown)} px are too few to read`);
        assert.equal(workflow.top, service.top);
      }
    });
  }
});
