import assert from 'node:assert/strict';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { useWorkbench } from '../support/useWorkbench';
import { temporaryFolder } from '../../support/temporaryFolder';

describe('A window without a folder', () => {
  const ui = useWorkbench(() => ({ hasNoFolder: true }));

  it('has the full chat, also after a reload', async () => {
    const { workbench } = ui;
    await workbench.tryDemo();
    await workbench.chat.ask('my name is Ada', 'Nice to meet you, Ada');
    await workbench.reload();
    await workbench.runCommand('Coze: Focus chat');
    await workbench.chat.answers('Nice to meet you, Ada', 'completed').waitFor();
    await workbench.chat.ask('my name is Bob', 'Nice to meet you, Bob');
  });
});

describe('A folder in Restricted Mode', () => {
  const ui = useWorkbench(async () => {
    const folder = temporaryFolder('coze-folder-');
    await mkdir(join(folder, '.vscode'));
    const workflows = [{ name: 'Of the folder', workflowId: '7500000000000000009' }];
    await writeFile(join(folder, '.vscode/settings.json'), JSON.stringify({ 'coze.workflows': workflows }));
    return { folder, isRestricted: true };
  });

  it('has the chat, and no workflow from its own settings', async () => {
    const { workbench } = ui;
    await workbench.page.getByText('Restricted Mode').first().waitFor();
    await workbench.tryDemo();
    await workbench.chat.ask('my name is Ada', 'Nice to meet you, Ada');
    await workbench.runCommand('Coze: Select workflow');
    await workbench.row('Demo').waitFor();
    assert.equal(await workbench.row('Of the folder').count(), 0);
  });
});
