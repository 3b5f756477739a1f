import assert from 'node:assert/strict';
import { createSimulator } from '../../../src/simulator/service/simulator';
import { useServedChat } from '../support/useServedChat';
import { useHandler } from '../support/useService';
import { until } from '../support/until';

const token = 'pat_OfTheTokenBox0123456789abcdefghijklmno';
const password = 'PasswordOfTheProxy';

describe('The page "Connection"', () => {
  let hangs = false;
  const { ui, service } = useServedChat(
    useHandler(() => {
      const simulator = createSimulator({ now: Date.now, pace: 'instant' });
      return (request) => (hangs ? new Promise(() => undefined) : simulator(request));
    }),
    {
      settings: {
        'http.proxy': `http://ada:${password}@127.0.0.1:9`,
        'http.noProxy': ['127.0.0.1'],
        'coze.workflows': [
          { name: 'Simulated', workflowId: '7500000000000000007' },
          { name: 'Elsewhere', workflowId: '7500000000000000008', baseUrl: 'https://coze.example.com' },
        ],
      },
    },
  );
  before('enter a token beside that of the environment', async () => {
    await ui.workbench.runCommand('Coze: Set access token');
    await ui.workbench.answerInput(`Access token for ${service.baseUrl}`, token);
  });

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
    assert.doesNotMatch(text, /pat_|OfTheTokenBox/);
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
    await workbench.runCommand('Coze: Focus chat');
    await until(async () => (await workbench.sideBarChat.button(/^Connection: /).count()) === 1);
    assert.equal(service.requests.length, before, 'a restored page sends nothing');
  });

  it('is not held up by a service that does not answer: the test can be cancelled', async () => {
    const page = ui.workbench.editorChat;
    const before = service.requests.length;
    hangs = true;
    await page.button('Test connection').press('Enter');
    await until(() => service.requests.length > before);
    await page.button('Cancel').press('Enter');
    assert.equal(await service.requests.at(-1)?.ended, 'aborted');
    hangs = false;
    await page.button('Test connection').waitFor();
    assert.equal(await page.button('Cancel').count(), 0);
    assert.equal(service.requests.length, before + 1, 'no further call');
  });

  it('copies neither the token of the environment nor the password of the proxy', async () => {
    const { workbench } = ui;
    const before = service.requests.length;
    await workbench.runCommand('Coze: Select workflow');
    await workbench.row('Elsewhere').click();
    await workbench.editorChat.text('https://coze.example.com').first().waitFor();
    await workbench.runCommand('Coze: Copy connection details for support');
    const copied = () => workbench.page.evaluate(() => navigator.clipboard.readText());
    await until(async () => (await copied()).includes('coze.example.com'));
    const text = await copied();
    assert.match(text, /http:\/\/127\.0\.0\.1:9 \(from http\.proxy\)/);
    assert.doesNotMatch(text, /pat_|OfTheUiTests|OfTheTokenBox|OfTheProxy|ada:/);
    assert.equal(service.requests.length, before);
  });
});
