import assert from 'node:assert/strict';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { useWorkbench } from './support/useWorkbench';

describe('A view that does not start', () => {
  const ui = useWorkbench();

  it('is told to the user, and comes back on "Reload view"', async () => {
    const { workbench } = ui;
    const extensions = `${dirname(workbench.userDataFolder)}/extensions`;
    const name = (await readdir(extensions)).find((each) => each.startsWith('coze-workflow-chat.'));
    assert.ok(name);
    const script = `${extensions}/${name}/dist/webview.js`;
    const sound = await readFile(script, 'utf8');
    await writeFile(script, 'throw new Error("broken on purpose");');
    await workbench.runCommand('Coze: Focus chat');
    const notice = workbench.notifications.filter({ hasText: 'The Coze chat does not start.' });
    await notice.waitFor();
    await writeFile(script, sound);
    await notice.getByRole('button', { name: 'Reload view' }).click();
    await workbench.chat.composer.waitFor();
  });
});
