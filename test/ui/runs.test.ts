import assert from 'node:assert/strict';
import { useServedChat } from './support/useServedChat';

describe('Recorded runs', () => {
  const { ui, service } = useServedChat();

  it('are inspected from the chat and from the view "Runs", without a call', async () => {
    const { workbench } = ui;
    const chat = workbench.sideBarChat;
    await chat.ask('show me markdown', 'How it compares');
    await chat.send('fail');
    await chat.answers('The first step is done', 'failed').waitFor();
    const before = service.requests.length;

    await chat.link('Inspect run').first().click();
    const page = workbench.editorPage;
    await page.locator('main[data-outcome="completed"]').waitFor();
    assert.equal(await page.getByRole('heading', { level: 1 }).innerText(), 'Run');
    await page.getByRole('region', { name: 'Timeline' }).getByRole('table', { name: 'Timeline' }).waitFor();
    await page
      .getByRole('grid', { name: 'Events' })
      .locator('[data-event="conversation.chat.created"]')
      .waitFor();
    await page.getByRole('button', { name: 'Show raw events' }).click();
    const editor = workbench.page.locator('.editor-instance .view-lines');
    await editor.getByText('event: conversation.chat.created').waitFor();
    await workbench.page.getByRole('tab', { name: /^Coze run/ }).click();

    await workbench.runCommand('Coze Runs: Focus on Runs View');
    const runs = workbench.page.getByRole('treeitem');
    await runs.filter({ hasText: /Simulated.*completed.*show me markdown/ }).waitFor();
    await runs.filter({ hasText: /Simulated.*failed/ }).click();
    await page.locator('main[data-outcome="failed"]').waitFor();
    assert.equal(service.requests.length, before);
  });

  it('are updated while they are open', async () => {
    const { workbench } = ui;
    const chat = workbench.sideBarChat;
    await chat.send('stall');
    await chat.answers('From here on, nothing more will come', 'streaming').waitFor();
    await chat.link('Inspect run').last().click();
    const page = workbench.editorPage;
    await page.locator('main[data-outcome="streaming"]').waitFor();
    await page.getByText('From here on, nothing more will come').first().waitFor();
    await chat.stopButton.click();
    await page.locator('main[data-outcome="stopped"]').waitFor();
    await page.getByRole('table', { name: 'Timeline' }).getByRole('rowheader', { name: 'Stopped' }).waitFor();
    await workbench.reload();
    await page.locator('main[data-outcome="stopped"]').waitFor();
  });

  it('are filtered in the view, which says so and can show all again', async () => {
    const { workbench } = ui;
    const runs = workbench.page.getByRole('treeitem');
    await workbench.runCommand('Coze: Filter runs');
    await workbench.row('Outcome').click();
    await workbench.row('failed').click();
    await workbench.page.getByText('Filtered by: failed').first().waitFor();
    await runs.filter({ hasText: 'completed' }).waitFor({ state: 'detached' });
    assert.equal(await runs.filter({ hasText: 'failed' }).count(), 1);
    await workbench.runCommand('Coze: Clear filter of runs');
    await runs.filter({ hasText: 'completed' }).waitFor();
  });

  it('are pinned, lead to their conversation, and are deleted after a confirmation', async () => {
    const { workbench } = ui;
    const runs = workbench.page.getByRole('treeitem');
    const failed = runs.filter({ hasText: 'failed' });
    await failed.hover();
    await failed.getByRole('button', { name: 'Pin run' }).click();
    await failed.filter({ hasText: 'pinned' }).waitFor();
    await workbench.newConversation(workbench.sideBarChat);
    const choose = async (name: string) => {
      await failed.click({ button: 'right' });
      // VS Code ignores a click just after the menu has opened.
      await workbench.page.locator('.context-view .monaco-menu').getByText(name).hover();
      await workbench.page.keyboard.press('Enter');
    };
    await choose('Open conversation');
    await workbench.sideBarChat.answers('The first step is done', 'failed').waitFor();
    await choose('Delete recordings of runs');
    await workbench.dialogButton('Delete').click();
    await failed.waitFor({ state: 'detached' });
    assert.equal(await runs.filter({ hasText: 'completed' }).count(), 1);
  });
});
