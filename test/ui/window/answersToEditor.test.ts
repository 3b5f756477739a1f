import assert from 'node:assert/strict';
import type { Locator } from 'playwright-core';
import { until } from '../support/until';
import { useGivenAnswer } from '../support/useGivenAnswer';
import { useSharedWorkbench } from '../support/useWorkbench';

const code = 'function greet(name: string): string {\n  return name;\n}\n';

describe('Answers and editors', () => {
  const { service, setAnswer } = useGivenAnswer();
  const ui = useSharedWorkbench(
    () => ({
      files: { 'greet.ts': code },
      settings: {
        'coze.baseUrl': service.baseUrl,
        'coze.workflows': [{ name: 'Given', workflowId: '7500000000000000007' }],
        // A change that is undone while it is saved would stay on disk.
        'files.autoSave': 'off',
      },
    }),
    async (workbench) => {
      await workbench.showWorkflow('Given');
      await workbench.openFile('greet.ts');
      // An editor takes the focus late: text for the chat would be typed into the file.
      await workbench.page.locator('.editor-instance .monaco-editor.focused').waitFor();
    },
  );

  const answered = async (markdown: string): Promise<Locator> => {
    const { workbench } = ui;
    setAnswer(markdown);
    await workbench.newConversation();
    await workbench.chat.send('go on');
    const answer = workbench.chat.answers('', 'completed');
    await answer.waitFor();
    return answer;
  };
  const tab = (name: string | RegExp) =>
    ui.workbench.page.locator('.tabs-container').getByRole('tab', { name });
  const titleAction = (name: string) =>
    ui.workbench.page.locator('.title-actions, .editor-actions').locator(`a[aria-label^="${name}"]`).first();
  const focusFile = async () => {
    const { page } = ui.workbench;
    await tab('greet.ts').first().click();
    await page.locator('.editor-instance .view-lines').first().click();
  };
  /** Text of the focused editor, read through the clipboard. */
  const editorText = async () => {
    const { page } = ui.workbench;
    await page.locator('.editor-instance .monaco-editor.focused').waitFor();
    await page.evaluate(() => navigator.clipboard.writeText(''));
    await page.keyboard.press('Control+a');
    await page.keyboard.press('Control+c');
    await page.waitForFunction(async () => (await navigator.clipboard.readText()) !== '');
    return page.evaluate(() => navigator.clipboard.readText());
  };
  const selectSecondLine = async () => {
    await focusFile();
    for (const key of ['Control+Home', 'ArrowDown', 'End', 'Shift+Home'])
      await ui.workbench.page.keyboard.press(key);
  };
  const propose = async () => {
    const answer = await answered('```ts\nreturn `Hello, ${name}`;\n```');
    await selectSecondLine();
    await answer.getByRole('button', { name: 'Apply to selection' }).click();
    await tab('greet.ts: proposed change').waitFor();
  };

  it('show a change in the diff editor, apply it on a click, and one undo takes it back', async () => {
    const { page } = ui.workbench;
    await propose();
    await titleAction('Apply').click();
    await tab('greet.ts: proposed change').waitFor({ state: 'detached' });
    assert.equal(await editorText(), code.replace('return name;', 'return `Hello, ${name}`;'));
    await page.keyboard.press('Control+z');
    assert.equal(await editorText(), code);
  });

  it('leave the file as it is on Discard', async () => {
    await propose();
    await titleAction('Discard').click();
    await tab('greet.ts: proposed change').waitFor({ state: 'detached' });
    await focusFile();
    assert.equal(await editorText(), code);
  });

  it('leave no change open that is gone after a reload', async () => {
    await propose();
    await ui.workbench.reload();
    await ui.workbench.runCommand('Coze: Focus chat');
    await tab('greet.ts: proposed change').waitFor({ state: 'detached' });
    await tab('greet.ts').waitFor();
    await ui.workbench.chat.composer.waitFor();
  });

  it('ask for a selection where there is none', async () => {
    const answer = await answered('```ts\nreturn 1;\n```');
    await focusFile();
    await ui.workbench.page.keyboard.press('Control+Home');
    await answer.getByRole('button', { name: 'Apply to selection' }).press('Enter');
    await ui.workbench.notification('Select the text to replace in an editor.').waitFor();
  });

  it('list findings in the Problems view by one click, until they are cleared', async () => {
    const { workbench } = ui;
    const findings = [
      { file: 'greet.ts', line: 2, message: 'Greets nobody $(x) <b>', severity: 'warning' },
      { file: '../outside.ts', line: 1, message: 'Outside', severity: 'error' },
    ];
    const answer = await answered(`Two findings:\n\n\`\`\`json\n${JSON.stringify(findings)}\n\`\`\``);
    await answer.getByRole('button', { name: 'Show in Problems' }).click();
    const row = workbench.page.locator('.markers-panel').getByText('Greets nobody $(x) <b>');
    await row.waitFor();
    await workbench.notification('In files that are not in this workspace: 1.').waitFor();
    assert.equal(await workbench.page.locator('.markers-panel').getByText('Outside').count(), 0);
    await workbench.runCommand('Coze: Clear findings');
    await row.waitFor({ state: 'detached' });
    await answer.getByRole('button', { name: 'Show in Problems' }).click();
    await row.waitFor();
    await workbench.runCommand('Coze: Delete all conversations');
    await workbench.dialogButton(/^Delete/).click();
    await row.waitFor({ state: 'detached' });
  });

  it('put a question about the file into the message box, and send nothing', async () => {
    const { workbench } = ui;
    const { length } = service.calls;
    await workbench.newConversation();
    await focusFile();
    await workbench.runCommand('Coze: Ask Coze workflow about this file');
    const expected = `File: \`greet.ts\`\nLanguage: typescript\nLines: 1-4\n\n\`\`\`typescript\n${code}\n\`\`\``;
    await until(async () => (await workbench.chat.composer.inputValue()) !== '');
    assert.equal(await workbench.chat.composer.inputValue(), expected);
    assert.equal(service.calls.length, length);
    await workbench.chat.composer.fill('');
  });

  it('paste several lines into the terminal only after a confirmation', async () => {
    const { workbench } = ui;
    const answer = await answered('```sh\necho one\necho two\n```');
    await answer.locator('.md-code-lines').click({ button: 'right' });
    await workbench.chooseInMenu('Paste into terminal');
    await workbench.page
      .locator('.monaco-dialog-box')
      .getByText('Paste 2 lines into the terminal?')
      .waitFor();
    await workbench.dialogButton('Cancel').click();
    assert.equal(await workbench.page.locator('.terminal-wrapper').count(), 0);
  });
});
