import assert from 'node:assert/strict';
import { usePacedService } from '../support/pacedService';
import { useServedChat } from '../support/useServedChat';

describe('A page that is killed', () => {
  const { service } = usePacedService();
  const { ui } = useServedChat(service);

  it('keeps the draft, also of a new conversation, and no sent text', async () => {
    const { workbench } = ui;
    await workbench.chat.composer.fill('a first thought');
    await workbench.page.waitForTimeout(500);
    await workbench.crash();
    await workbench.runCommand('Coze: Focus chat');
    await workbench.chat.text('Ask Simulated').waitFor();
    assert.equal(await workbench.chat.composer.inputValue(), 'a first thought');
    await workbench.chat.composer.press('Enter');
    await workbench.chat.messages('a first thought').waitFor();
    await workbench.page.waitForTimeout(500);
    await workbench.crash();
    await workbench.runCommand('Coze: Focus chat');
    await workbench.chat.messages('a first thought').waitFor();
    assert.equal(await workbench.chat.composer.inputValue(), '');
  });

  it('keeps a partly filled form', async () => {
    const { workbench } = ui;
    await workbench.runCommand('Coze: New conversation');
    await workbench.chat.text('Ask Simulated').waitFor();
    await workbench.chat.send('form');
    const field = () => workbench.chat.question.getByRole('textbox').first();
    await field().fill('Hangz');
    await workbench.page.waitForTimeout(500);
    await workbench.crash();
    await workbench.runCommand('Coze: Focus chat');
    await workbench.chat.question.waitFor();
    assert.equal(await field().inputValue(), 'Hangz');
  });

  it('keeps a message that is being edited', async () => {
    const { workbench } = ui;
    await workbench.runCommand('Coze: New conversation');
    await workbench.chat.text('Ask Simulated').waitFor();
    await workbench.chat.send('a first thought');
    await workbench.chat.messages('a first thought').waitFor();
    await workbench.chat.messages('a first thought').hover();
    await workbench.chat.button('Edit and send again').click();
    const field = () => workbench.chat.textbox('Edited message');
    await field().fill('a second thought');
    await workbench.page.waitForTimeout(500);
    await workbench.crash();
    await workbench.runCommand('Coze: Focus chat');
    await field().waitFor();
    assert.equal(await field().inputValue(), 'a second thought');
  });
});
