import assert from 'node:assert/strict';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { until } from '../support/until';
import { useSharedWorkbench } from '../support/useWorkbench';

const waitingItem = '.statusbar-item[id*="coze.waiting"]';

describe('The history', () => {
  const ui = useSharedWorkbench(undefined, (workbench) => workbench.tryDemo());
  const open = () => ui.workbench.showHistory();
  const close = async () => {
    await ui.workbench.page.keyboard.press('Escape');
    await ui.workbench.inputClosed();
  };
  const begin = async () => {
    await ui.workbench.newConversation();
  };

  it('shows the number of waiting conversations on the icon', async () => {
    const { workbench } = ui;
    const { chat } = workbench;
    await chat.ask('show me markdown', 'How it compares');
    await begin();
    await chat.send('ask me');
    await chat.answers('for lunch?', 'waiting').waitFor();
    await workbench.badge.filter({ hasText: '1' }).waitFor();
    await begin();
    await chat.send('card');
    await chat.question.waitFor();
    await workbench.badge.filter({ hasText: '2' }).waitFor();
    await begin();
    await workbench.badge.filter({ hasText: '2' }).waitFor();
    await chat.ask('my name is Ada', 'Nice to meet you, Ada');
  });

  it('lists all conversations, newest first, with workflow and tokens, and marks the waiting ones', async () => {
    const { workbench } = ui;
    await open();
    await workbench.rows.nth(3).waitFor();
    const texts = await workbench.rows.allInnerTexts();
    assert.equal(texts.length, 4);
    ['my name is Ada', 'card', 'ask me', 'show me markdown'].forEach((title, index) => {
      assert.ok(texts[index]?.includes(title), `${title} is not at index ${String(index)}`);
      assert.match(texts[index] ?? '', /Demo · .* · [\d.]+k? tokens/);
    });
    const waiting = texts.map((text) => text.includes('waiting for your answer'));
    assert.deepEqual(waiting, [false, true, true, false]);
  });

  it('finds a conversation by a word of its answers, and opens it', async () => {
    const { workbench } = ui;
    await open();
    await workbench.input.fill('timsort');
    await until(async () => (await workbench.rows.count()) === 1);
    const found = await workbench.rows.innerText();
    assert.match(found, /show me markdown[\s\S]*Timsort/);
    assert.ok(!found.includes('⏎'), 'a line break is shown as this sign');
    await workbench.row('show me markdown').click();
    await workbench.chat.answers('How it compares', 'completed').waitFor();
    assert.equal(await workbench.chat.messages('my name is Ada').count(), 0);
  });

  it('offers all waiting conversations from the status bar', async () => {
    const { workbench } = ui;
    await workbench.page.locator(waitingItem).filter({ hasText: '2' }).click();
    await workbench.inputWidget.getByText('Conversations waiting for your answer').waitFor();
    assert.equal(await workbench.rows.count(), 2);
    await workbench.row('card').click();
    await workbench.chat.question.getByText('Which colour should the button have?').waitFor();
  });

  it('opens a question that waits, and accepts the answer', async () => {
    const { workbench } = ui;
    await open();
    await workbench.row('ask me').click();
    await workbench.chat.answers('for lunch?', 'waiting').waitFor();
    await workbench.chat.reply('noodles');
    await workbench.chat.answers('Good choice: noodles', 'completed').waitFor();
    await workbench.badge.filter({ hasText: '1' }).waitFor();
  });

  it('opens the only waiting conversation from the status bar', async () => {
    const { workbench } = ui;
    await begin();
    await workbench.page.locator(waitingItem).filter({ hasText: '1' }).click();
    await workbench.chat.question.getByText('Which colour should the button have?').waitFor();
    await workbench.chat.messages('card').waitFor();
    assert.equal(await workbench.inputWidget.count(), 0);
  });

  it('renames a conversation', async () => {
    const { workbench } = ui;
    await open();
    await workbench.clickInRow('show me markdown', 'Rename');
    await workbench.answerInput('Rename conversation', 'Explain $(date) and $(date +%s)');
    await open();
    await workbench.row('Explain $(date) and $(date +%s)').waitFor();
    assert.equal(await workbench.row('show me markdown').count(), 0);
  });

  it('deletes a conversation, and restores it on Undo', async () => {
    const { workbench } = ui;
    await open();
    await workbench.clickInRow('card', 'Delete');
    await workbench.row('card').waitFor({ state: 'detached' });
    await workbench.badge.waitFor({ state: 'hidden' });
    await close();
    const notice = workbench.notification('Deleted: card');
    await notice.getByRole('button', { name: 'Undo' }).click();
    await workbench.badge.filter({ hasText: '1' }).waitFor();
    await open();
    await workbench.row('card').click();
    await workbench.chat.question.getByText('Which colour should the button have?').waitFor();
  });

  it('restores a deleted conversation on Undo where it was open, with its draft', async () => {
    const { workbench } = ui;
    const { chat } = workbench;
    await open();
    await workbench.row('my name is Ada').click();
    await chat.answers('Nice to meet you, Ada', 'completed').waitFor();
    await chat.composer.fill('half a thought');
    await open();
    await workbench.clickInRow('my name is Ada', 'Delete');
    await workbench.row('my name is Ada').waitFor({ state: 'detached' });
    await close();
    await chat.text('Ask Demo').waitFor();
    assert.equal(await chat.composer.inputValue(), '');
    const notice = workbench.notification('Deleted: my name is Ada');
    await notice.getByRole('button', { name: 'Undo' }).click();
    await chat.answers('Nice to meet you, Ada', 'completed').waitFor();
    await until(async () => (await chat.composer.inputValue()) === 'half a thought');
    await chat.composer.fill('');
  });

  it('exports a conversation as Markdown to the clipboard', async () => {
    const { workbench } = ui;
    await open();
    await workbench.row('my name is Ada').click();
    await workbench.chat.answers('Nice to meet you, Ada', 'completed').waitFor();
    await workbench.runCommand('Coze: Export conversation');
    await workbench.row('Markdown to the clipboard').click();
    await workbench.statusBarItem('Conversation copied').waitFor();
    const text = await workbench.page.evaluate(() => navigator.clipboard.readText());
    const stamp = '\\*[^*\\n]+\\*';
    const turn = `## You\\n\\n${stamp}\\n\\nmy name is Ada\\n\\n## Demo\\n\\n${stamp}\\n\\nNice to meet`;
    assert.match(text, /^# my name is Ada\n\n- Workflow: Demo \(Demo, not counted\)\n/);
    assert.match(text, new RegExp(turn));
    assert.match(text, /\n> \*\*Completed\*\*\n>\n> Tokens: 4 input, 15 output\n$/);
  });

  it('exports a conversation as JSON, and imports it as a new one', async () => {
    const { workbench } = ui;
    const { folder } = workbench;
    await workbench.runCommand('Coze: Export conversation');
    await workbench.row('JSON file').click();
    await workbench.acceptName('Export conversation');
    const file = 'my name is Ada.json';
    await until(async () => (await readdir(folder)).includes(file));
    await until(async () => (await readFile(join(folder, file), 'utf8')).endsWith('}\n'));
    await workbench.runCommand('Coze: New conversation');
    await workbench.runCommand('Coze: Import conversation');
    await workbench.chooseFile('Import conversation', folder, file);
    await workbench.chat.answers('Nice to meet you, Ada', 'completed').waitFor();
    await workbench.chat.ask('what is my name?', 'Your name is Ada');
    await open();
    await workbench.input.fill('nice to meet you');
    await until(async () => (await workbench.rows.count()) === 2);
    await close();
  });

  it('opens no debug page whose address comes from an imported file', async () => {
    const { workbench } = ui;
    const { chat, folder } = workbench;
    const origin = 'https://evil.example';
    const workflow = { key: 'forged', name: 'Forged', workflowId: '1', origin };
    const linkOf = (runId: string, url: string) => ({
      type: 'debugUrlReceived',
      runId,
      url,
      isTrusted: true,
    });
    const events = [
      { type: 'conversationStarted', conversationId: 'c', workflow, at: 1 },
      { type: 'messageSent', turnId: 't1', runId: 'r1', text: 'one', attachments: [], at: 2 },
      linkOf('r1', `${origin}/work_flow?execute_id=1`),
      { type: 'runStopped', runId: 'r1', at: 3 },
      { type: 'messageSent', turnId: 't2', runId: 'r2', text: 'two', attachments: [], at: 4 },
      linkOf('r2', 'https://www.coze.cn/work_flow?execute_id=2'),
      { type: 'runStopped', runId: 'r2', at: 5 },
    ];
    const file = { format: 'coze-workflow-chat/conversation', version: 1, title: 'Forged', workflow, events };
    await writeFile(join(folder, 'forged.json'), JSON.stringify(file));
    await workbench.runCommand('Coze: Import conversation');
    await workbench.chooseFile('Import conversation', folder, 'forged.json');
    await chat.messages('two').waitFor();
    await chat.text(`${origin}/work_flow?execute_id=1`).waitFor();
    assert.equal(await chat.link('Open debug page').count(), 1);
    await chat.link('Open debug page').click();
    await workbench.dialogButton('Open').click();
    await until(() => workbench.opened.length > 0);
    assert.deepEqual(workbench.opened, ['https://www.coze.cn/work_flow?execute_id=2']);
  });

  it('deletes everything after a question', async () => {
    const { workbench } = ui;
    await workbench.runCommand('Coze: Delete all conversations');
    await workbench.dialogButton('Delete all').click();
    await workbench.chat.text('Ask Demo').waitFor();
    await workbench.badge.waitFor({ state: 'hidden' });
    await open();
    await workbench.row('No conversations yet').waitFor();
    assert.equal(await workbench.rows.count(), 1);
    await close();
  });
});
