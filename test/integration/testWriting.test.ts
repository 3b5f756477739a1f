import assert from 'node:assert/strict';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import {
  commands,
  languages,
  Position,
  Uri,
  window,
  workspace,
  type CompletionItem,
  type CompletionList,
} from 'vscode';
import { activated, askAbout, selectFirstWorkflow, setUserSettings, until } from './support/inWindow';
import { useService } from './support/useService';

describe('Writing chatflow tests', () => {
  const service = useService();
  const folder = () => `${workspace.workspaceFolders?.[0]?.uri.fsPath ?? ''}/written`;

  before(async () => {
    await activated();
    process.env['COZE_API_TOKEN'] = 'pat_writing';
    await setUserSettings({ baseUrl: service.baseUrl, workflows: [{ name: 'Tests', workflowId: '1' }] });
    await mkdir(folder(), { recursive: true });
  });
  after(async () => {
    delete process.env['COZE_API_TOKEN'];
    await commands.executeCommand('workbench.action.closeAllEditors');
    await rm(folder(), { recursive: true, force: true });
    await setUserSettings({ workflows: undefined, baseUrl: undefined });
  });

  it('has mistakes, completion of the keys and of the profiles', async () => {
    const uri = Uri.file(`${folder()}/mistake.coze-test.yaml`);
    await writeFile(
      uri.fsPath,
      'version: 1\ntarget: { profile:  }\ntests:\n  - name: a\n    \n    turns: []\n',
    );
    await window.showTextDocument(uri);
    await until('a mistake is listed', () => languages.getDiagnostics(uri).length > 0);
    const offered = async (line: number, character: number) => {
      const list = await commands.executeCommand<CompletionList>(
        'vscode.executeCompletionItemProvider',
        uri,
        new Position(line, character),
      );
      return list.items.map(({ label }: CompletionItem) => (typeof label === 'string' ? label : label.label));
    };
    assert.ok((await offered(4, 4)).includes('tags'));
    assert.ok((await offered(1, 19)).includes('Tests'));
  });

  it('can begin with a conversation of the chat', async () => {
    await selectFirstWorkflow();
    await commands.executeCommand('coze.newConversation');
    await askAbout('const aTest = 1;');
    await service.nextRequest(0);
    await commands.executeCommand('coze.createTest');
    const document = window.activeTextEditor?.document;
    assert.match(document?.fileName ?? '', /\.coze-test\.yaml$/);
    assert.match(document?.getText() ?? '', /const aTest = 1;/);
    assert.ok(document?.isUntitled);
    await commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  });
});
