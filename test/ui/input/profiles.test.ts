import assert from 'node:assert/strict';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { SimulatorOptions } from '../../../src/simulator/service/service';
import { createSimulator } from '../../../src/simulator/service/simulator';
import { accountWith, chatflow, workspace } from '../../support/accounts';
import { until } from '../support/until';
import { useHandler } from '../support/useService';
import { useWorkbench } from '../support/useWorkbench';
import { temporaryFolder } from '../../support/temporaryFolder';

const token = 'pat_OfTheProfiles0123456789abcdefghijklmno';

describe('The profiles of a workspace', () => {
  const simulator = (options: Partial<SimulatorOptions> = {}) =>
    createSimulator({ now: Date.now, pace: 'instant', ...options });
  let answer = simulator();
  const service = useHandler(() => (request) => answer(request));
  let folder: string;
  const ui = useWorkbench(async () => {
    folder = temporaryFolder('coze-folder-');
    await mkdir(join(folder, '.vscode'));
    const text = `{
  // The team's workflows.
  "coze.workflows": [
    { "name": "Dev", "workflowId": 7500000000000000001, "workflowVerson": "v0.0.1" },
    { "name": "Prod", "workflowId": "7500000000000000001", "token": "${token}" }
  ]
}
`;
    await writeFile(join(folder, '.vscode/settings.json'), text);
    return { folder, settings: { 'coze.baseUrl': service.baseUrl } };
  });
  const settingsText = () => readFile(join(folder, '.vscode/settings.json'), 'utf8');

  /** Moves the cursor to the mistake of this extension in a text, and applies a quick fix. */
  const fix = async (line: number, column: number, title: string) => {
    const { page } = ui.workbench;
    await ui.workbench.runCommand('Go to Line/Column...');
    await ui.workbench.input.fill(`:${String(line)}:${String(column)}`);
    await ui.workbench.input.press('Enter');
    await ui.workbench.inputClosed();
    // The menu lacks the quick fix until the file was checked again.
    const menu = page.locator('.action-widget').first();
    await until(async () => {
      await page.locator('.editor-instance .monaco-editor.focused').waitFor();
      await page.keyboard.press('Control+.');
      try {
        await menu.getByText(title).click({ timeout: 3000 });
        return true;
      } catch {
        if (await menu.isVisible()) await page.keyboard.press('Escape');
        return false;
      }
    });
  };

  it('have a quick fix for each mistake', async () => {
    const { workbench } = ui;
    await workbench.openFile('settings.json');
    await workbench.page.locator('.squiggly-error').first().waitFor();
    await fix(4, 40, 'Put workflowId in quotation marks');
    await until(async () => {
      await workbench.runCommand('File: Save');
      return (await settingsText()).includes('"workflowId": "7500000000000000001", "workflowVerson"');
    });
    await fix(4, 70, 'Rename workflowVerson to workflowVersion');
    await until(async () => {
      await workbench.runCommand('File: Save');
      return (await settingsText()).includes('"workflowVersion": "v0.0.1" }');
    });
  });

  it('give a token in the file to the secret storage, after a question', async () => {
    const { workbench } = ui;
    await fix(5, 67, 'Move the token into the secret storage');
    await workbench.page
      .locator('.monaco-dialog-box')
      .getByText(`Store this token for ${service.baseUrl} and remove it from the file?`)
      .waitFor();
    await workbench.dialogButton('Move').click();
    await until(async () => !(await settingsText()).includes('pat_'));
    assert.match(await settingsText(), /\/\/ The team's workflows\./);
    await workbench.runCommand('Coze: Select workflow');
    await workbench.row('Dev').waitFor();
    await workbench.row('Prod').click();
    await workbench.inputClosed();
    assert.equal(service.calls.length, 0);
  });

  it('are listed by settings file and host, without a request', async () => {
    const { workbench } = ui;
    await workbench.runCommand('Coze: Select workflow');
    await workbench.row('Dev').waitFor();
    const host = new URL(service.baseUrl).host;
    for (const text of [`Workspace settings · ${host}`, 'Demo', 'v0.0.1', 'Add workflow…'])
      await workbench.inputWidget.getByText(text, { exact: true }).first().waitFor();
    await workbench.input.fill(host);
    await workbench.row('Prod').waitFor();
    await workbench.input.fill('7500000000000000001');
    await workbench.row('Dev').waitFor();
    assert.equal(service.requests.length, 0);
    await workbench.page.keyboard.press('Escape');
  });

  it('send the version that is chosen from those of the service', async () => {
    const { workbench } = ui;
    await workbench.runCommand('Coze: Select workflow');
    await workbench.clickInRow('Prod', 'Set version…');
    await workbench.dialogButton('Use this workflow').click();
    await workbench.row('v0.0.3').waitFor();
    await workbench.inputWidget.locator('.monaco-progress-container.active').waitFor({ state: 'detached' });
    assert.equal(await workbench.row('More versions…').count(), 0);
    assert.deepEqual(
      service.requests.map(({ path }) => path.split('?')[0]),
      [`/v1/workflows/7500000000000000001/versions`],
    );
    await workbench.row('v0.0.2').click();
    await until(async () => (await settingsText()).includes('"workflowVersion": "v0.0.2"'));
    await workbench.runCommand('Coze: Select workflow');
    await workbench.row('Prod').filter({ hasText: 'v0.0.2' }).click();
    await workbench.runCommand('Coze: Focus chat');
    await workbench.chat.send('hello');
    await until(() => service.calls.length > 0);
    const body = JSON.parse(service.calls[0]?.body ?? '{}') as Record<string, unknown>;
    assert.deepEqual([body['workflow_id'], body['workflow_version']], ['7500000000000000001', 'v0.0.2']);
    assert.equal(service.calls[0]?.headers['authorization'], `Bearer ${token}`);
  });

  /** Shows the versions of a workflow that the user has agreed to; resolves when the service has answered. */
  const showVersions = async () => {
    const { workbench } = ui;
    const before = service.requests.length;
    await workbench.runCommand('Coze: Select workflow');
    await workbench.clickInRow('Prod', 'Set version…');
    await workbench.row('Latest published version').waitFor();
    await until(() => service.requests.length > before);
    await workbench.inputWidget.locator('.monaco-progress-container.active').waitFor({ state: 'detached' });
    return before;
  };
  const useTyped = async (version: string) => {
    const { workbench } = ui;
    await workbench.input.fill('1.2');
    await workbench.row('No such version. A version looks like v0.0.5.').waitFor();
    await workbench.page.keyboard.press('Enter');
    await workbench.input.fill(version);
    await workbench.row(`Use version ${version}`).click();
    await until(async () => (await settingsText()).includes(`"workflowVersion": "${version}"`));
    await workbench.inputClosed();
  };

  it('show further versions by one call for each page', async () => {
    const { workbench } = ui;
    const versions = Array.from({ length: 65 }, (_, index) => ({ version: `v0.1.${String(165 - index)}` }));
    const workflows = [chatflow(1, { id: '7500000000000000001', versions })];
    answer = simulator({ account: accountWith([workspace(1, { workflows })]) });
    const before = await showVersions();
    await workbench.row('v0.1.165').waitFor();
    await workbench.input.fill('v0.1.103');
    await workbench.row('Use version v0.1.103').waitFor();
    for (const count of [2, 3]) {
      await workbench.row('More versions…').click();
      await until(() => service.requests.length === before + count);
      await workbench.inputWidget.locator('.monaco-progress-container.active').waitFor({ state: 'detached' });
    }
    await workbench.row('More versions…').waitFor({ state: 'detached' });
    await workbench.row('Use version').waitFor({ state: 'detached' });
    await workbench.row('v0.1.103').waitFor();
    assert.equal(service.requests.length, before + 3);
    await workbench.closeLeftovers();
  });

  for (const [title, options, reason, version] of [
    ['without the permission for the list, which is named', { permissions: [] }, 'listVersion', 'v1.2.3'],
    [
      'at a server without the list',
      { dialect: 'selfHosted' },
      /does not have|not available|no list/,
      'v1.2.4',
    ],
  ] as const) {
    it(`take a typed version ${title}`, async () => {
      const { workbench } = ui;
      answer = simulator(options);
      const before = await showVersions();
      await workbench.row(reason).waitFor();
      await useTyped(version);
      assert.equal(service.requests.length, before + 1);
    });
  }

  it('can be opened at their entry, and removed and restored', async () => {
    const { workbench } = ui;
    await workbench.runCommand('Coze: Select workflow');
    await workbench.clickInRow('Prod', 'Edit in the settings file');
    await workbench.page.locator('.monaco-editor.focused .selected-text').first().waitFor();
    // VS Code opens its settings files in front of the other editors.
    const modal = workbench.page.locator('.monaco-modal-editor-block');
    await until(async () => {
      // On a busy machine the editor may lose the key.
      await workbench.page.keyboard.press('Escape');
      return modal.isHidden();
    });
    await workbench.runCommand('Coze: Select workflow');
    await workbench.clickInRow('Prod', 'Remove from the settings');
    await workbench.dialogButton('Remove').click();
    await until(async () => !(await settingsText()).includes('"Prod"'));
    await workbench.notifications.getByRole('button', { name: 'Undo' }).first().click();
    await until(async () => (await settingsText()).includes('"Prod"'));
  });
});
