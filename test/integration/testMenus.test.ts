import assert from 'node:assert/strict';
import { commands, window, type TestItem, type TestMessage } from 'vscode';
import { useTestExplorer } from './support/useTestExplorer';

const file = 'menus.coze-test.yaml';
const text = `version: 1
target: { profile: Tests }
tests:
  - name: takes a colour
    turns:
      - user: card
      - choose: Green
        expect:
          # of the catalogue
          - text: { equals: The button will be red. } # in June
`;

describe('The menu of a failed check', () => {
  const explorer = useTestExplorer('menus', { [file]: text });
  let test: TestItem;
  let message: TestMessage | undefined;
  before('run the test', async () => {
    test = explorer.firstTest(file);
    const run = await explorer.opened.run('live', [test]);
    [message] = [...run.messages.values()].flat();
    assert.equal(message?.contextValue, 'coze accept loosen run debugPage');
  });

  it('opens the run of the check, beside the editor', () => {
    const { failures } = explorer.opened.explorer;
    failures.openRun({ test, message });
    // The list of results passes the test alone, if it has one message.
    failures.openRun(test);
    const [shown, again] = explorer.opened.inspected;
    assert.match(shown ?? '', /^[0-9a-f]{32}$/);
    assert.equal(again, shown);
  });

  it('loosens the check to what both texts have in common, with its comments kept', async () => {
    await explorer.opened.explorer.failures.loosen({ test, message });
    const changed = window.activeTextEditor?.document;
    assert.equal(
      changed?.getText(),
      text.replace('{ equals: The button will be red. }', '{ contains: The button will be }'),
    );
    assert.ok(changed.isDirty, 'it is not saved');
    const run = await explorer.opened.run('live', [test]);
    assert.deepEqual([...run.states.values()], ['passed']);
  });

  it('refuses what is of an earlier run, or whose check has changed', async () => {
    const { failures } = explorer.opened.explorer;
    await assert.rejects(failures.accept({ test, message }), /of an earlier run/);
    assert.throws(() => failures.openRun({ test }), /of an earlier run/);
    await commands.executeCommand('workbench.action.files.revert');
    const run = await explorer.opened.run('live', [test]);
    const [again] = [...run.messages.values()].flat();
    await explorer.opened.explorer.failures.accept({ test, message: again });
    await assert.rejects(failures.loosen({ test, message: again }), /has changed since the run/);
    await commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  });
});
