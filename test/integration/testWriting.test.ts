import assert from 'node:assert/strict';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
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
  filesIn,
  selectFirstWorkflow,
  setUserSettings,
  until,
  userDataFolder,
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

  it('has no mistakes of the schema where another extension validates by it', async () => {
    const test = { name: 'a', turns: [{ user: 'hi' }] };
    const target = { profile: 'Tests' };
    for (const [ending, listed] of [
      ['yaml', ['keyUnknown']],
      ['json', []],
    ] as const) {
      const uri = Uri.file(`${folder()}/flawed.coze-test.${ending}`);
      const isListed = async (codes: readonly string[], file: object) => {
        await writeFile(uri.fsPath, JSON.stringify({ version: 1, ...file }));
        await window.showTextDocument(uri);
        await until(`${ending}: ${codes.join() || 'nothing'}`, () => {
          const own = languages.getDiagnostics(uri).filter(({ source }) => source === 'Coze');
          return isDeepStrictEqual(
            own.map(({ code }) => code),
            codes,
          );
        });
      };
      await isListed(['targetTwice'], { target: { ...target, workflowId: '1' }, tests: [test] });
      await isListed(listed, { target, tests: [{ ...test, colour: 'red' }] });
    }
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

  /** Sends code to the first workflow, in a new conversation. */
  const ask = async (code: string) => {
    await selectFirstWorkflow();
    await commands.executeCommand('coze.newConversation');
    const before = service.requests.length;
    await askAbout(code);
    await service.nextRequest(before);
  };

  /** Creates a test, from this run of the view "Runs" or from the active conversation, and resolves to its document. */
  const created = async (run?: unknown) => {
    const isMade = () => /\.coze-test\.yaml$/.test(window.activeTextEditor?.document.fileName ?? '');
    // The command refuses a conversation whose answer has not ended.
    await until('the test is opened', async () => {
      await accepting(commands.executeCommand('coze.createTest', run));
      return isMade();
    });
    return window.activeTextEditor?.document;
  };

  it('can begin with a run of another conversation', async () => {
    await ask('const ofTheRun = 1;');
    const runIn = async () => {
      for (const [path, text] of await filesIn(`${userDataFolder()}/User/globalStorage`)) {
        const [conversationId, runId, ending] = basename(path).split('.');
        if (ending === 'ndjson' && text.includes('ofTheRun')) return { conversationId, runId };
      }
      return undefined;
    };
    await until('the run is recorded', async () => (await runIn()) !== undefined);
    await ask('const ofAnother = 1;');
    const document = await created(await runIn());
    assert.match(document?.getText() ?? '', /const ofTheRun = 1;[^]*outcome: completed/);
    assert.doesNotMatch(document?.getText() ?? '', /ofAnother/);
    await commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  });

  it('can begin with a conversation of the chat, and passes by replay', async () => {
    await ask('const aTest = 1;');
    const document = await created();
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
