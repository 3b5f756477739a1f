import assert from 'node:assert/strict';
import { rm } from 'node:fs/promises';
import {
  CancellationTokenSource,
  commands,
  Position,
  TestRunRequest,
  window,
  workspace,
  WorkspaceEdit,
  type TestMessage,
} from 'vscode';
import { TestFiles } from '../../src/host/chatflowTests/testFiles';
import { until } from './support/inWindow';
import type { OpenedExplorer } from './support/testExplorer';
import { useTestExplorer } from './support/useTestExplorer';

const colours = `version: 1
target: { profile: Tests }
tests:
  - name: takes a colour
    tags: [smoke]
    turns:
      - user: card
        expect:
          - outcome: waiting
      - choose: Green
        expect:
          - text: { equals: The button will be red. } # of the catalogue
  - name: learns a name
    target: { profile: Tests, versions: [published, v0.0.5] }
    data: [{ who: Ada }, { who: Bob }]
    turns:
      - user: my name is \${who}
        expect:
          - text: { contains: '\${who}' }
`;
const stalled = `version: 1
target: { profile: Tests }
tests:
  - name: waits
    turns:
      - user: stall
`;

const textOf = (message: TestMessage | undefined) =>
  typeof message?.message === 'string' ? message.message : '';

describe('Chatflow tests in the Test Explorer', () => {
  const explorer = useTestExplorer('flows', { 'colours.coze-test.yaml': colours });
  const { service, uriOf, write, tree, fileItem } = explorer;
  let opened: OpenedExplorer;
  before(() => void ({ opened } = explorer));

  it('are shown as file, test, row and version, at their lines', () => {
    assert.deepEqual(tree(), [
      'flows/colours.coze-test.yaml',
      '  takes a colour',
      '  learns a name',
      '    Row 1: Ada',
      '      published',
      '      v0.0.5',
      '    Row 2: Bob',
      '      published',
      '      v0.0.5',
    ]);
    const lines: number[] = [];
    fileItem('colours.coze-test.yaml').children.forEach(({ range }) => lines.push(range?.start.line ?? -1));
    assert.deepEqual(lines, [3, 12]);
  });

  it('do not run where the workspace is not trusted', async () => {
    opened.isWorkspaceTrusted = false;
    for (const mode of ['live', 'debug', 'record', 'replay'] as const)
      await assert.rejects(opened.run(mode), /trusted workspaces only/);
    opened.isWorkspaceTrusted = true;
    assert.equal(opened.asked.length, 0);
    assert.equal(service.requests.length, 0);
  });

  it('ask before the first run of a file, with the number of calls and the host', async () => {
    opened.answer = false;
    await assert.rejects(opened.run('live'), /Nothing was run/);
    opened.answer = true;
    const [question] = opened.asked;
    assert.match(question ?? '', /^Run the tests\? Tests: 5\. Calls to 127\.0\.0\.1:\d+: at most 6\./);
    assert.match(question ?? '', /Files: flows\/colours\.coze-test\.yaml/);
    assert.equal(service.requests.length, 0);
  });

  it('run, and fail with a difference at the line of the check', async () => {
    const run = await opened.run('live');
    assert.deepEqual(Object.fromEntries(run.states), {
      'flows/colours.coze-test.yaml › takes a colour': 'failed',
      'flows/colours.coze-test.yaml › learns a name › Row 1: Ada › published': 'passed',
      'flows/colours.coze-test.yaml › learns a name › Row 1: Ada › v0.0.5': 'passed',
      'flows/colours.coze-test.yaml › learns a name › Row 2: Bob › published': 'passed',
      'flows/colours.coze-test.yaml › learns a name › Row 2: Bob › v0.0.5': 'passed',
    });
    const [message] = run.messages.get('flows/colours.coze-test.yaml › takes a colour') ?? [];
    assert.equal(message?.expectedOutput, 'The button will be red.');
    assert.equal(message.actualOutput, 'The button will be **Green**.');
    assert.equal(message.location?.range.start.line, 11);
    assert.equal(message.contextValue, 'coze accept loosen run debugPage');
    assert.match(run.output, /› card.*\r\n/);
    assert.match(run.output, /✗ Line 12: text: /);
    assert.ok(run.isEnded);
    assert.equal(service.requests.length, 6);
    assert.equal(opened.counted.length, 6);
  });

  it('ask again only for another file, and never put the token anywhere', async () => {
    const asked = opened.asked.length;
    const run = await opened.run('live', [fileItem('colours.coze-test.yaml')]);
    assert.equal(opened.asked.length, asked);
    assert.ok(!run.output.includes('canary'));
  });

  it('stop before each turn for the debugger, which answers a question in another way', async () => {
    const item = explorer.firstTest('colours.coze-test.yaml');
    const steps: string[] = [];
    opened.answerStep = ({ number, line, text, question }) => {
      steps.push(`${String(number)} ${String(line)} ${text} ${question?.options?.join() ?? ''}`);
      return { text: question ? 'Blue' : text };
    };
    const run = await opened.run('debug', [item]);
    assert.deepEqual(steps, ['1 7 card ', '2 10 Green Red,Green,Blue']);
    assert.match(run.output, /The button will be \*\*Blue\*\*/);
    assert.equal(opened.inspected.length, 2);
    assert.equal(
      opened.recorded.filter(({ type }) => type === 'ended').length,
      opened.recorded.filter(({ type }) => type === 'request').length,
    );
    opened.answerStep = () => 'stop';
    const sent = service.requests.length;
    const stopped = await opened.run('debug', [item]);
    assert.deepEqual([...stopped.states.values()], ['skipped']);
    assert.equal(service.requests.length, sent);
  });

  it('record, and replay without a request', async () => {
    await opened.run('record');
    const sent = service.requests.length;
    const run = await opened.run('replay');
    assert.equal(run.states.get('flows/colours.coze-test.yaml › takes a colour'), 'failed');
    assert.equal(
      run.states.get('flows/colours.coze-test.yaml › learns a name › Row 2: Bob › v0.0.5'),
      'passed',
    );
    assert.equal(service.requests.length, sent);
  });

  it('take the received text as the expected one, with the comment kept', async () => {
    const { messages } = await opened.run('replay');
    const [message] = messages.get('flows/colours.coze-test.yaml › takes a colour') ?? [];
    const test = explorer.firstTest('colours.coze-test.yaml');
    await opened.explorer.failures.accept({ test, message });
    const text = window.activeTextEditor?.document.getText() ?? '';
    assert.match(text, /- text: \{ equals: The button will be \*\*Green\*\*\. \} # of the catalogue\n/);
    const run = await opened.run('replay');
    assert.equal(run.states.get('flows/colours.coze-test.yaml › takes a colour'), 'passed');
    await commands.executeCommand('workbench.action.files.save');
  });

  it('are read as the editor shows them, also if two readings overlap', async () => {
    const files = new TestFiles();
    const uri = uriOf('colours.coze-test.yaml');
    await files.load(uri);
    const document = await workspace.openTextDocument(uri);
    const edit = new WorkspaceEdit();
    edit.insert(uri, new Position(0, 0), '# changed\n');
    await workspace.applyEdit(edit);
    const read = await Promise.all([files.load(uri), files.load(uri)]);
    assert.deepEqual(
      read.map((file) => file?.text),
      [document.getText(), document.getText()],
    );
    await window.showTextDocument(document);
    await commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    files.dispose();
  });

  it('follow the editor before the file is saved', async () => {
    const uri = uriOf('colours.coze-test.yaml');
    const document = await workspace.openTextDocument(uri);
    const edit = new WorkspaceEdit();
    const line = document.lineCount - 1;
    edit.insert(uri, new Position(line, 0), '  - name: not saved yet\n    turns: [{ user: hello }]\n');
    await workspace.applyEdit(edit);
    await until('the test is in the tree', () => tree().includes('  not saved yet'));
    await window.showTextDocument(document);
    await commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    await until('the test is gone', () => !tree().includes('  not saved yet'));
  });

  it('are cancelled in the middle', async () => {
    await write('stalled.coze-test.yaml', stalled);
    await until('the new file is read', () => tree().includes('  waits'));
    const cancel = new CancellationTokenSource();
    const running = opened.run('live', [fileItem('stalled.coze-test.yaml')], cancel.token);
    const sent = service.requests.length;
    await until('the request is sent', () => service.requests.length > sent);
    cancel.cancel();
    const run = await running;
    assert.deepEqual([...run.states.values()], ['skipped']);
    assert.ok(run.isEnded);
  });

  it('say what is wrong with a file, and run none of its tests', async () => {
    await write('stalled.coze-test.yaml', stalled.replace('user: stall', 'says: stall'));
    await until('the mistake is shown', () => fileItem('stalled.coze-test.yaml').error !== undefined);
    const run = await opened.run('live', [fileItem('stalled.coze-test.yaml')]);
    assert.deepEqual([...run.states.values()], ['errored']);
    assert.equal(fileItem('stalled.coze-test.yaml').children.size, 1, 'its tests stay in the tree');
    await write(
      'stalled.coze-test.yaml',
      `${stalled}budget: { calls: 1 }\n`.replace('turns:', 'repeat: 3\n    turns:'),
    );
    await until('the mistake is mended', () => fileItem('stalled.coze-test.yaml').error === undefined);
    const refused = await opened.run('live', [fileItem('stalled.coze-test.yaml')]);
    const [message] = [...refused.messages.values()].flat();
    assert.match(textOf(message), /^Not run: the tests could make 3 calls, more than the budget of 1/);
    assert.equal(message?.location?.range.start.line, 7);
  });

  it('lose their rows with their data', async () => {
    await write(
      'stalled.coze-test.yaml',
      stalled.replace('turns:', 'data: [{ a: 1 }, { a: 2 }]\n    turns:'),
    );
    await until('the rows are shown', () => tree().includes('    Row 2: 2'));
    await write('stalled.coze-test.yaml', stalled);
    await until('the rows are gone', () => !tree().includes('    Row 2: 2'));
  });

  it('run by replay when their file is saved, until the file is deleted', async () => {
    const item = fileItem('colours.coze-test.yaml');
    const cancel = new CancellationTokenSource();
    const request = new TestRunRequest([item], undefined, undefined, true);
    await opened.explorer.run(request, cancel.token, 'replay');
    const before = opened.runs.length;
    const save = async () => {
      const editor = await window.showTextDocument(uriOf('colours.coze-test.yaml'));
      await editor.edit((edit) => edit.insert(new Position(0, 0), '# saved\n'));
      await editor.document.save();
    };
    await save();
    await until('the run has ended', () => opened.runs[before]?.isEnded ?? false);
    await commands.executeCommand('workbench.action.closeAllEditors');
    await rm(uriOf('colours.coze-test.yaml').fsPath);
    await until('the file is gone', () => !tree().includes('flows/colours.coze-test.yaml'));
    assert.deepEqual(tree(), ['flows/stalled.coze-test.yaml', '  waits']);
    cancel.cancel();
  });
});

describe('A test file with an ending in capitals', () => {
  const file = { version: 1, target: { profile: 'Tests' }, tests: [{ name: 'a', turns: [{ user: 'hi' }] }] };
  const { tree } = useTestExplorer('capitals', { 'a.coze-test.JSON': JSON.stringify(file) });

  it('is found, and read as JSON', () => {
    assert.deepEqual(tree(), ['capitals/a.coze-test.JSON', '  a']);
  });
});
