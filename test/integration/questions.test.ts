import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import {
  commands,
  ConfigurationTarget,
  Diagnostic,
  DiagnosticSeverity,
  env,
  languages,
  NotebookCellData,
  NotebookCellKind,
  NotebookData,
  NotebookRange,
  Range,
  Selection,
  Uri,
  window,
  workspace,
  type CodeAction,
} from 'vscode';
import { problemText, fileText, changesText, terminalSelection } from '../../src/host/selection/messageTexts';
import { mappedMessage } from '../../src/host/selection/mappedMessage';
import { confirmed } from '../../src/host/selection/warnings';
import type { UserMessage } from '../../src/shared/conversation/userMessage';
import { limits, maxTextLength } from '../../src/shared/limits';
import type { SelectionMapping } from '../../src/shared/selectionMapping';
import { readCells, readSelection, uriOf } from '../../src/host/selection/editorSelection';
import { activated, until } from './support/inWindow';

describe('A question about', () => {
  const root = () => workspace.workspaceFolders?.[0]?.uri.fsPath ?? '';
  const folder = () => `${root()}/questions`;
  const problems = languages.createDiagnosticCollection('questions');

  before(async () => {
    await activated();
    await mkdir(folder(), { recursive: true });
  });
  after(async () => {
    problems.dispose();
    await commands.executeCommand('workbench.action.closeAllEditors');
    await rm(folder(), { recursive: true, force: true });
  });

  const open = async (name: string, text: string) => {
    await writeFile(`${folder()}/${name}`, text);
    const document = await workspace.openTextDocument(`${folder()}/${name}`);
    return window.showTextDocument(document, { preview: false });
  };
  const refusal = async (asked: Promise<unknown>) => {
    const error = await asked.then(
      () => undefined,
      (reason: unknown) => reason,
    );
    assert.ok(error instanceof Error);
    assert.equal(error.name, 'UserError');
    return error.message;
  };

  describe('a problem', () => {
    const text = Array.from({ length: 20 }, (_, index) => `line${String(index + 1)}`).join('\n');
    const expected =
      'Explain this problem and how to fix it.\n\n```\n10:3 error TS1 (ts): It is\nwrong.\n```\n';

    it('is offered as a code action, where there is one', async () => {
      const { document } = await open('problem.ts', text);
      const problem = new Diagnostic(new Range(9, 2, 9, 5), 'It is\nwrong.', DiagnosticSeverity.Error);
      problem.code = 'TS1';
      problem.source = 'ts';
      problems.set(document.uri, [problem]);
      const actions = async (line: number) => {
        const all = await commands.executeCommand<CodeAction[]>(
          'vscode.executeCodeActionProvider',
          document.uri,
          new Range(line, 3, line, 3),
        );
        return all.filter(({ title }) => title === 'Ask Coze workflow about this problem');
      };
      const [action] = await actions(9);
      assert.equal(action?.command?.command, 'coze.askAboutProblem');
      assert.equal(action.kind?.value, 'quickfix');
      assert.deepEqual(await actions(2), []);
      const { message } = await problemText({ document: document.uri, diagnostics: [problem] });
      assert.ok(
        message.startsWith('File: `questions/problem.ts`\nLanguage: typescript\nLines: 5-15\n'),
        message,
      );
      assert.ok(message.includes('```typescript\nline5\n'), message);
      assert.ok(message.includes('line15\n```'), message);
      assert.ok(message.endsWith(expected.trimEnd()), message);
    });

    it('takes the problem at the cursor', async () => {
      const editor = await open('problem.ts', text);
      editor.selection = new Selection(9, 4, 9, 4);
      const { message } = await problemText(undefined);
      assert.match(message, /10:3 error TS1 \(ts\): It is\nwrong\./);
      editor.selection = new Selection(2, 0, 2, 0);
      assert.equal(await refusal(problemText(undefined)), 'Put the cursor on a problem in an editor.');
    });

    it('reads no argument of another shape', async () => {
      for (const argument of [5, {}, { document: '/etc/passwd', diagnostics: [{}] }, []])
        assert.equal(await refusal(problemText(argument)), 'Put the cursor on a problem in an editor.');
    });
  });

  describe('a file', () => {
    it('contains the whole file, also one that is not open', async () => {
      await writeFile(`${folder()}/whole.py`, 'a = 1\n\nb = "```"\n');
      const { message } = await fileText(Uri.file(`${folder()}/whole.py`));
      assert.equal(
        message,
        'File: `questions/whole.py`\nLanguage: python\nLines: 1-4\n\n````python\na = 1\n\nb = "```"\n\n````',
      );
    });

    it('is refused for a file that is empty, missing or not text', async () => {
      await writeFile(`${folder()}/empty.txt`, ' \n');
      await writeFile(`${folder()}/binary.bin`, Buffer.from([0, 1, 2, 0, 255, 254, 0, 0]));
      assert.equal(await refusal(fileText(Uri.file(`${folder()}/empty.txt`))), 'The file is empty.');
      for (const name of ['missing.ts', 'binary.bin'])
        assert.equal(
          await refusal(fileText(Uri.file(`${folder()}/${name}`))),
          'The file does not exist or is not text.',
        );
    });
  });

  it('several selections contains each of them, in the order of the file', async () => {
    const editor = await open('several.ts', 'one();\ntwo();\nthree();\n');
    editor.selections = [new Selection(2, 0, 2, 8), new Selection(0, 0, 1, 0)];
    const selection = readSelection(editor);
    assert.equal(selection?.fileName, 'questions/several.ts');
    assert.deepEqual(
      selection.snippets.map(({ code, startLine, endLine }) => [code, startLine, endLine]),
      [
        ['one();', 1, 1],
        ['three();', 3, 3],
      ],
    );
  });

  it('the cells of a notebook contains each selected cell and its number', async () => {
    const data = new NotebookData([
      new NotebookCellData(NotebookCellKind.Code, 'a = 1', 'python'),
      new NotebookCellData(NotebookCellKind.Markup, 'Words', 'markdown'),
      new NotebookCellData(NotebookCellKind.Code, 'b = 2', 'python'),
    ]);
    const notebook = await workspace.openNotebookDocument('jupyter-notebook', data);
    const editor = await window.showNotebookDocument(notebook, { selections: [new NotebookRange(1, 3)] });
    const selection = readCells(editor);
    const name = notebook.uri.path.split('/').at(-1) ?? '';
    assert.deepEqual(
      selection?.snippets.map(({ code, fileName, languageId }) => [code, fileName, languageId]),
      [
        ['Words', `${name}, cell 2`, 'markdown'],
        ['b = 2', `${name}, cell 3`, 'python'],
      ],
    );
    assert.equal(uriOf(notebook.cellAt(0).document).toString(), notebook.uri.toString());
    await commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  });

  describe('a long text', () => {
    const subject = { path: 'a.ts', language: 'typescript', startLine: '1', endLine: '1', diagnostics: '' };
    const mapped = (selection: string, mapping: SelectionMapping) =>
      new Promise<UserMessage>((resolve) =>
        resolve(mappedMessage(mapping, { ...subject, selection }, '', () => false)),
      );
    const tooLong = /^The text is too long for a message: [\d,. ]+ characters\. The limit is [\d,. ]+\.$/;

    it('is refused where the service would refuse it, with both numbers', async () => {
      const code = 'x'.repeat(maxTextLength + 1);
      assert.match(await refusal(confirmed([{ code, startLine: 1 }], 'Send?', 'Send')), tooLong);
      assert.match(await refusal(mapped(code, { message: '${selection}' })), tooLong);
      assert.match(
        await refusal(mapped('x'.repeat(limits.parameters), { parameters: { code: '${selection}' } })),
        tooLong,
      );
    });

    it('is not cut up to that limit', async () => {
      const code = 'x'.repeat(maxTextLength);
      assert.equal((await mapped(code, { message: '${selection}' })).text, code);
      const part = 'y'.repeat(limits.parameters - 100);
      const { parameters } = await mapped(part, { parameters: { code: '${selection}' } });
      assert.equal(parameters?.['code'], part);
    });
  });

  it('the selection of a terminal contains it, and keeps the clipboard', async () => {
    const terminal = window.createTerminal({ shellPath: '/bin/sh', cwd: root() });
    try {
      terminal.show();
      await terminal.processId;
      terminal.sendText('echo one$((1 + 1))three');
      await env.clipboard.writeText('mine');
      let message = '';
      await until('the terminal has the output', async () => {
        await commands.executeCommand('workbench.action.terminal.selectAll');
        message = await terminalSelection().then(
          (text) => text.message,
          () => '',
        );
        return message.includes('one2three');
      });
      assert.match(message, /^Output of a terminal:\n\n```\n[^]*one2three[^]*\n```$/);
      assert.equal(await env.clipboard.readText(), 'mine');
    } finally {
      terminal.dispose();
    }
  });

  it('the selection of a terminal needs one, and keeps the clipboard', async () => {
    await env.clipboard.writeText('mine');
    assert.equal(await refusal(terminalSelection()), 'Select the text to ask about in a terminal.');
    assert.equal(await env.clipboard.readText(), 'mine');
  });

  describe('the changes of a file', () => {
    const git = (...args: string[]) =>
      execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.com', ...args], {
        cwd: folder(),
        encoding: 'utf8',
      });

    const enable = (isEnabled: boolean | undefined) =>
      workspace.getConfiguration('git').update('enabled', isEnabled, ConfigurationTarget.Workspace);
    after(() => enable(undefined));

    it('is refused while Git is switched off', async () => {
      await enable(false);
      await writeFile(`${folder()}/changed.ts`, 'let a = 1;\n');
      assert.equal(
        await refusal(changesText(Uri.file(`${folder()}/changed.ts`))),
        "VS Code's Git extension is not enabled.",
      );
    });

    it('contains the difference from the last commit', async () => {
      await enable(true);
      git('init', '-q');
      git('add', 'changed.ts');
      git('commit', '-qm', 'first');
      await writeFile(`${folder()}/changed.ts`, 'let a = 2;\n');
      const uri = Uri.file(`${folder()}/changed.ts`);
      let message = '';
      await until('the repository is open', async () => {
        await commands.executeCommand('git.openRepository', folder()).then(undefined, () => undefined);
        message = await changesText({ resourceUri: uri }).then(
          (text) => text.message,
          (error: unknown) => String(error),
        );
        return message.includes('```diff');
      });
      assert.ok(
        message.startsWith('Changes of the file `questions/changed.ts` since the last commit:\n\n```diff\n'),
      );
      assert.match(message, /\n-let a = 1;\n\+let a = 2;\n/);
    });

    it('is refused for a file without changes, and for one that is not saved', async () => {
      const uri = Uri.file(`${folder()}/changed.ts`);
      git('commit', '-qam', 'second');
      assert.equal(
        await refusal(changesText(uri)),
        'Git reports no changes of this file since the last commit.',
      );
      const editor = await window.showTextDocument(await workspace.openTextDocument(uri));
      await editor.edit((edit) => edit.insert(editor.selection.start, 'x'));
      assert.equal(await refusal(changesText(uri)), 'Save the file first: Git compares what is saved.');
      await commands.executeCommand('workbench.action.files.revert');
    });
  });
});
