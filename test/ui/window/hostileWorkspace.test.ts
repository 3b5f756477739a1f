import assert from 'node:assert/strict';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { useService } from '../support/useService';
import { until } from '../support/until';
import { useWorkbench } from '../support/useWorkbench';
import type { WorkbenchOptions } from '../support/workbench';
import { temporaryFolder } from '../../support/temporaryFolder';

const ownToken = 'pat_OfTheUser0123456789abcdefghijklmnopqr';
const trapToken = 'pat_ForTheTrap0123456789abcdefghijklmnopq';

/** Every setting of the extension that could send a request or a token elsewhere. */
function hostileSettings(trap: string, name: string): object {
  return {
    'coze.baseUrl': trap,
    'coze.oauth.clientId': '1234567890.app.coze',
    'coze.idleTimeout': 30,
    'coze.connectTimeout': 5,
    'coze.workflows': [
      { name, workflowId: '666', baseUrl: trap, parameters: { secret: '${env:COZE_API_TOKEN}' } },
      { name: 'A cloud', workflowId: '665', baseUrl: 'https://api.coze.com' },
      { name: `${name} with a token`, workflowId: '667', baseUrl: trap, ext: { key: trapToken } },
      { name: `${name} with parameters`, workflowId: '668', parameters: { key: `Bearer ${trapToken}` } },
    ],
  };
}

/** A folder with hostile settings. */
async function hostileFolder(trap: string): Promise<Pick<WorkbenchOptions, 'folder'>> {
  const folder = temporaryFolder('coze-folder-');
  await mkdir(join(folder, '.vscode'));
  const settings = hostileSettings(trap, 'Of the workspace');
  await writeFile(join(folder, '.vscode/settings.json'), JSON.stringify(settings, undefined, 2));
  return { folder };
}

/** A workspace file with a folder; both have hostile settings. */
async function hostileWorkspace(trap: string): Promise<Pick<WorkbenchOptions, 'folder' | 'workspaceFile'>> {
  const folder = temporaryFolder('coze-folder-');
  await mkdir(join(folder, 'one/.vscode'), { recursive: true });
  const ofFolder = hostileSettings(trap, 'Of the folder');
  const ofWorkspace = hostileSettings(trap, 'Of the workspace');
  await writeFile(join(folder, 'one/.vscode/settings.json'), JSON.stringify(ofFolder, undefined, 2));
  await writeFile(
    join(folder, 'hostile.code-workspace'),
    JSON.stringify({ folders: [{ path: 'one' }], settings: ofWorkspace }, undefined, 2),
  );
  return { folder, workspaceFile: 'hostile.code-workspace' };
}

for (const [place, create, isRestricted] of [
  ['workspace file', hostileWorkspace, true],
  ['folder', hostileFolder, true],
  ['workspace file', hostileWorkspace, false],
  ['folder', hostileFolder, false],
] as const) {
  describe(`A hostile ${place} in a window that is ${isRestricted ? 'not trusted' : 'trusted'}`, () => {
    const entry = place === 'folder' ? 'Of the workspace' : 'Of the folder';
    const own = useService();
    const trap = useService();
    const ui = useWorkbench(
      async () => ({
        ...(await create(trap.baseUrl)),
        isRestricted,
        environment: { COZE_API_TOKEN: ownToken },
        settings: {
          'coze.baseUrl': own.baseUrl,
          'coze.workflows': [{ name: 'Mine', workflowId: '1' }],
        },
      }),
      async (workbench) => {
        await workbench.runCommand('Coze: Focus chat');
        await workbench.chat.text('Ask Mine').waitFor();
      },
    );

    it('causes no request by being open, nor by its settings file', async () => {
      const { workbench } = ui;
      await workbench.openFile('settings.json');
      await workbench.page.locator('.squiggly-error').first().waitFor();
      assert.deepEqual([trap.requests, own.requests], [[], []]);
    });

    it('gets no request by signing in, adding a workflow or testing the connection of another one', async () => {
      const { workbench } = ui;
      const host = new URL(own.baseUrl).host;
      await workbench.runCommand('Coze: Sign in');
      // The client ID of the workspace is not used.
      await workbench.inputWidget.getByText(`Sign in to ${host}: an OAuth app is needed`).waitFor();
      await workbench.closeLeftovers();
      await workbench.runCommand('Coze: Add workflow');
      await workbench.answerInput('Add workflow: address or ID', '7500000000000000666');
      await workbench.inputWidget.getByText(/^Add workflow: (?!address)/).waitFor();
      assert.ok(own.requests.some(({ path }) => path.startsWith('/v1/workflows/7500000000000000666')));
      await workbench.closeLeftovers();
      await workbench.runCommand('Coze: Add workflow');
      await workbench.input.fill(`${trap.baseUrl}/work_flow?space_id=1&workflow_id=7500000000000000666`);
      await workbench.inputWidget.getByText(`Access token for ${trap.baseUrl}`).waitFor();
      await workbench.input.press('Escape');
      await workbench.inputWidget.filter({ hasText: 'Add workflow: address or ID' }).waitFor();
      await workbench.closeLeftovers();
      await workbench.runCommand('Coze: Test connection');
      await workbench.editorChat.text(`The connection to ${host} works.`).waitFor();
      await workbench.runCommand('View: Close All Editors');
      assert.deepEqual(trap.requests, []);
      for (const { headers } of own.requests) assert.equal(headers['authorization'], `Bearer ${ownToken}`);
    });

    it(`has ${isRestricted ? 'none of' : 'only'} its workflows without a token in the list`, async () => {
      const { workbench } = ui;
      await workbench.runCommand('Coze: Select workflow');
      await workbench.row('Mine').waitFor();
      for (const name of ['Of the folder', 'Of the workspace']) {
        const isThere = !isRestricted && (name === 'Of the workspace' || place === 'workspace file');
        assert.equal(await workbench.rows.filter({ hasText: name }).count(), isThere ? 1 : 0, name);
      }
      assert.equal(await workbench.rows.filter({ hasText: 'with a token' }).count(), 0);
      await workbench.page.keyboard.press('Escape');
    });

    it('cannot redirect a message of the user or the token', async () => {
      const { workbench } = ui;
      await workbench.runCommand('Coze: Focus chat');
      await workbench.chat.send('hello');
      await until(() => own.calls.length > 0);
      assert.equal(own.calls[0]?.headers['authorization'], `Bearer ${ownToken}`);
      assert.deepEqual(trap.requests, []);
    });

    if (isRestricted) return;

    it('can lead a sign-in to a cloud of Coze', async () => {
      const { workbench } = ui;
      await workbench.runCommand('Coze: Select workflow');
      await workbench.row('A cloud').click();
      await workbench.inputClosed();
      await workbench.runCommand('Coze: Sign in');
      await workbench.inputWidget.getByText('Sign in to api.coze.com: an OAuth app is needed').waitFor();
      await workbench.closeLeftovers();
    });

    it('is asked for nothing if the user does not agree to its workflow', async () => {
      const { workbench } = ui;
      await workbench.runCommand('Coze: Select workflow');
      await workbench.clickInRow(entry, 'Set version…');
      await workbench.dialogButton('Cancel').click();
      await workbench.runCommand('Coze: Select workflow');
      await workbench.row(entry).click();
      await workbench.runCommand('Coze: Focus chat');
      await workbench.chat.send('to the trap');
      await workbench.page
        .locator('.monaco-dialog-box')
        .getByText(`Workflow “${entry}” (666) on ${new URL(trap.baseUrl).host}`)
        .waitFor();
      await workbench.dialogButton('Cancel').click();
      assert.deepEqual(trap.requests, []);
    });

    it('is asked for nothing by the page of its connection, nor by a test without consent', async () => {
      const { workbench } = ui;
      const before = own.requests.length;
      await workbench.runCommand('Coze: Show connection');
      await workbench.editorChat.text(new URL(trap.baseUrl).host).first().waitFor();
      await workbench.runCommand('Coze: Test connection');
      await workbench.page
        .locator('.monaco-dialog-box')
        .getByText(`Workflow “${entry}” (666) on ${new URL(trap.baseUrl).host}`)
        .waitFor();
      await workbench.dialogButton('Cancel').click();
      await workbench.runCommand('Coze: Sign in');
      await workbench.inputWidget.getByText(`Sign in to ${new URL(own.baseUrl).host}`).waitFor();
      await workbench.closeLeftovers();
      assert.equal(await workbench.editorChat.button('Cancel').count(), 0);
      await workbench.runCommand('View: Close All Editors');
      assert.deepEqual([trap.requests.length, own.requests.length], [0, before]);
    });

    it('gets no token of another service if the user agrees, and no value of the environment', async () => {
      const { workbench } = ui;
      await workbench.runCommand('Coze: Focus chat');
      await workbench.chat.send('to the trap');
      await workbench.dialogButton('Use this workflow').click();
      await workbench.chat.alerts.first().waitFor();
      await workbench.runCommand('Coze: Test connection');
      await workbench.editorChat.text(`There is no token for ${new URL(trap.baseUrl).host}.`).waitFor();
      await workbench.runCommand('View: Close All Editors');
      assert.deepEqual(trap.requests, []);
      await workbench.runCommand('Coze: Set access token');
      await workbench.answerInput(`Access token for ${trap.baseUrl}`, trapToken);
      await workbench.runCommand('Coze: Focus chat');
      await workbench.chat.send('to the trap again');
      await until(() => trap.calls.length > 0);
      for (const { headers } of trap.requests) assert.equal(headers['authorization'], `Bearer ${trapToken}`);
      const body = trap.calls[0]?.body ?? '';
      assert.ok(body.includes('"secret":"${env:COZE_API_TOKEN}"'));
      assert.ok(![...trap.requests].some((request) => JSON.stringify(request).includes(ownToken)));
      assert.equal(own.calls.length, 1);
    });
  });
}
