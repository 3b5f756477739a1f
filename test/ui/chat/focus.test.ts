import type { Locator } from 'playwright-core';
import { behind, useFilesBehind } from '../support/behindChat';
import { until } from '../support/until';
import { useService } from '../support/useService';
import type { Workbench } from '../support/workbench';

type Act = (workbench: Workbench) => Promise<void>;

/** Something that can be opened from the chat. `shows` is a text that is visible while it is open. */
interface Opener {
  readonly what: string;
  readonly open: Act;
  readonly shows: string;
}

interface Way extends Opener {
  readonly how: string;
  readonly leave: Act;
}

const workflowPick: Opener = {
  what: 'the list of workflows',
  open: ({ chat }) => chat.button(/^Workflow: /).click(),
  shows: 'Workflow of the next conversation',
};
const tokenBox: Opener = {
  what: 'the token box',
  open: async (workbench) => {
    const button = workbench.chat.button('Set access token');
    if ((await button.count()) === 0) {
      await workbench.runCommand('Coze: Clear access token');
      await workbench.chat.composer.click();
    }
    await button.click();
  },
  shows: 'pat_',
};
const historyFromTitle: Opener = {
  what: 'the history, from the title of the view',
  open: ({ page }) => page.locator('.sidebar').getByRole('button', { name: 'Conversation history' }).click(),
  shows: 'Search titles and texts',
};
const historyByPalette: Opener = {
  ...historyFromTitle,
  what: 'the history, from the palette opened in the chat',
  open: (workbench) => workbench.runCommand('Coze: Conversation history'),
};
const palette: Opener = {
  what: 'the palette',
  open: async ({ chat, page }) => {
    await chat.composer.press('F1');
    // The Escape keybinding applies once the extension knows where the palette was opened, which nothing on screen shows.
    await page.waitForTimeout(1_000);
  },
  shows: 'Type the name of a command to run.',
};
const addressBox: Opener = {
  what: 'the first step of adding a workflow',
  open: async (workbench) => {
    await workflowPick.open(workbench);
    await workbench.row('Add workflow').click();
  },
  shows: 'Choose from my workspaces',
};
const exportList: Opener = {
  what: 'the list of export formats',
  open: (workbench) => fromMoreActions(workbench, 'Export conversation'),
  shows: 'Markdown file',
};
const saveDialog: Opener = {
  what: 'the file dialog',
  open: async (workbench) => {
    await exportList.open(workbench);
    await workbench.row('Markdown file').click();
  },
  shows: '.md',
};

async function fromMoreActions(workbench: Workbench, name: string): Promise<void> {
  await workbench.page
    .locator('.sidebar')
    .getByRole('button', { name: /More Actions/ })
    .first()
    .click();
  await workbench.chooseInMenu(name);
}

const escape: Act = ({ page }) => page.keyboard.press('Escape');
const accept: Act = ({ page }) => page.keyboard.press('Enter');

async function shown(workbench: Workbench, words: string): Promise<void> {
  const { page, inputWidget } = workbench;
  await inputWidget
    .filter({ hasText: words })
    .or(inputWidget.filter({ has: page.getByPlaceholder(words) }))
    .or(inputWidget.filter({ has: page.locator(`input[value*="${words}"]`) }))
    .waitFor();
}

/**
 * Opens it from the message box, leaves it, and types at once. VS Code moves the focus in steps: on a busy machine, keys
 * pressed meanwhile are lost, but must never reach a file. Once the box has the focus again, it receives every key.
 */
async function tryWay(workbench: Workbench, way: Way, nothingChanged: () => Promise<void>): Promise<void> {
  const box = workbench.chat.composer;
  await box.fill('');
  await box.click();
  await way.open(workbench);
  await shown(workbench, way.shows);
  await way.leave(workbench);
  await workbench.inputClosed();
  await workbench.page.keyboard.type('early');
  await typedInto(workbench, box, nothingChanged);
}

async function hasFocus(box: Locator): Promise<void> {
  await until(() => box.evaluate((element) => element.matches(':focus') && document.hasFocus()));
}

async function typedInto(
  { page }: Workbench,
  box: Locator,
  nothingChanged: () => Promise<void>,
): Promise<void> {
  await hasFocus(box);
  await box.fill('');
  await page.keyboard.type('words');
  await until(async () => (await box.inputValue()) === 'words');
  await nothingChanged();
  await box.fill('');
}

describe('The focus returns to a chat with a conversation', () => {
  const ui = useFilesBehind(
    () => ({}),
    async (workbench) => {
      await workbench.tryDemo();
      await workbench.chat.ask('my name is Ada', 'Nice to meet you, Ada');
      await behind['a text editor with everything selected']?.(workbench);
    },
  );

  for (const way of [
    { ...exportList, how: 'Escape', leave: escape },
    { ...saveDialog, how: 'Escape', leave: escape },
    {
      ...historyFromTitle,
      how: 'renaming',
      leave: async (workbench: Workbench) => {
        await workbench.clickInRow('Ada', 'Rename');
        await shown(workbench, 'Rename conversation');
        await accept(workbench);
      },
    },
    {
      ...historyFromTitle,
      how: 'opening a conversation',
      leave: async (workbench: Workbench) => {
        await workbench.row('Ada').click();
      },
    },
  ] satisfies readonly Way[]) {
    it(`after ${way.what}: ${way.how}`, () => tryWay(ui.workbench, way, ui.nothingChanged));
  }

  it('after a dialog is left with Escape', async () => {
    const { workbench, nothingChanged } = ui;
    await workbench.chat.composer.click();
    await workbench.runCommand('Coze: Delete all conversations');
    await workbench.dialogButton('Delete all').waitFor();
    await escape(workbench);
    await workbench.dialogButton('Delete all').waitFor({ state: 'detached' });
    await typedInto(workbench, workbench.chat.composer, nothingChanged);
  });

  it('after a deletion and its undo', async () => {
    const { workbench, nothingChanged } = ui;
    await workbench.chat.composer.click();
    await historyFromTitle.open(workbench);
    await workbench.clickInRow('Ada', 'Delete');
    await workbench.chat.text('Ask Demo').waitFor();
    await workbench.notifications.getByRole('button', { name: 'Undo' }).first().click();
    // What is typed before the conversation is back belongs to the new one that is shown until then.
    await workbench.chat.answers('Nice to meet you, Ada', 'completed').waitFor();
    await typedInto(workbench, workbench.chat.composer, nothingChanged);
  });

  it('in an editor tab', async () => {
    const { workbench, nothingChanged } = ui;
    await workbench.runCommand('Coze: Open chat in editor');
    await workbench.editorChat.composer.click();
    await workbench.editorChat.button(/^Workflow: /).click();
    await shown(workbench, workflowPick.shows);
    await escape(workbench);
    await workbench.inputClosed();
    await typedInto(workbench, workbench.editorChat.composer, nothingChanged);
  });
});

const workflows = [
  { name: 'First', workflowId: '7500000000000000007' },
  { name: 'Second', workflowId: '7500000000000000008' },
];

describe('The focus returns to the chat', () => {
  const service = useService();
  const settings = () => ({ 'coze.baseUrl': service.baseUrl, 'coze.workflows': workflows });
  const ui = useFilesBehind(
    () => ({ settings: settings(), hasNoToken: true }),
    async (workbench) => {
      await workbench.chat.composer.waitFor();
    },
  );
  const ways: readonly Way[] = [
    { ...workflowPick, how: 'Escape', leave: escape },
    { ...workflowPick, how: 'choosing', leave: accept },
    { ...tokenBox, how: 'Escape', leave: escape },
    { ...historyFromTitle, how: 'Escape', leave: escape },
    { ...historyByPalette, how: 'Escape', leave: escape },
    { ...palette, how: 'Escape', leave: escape },
    { ...addressBox, how: 'Escape', leave: escape },
  ];

  for (const [place, show] of Object.entries(behind)) {
    it(`with ${place} behind, after each dialog and list is left`, async () => {
      const { workbench, nothingChanged } = ui;
      await workbench.runCommand('View: Close All Editors');
      await show(workbench);
      for (const way of ways) {
        await tryWay(workbench, way, nothingChanged).catch((error: unknown) => {
          throw new Error(`${way.what}: ${way.how}`, { cause: error });
        });
      }
    });
  }

  it('to the button that was pressed with a key, where typing goes to the message box', async () => {
    const { workbench, nothingChanged } = ui;
    const button = workbench.chat.button(/^Workflow: /);
    await button.press('Enter');
    await shown(workbench, workflowPick.shows);
    await escape(workbench);
    await workbench.inputClosed();
    await hasFocus(button);
    await workbench.page.keyboard.type('w');
    await typedInto(workbench, workbench.chat.composer, nothingChanged);
  });

  it('but stays where the user clicked', async () => {
    const { workbench } = ui;
    await behind['a text editor with everything selected']?.(workbench);
    await workbench.chat.composer.click();
    await workflowPick.open(workbench);
    await shown(workbench, workflowPick.shows);
    await workbench.page.locator('.editor-instance .view-lines').first().click();
    await workbench.inputClosed();
    await workbench.page.locator('.editor-instance .monaco-editor.focused').waitFor();
  });

  it('but goes to the editor if the palette was opened there', async () => {
    const { workbench } = ui;
    await workbench.page.locator('.editor-instance .view-lines').first().click();
    await historyByPalette.open(workbench);
    await shown(workbench, historyByPalette.shows);
    await escape(workbench);
    await workbench.page.locator('.editor-instance .monaco-editor.focused').waitFor();
  });

  it('after a token is pasted and set', async () => {
    const { workbench, nothingChanged } = ui;
    await behind['a text editor with everything selected']?.(workbench);
    await workbench.chat.composer.click();
    await tokenBox.open(workbench);
    await workbench.answerInput('Access token for', 'pat_OfTheUiTests0123456789abcdefghijklmnop');
    await typedInto(workbench, workbench.chat.composer, nothingChanged);
  });
});
