import assert from 'node:assert/strict';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { drive } from '../support/sharedWindow';
import { useService } from '../support/useService';
import { until } from '../support/until';
import { useSharedWorkbench } from '../support/useWorkbench';
import type { Workbench } from '../support/workbench';

const token = 'pat_CanaryOfTheUiTests0123456789abcdefghij';
const workflowId = '7500000000000000007';

interface Body {
  readonly workflow_id: string;
  readonly conversation_id?: string;
  readonly additional_messages: readonly { readonly role: string; readonly content: string }[];
}

describe('A workflow of a service over HTTP', () => {
  const service = useService({ tokens: [token] });
  const ui = useSharedWorkbench(
    () => ({
      hasNoToken: true,
      files: { 'sum.ts': 'export const sum = (a: number, b: number) => a + b;\n' },
      settings: { 'coze.baseUrl': service.baseUrl },
    }),
    setUp,
  );
  const body = (index: number) => JSON.parse(service.calls.at(index)!.body) as Body;

  async function setUp(workbench: Workbench): Promise<void> {
    await workbench.runCommand('Coze: Set access token');
    await workbench.answerInput(`Access token for ${service.baseUrl}`, ` Bearer ${token} `);
    await workbench.runCommand('Coze: Add workflow');
    await workbench.answerInput('Add workflow: address or ID', workflowId);
    await workbench.row('Continue without asking').click();
    await workbench.row('Neither').click();
    await workbench.chat.text('Ask Workflow 0007').waitFor();
  }

  /** Starts a conversation with the service. */
  async function begin(): Promise<void> {
    await ui.workbench.newConversation();
    await ui.workbench.chat.ask('my name is Ada', 'Nice to meet you, Ada');
  }

  it('is set up with commands: first the token, then the workflow', async () => {
    const file = join(ui.workbench.userDataFolder, 'User/settings.json');
    const settings = JSON.parse(await readFile(file, 'utf8')) as Record<string, unknown>;
    assert.deepEqual(settings['coze.workflows'], [{ name: 'Workflow 0007', workflowId }]);
  });

  it('answers in a conversation of the service', async () => {
    await begin();
    await ui.workbench.chat.ask('what is my name?', 'Your name is Ada');
    assert.deepEqual(body(-2).additional_messages, [
      { role: 'user', content: 'my name is Ada', content_type: 'text' },
    ]);
    assert.equal(body(-2).workflow_id, workflowId);
    assert.equal(body(-2).conversation_id, undefined);
    assert.match(body(-1).conversation_id ?? '', /^\d+$/);
    assert.equal(service.calls.at(-2)?.headers['authorization'], `Bearer ${token}`);
  });

  it('asks, and receives the reply with the same call in the same conversation', async () => {
    const { chat } = ui.workbench;
    await begin();
    const before = service.calls.length;
    await chat.send('two questions');
    await chat.answers('which city', 'waiting').waitFor();
    await chat.reply('Hangzhou');
    await chat.answers('how many days', 'waiting').waitFor();
    await chat.reply('3');
    await chat.answers('Your trip: Hangzhou, 3 days', 'completed').waitFor();
    assert.equal(service.calls.length, before + 3);
    assert.equal(body(-1).additional_messages[0]?.content, '3');
    assert.match(body(before).conversation_id ?? '', /^\d+$/);
    assert.equal(body(-1).conversation_id, body(before).conversation_id);
  });

  it('receives the selection of the editor in one message', async () => {
    const { workbench } = ui;
    await workbench.openFile('sum.ts');
    const editor = workbench.page.locator('.editor-group-container .monaco-editor');
    await editor.locator('.view-line', { hasText: 'export const sum' }).click();
    await workbench.page.keyboard.press('Home');
    await workbench.page.keyboard.press('Shift+End');
    await workbench.runCommand('Coze: Ask Coze workflow about selection');
    await workbench.answerInput('Ask Coze workflow about selection', 'What does it do?');
    await workbench.chat.answers('That is typescript code, 1 line long', 'completed').waitFor();
    assert.equal(
      body(-1).additional_messages[0]?.content,
      [
        'What does it do?',
        '',
        'File: `sum.ts`\nLanguage: typescript\nLines: 1',
        '',
        '```typescript\nexport const sum = (a: number, b: number) => a + b;\n```',
      ].join('\n'),
    );
  });

  it('shows the reported tokens in the status bar', async () => {
    const { workbench } = ui;
    await begin();
    const { input, output } = await service.reportedTokens();
    assert.ok(input > 0 && output > 0);
    const total = input + output;
    const counter = workbench.page.locator('.statusbar-item[id*="coze.usage"]');
    await counter.filter({ hasText: String(total) }).waitFor();
    await counter.click();
    const number = (count: number) => new Intl.NumberFormat('en').format(count);
    const days = workbench.editorPage.getByRole('table', { name: 'Usage by day' });
    await days.getByText(number(total), { exact: true }).first().waitFor();
    await workbench.runCommand('View: Close All Editors');
    await until(async () => (await workbench.page.locator('iframe.webview.ready').count()) === 1);
  });

  it('opens the debug page at the URL that the run reported', async () => {
    const { workbench } = ui;
    await begin();
    await workbench.chat.link('Open debug page').last().click();
    await workbench.dialogButton('Open').click();
    await until(() => workbench.opened.length > 0);
    assert.equal(workbench.opened.length, 1);
    const url = new URL(workbench.opened[0]!);
    assert.equal(url.origin + url.pathname, 'https://www.coze.cn/work_flow');
    assert.deepEqual([...url.searchParams.keys()], ['execute_id', 'space_id', 'workflow_id']);
  });

  it('never writes the token outside its request', async () => {
    await begin();
    for (const request of service.calls)
      assert.ok(!request.body.includes(token) && !request.path.includes(token));
    const root = ui.workbench.userDataFolder;
    const files = (await readdir(root, { recursive: true, withFileTypes: true })).filter((file) =>
      file.isFile(),
    );
    assert.ok(files.some(({ parentPath }) => parentPath.includes('coze-workflow-chat')));
    for (const { parentPath, name } of files) {
      const text = await readFile(join(parentPath, name), 'latin1');
      assert.ok(!text.includes(token), `the token is in ${join(parentPath, name)}`);
    }
  });

  it('reports that it is no longer set up, and moves the text to another workflow', async () => {
    const { workbench } = ui;
    const { chat } = workbench;
    await begin();
    const file = join(workbench.userDataFolder, 'User/settings.json');
    const settings = JSON.parse(await readFile(file, 'utf8')) as Record<string, unknown>;
    const before = service.calls.length;
    const other = [{ name: 'Other', workflowId: '7500000000000000008' }];
    await writeFile(file, JSON.stringify({ ...settings, 'coze.workflows': other }));
    await workbench.reload();
    await workbench.runCommand('Coze: Focus chat');
    await chat.answers('Nice to meet you, Ada', 'completed').waitFor();
    await chat.send('one more thing');
    await chat.alerts.filter({ hasText: 'no longer in your settings' }).waitFor();
    await chat.button('Choose another workflow').click();
    await workbench.row('Other').waitFor();
    await workbench.input.fill('Other');
    await workbench.input.press('Enter');
    await chat.text('Ask Other').waitFor();
    await until(async () => (await chat.composer.inputValue()) === 'one more thing');
    assert.equal(service.calls.length, before);
    await drive(workbench, [], { 'coze.workflows': settings['coze.workflows'] });
    await chat.text('Ask Workflow 0007').waitFor();
    await chat.composer.fill('');
  });

  it('is refused with cause, remedy and code for a wrong token, and restores the text', async () => {
    const { workbench } = ui;
    await workbench.runCommand('Coze: Set access token');
    await workbench.answerInput(`Access token for ${service.baseUrl}`, 'pat_wrong');
    await workbench.chat.send('is anybody there?');
    const alert = workbench.chat.alerts.filter({ hasText: '4100' });
    await alert.waitFor();
    await alert.getByRole('button', { name: 'Set access token' }).waitFor();
    await workbench.chat.stopButton.waitFor({ state: 'hidden' });
    await until(async () => (await workbench.chat.composer.inputValue()) === 'is anybody there?');
  });
});
