import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openFromPalette, token } from '../support/connecting';
import { useService } from '../support/useService';
import { useWorkbench } from '../support/useWorkbench';

const chatflow = '7500000000000000002';

/** A workbench with these settings besides the service, and the text of its settings file. */
function useSettings(more: object) {
  const service = useService();
  const ui = useWorkbench(() => ({
    environment: { COZE_API_TOKEN: token },
    settings: { 'coze.baseUrl': service.baseUrl, ...more },
  }));
  const path = () => join(ui.workbench.userDataFolder, 'User/settings.json');
  return {
    ui,
    read: () => readFile(path(), 'utf8'),
    write: (text: string) => writeFile(path(), text),
    add: async (): Promise<void> => {
      const acts = await openFromPalette(ui);
      await acts.paste(`${service.baseUrl}/work_flow?workflow_id=${chatflow}`, 'the address');
      await ui.workbench.inputClosed();
    },
  };
}

describe('Adding a workflow to settings with a number that VS Code rounds', () => {
  const { ui, read, add } = useSettings({
    'coze.workflows': [{ name: 'Long', workflowId: Number('7491234567890123456') }],
  });

  it('changes nothing, so that no digits are lost, and says why', async () => {
    const before = await read();
    await add();
    await ui.workbench.notification('coze.workflows contains a number with more digits').waitFor();
    assert.equal(await read(), before);
  });
});

describe('Adding a workflow to a settings file with a mistake', () => {
  const { ui, read, write, add } = useSettings({});

  it('gives the reason of VS Code, and changes nothing', async () => {
    const broken = (await read()).replace(/\}\s*$/, ', "editor.tabSize": \n');
    await write(broken);
    await add();
    await ui.workbench.notification('Unable to write into').waitFor();
    assert.equal(await read(), broken);
  });
});
