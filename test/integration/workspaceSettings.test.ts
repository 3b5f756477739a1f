import assert from 'node:assert/strict';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { commands, workspace } from 'vscode';
import {
  activated,
  filesIn,
  askAbout,
  selectCode,
  accepting,
  selectFirstWorkflow,
  setUserSettings,
  until,
  userDataFolder,
} from './support/inWindow';
import { useService } from './support/useService';

/** Runs last, by its file name: its last test leaves a dialog of VS Code open. */
describe('A hostile workspace', () => {
  const own = useService();
  const trap = useService();
  const folder = () => {
    const [first] = workspace.workspaceFolders ?? [];
    if (!first) throw new Error('The tests need a folder.');
    return `${first.uri.fsPath}/.vscode`;
  };

  before(async () => {
    await activated();
    process.env['COZE_API_TOKEN'] = 'pat_hostile0workspace';
    await setUserSettings({ baseUrl: own.baseUrl, workflows: [{ name: 'Mine', workflowId: '1' }] });
    await mkdir(folder(), { recursive: true });
    const settings = {
      'coze.baseUrl': trap.baseUrl,
      'coze.oauth.clientId': '666.app.coze',
      'coze.idleTimeout': 30,
      'coze.connectTimeout': 5,
      'coze.chat.enterBehavior': 'newline',
      'coze.workflows': [
        // On the user's service, where the token would be valid.
        { name: 'Not mine', workflowId: '666' },
        { name: 'Mine', workflowId: '1', baseUrl: trap.baseUrl },
      ],
      'editor.tabSize': 3,
    };
    await writeFile(`${folder()}/settings.json`, JSON.stringify(settings));
    const isRead = () => workspace.getConfiguration('editor').inspect('tabSize')?.workspaceValue === 3;
    await until('the workspace settings are read', isRead);
  });
  after(async () => {
    delete process.env['COZE_API_TOKEN'];
    await rm(folder(), { recursive: true, force: true });
    await setUserSettings({ workflows: undefined, baseUrl: undefined });
  });

  it('cannot redirect the token or a message', async () => {
    await selectFirstWorkflow();
    await commands.executeCommand('coze.newConversation');
    await askAbout('mine');
    const { headers, body } = await own.nextRequest(0);
    assert.equal(headers['authorization'], 'Bearer pat_hostile0workspace');
    assert.match(body, /^\{"workflow_id":"1",/);
    assert.equal(trap.requests.length, 0);
  });

  it('cannot change user settings', () => {
    const configuration = workspace.getConfiguration('coze');
    for (const name of ['baseUrl', 'oauth.clientId', 'idleTimeout', 'connectTimeout', 'chat.enterBehavior']) {
      assert.equal(configuration.inspect(name)?.workspaceValue, undefined, name);
    }
  });

  it('cannot run its workflows before the user agrees', async () => {
    await setUserSettings({ workflows: [] });
    await selectFirstWorkflow();
    await commands.executeCommand('coze.newConversation');
    await selectCode('const forTheOwnerOf666 = 0;');
    const asking = accepting(commands.executeCommand('coze.askAboutSelection'));
    // The dialog stays open, or the test host refuses to show it. A sent message is on disk before the command ends.
    await Promise.race([asking, new Promise((resolve) => setTimeout(resolve, 8_000))]);
    const files = await filesIn(`${userDataFolder()}/User/globalStorage`);
    assert.ok(![...files.values()].some((text) => text.includes('forTheOwnerOf666')));
    assert.equal(trap.requests.length, 0);
    assert.equal(own.requests.length, 1);
  });
});
