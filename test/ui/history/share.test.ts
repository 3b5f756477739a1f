import assert from 'node:assert/strict';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { until } from '../support/until';
import { useSharedWorkbench } from '../support/useWorkbench';

describe('A recorded run', () => {
  const ui = useSharedWorkbench(undefined, (workbench) => workbench.tryDemo());

  it('is exported after a preview, and opened in the page "Run" again', async () => {
    const { workbench } = ui;
    const { page, folder } = workbench;
    await workbench.chat.ask('my name is Ada', 'Nice to meet you, Ada');
    await workbench.runCommand('Coze: Inspect run');
    const inspector = workbench.editorPage;
    await inspector.locator('main[data-outcome=completed]').waitFor();
    await inspector.getByRole('button', { name: 'Export run' }).click();
    await workbench.row('Replace the IDs').click();
    await workbench.inputClosed();
    const question = workbench.notification('and no token');
    await page.locator('.editor-instance .view-line', { hasText: 'coze-workflow-chat/run' }).waitFor();
    await question.waitFor();
    await question.getByRole('button', { name: 'Save…' }).click();
    await workbench.acceptName('Export run');
    const exported = async () => (await readdir(folder)).find((name) => name.endsWith('.coze-run.json'));
    await until(async () => (await exported()) !== undefined);
    const name = (await exported()) ?? '';
    const bundle = JSON.parse(await readFile(join(folder, name), 'utf8')) as { readonly entries: unknown[] };
    assert.ok(bundle.entries.length > 4);
    await workbench.openFile(name);
    const opened = workbench.editorPage;
    await opened.locator('main[data-outcome=completed]').waitFor();
    await opened.getByRole('button', { name: 'Replay' }).waitFor();
    assert.equal(await opened.getByRole('button', { name: /Export run|Copy as|Open debug page/ }).count(), 0);
  });

  it('of a file is replayed in the chat, where nothing can be sent', async () => {
    const { workbench } = ui;
    await workbench.editorPage.getByRole('button', { name: 'Replay' }).click();
    await workbench.row('At once').click();
    await workbench.inputClosed();
    const chat = workbench.sideBarChat;
    await chat.text('Replay of a recorded run').waitFor();
    await chat.answers('Nice to meet you, Ada', 'completed').waitFor();
    assert.equal(await chat.composer.count(), 0);
  });

  it('is not opened from a file that is none, with the reason', async () => {
    const { workbench } = ui;
    await writeFile(join(workbench.folder, 'broken.coze-run.json'), '{"entries": [');
    await workbench.openFile('broken.coze-run.json');
    await workbench.notification('This file is not a run exported by').waitFor();
  });

  it('is sent several times, and compared', async () => {
    const { workbench } = ui;
    await workbench.runCommand('Coze: Run several times');
    // The rows of the command palette have no time.
    await workbench.row(/\d:\d\d:\d\d.*Demo/).click();
    await workbench.answerInput('How many times', '2');
    await workbench.dialogButton('Run 2 times').click();
    const comparison = workbench.editorPage;
    await comparison.getByRole('columnheader', { name: 'Run 2' }).waitFor();
    await comparison.getByText('All runs have the same answer.').waitFor();
    await comparison.getByRole('button', { name: 'Compare answers' }).click();
    await workbench.page.locator('.monaco-diff-editor').first().waitFor();
    await workbench.page.locator('.monaco-diff-editor .view-line', { hasText: 'Ada' }).first().waitFor();
  });
});
