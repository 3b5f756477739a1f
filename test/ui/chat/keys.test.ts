import assert from 'node:assert/strict';
import { behind, useFilesBehind } from '../support/behindChat';
import { until } from '../support/until';

describe('The keys of the chat', () => {
  const ui = useFilesBehind(
    () => ({}),
    async (workbench) => {
      await workbench.tryDemo();
      await workbench.chat.ask('my name is Ada', 'Nice to meet you, Ada');
    },
  );
  const press = async (...keys: readonly string[]) => {
    for (const key of keys) await ui.workbench.page.keyboard.press(key);
  };

  for (const [place, show] of Object.entries(behind)) {
    it(`reach only the chat with ${place} behind`, async () => {
      const { workbench } = ui;
      const { page, chat } = workbench;
      const becomes = (value: string) => until(async () => (await chat.composer.inputValue()) === value);
      await workbench.runCommand('View: Close All Editors');
      await show(workbench);
      await chat.composer.click();
      await page.keyboard.type('one');
      await press('Control+z');
      await becomes('');
      await press('Control+y');
      await becomes('one');
      await press('Control+a', 'Control+c', 'End', 'Control+v');
      await becomes('oneone');
      await press('Control+a', 'Control+x');
      await becomes('');
      await press('Control+h', 'Control+g', 'Control+Shift+o', 'Control+f');
      await chat.textbox('Find in chat').waitFor();
      await page.keyboard.type('Ada');
      await until(async () => (await chat.textbox('Find in chat').inputValue()) === 'Ada');
      await press('Escape');
      await page.keyboard.type('back');
      await becomes('back');
      await ui.nothingChanged();
      assert.equal(await workbench.inputWidget.count(), 0);
      await chat.composer.fill('');
    });
  }

  it('never restore a sent message by undo', async () => {
    const { chat, page } = ui.workbench;
    await chat.composer.click();
    await page.keyboard.type('what is my name?');
    await press('Enter');
    await chat.answers('Your name is Ada', 'completed').waitFor();
    await press('Control+z', 'Control+y', 'Control+z');
    await page.keyboard.type('!');
    await until(async () => (await chat.composer.inputValue()) === '!');
  });

  it('leave the keybindings of the window to VS Code', async () => {
    const { workbench } = ui;
    const sideBar = workbench.page.locator('#workbench\\.parts\\.sidebar');
    await workbench.chat.composer.click();
    await press('Control+p');
    await workbench.input.waitFor();
    await press('Escape');
    await workbench.inputClosed();
    await workbench.chat.composer.click();
    await press('Control+b');
    await sideBar.waitFor({ state: 'hidden' });
    await press('Control+b');
    await sideBar.waitFor();
  });

  it('move between messages and to the last answer, and open the accessibility help', async () => {
    const { workbench } = ui;
    const { chat } = workbench;
    const isFocused = (role: 'answers' | 'messages', text: string) =>
      chat[role](text)
        .last()
        .evaluate((element) => element.matches(':focus'));
    const ask = 'my name is Ada';
    const answer = 'Nice to meet you, Ada';
    await chat.ask(ask, answer);
    await chat.composer.click();
    // The keybindings apply once the extension knows that the chat has the focus. Pressing this key twice is harmless.
    await until(async () => {
      await press('Alt+End');
      return isFocused('answers', answer);
    });
    await press('Alt+ArrowUp');
    await until(() => isFocused('messages', ask));
    await press('Alt+ArrowDown');
    await until(() => isFocused('answers', answer));
    await chat.composer.click();
    await press('Alt+F1');
    await workbench.page.locator('.monaco-dialog-box', { hasText: 'Alt+Up' }).waitFor();
    await press('Escape');
    await workbench.page.locator('.monaco-dialog-box').waitFor({ state: 'detached' });
    await until(() => chat.composer.evaluate((box) => box.matches(':focus') && document.hasFocus()));
    await workbench.page.keyboard.type('help');
    await until(async () => (await chat.composer.inputValue()).endsWith('help'));
  });
});
