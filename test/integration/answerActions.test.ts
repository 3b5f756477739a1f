import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { mkdir, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import {
  commands,
  env,
  languages,
  NotebookCellData,
  NotebookCellKind,
  NotebookData,
  Selection,
  TabInputTextDiff,
  Uri,
  window,
  workspace,
  type TextDocument,
} from 'vscode';
import { useGivenAnswer } from '../ui/support/useGivenAnswer';
import {
  accepting,
  activated,
  filesIn,
  selectFirstWorkflow,
  setUserSettings,
  until,
  userDataFolder,
} from './support/inWindow';

describe('An answer', () => {
  const { service, setAnswer } = useGivenAnswer();
  const root = () => workspace.workspaceFolders?.[0]?.uri.fsPath ?? '';
  const folder = () => `${root()}/answers`;

  before(async () => {
    await activated();
    process.env['COZE_API_TOKEN'] = 'pat_integration0answers';
    await setUserSettings({ baseUrl: service.baseUrl, workflows: [{ name: 'Given', workflowId: '7499' }] });
    await selectFirstWorkflow();
    await mkdir(folder(), { recursive: true });
  });
  after(async () => {
    delete process.env['COZE_API_TOKEN'];
    await setUserSettings({ workflows: undefined, baseUrl: undefined });
    await rm(folder(), { recursive: true, force: true });
    await commands.executeCommand('workbench.action.closeAllEditors');
  });
  afterEach(async () => {
    await commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    await commands.executeCommand('workbench.action.closeAllEditors');
  });

  let asked = 0;

  /** Opens a file with this text, and selects the part. */
  const select = async (text: string, part: string) => {
    const path = `${folder()}/a${String(++asked)}.ts`;
    await writeFile(path, text);
    const document = await workspace.openTextDocument(path);
    const editor = await window.showTextDocument(document, { preview: false });
    // The commands use the active editor, which may still be the one that was closed last.
    await until('the editor is active', () => window.activeTextEditor === editor);
    const start = document.getText().indexOf(part);
    editor.selection = new Selection(document.positionAt(start), document.positionAt(start + part.length));
    return document;
  };

  /** Gets this answer. Resolves to what the view passes to the commands of its context menu for the first code block. */
  const answered = async (markdown: string) => {
    setAnswer(markdown);
    await commands.executeCommand('coze.newConversation');
    const question = `question${String(++asked)}of${String(process.pid)}`;
    // A file, because an unsaved document gets the name of the one closed before, and may show its old text.
    await select(question, question);
    await accepting(commands.executeCommand('coze.askAboutSelection'));
    let runId = '';
    await until('the answer is on disk', async () => {
      const texts = [...(await filesIn(`${userDataFolder()}/User/globalStorage`)).values()];
      const journal = texts.find((text) => text.includes(question) && text.includes('"runCompleted"')) ?? '';
      runId = /"runId":"(\w+)"/.exec(journal)?.[1] ?? '';
      return runId !== '';
    });
    await commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    return { messageKey: `${runId}/0`, codeIndex: 0 };
  };

  const comparison = () => {
    const input = window.tabGroups.activeTabGroup.activeTab?.input;
    return input instanceof TabInputTextDiff && input.modified.scheme === 'coze-proposal' ? input : undefined;
  };
  const compared = () => until('the diff editor is open', () => comparison() !== undefined);
  const closed = () => until('the diff editor is closed', () => comparison() === undefined);
  const proposedText = async () => {
    const uri = comparison()?.modified;
    return uri && (await workspace.openTextDocument(uri)).getText();
  };
  const undo = async (document: TextDocument) => {
    await window.showTextDocument(document);
    await commands.executeCommand('undo');
  };

  describe('applied to a selection', () => {
    const before = 'let a;\n  one();\nlet b;\n';
    const code = '```ts\ntwo();\nthree();\n```';

    it('is compared first, and nothing is changed', async () => {
      const target = await answered(code);
      const document = await select(before, 'one();');
      await commands.executeCommand('coze.applyCode', target);
      await compared();
      assert.equal(await proposedText(), 'let a;\n  two();\n  three();\nlet b;\n');
      assert.equal(comparison()?.original.toString(), document.uri.toString());
      assert.equal(document.getText(), before);
      assert.equal(document.isDirty, false);
      await commands.executeCommand('coze.discardChange');
      await closed();
      assert.equal(document.getText(), before);
    });

    it('changes the file on Apply, which one undo takes back', async () => {
      const target = await answered(code);
      const document = await select(before, 'one();');
      await commands.executeCommand('coze.applyCode', target);
      await compared();
      await commands.executeCommand('coze.applyChange');
      await closed();
      assert.equal(document.getText(), 'let a;\n  two();\n  three();\nlet b;\n');
      await undo(document);
      assert.equal(document.getText(), before);
    });

    it('is discarded when the diff editor is closed', async () => {
      const target = await answered(code);
      const document = await select(before, 'one();');
      await commands.executeCommand('coze.applyCode', target);
      await compared();
      const uri = comparison()?.modified;
      await commands.executeCommand('workbench.action.closeActiveEditor');
      await closed();
      await commands.executeCommand('coze.applyChange', uri);
      assert.equal(document.getText(), before);
    });

    it('is refused when the file has changed meanwhile', async () => {
      const target = await answered(code);
      const document = await select(before, 'one();');
      await commands.executeCommand('coze.applyCode', target);
      await compared();
      const changed = 'let c;\n' + before;
      const editor = await window.showTextDocument(document, { preserveFocus: true });
      await editor.edit((edit) => edit.insert(document.positionAt(0), 'let c;\n'));
      await until('the diff editor is there', () => window.tabGroups.activeTabGroup.tabs.length === 2);
      const tab = window.tabGroups.activeTabGroup.tabs.find(({ input }) => input instanceof TabInputTextDiff);
      assert.ok(tab?.input instanceof TabInputTextDiff);
      await commands.executeCommand('coze.applyChange', tab.input.modified);
      assert.equal(document.getText(), changed);
    });

    it('replaces several selections, with the line ends of the file', async () => {
      const target = await answered('```\nx\ny\n```');
      const document = await select('a1\r\nb1\r\n', 'a1');
      const editor = await window.showTextDocument(document);
      editor.selections = [new Selection(0, 0, 0, 2), new Selection(1, 0, 1, 2)];
      await commands.executeCommand('coze.applyCode', target);
      await compared();
      await commands.executeCommand('coze.applyChange');
      await closed();
      assert.equal(document.getText(), 'x\r\ny\r\nx\r\ny\r\n');
      await undo(document);
      assert.equal(document.getText(), 'a1\r\nb1\r\n');
    });

    it('needs a selection', async () => {
      const target = await answered(code);
      const document = await select(before, '');
      await commands.executeCommand('coze.applyCode', target);
      assert.equal(comparison(), undefined);
      assert.equal(document.getText(), before);
    });

    it('changes an unsaved document', async () => {
      const target = await answered('```\ntwo\n```');
      const unsaved = await workspace.openTextDocument({ content: 'one' });
      const editor = await window.showTextDocument(unsaved);
      editor.selection = new Selection(0, 0, 0, 3);
      await commands.executeCommand('coze.applyCode', target);
      await compared();
      await commands.executeCommand('coze.applyChange');
      await closed();
      assert.equal(unsaved.getText(), 'two');
    });

    it('changes a cell of a notebook', async () => {
      const target = await answered('```\ntwo\n```');
      const cell = new NotebookCellData(NotebookCellKind.Code, 'one', 'python');
      const notebook = await workspace.openNotebookDocument('jupyter-notebook', new NotebookData([cell]));
      await window.showNotebookDocument(notebook);
      await commands.executeCommand('notebook.cell.edit');
      await until('the cell is edited', () => window.activeTextEditor?.document.getText() === 'one');
      await commands.executeCommand('editor.action.selectAll');
      await until('the text is selected', () => window.activeTextEditor?.selection.isEmpty === false);
      await commands.executeCommand('coze.applyCode', target);
      await compared();
      await commands.executeCommand('coze.applyChange');
      await closed();
      assert.equal(notebook.cellAt(0).document.getText(), 'two');
    });

    it('changes a file that was deleted from disk but is open', async () => {
      const target = await answered('```\ntwo\n```');
      const document = await select('one', 'one');
      await commands.executeCommand('coze.applyCode', target);
      await compared();
      await rm(document.uri.fsPath);
      await commands.executeCommand('coze.applyChange');
      await closed();
      assert.equal(document.getText(), 'two');
    });

    it('is refused in a document that is read-only', async () => {
      const target = await answered(code);
      const document = await workspace.openTextDocument(
        Uri.parse('vscode://defaultsettings/keybindings.json'),
      );
      const editor = await window.showTextDocument(document);
      editor.selection = new Selection(0, 0, 2, 0);
      await commands.executeCommand('coze.applyCode', target);
      assert.equal(comparison(), undefined);
    });
  });

  it('opens in a new, unsaved file with the language of its fence', async () => {
    const target = await answered('```py {1}\nprint(1)\n```');
    await commands.executeCommand('coze.newFileFromCode', target);
    const { document } = window.activeTextEditor ?? {};
    assert.equal(document?.isUntitled, true);
    assert.equal(document.languageId, 'python');
    assert.equal(document.getText(), 'print(1)');
  });

  it('opens as a whole in a new Markdown file', async () => {
    const target = await answered('Words.\n\n```\ncode\n```');
    await commands.executeCommand('coze.newFileFromCode', { messageKey: target.messageKey });
    const { document } = window.activeTextEditor ?? {};
    assert.equal(document?.languageId, 'markdown');
    assert.equal(document.getText(), 'Words.\n\n```\ncode\n```');
  });

  it('is pasted into the terminal without Enter', async () => {
    const file = (name: string) => `${folder()}/${name}`;
    const target = await answered(`\`\`\`sh\ntouch ${file('one')}\n\`\`\``);
    await env.clipboard.writeText('mine');
    await commands.executeCommand('coze.pasteCodeIntoTerminal', target);
    await until('the terminal is active', () => window.activeTerminal !== undefined);
    // A syntax error if the first line has been run.
    window.activeTerminal?.sendText(` && touch ${file('two')}`);
    await until('the line is run', () => existsSync(file('two')));
    assert.ok(existsSync(file('one')));
    window.activeTerminal?.dispose();
    assert.equal(await env.clipboard.readText(), 'mine');
  });

  describe('with findings', () => {
    const problems = () =>
      languages
        .getDiagnostics()
        .flatMap(([uri, list]) =>
          list
            .filter(({ source }) => source === 'Coze')
            .map(({ range, message, severity }) => [
              uri.fsPath.slice(root().length + 1),
              range.start.line,
              range.end.line,
              message,
              severity,
            ]),
        );

    it('shows them in the list of problems, those of files in the workspace only, until they are cleared', async () => {
      await writeFile(`${folder()}/b.ts`, 'let a;\nlet b;\n');
      const elsewhere = `${tmpdir()}/coze-elsewhere-${String(process.pid)}.ts`;
      await writeFile(elsewhere, '');
      await symlink(elsewhere, `${folder()}/link.ts`);
      const found = (file: string) => ({ file, line: 1, message: 'm', severity: 'error' });
      const target = await answered(
        JSON.stringify([
          { file: 'answers/b.ts', line: 2, message: 'Unused\u202E b', severity: 'Warning' },
          { path: `${folder()}/b.ts`, line: 1, endLine: 2, message: '[x](command:y)', severity: 'error' },
          found('answers/missing.ts'),
          found('../outside.ts'),
          found(elsewhere),
          found('answers/link.ts'),
          found('answers'),
          { file: 'answers/b.ts', line: -1, message: 'm' },
        ]),
      );
      await commands.executeCommand('coze.showFindings', target);
      assert.deepEqual(problems(), [
        ['answers/b.ts', 1, 1, 'Unused b', 1],
        ['answers/b.ts', 0, 1, '[x](command:y)', 0],
      ]);
      await commands.executeCommand('coze.clearFindings');
      assert.deepEqual(problems(), []);
      await rm(elsewhere);
    });

    it('keeps those shown before when an answer has none', async () => {
      await writeFile(`${folder()}/b.ts`, 'let a;\n');
      const fenced = '```json\n[{"file":"answers/b.ts","line":1,"message":"m"}]\n```';
      await commands.executeCommand('coze.showFindings', await answered(fenced));
      await commands.executeCommand('coze.showFindings', await answered('Words.'));
      assert.deepEqual(problems(), [['answers/b.ts', 0, 0, 'm', 2]]);
      await commands.executeCommand('coze.clearFindings');
    });
  });
});
