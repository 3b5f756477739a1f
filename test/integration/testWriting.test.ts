import assert from 'node:assert/strict';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import {
  commands,
  languages,
  Position,
  Range,
  Uri,
  window,
  workspace,
  type CodeAction,
  type CompletionItem,
  type CompletionList,
  type Hover,
} from 'vscode';
import {
  accepting,
  activated,
  askAbout,
  selectFirstWorkflow,
  setUserSettings,
  until,
} from './support/inWindow';
import { itemNamed, OpenedExplorer } from './support/testExplorer';
import { useService } from './support/useService';

describe('Writing chatflow tests', () => {
  const service = useService();
  const folder = () => `${workspace.workspaceFolders?.[0]?.uri.fsPath ?? ''}/written`;

  before(async () => {
    await activated();
    process.env['COZE_API_TOKEN'] = 'pat_writing';
    await setUserSettings({
      baseUrl: service.baseUrl,
      workflows: [{ name: 'Tests', workflowId: '1', inputs: { city: 'string' } }],
    });
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

  it('knows the inputs of the workflow, the options of the file and its variables, and corrects names', async () => {
    const uri = Uri.file(`${folder()}/inputs.coze-test.yaml`);
    const lines = [
      'version: 1',
      'target: { profile: Tests }',
      'variables: { who: Ada, key: { env: KEY, secret: true } }',
      'tests:',
      '  - name: a',
      '    parameters: { citty: x }',
      '    turns:',
      "      - user: 'hi ${who} ${key}'",
      '        expect: [{ options: { includes: [Red, Green] } }]',
      '      - choose: ',
    ];
    await writeFile(uri.fsPath, `${lines.join('\n')}\n`);
    const document = await workspace.openTextDocument(uri);
    await window.showTextDocument(document);
    const codes = () => languages.getDiagnostics(uri).map(({ code }) => code);
    const position = (line: number, part: string) =>
      new Position(line, (lines[line] ?? '').indexOf(part) + 1);
    const hoverAt = async (line: number, part: string) => {
      const hovers = await commands.executeCommand<Hover[]>(
        'vscode.executeHoverProvider',
        uri,
        position(line, part),
      );
      return hovers.flatMap(({ contents }) => contents.map((one) => (one as { value: string }).value)).join();
    };
    await until('the unknown input is listed', () => codes().includes('parameterUnknownNear'));
    const actions = await commands.executeCommand<CodeAction[]>(
      'vscode.executeCodeActionProvider',
      uri,
      new Range(position(5, 'citty'), position(5, 'citty')),
    );
    const [fix] = actions.filter(({ title }) => title === 'Change to “city”');
    assert.ok(fix?.edit, actions.map(({ title }) => title).join());
    assert.ok(fix.isPreferred);
    await workspace.applyEdit(fix.edit);
    assert.match(document.getText(), /parameters: \{ city: x \}/);
    await until('nothing is listed', () => !codes().includes('parameterUnknownNear'));
    assert.match(await hoverAt(5, 'citty'), /string/);
    assert.match(await hoverAt(1, 'Tests'), /Workflow.*1.*127/s);
    assert.match(await hoverAt(7, '${who}'), /Ada/);
    const secret = await hoverAt(7, '${key}');
    assert.match(secret, /environment.variable.KEY.*masked|environment&nbsp;variable&nbsp;KEY.*masked/s);
    const list = await commands.executeCommand<CompletionList>(
      'vscode.executeCompletionItemProvider',
      uri,
      new Position(9, (lines[9] ?? '').length),
    );
    const labels = list.items.map(({ label }) => (typeof label === 'string' ? label : label.label));
    for (const option of ['Red', 'Green']) assert.ok(labels.includes(option), labels.join());
    assert.equal(service.requests.length, 0, 'nothing was requested');
  });

  it('can begin with a conversation of the chat, and passes by replay', async () => {
    await selectFirstWorkflow();
    await commands.executeCommand('coze.newConversation');
    await askAbout('const aTest = 1;');
    await service.nextRequest(0);
    const isMade = () => /\.coze-test\.yaml$/.test(window.activeTextEditor?.document.fileName ?? '');
    // The command refuses a conversation whose answer has not ended.
    await until('the test is opened', async () => {
      await accepting(commands.executeCommand('coze.createTest'));
      return isMade();
    });
    const document = window.activeTextEditor?.document;
    assert.match(document?.getText() ?? '', /const aTest = 1;[^]*outcome: completed[^]*similar:/);
    assert.doesNotMatch(document?.getText() ?? '', /duration:/, 'only the marked checks');
    assert.ok(document?.isUntitled);
    await writeFile(`${folder()}/made.coze-test.yaml`, document.getText());
    await commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    const opened = new OpenedExplorer();
    try {
      await opened.explorer.resolve(undefined);
      const made = itemNamed(opened.controller.items, 'written/made.coze-test.yaml');
      await until('the file is read', () => made.children.size === 1);
      for (const mode of ['record', 'replay'] as const) {
        const sent = service.requests.length;
        const run = await opened.run(mode, [made]);
        assert.deepEqual([...run.states.values()], ['passed'], run.output);
        assert.equal(service.requests.length - sent, mode === 'record' ? 1 : 0);
      }
    } finally {
      opened.close();
    }
  });
});
