import assert from 'node:assert/strict';
import { useSharedWorkbench } from '../support/useWorkbench';

describe('The chat in an editor tab', () => {
  const ui = useSharedWorkbench(undefined, (workbench) => workbench.tryDemo());
  const tab = (title: string) =>
    ui.workbench.page.locator('.tabs-container').getByRole('tab', { name: title });

  beforeEach('show a conversation in the side bar and in a tab', async () => {
    const { workbench } = ui;
    await workbench.runCommand('View: Close All Editors');
    await workbench.sideBarChat.composer.click();
    await workbench.newConversation(workbench.sideBarChat);
    await workbench.sideBarChat.ask('my name is Ada', 'Nice to meet you, Ada');
    await workbench.runCommand('Coze: Open chat in editor');
    await workbench.editorChat.answers('Nice to meet you, Ada', 'completed').waitFor();
  });

  /** Opens a second tab in front, with a new conversation. */
  const openSecondTab = async () => {
    const { workbench } = ui;
    await workbench.runCommand('Coze: Open chat in editor');
    await tab('my name is Ada').nth(1).waitFor();
    await workbench.editorChat.answers('Nice to meet you, Ada', 'completed').waitFor();
    await workbench.editorChat.composer.click();
    await workbench.runCommand('Coze: New conversation');
    await workbench.editorChat.text('Ask Demo').waitFor();
    await workbench.editorChat.ask('my name is Bob', 'Nice to meet you, Bob');
  };

  it('shows the conversation of the side bar, with its title', async () => {
    await tab('my name is Ada').waitFor();
  });

  it('stays in step with the side bar', async () => {
    const { workbench } = ui;
    await workbench.editorChat.ask('what is my name?', 'Your name is Ada');
    await workbench.sideBarChat.answers('Your name is Ada', 'completed').waitFor();
  });

  it('shows separate conversations in separate tabs', async () => {
    const { workbench } = ui;
    await openSecondTab();
    await tab('my name is Bob').waitFor();
    await workbench.sideBarChat.answers('Nice to meet you, Ada', 'completed').waitFor();
    assert.equal(await workbench.sideBarChat.messages('Bob').count(), 0);
  });

  it('receives commands if it had the focus last, otherwise the side bar does', async () => {
    const { workbench } = ui;
    await openSecondTab();
    await workbench.editorChat.composer.fill('in the tab');
    await workbench.sideBarChat.composer.click();
    await workbench.runCommand('Coze: Find in chat');
    await workbench.sideBarChat.textbox('Find in chat').waitFor();
    assert.equal(await workbench.editorChat.textbox('Find in chat').count(), 0);
    await workbench.runCommand('Coze: New conversation');
    await workbench.sideBarChat.text('Ask Demo').waitFor();
    await workbench.editorChat.answers('Nice to meet you, Bob', 'completed').waitFor();
    await workbench.sideBarChat.ask('my name is Cleo', 'Nice to meet you, Cleo');
    await workbench.editorChat.composer.click();
    await workbench.page.locator('.sidebar').getByRole('button', { name: 'New conversation' }).click();
    await workbench.sideBarChat.text('Ask Demo').waitFor();
    await workbench.editorChat.answers('Nice to meet you, Bob', 'completed').waitFor();
    await workbench.editorChat.composer.fill('');
    await workbench.showHistory();
    await workbench.row('Ada').click();
    await workbench.editorChat.answers('Nice to meet you, Ada', 'completed').waitFor();
    await workbench.showHistory();
    await workbench.row('Bob').click();
    await workbench.editorChat.answers('Nice to meet you, Bob', 'completed').waitFor();
    await workbench.sideBarChat.composer.click();
    await workbench.showHistory();
    await workbench.row('Ada').click();
    await workbench.sideBarChat.answers('Nice to meet you, Ada', 'completed').waitFor();
  });

  it('is restored with its conversation after a reload, as each other tab and the side bar', async () => {
    const { workbench } = ui;
    await openSecondTab();
    await workbench.editorChat.composer.fill('a draft in the tab');
    await workbench.reload();
    await workbench.editorChat.answers('Nice to meet you, Bob', 'completed').waitFor();
    assert.equal(await workbench.editorChat.composer.inputValue(), 'a draft in the tab');
    await workbench.editorChat.composer.fill('');
    await tab('my name is Ada').click();
    await workbench.editorChat.answers('Nice to meet you, Ada', 'completed').waitFor();
    await workbench.editorChat.ask('how many messages?', 'of our conversation');
    await workbench.sideBarChat.answers('of our conversation', 'completed').waitFor();
    assert.equal(await workbench.sideBarChat.messages('Bob').count(), 0);
  });

  it('leaves commands to the side bar after the focused tab is closed', async () => {
    const { workbench } = ui;
    await workbench.editorChat.composer.click();
    await workbench.runCommand('View: Close All Editors');
    await workbench.page.locator('.tabs-container').getByRole('tab').first().waitFor({ state: 'detached' });
    await workbench.runCommand('Coze: Find in chat');
    await workbench.sideBarChat.textbox('Find in chat').waitFor();
  });
});
