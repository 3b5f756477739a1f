import assert from 'node:assert/strict';
import { useServedChat } from './support/useServedChat';
import { until } from './support/until';

describe('The page "Connection"', () => {
  const { ui, service } = useServedChat();

  it('opens from the header of the chat without a call, and tests the connection with at most three', async () => {
    const { workbench } = ui;
    const page = workbench.editorChat;
    const host = new URL(service.baseUrl).host;
    // The entered token is checked in the background.
    await workbench.sideBarChat.button(new RegExp(`^Connection: ${host} · `)).waitFor();
    const before = service.requests.length;
    await workbench.sideBarChat.button(/^Connection: /).press('Enter');
    await page.headings.filter({ hasText: 'Connection' }).waitFor();
    await page.text('secret storage of VS Code').waitFor();
    assert.equal(service.requests.length, before, 'opening the page sends nothing');
    await page.button('Test again').press('Enter');
    await page.text(/Calls: 3\./).waitFor();
    await page.text(`The connection to ${host} works.`).waitFor();
    const paths = service.requests.slice(before).map(({ path }) => path);
    assert.equal(paths.length, 3, paths.join(', '));
    assert.equal(new Set(paths).size, paths.length, 'no call is repeated');
  });

  it('copies the connection for support, without the token', async () => {
    const { workbench } = ui;
    await workbench.editorChat.button('Copy for support').click();
    await workbench.editorChat.text('Copied').waitFor();
    const text = await workbench.page.evaluate(() => navigator.clipboard.readText());
    assert.match(text, /- Workflow ID: `7500000000000000007`/);
    assert.match(text, /- Extension: `\d+\.\d+\.\d+`/);
    assert.doesNotMatch(text, /pat_|OfTheUiTests/);
  });

  it('shows the last error of a chat, and its state again after a reload of the window', async () => {
    const { workbench } = ui;
    await workbench.sideBarChat.send('error 4200');
    await workbench.sideBarChat.alerts.last().waitFor();
    await workbench.editorChat.text('4200').first().waitFor();
    const before = service.requests.length;
    await workbench.reload();
    await workbench.editorChat.text('secret storage of VS Code').waitFor();
    await workbench.editorChat.text('None in this window.').waitFor();
    await until(async () => (await workbench.sideBarChat.button(/^Connection: /).count()) === 1);
    assert.equal(service.requests.length, before, 'a restored page sends nothing');
  });
});
