import assert from 'node:assert/strict';
import { usePacedService } from '../support/pacedService';
import { useServedChat } from '../support/useServedChat';

describe('A page that is killed', () => {
  const { service } = usePacedService();
  // VS Code opens the tabs that it wrote down last, also those that an earlier test has closed since.
  const { ui } = useServedChat(service, { isNew: true, isLast: true });

  it('keeps the draft of a new conversation, then a partly filled form and no sent text', async () => {
    const { workbench } = ui;
    // A crash puts another page in place of this one.
    const field = () => workbench.chat.question.getByRole('textbox').first();
    const crash = async () => {
      // What is written to disk by then is not on screen.
      await workbench.page.waitForTimeout(500);
      await workbench.crash();
      await workbench.runCommand('Coze: Focus chat');
    };
    await workbench.chat.composer.fill('form');
    await crash();
    await workbench.chat.text('Ask Simulated').waitFor();
    assert.equal(await workbench.chat.composer.inputValue(), 'form');
    await workbench.chat.composer.press('Enter');
    await workbench.chat.messages('form').waitFor();
    await field().fill('Hangz');
    await crash();
    await workbench.chat.messages('form').waitFor();
    await workbench.chat.question.waitFor();
    assert.equal(await field().inputValue(), 'Hangz');
    assert.equal(await workbench.chat.composer.inputValue(), '');
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
