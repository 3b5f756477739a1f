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

    await workbench.runCommand('Coze Runs: Focus on Runs View');
    const runs = workbench.page.getByRole('treeitem');
    await runs.filter({ hasText: /Simulated.*completed/ }).waitFor();
    await runs.filter({ hasText: /Simulated.*failed/ }).click();
    await page.locator('main[data-outcome="failed"]').waitFor();
    assert.equal(service.requests.length, before);
  });
});
