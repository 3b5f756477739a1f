import assert from 'node:assert/strict';
import { useWorkbench } from '../support/useWorkbench';

describe('With Chinese as the display language', () => {
  const ui = useWorkbench(
    () => ({ language: 'zh-cn' }),
    async (workbench) => {
      await workbench.runCommand('试用演示对话流');
      await workbench.chat.textbox('消息').waitFor();
    },
  );

  it('shows commands, view and answers in Chinese', async () => {
    const { chat } = ui.workbench;
    const composer = chat.textbox('消息');
    await composer.fill('你好');
    await composer.press('Enter');
    await chat.answers('演示', 'completed').last().waitFor();
    await chat.button('发送').waitFor();
    assert.equal(await chat.messages('你好').count(), 1);
  });

  it('shows no English word in the view', async () => {
    const { chat } = ui.workbench;
    const texts = await chat.names();
    assert.ok(texts.length > 5);
    const english = texts.filter((text) =>
      /[A-Za-z]{4,}/.test(text.replaceAll(/Markdown|Coze|Token|Enter|Shift|Ctrl/g, '')),
    );
    assert.deepEqual(english, []);
  });
});
