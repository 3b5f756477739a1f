import assert from 'node:assert/strict';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { until } from '../support/until';
import { useSharedWorkbench } from '../support/useWorkbench';

describe('A view that does not start', () => {
  const ui = useSharedWorkbench(undefined, async (workbench) => {
    await workbench.runCommand('Coze: Focus chat');
    await workbench.chat.composer.waitFor();
  });
  let script: string;
  let sound: string;
  const notice = () => ui.workbench.notification('The Coze chat has not started yet.');

  before('find the script of the view', async () => {
    const extensions = `${dirname(ui.workbench.userDataFolder)}/extensions`;
    const name = (await readdir(extensions)).find((each) => each.startsWith('coze-workflow-chat.'));
    assert.ok(name);
    script = `${extensions}/${name}/dist/webview.js`;
    sound = await readFile(script, 'utf8');
  });
  afterEach('restore the script of the view', () => writeFile(script, sound));

  it('is reported to the user, and loads after "Reload view"', async () => {
    const { workbench } = ui;
    await writeFile(script, 'throw new Error("broken on purpose");');
    await workbench.runCommand('Coze: Reload view');
    await notice().waitFor();
    await writeFile(script, sound);
    await notice().getByText('Reload view').click();
    await workbench.chat.composer.waitFor();
    await notice().waitFor({ state: 'hidden' });
  });

  it('is no longer reported after a late start', async () => {
    const { workbench } = ui;
    await writeFile(script, `setTimeout(() => { ${sound}\n}, 9_000);`);
    await workbench.runCommand('Coze: Reload view');
    await notice().waitFor();
    await workbench.chat.composer.waitFor();
    await notice().waitFor({ state: 'hidden' });
  });

  it('keeps open a palette that was opened before it started', async () => {
    const { workbench } = ui;
    await writeFile(script, `setTimeout(() => { ${sound}\n}, 3_000);`);
    await workbench.runCommand('View: Close Primary Side Bar');
    await workbench.runCommand('Coze: Focus chat');
    await workbench.page.locator('iframe.webview.ready').first().waitFor();
    await workbench.page.keyboard.press('F1');
    await workbench.input.waitFor();
    await workbench.chat.composer.waitFor();
    await workbench.page.waitForTimeout(500);
    await workbench.input.press('Escape');
    await workbench.inputClosed();
    await workbench.runCommand('Coze: Focus chat');
    await until(() =>
      workbench.chat.composer.evaluate((box) => box.matches(':focus') && document.hasFocus()),
    );
  });
});
