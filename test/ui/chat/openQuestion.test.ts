import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { until } from '../support/until';
import { useService } from '../support/useService';
import { useWorkbench } from '../support/useWorkbench';
import { temporaryFolder } from '../../support/temporaryFolder';

const token = 'pat_OfTheUiTests0123456789abcdefghijklmnop';

describe('While the question of a workflow is open', () => {
  const service = useService({ tokens: [token] });
  const ui = useWorkbench(
    async () => {
      const folder = temporaryFolder('coze-folder-');
      await writeFile(join(folder, 'sum.ts'), 'export const sum = (a: number, b: number) => a + b;\n');
      return {
        folder,
        settings: {
          'coze.baseUrl': service.baseUrl,
          'coze.workflows': [{ name: 'Simulated', workflowId: '7500000000000000007' }],
        },
      };
    },
    async (workbench) => {
      await workbench.runCommand('Coze: Set access token');
      await workbench.answerInput(`Access token for ${service.baseUrl}`, token);
      await workbench.openFile('sum.ts');
      await workbench.page.locator('.monaco-editor .view-line').first().waitFor();
    },
  );
  const lastMessage = () => {
    const call = JSON.parse(service.calls.at(-1)?.body ?? '{}') as {
      conversation_id?: string;
      additional_messages: { content: string }[];
    };
    return { conversation: call.conversation_id, text: call.additional_messages.at(-1)?.content };
  };
  const ask = async () => {
    const { workbench } = ui;
    await workbench.runCommand('Coze: New conversation');
    await workbench.chat.text('Ask Simulated').waitFor();
    await workbench.chat.send('ask me');
    await workbench.chat.question.waitFor();
    return service.calls.length;
  };
  const askAboutSelection = async () => {
    const { workbench } = ui;
    await workbench.page.locator('.monaco-editor .view-line').first().click();
    await workbench.page.keyboard.press('Control+A');
    await workbench.page.keyboard.press('Control+K');
    await workbench.page.keyboard.press('Control+G');
    await workbench.answerInput('Ask Coze workflow about selection', 'What does it do?');
    await workbench.page.locator('.monaco-dialog-box', { hasText: 'waiting for your answer' }).waitFor();
  };

  it('selected code is sent as the answer only if the user chooses that', async () => {
    const { workbench } = ui;
    const before = await ask();
    await askAboutSelection();
    assert.equal(service.calls.length, before);
    await workbench.dialogButton('Cancel').click();
    await workbench.chat.composer.filter({ visible: true }).waitFor();
    await until(async () =>
      /What does it do\?[^]*export const sum/.test(await workbench.chat.composer.inputValue()),
    );
    assert.equal(service.calls.length, before);
    await workbench.chat.composer.fill('');
    await askAboutSelection();
    await workbench.dialogButton('New conversation').click();
    await workbench.chat.messages('What does it do?').waitFor();
    await workbench.chat.answers('', 'completed').waitFor();
    assert.equal(service.calls.length, before + 1);
    assert.equal(lastMessage().conversation, undefined);
    assert.equal(await workbench.chat.messages('ask me').count(), 0);
  });

  it('text of the message box goes to a new conversation, or is sent as the answer', async () => {
    const { workbench } = ui;
    const { chat } = workbench;
    const before = await ask();
    await chat.send('something else');
    await chat.button('Send in a new conversation').waitFor();
    assert.equal(service.calls.length, before);
    assert.equal(await chat.composer.inputValue(), 'something else');
    await chat.button('Send in a new conversation').click();
    await chat.messages('something else').waitFor();
    assert.equal(await chat.messages('ask me').count(), 0);
    assert.equal(lastMessage().conversation, undefined);
    assert.equal(await chat.composer.inputValue(), '');
    const again = await ask();
    await chat.send('noodles');
    await chat.button('Send as the answer').click();
    await chat.answers('Good choice: noodles', 'completed').waitFor();
    assert.equal(service.calls.length, again + 1);
    assert.match(lastMessage().conversation ?? '', /^\d+$/);
    assert.equal(lastMessage().text, 'noodles');
  });

  it('a hidden message can be shown again, at once and after a reload', async () => {
    const { workbench } = ui;
    const { chat } = workbench;
    await workbench.runCommand('Coze: New conversation');
    await chat.text('Ask Simulated').waitFor();
    await chat.ask('my name is Ada', 'Nice to meet you, Ada');
    const hide = async () => {
      await chat.messages('my name is Ada').hover();
      await chat.button('Hide from view').click();
      await chat.messages('my name is Ada').waitFor({ state: 'detached' });
    };
    await hide();
    await chat.button('Undo').click();
    await chat.messages('my name is Ada').waitFor();
    await hide();
    await workbench.reload();
    await workbench.runCommand('Coze: Focus chat');
    await chat.text('1 hidden').waitFor();
    await chat.button('Show').click();
    await chat.messages('my name is Ada').waitFor();
    await chat.text('1 hidden').waitFor({ state: 'detached' });
  });
});
