import assert from 'node:assert/strict';
import { sharedToken } from '../support/sharedWindow';
import { until } from '../support/until';
import { useServedChat } from '../support/useServedChat';
import { useService } from '../support/useService';

describe('While the question of a workflow is open', () => {
  const { ui, service } = useServedChat(useService({ tokens: [sharedToken] }), {
    files: { 'sum.ts': 'export const sum = (a: number, b: number) => a + b;\n' },
  });
  before('open the file', async () => {
    await ui.workbench.openFile('sum.ts');
    await ui.workbench.page.locator('.monaco-editor .view-line').first().waitFor();
  });
  const lastMessage = () => {
    const call = JSON.parse(service.calls.at(-1)?.body ?? '{}') as {
      conversation_id?: string;
      additional_messages: { content: string }[];
    };
    return { conversation: call.conversation_id, text: call.additional_messages.at(-1)?.content };
  };
  const ask = async () => {
    const { workbench } = ui;
    await workbench.newConversation();
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
});
