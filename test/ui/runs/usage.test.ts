import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { until } from '../support/until';
import { useServedChat } from '../support/useServedChat';

describe('The page "Usage"', () => {
  const { ui, service } = useServedChat(undefined, {
    isNew: true,
    settings: { 'coze.usage.dailyTokenBudget': 1 },
  });
  const days = () => ui.workbench.editorPage.getByRole('table', { name: 'Usage by day' });
  /** Day, runs, calls. */
  const today = (runs: number, calls: number) => {
    const now = new Date();
    const two = (value: number) => String(value).padStart(2, '0');
    const day = `${String(now.getFullYear())}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
    return days().getByRole('row', { name: new RegExp(`^${day} ${String(runs)} ${String(calls)} `) });
  };

  it('follows the runs, warns of the budget once, and asks before a message if the user wants it', async () => {
    const { workbench } = ui;
    const chat = workbench.sideBarChat;
    await chat.ask('my name is Ada', 'Nice to meet you, Ada');
    const warning = workbench.notification('the daily budget is 1');
    await warning.getByRole('button', { name: 'Ask before sending today' }).click();
    await warning.waitFor({ state: 'detached' });

    await workbench.runCommand('Coze: Show usage');
    await workbench.editorPage.getByRole('heading', { name: 'Usage', exact: true }).waitFor();
    await today(1, 1).waitFor();
    await workbench.editorPage.getByText('Today you are asked before each message is sent.').waitFor();

    await chat.send('what is my name?');
    await workbench.dialogButton('Cancel').click();
    await until(async () => (await chat.composer.inputValue()) === 'what is my name?');
    assert.equal(service.calls.length, 1, 'nothing is sent without the choice of the user');

    await chat.composer.press('Enter');
    await workbench.dialogButton('Send and stop asking today').click();
    await chat.answers('Your name is Ada', 'completed').last().waitFor();
    await today(2, 2).waitFor();
    await chat.ask('my name is Ada', 'Nice to meet you, Ada');
    await today(3, 3).waitFor();
    assert.equal(await warning.count(), 0, 'the user is warned once a day');
  });

  it('shows its figures again after a reload of the window, without a call', async () => {
    const { workbench } = ui;
    const before = service.requests.length;
    await workbench.editorPage.getByRole('combobox', { name: 'Period' }).selectOption('7');
    await workbench.reload();
    await today(3, 3).waitFor();
    assert.equal(await workbench.editorPage.getByRole('combobox', { name: 'Period' }).inputValue(), '7');
    assert.equal(service.requests.length, before);
  });

  it('exports a CSV file that Excel opens as Unicode', async () => {
    const { workbench } = ui;
    const { folder } = workbench;
    await workbench.editorPage.getByRole('button', { name: 'Export CSV' }).click();
    await workbench.acceptName('Export usage');
    await workbench.editorPage.getByText('Exported').waitFor();
    const [name = ''] = (await readdir(folder)).filter((each) => /^coze-usage-[\d-]+\.csv$/.test(each));
    const [head = '', row = ''] = (await readFile(join(folder, name), 'utf8')).split('\r\n');
    assert.ok(head.startsWith('\uFEFFDay,Profile,'));
    assert.match(row, /^[\d-]{10},Simulated,http:\/\/127\.0\.0\.1:\d+ 7500000000000000007,Completed,no,3,3,/);
  });

  it('finds a recorded run by a link, and says why it cannot find another, without a call', async () => {
    const { workbench } = ui;
    await workbench.runCommand('View: Close All Editors');
    const storage = 'User/globalStorage/coze-workflow-chat.coze-workflow-chat';
    const ledger = await readFile(join(workbench.userDataFolder, storage, 'usage.jsonl'), 'utf8');
    const [, runId = ''] = /"runId":"(\w+)"/.exec(ledger) ?? [];
    const before = service.requests.length;
    await workbench.runCommand('Coze: Find run');
    await workbench.answerInput(
      'Find run',
      `vscode://coze-workflow-chat.coze-workflow-chat/open?run=${runId}`,
    );
    await workbench.editorPage.locator('main[data-outcome="completed"]').waitFor();

    await workbench.runCommand('Coze: Find run');
    await workbench.answerInput('Find run', 'https://www.coze.cn/work_flow?execute_id=7531234567890123456');
    const message = workbench.notification('has the ID 7531234567890123456');
    await message.filter({ hasText: 'another computer' }).waitFor();
    assert.equal(service.requests.length, before);
  });
});
