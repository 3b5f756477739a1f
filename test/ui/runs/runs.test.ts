import assert from 'node:assert/strict';
import { readdir, readFile, utimes } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Locator } from 'playwright-core';
import { until } from '../support/until';
import { useServedChat } from '../support/useServedChat';

describe('Recorded runs', () => {
  const { ui, service, body } = useServedChat(undefined, {
    settings: {
      'coze.workflows': [
        { name: 'Simulated', workflowId: '7500000000000000007' },
        { name: 'Second', workflowId: '7500000000000000008' },
      ],
    },
  });
  const runs = () => ui.workbench.page.getByRole('treeitem');
  /** The recording in which this text occurs. */
  const fileOfRun = async (text: string) => {
    const storage = 'User/globalStorage/coze-workflow-chat.coze-workflow-chat';
    const folder = join(ui.workbench.userDataFolder, storage, 'recordings');
    for (const name of await readdir(folder))
      if ((await readFile(join(folder, name), 'utf8')).includes(text)) return join(folder, name);
    throw new Error(`No recording has ${text}`);
  };
  const idOfRun = async (text: string) => basename(await fileOfRun(text)).split('.')[1] ?? '';
  /** Chooses the only row with this text by keyboard: rows move while a list opens, so that a click can hit another one. */
  const pick = async (text: string) => {
    const { workbench } = ui;
    await workbench.row(text).waitFor();
    await workbench.input.fill(text);
    await until(async () => (await workbench.rows.count()) === 1);
    await workbench.input.press('Enter');
    await workbench.row(text).waitFor({ state: 'hidden' });
  };
  /** Watches the open box. Resolves to a function with the elements outside of it that have received the focus since. */
  const focusOutsideOfBox = async () => {
    const seen = await ui.workbench.page.evaluateHandle(() => {
      const elements: string[] = [];
      for (const type of ['focus', 'blur']) {
        globalThis.addEventListener(
          type,
          () => {
            const active = document.activeElement;
            if (active && !active.closest('.quick-input-widget'))
              elements.push(`${active.tagName}.${active.className}`);
          },
          true,
        );
      }
      return elements;
    });
    return () => seen.jsonValue();
  };
  /** Presses a key until this row has the focus. */
  const moveTo = async (row: Locator, key: string) => {
    await until(async () => {
      if ((await row.count()) > 0) return true;
      await ui.workbench.page.keyboard.press(key);
      return false;
    });
  };

  it('are inspected from the chat and from the view "Runs", without a call', async () => {
    const { workbench } = ui;
    const chat = workbench.sideBarChat;
    await chat.ask('show me markdown', 'How it compares');
    await chat.send('fail');
    await chat.answers('The first step is done', 'failed').waitFor();
    const before = service.requests.length;

    await chat.link('Inspect run').first().click();
    const page = workbench.editorPage;
    await page.locator('main[data-outcome="completed"]').waitFor();
    assert.equal(await page.getByRole('heading', { level: 1 }).innerText(), 'Run');
    await page.getByRole('region', { name: 'Timeline' }).getByRole('table', { name: 'Timeline' }).waitFor();
    await page
      .getByRole('grid', { name: 'Events' })
      .locator('[data-event="conversation.chat.created"]')
      .waitFor();
    await page.getByRole('button', { name: 'Show all raw events' }).click();
    const editor = workbench.page.locator('.editor-instance .view-lines');
    await editor.getByText('event: conversation.chat.created').waitFor();
    await workbench.page.getByRole('tab', { name: /^Coze run/ }).click();

    await workbench.runCommand('Coze Runs: Focus on Runs View');
    await runs()
      .filter({ hasText: /Simulated.*completed.*show me markdown/ })
      .waitFor();
    await runs()
      .filter({ hasText: /Simulated.*failed/ })
      .click();
    await page.locator('main[data-outcome="failed"]').waitFor();
    await workbench.newConversation(chat);
    await page.getByRole('button', { name: 'Show in chat: message 1' }).click();
    await chat.focused.and(chat.answers('The first step is done', 'failed')).waitFor();
    assert.equal(service.requests.length, before);
  });

  it('are updated while they are open', async () => {
    const { workbench } = ui;
    const chat = workbench.sideBarChat;
    await chat.send('stall');
    await chat.answers('From here on, nothing more will come', 'streaming').waitFor();
    await chat.link('Inspect run').last().click();
    const page = workbench.editorPage;
    await page.locator('main[data-outcome="streaming"]').waitFor();
    await page.getByText('From here on, nothing more will come').first().waitFor();
    await chat.stopButton.click();
    await page.locator('main[data-outcome="stopped"]').waitFor();
    await page.getByRole('table', { name: 'Timeline' }).getByRole('rowheader', { name: 'Stopped' }).waitFor();
  });

  it('are filtered in the view, which says so and can show all again', async () => {
    const { workbench } = ui;
    await workbench.runCommand('Coze: Filter runs');
    await workbench.row('Outcome').waitFor();
    const escaped = await focusOutsideOfBox();
    await pick('Outcome');
    await workbench.row('failed').waitFor();
    assert.deepEqual(await escaped(), [], 'the focus left the box between two lists');
    await pick('failed');
    await workbench.page.getByText('Filtered by: failed').first().waitFor();
    await runs().filter({ hasText: 'completed' }).waitFor({ state: 'detached' });
    assert.equal(await runs().filter({ hasText: 'failed' }).count(), 1);
    await workbench.runCommand('Coze: Clear run filter');
    await runs().filter({ hasText: 'completed' }).waitFor();
  });

  it('are run again on another profile, with one call, and compared; this page and that of a run are restored', async () => {
    const { workbench } = ui;
    const before = service.calls.length;
    await workbench.runCommand('Coze: Run again on another profile');
    await pick('show me markdown');
    await pick('Second');
    await pick('Version of the profile');
    const page = workbench.editorPage;
    const isShown = async () => {
      await page.getByRole('columnheader', { name: 'Run 2' }).waitFor();
      const names = page.getByRole('row', { name: 'Workflow' }).getByRole('cell');
      assert.deepEqual(await names.allInnerTexts(), ['Simulated', 'Second']);
      await page.getByText('All runs have the same answer.').waitFor();
    };
    await isShown();
    assert.equal(service.calls.length, before + 1);
    assert.match(JSON.stringify(body(-1)), /"workflow_id":"7500000000000000008".*show me markdown/);
    await workbench.reload();
    await isShown();
    await workbench.page.getByRole('tab', { name: /^Coze run/ }).click();
    await page.locator('main[data-outcome="stopped"]').waitFor();
    assert.equal(service.calls.length, before + 1);
  });

  it('are opened by a link; one that names none, or an unknown one, says so; nothing is sent', async () => {
    const { workbench } = ui;
    const before = service.requests.length;
    const open = async (query: string) => {
      await workbench.runCommand('Developer: Open URL');
      await workbench.answerInput(/URL/, `vscode://coze-workflow-chat.coze-workflow-chat/open${query}`);
      await workbench.dialogButton('Open').click();
    };
    const message = (words: string) => workbench.notifications.filter({ hasText: words }).first().waitFor();
    await open('?run=7531234567890123456');
    await message('No recorded run on this computer has the ID 7531234567890123456');
    for (const query of ['', '?run=', '?run=..%2F..%2Fsettings', '?other=7531234567890123456']) {
      await workbench.runCommand('Notifications: Clear All Notifications');
      await open(query);
      await message('it names no run');
    }
    await workbench.runCommand('View: Close All Editors');
    await open(`?run=${await idOfRun('"outcome":"failed"')}`);
    await workbench.editorPage.locator('main[data-outcome="failed"]').waitFor();
    assert.equal(service.requests.length, before);
  });

  it('are inspected, pinned and deleted by keyboard', async () => {
    const { workbench } = ui;
    const { keyboard } = workbench.page;
    await workbench.runCommand('View: Close All Editors');
    await workbench.runCommand('Coze Runs: Focus on Runs View');
    const second = runs().filter({ hasText: 'Second' });
    const pinned = runs().filter({ hasText: /Second.*pinned/ });
    const focused = workbench.page.locator('.part.panel .monaco-list-row.focused');
    const listHasFocus = () => workbench.page.locator('.part.panel .monaco-list:focus').waitFor();
    await second.first().waitFor();
    await listHasFocus();
    await keyboard.press('Home');
    await moveTo(focused.filter({ hasText: 'Second' }), 'ArrowDown');
    await keyboard.press('Enter');
    await workbench.editorPage.locator('main[data-outcome="completed"]').waitFor();
    await workbench.runCommand('Coze Runs: Focus on Runs View');
    await listHasFocus();
    await focused.filter({ hasText: 'Second' }).waitFor();
    await keyboard.press('Shift+F10');
    const items = workbench.page.locator('.context-view .monaco-menu .action-item');
    await items.first().waitFor();
    await moveTo(items.and(workbench.page.locator('.focused')).filter({ hasText: 'Pin run' }), 'ArrowDown');
    await keyboard.press('Enter');
    await pinned.waitFor();
    await listHasFocus();
    await keyboard.press('Delete');
    await workbench.dialogButton('Cancel').click();
    await workbench.page.locator('.monaco-dialog-box').waitFor({ state: 'hidden' });
    await listHasFocus();
    await keyboard.press('Delete');
    await workbench.dialogButton('Delete').click();
    await pinned.waitFor({ state: 'detached' });
    assert.equal(await runs().filter({ hasText: 'show me markdown' }).count(), 1);
  });

  it('are pinned, lead to their conversation, and are deleted after a confirmation', async () => {
    const { workbench } = ui;
    const failed = runs().filter({ hasText: 'failed' });
    const others = runs().filter({ hasText: 'completed' });
    await failed.hover();
    await failed.getByRole('button', { name: 'Pin run' }).click();
    await failed.filter({ hasText: 'pinned' }).waitFor();
    await workbench.newConversation(workbench.sideBarChat);
    const choose = async (name: string) => {
      await failed.click({ button: 'right' });
      await workbench.chooseInMenu(name);
    };
    await choose('Open conversation');
    await workbench.sideBarChat.answers('The first step is done', 'failed').waitFor();
    const before = await others.count();
    await choose('Delete selected recordings');
    await workbench.dialogButton('Delete').click();
    await failed.waitFor({ state: 'detached' });
    assert.equal(await others.count(), before);
  });

  it('take a click during which another window writes what the list does not show', async () => {
    const { workbench } = ui;
    const { page } = workbench;
    await workbench.sideBarChat.ask('my name is Eve', 'Nice to meet you, Eve');
    await workbench.runCommand('Coze Runs: Focus on Runs View');
    const run = runs().filter({ hasText: 'my name is Eve' });
    await run.hover();
    await run.getByRole('button', { name: 'Pin run' }).hover();
    await page.mouse.down();
    const now = new Date();
    await utimes(await fileOfRun('my name is Eve'), now, now);
    // The list looks at the files half a second after a change, which nothing on screen shows.
    await page.waitForTimeout(1_500);
    await page.mouse.up();
    await run.filter({ hasText: 'pinned' }).waitFor();
  });

  it('of another window are listed while the view is open', async () => {
    const other = await ui.workbench.openWindow();
    const listed = (text: string) => other.page.getByRole('treeitem').filter({ hasText: text }).waitFor();
    const { sideBarChat: chat } = ui.workbench;
    await chat.ask('my name is Ada', 'Nice to meet you, Ada');
    await other.runCommand('Coze Runs: Focus on Runs View');
    await listed('my name is Ada');
    await chat.ask('my name is Bob', 'Nice to meet you, Bob');
    await listed('my name is Bob');
    await other.page.close();
  });

  it('lead to the debug page at the URL that the run reported', async () => {
    const { workbench } = ui;
    await workbench.sideBarChat.ask('my name is Cleo', 'Nice to meet you, Cleo');
    await workbench.runCommand('Coze Runs: Focus on Runs View');
    await runs().filter({ hasText: 'my name is Cleo' }).click({ button: 'right' });
    await workbench.chooseInMenu('Open debug page');
    await workbench.dialogButton('Open').click();
    await until(() => workbench.opened.length > 0);
    const { origin, pathname, searchParams } = new URL(workbench.opened[0]!);
    assert.equal(origin + pathname, 'https://www.coze.cn/work_flow');
    const executed = `execute_id=${searchParams.get('execute_id') ?? ''}`;
    assert.equal(await idOfRun(executed), await idOfRun('my name is Cleo'));
  });
});
