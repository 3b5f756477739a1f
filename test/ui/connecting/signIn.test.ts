import assert from 'node:assert/strict';
import type { PollReply } from '../../../src/simulator/service/oauth';
import { until } from '../support/until';
import { useService } from '../support/useService';
import { useSharedWorkbench } from '../support/useWorkbench';
import type { Workbench } from '../support/workbench';

const pending = 'authorization_pending';
const clientId = '1234567890.app.coze';

describe('Signing in to Coze by a device code', () => {
  const polls: PollReply[] = [];
  const clientIds = [clientId];
  // A token with less than a minute left is refreshed: after two seconds here.
  const service = useService({ tokens: [], oauth: { interval: 1, tokenLife: 62, polls, clientIds } });
  const ui = useSharedWorkbench(() => ({
    hasNoToken: true,
    settings: {
      'coze.baseUrl': service.baseUrl,
      'coze.workflows': [{ name: 'Simulated', workflowId: '7500000000000000007' }],
      'coze.oauth.clientId': clientId,
    },
  }));
  const host = () => new URL(service.baseUrl).host;
  const requestsTo = (path: string) => service.requests.filter((request) => request.path === path);
  const refreshes = () => service.requests.filter(({ body }) => body.includes('"refresh_token"'));
  const progress = (workbench: Workbench) => workbench.notification('Enter the code');
  const signedIn = (workbench: Workbench) => workbench.notification(`You are signed in to ${host()}`);
  const codeRow = (workbench: Workbench) => workbench.row('Copy code and open page');

  /** Chooses "Copy code" by keyboard: rows move while a list opens, so that a click can hit another one. */
  async function copyCode({ rows, page, input }: Workbench): Promise<void> {
    const second = rows.nth(1);
    await second.waitFor();
    await until(async () => {
      if ((await second.and(page.locator('.focused')).count()) > 0) return true;
      await input.press('ArrowDown');
      return false;
    });
    await input.press('Enter');
  }

  async function openAccounts(workbench: Workbench): Promise<void> {
    await workbench.page.getByRole('button', { name: 'Accounts' }).click();
  }
  const account = (workbench: Workbench) =>
    workbench.page.getByRole('menuitem', { name: new RegExp(`${host()}.*Coze`) });

  it('ends when the user cancels, and sends no further request', async () => {
    const { workbench } = ui;
    polls.splice(0, polls.length, ...Array<PollReply>(100).fill(pending));
    await workbench.runCommand('Coze: Sign in');
    await workbench.row('Copy code').waitFor();
    await workbench.page.keyboard.press('Escape');
    await workbench.inputClosed();
    await workbench.runCommand('Coze: Sign in');
    await copyCode(workbench);
    await progress(workbench).getByRole('button', { name: 'Cancel' }).click();
    await progress(workbench).waitFor({ state: 'hidden' });
    const before = service.requests.length;
    await workbench.page.waitForTimeout(1500);
    assert.equal(service.requests.length, before);
  });

  it('can be started again after a window was reloaded in the middle', async () => {
    const { workbench } = ui;
    await workbench.runCommand('Coze: Sign in');
    await copyCode(workbench);
    await progress(workbench).waitFor();
    await workbench.reload();
    const before = requestsTo('/api/permission/oauth2/device/code').length;
    assert.equal(await progress(workbench).count(), 0);
    await workbench.runCommand('Coze: Sign in');
    await codeRow(workbench).waitFor();
    assert.equal(requestsTo('/api/permission/oauth2/device/code').length, before + 1);
    await workbench.page.keyboard.press('Escape');
  });

  it('shows and copies the code, opens the page with it, and leads to an answer', async () => {
    const { workbench } = ui;
    polls.splice(0, polls.length, pending);
    const before = service.requests.length;
    await workbench.runCommand('Coze: Sign in');
    const title = await workbench.inputWidget.innerText();
    const code = /[A-Z]{4}-[A-Z]{4}/.exec(title)?.[0] ?? '';
    await codeRow(workbench).click();
    await workbench.dialogButton('Open').click();
    await until(() => workbench.opened.length > 0);
    assert.equal(workbench.opened.at(-1), `https://www.coze.cn/open/oauth/device?user_code=${code}`);
    assert.equal(await workbench.page.evaluate(() => navigator.clipboard.readText()), code);
    await signedIn(workbench).waitFor();
    assert.equal(service.requests.length - before, 4, 'the code, two polls and the name');
    await workbench.runCommand('Coze: Focus chat');
    await workbench.chat.button(`Connection: ${host()} · Ada`).waitFor();
    await workbench.chat.ask('my name is Ada', 'Nice to meet you, Ada');
    assert.match(String(service.calls.at(-1)?.headers['authorization']), /^Bearer czu_/);
  });

  it('puts the account into the Accounts menu', async () => {
    const { workbench } = ui;
    await openAccounts(workbench);
    await account(workbench).waitFor();
    await workbench.page.keyboard.press('Escape');
  });

  it('refreshes the token once for messages of two windows', async () => {
    const { workbench } = ui;
    const other = await workbench.openWindow();
    await other.runCommand('Coze: New conversation');
    await workbench.page.waitForTimeout(2500);
    const before = refreshes().length;
    await Promise.all([
      workbench.chat.ask('my name is Bob', 'Nice to meet you, Bob'),
      other.chat.ask('my name is Cleo', 'Nice to meet you, Cleo'),
    ]);
    assert.equal(refreshes().length, before + 1);
    await other.page.close();
  });

  it('asks to sign in again when the service refuses the refresh, and keeps the message', async () => {
    const { workbench } = ui;
    polls.splice(0, polls.length);
    clientIds.splice(0);
    await workbench.page.waitForTimeout(2500);
    await workbench.chat.send('my name is Dora');
    await workbench.chat.alerts.filter({ hasText: 'The sign-in to' }).waitFor();
    clientIds.push(clientId);
    await workbench.chat.alerts.getByRole('button', { name: 'Sign in' }).click();
    await copyCode(workbench);
    await signedIn(workbench).waitFor();
    await workbench.chat.button('Try again').click();
    await workbench.chat.answers('Nice to meet you, Dora', 'completed').waitFor();
  });

  it('ends with signing out: the next message needs a token', async () => {
    const { workbench } = ui;
    const before = service.requests.length;
    await workbench.runCommand('Coze: Sign out');
    await workbench.notification(`You are signed out of ${host()}`).waitFor();
    assert.equal(service.requests.length, before);
    await openAccounts(workbench);
    await workbench.page.getByRole('menuitem').first().waitFor();
    assert.equal(await account(workbench).count(), 0);
    await workbench.page.keyboard.press('Escape');
    await workbench.chat.send('my name is Emil');
    await workbench.chat.alerts.filter({ hasText: 'There is no access token' }).waitFor();
    assert.equal(service.requests.length, before);
  });
});
