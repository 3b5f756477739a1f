import assert from 'node:assert/strict';
import { commands, window } from 'vscode';
import { openBaseUrl } from '../../src/host/connection/openBaseUrl';
import { Settings } from '../../src/host/settings/settings';
import { activated, setUserSettings, until } from './support/inWindow';

describe('openBaseUrl', () => {
  const settings = new Settings();

  before(async () => {
    await activated();
    await setUserSettings({
      workflows: [
        { name: 'Default', workflowId: '1' },
        { name: 'Own', workflowId: '2', baseUrl: 'https://own.example/' },
      ],
    });
  });
  after(async () => {
    await commands.executeCommand('workbench.action.closeAllEditors');
    await setUserSettings({ workflows: undefined });
  });

  it('opens the entry of a workflow with a base URL, and selects the URL', async () => {
    await openBaseUrl(settings, 'https://own.example 2');
    const editor = window.activeTextEditor;
    assert.ok(editor);
    assert.match(editor.document.fileName, /settings\.json$/);
    assert.equal(editor.document.getText(editor.selection), 'https://own.example/');
  });

  it('opens the setting for any other workflow', async () => {
    assert.equal(settings.ownBaseUrl('https://api.coze.cn 1'), undefined);
    await openBaseUrl(settings, 'https://api.coze.cn 1');
    await until('the settings editor is in front', () => window.activeTextEditor === undefined);
  });
});

describe('The setting coze.baseUrl', () => {
  const settings = new Settings();

  before(() => activated());
  after(() => setUserSettings({ baseUrl: undefined }));

  it('is not used if its host imitates one of Coze', async () => {
    await setUserSettings({ baseUrl: 'https://coze.example.com/' });
    assert.equal(settings.baseUrl, 'https://coze.example.com');
    for (const baseUrl of ['https://api.c0ze.cn', 'https://api.coze.cn.']) {
      await setUserSettings({ baseUrl });
      assert.equal(settings.baseUrl, undefined, baseUrl);
    }
  });
});
