import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { FrameLocator } from 'playwright-core';
import type { SharedWindowOptions } from './sharedWindow';
import { useSharedWorkbench, type WorkbenchHolder } from './useWorkbench';
import type { Workbench } from './workbench';

const pixel =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
const notebook = { cells: [{ cell_type: 'code', source: ['kept'], metadata: {}, outputs: [] }] };

/** Contents of the folder's files by name, which no test may change. */
const files: Readonly<Record<string, Buffer>> = {
  'code.txt': Buffer.from('kept\n'),
  'note.md': Buffer.from('# kept\n'),
  'picture.png': Buffer.from(pixel, 'base64'),
  'book.ipynb': Buffer.from(JSON.stringify({ ...notebook, metadata: {}, nbformat: 4, nbformat_minor: 5 })),
};

/** Page of a custom editor or preview of an extension, which takes the focus after it has loaded. */
function pageOf({ page }: Workbench, extension: string): FrameLocator {
  const outer = `iframe.webview.ready[src*="extensionId=${extension}"]`;
  return page.frameLocator(outer).frameLocator('iframe#active-frame');
}

/** Shows a part of the window behind the chat, and focuses it. */
export const behind: Readonly<Record<string, (workbench: Workbench) => Promise<void>>> = {
  'a text editor with everything selected': async (workbench) => {
    await workbench.openFile('code.txt');
    await workbench.page.locator('.editor-instance .view-lines').first().click();
    await workbench.page.keyboard.press('Control+a');
  },
  'a diff': async (workbench) => {
    await workbench.runCommand('File: Compare New Untitled Text Files');
    await workbench.page.locator('.monaco-diff-editor .modified .view-lines').click();
  },
  'a notebook': async (workbench) => {
    await workbench.openFile('book.ipynb');
    await workbench.page.locator('.notebook-editor .cell-list-container .monaco-editor').first().click();
  },
  'an image in a custom editor': async (workbench) => {
    await workbench.openFile('picture.png');
    await pageOf(workbench, 'vscode.media-preview').locator('img').click();
  },
  'a Markdown preview': async (workbench) => {
    await workbench.openFile('note.md');
    await workbench.runCommand('Markdown: Open Preview');
    await workbench.page.locator('.tabs-container').getByRole('tab', { name: 'Preview note.md' }).waitFor();
    await pageOf(workbench, 'vscode.markdown-language-features')
      .getByRole('heading', { name: 'kept' })
      .click();
  },
  'a terminal': async (workbench) => {
    await workbench.runCommand('Terminal: Create New Terminal');
    await workbench.page.locator('.terminal-wrapper').filter({ visible: true }).first().waitFor();
  },
};

/**
 * A shared window on a folder with these files, with the chat visible. `nothingChanged` fails if a file differs on disk or in
 * an editor, or if the find widget of an editor is open.
 */
export function useFilesBehind(
  options: () => SharedWindowOptions,
  prepare: (workbench: Workbench) => Promise<void>,
): WorkbenchHolder & { readonly nothingChanged: () => Promise<void> } {
  const ui = useSharedWorkbench(() => {
    const { settings, ...others } = options();
    return { ...others, files, settings: { ...settings, 'files.autoSave': 'off' } };
  }, prepare);
  beforeEach('undo what a failed test changed', async () => {
    const { composer } = ui.workbench.chat;
    if ((await composer.count()) === 1) await composer.fill('');
    const dirty = ui.workbench.page.locator('.tabs-container .tab.dirty');
    while ((await dirty.count()) > 0) {
      await dirty.first().click();
      await ui.workbench.runCommand('View: Revert and Close Editor');
    }
  });
  return {
    get workbench() {
      return ui.workbench;
    },
    nothingChanged: async () => {
      const { page, folder } = ui.workbench;
      assert.equal(await page.locator('.tabs-container .tab.dirty').count(), 0);
      assert.equal(await page.locator('.monaco-editor .find-widget.visible').count(), 0);
      for (const [name, content] of Object.entries(files))
        assert.deepEqual(await readFile(join(folder, name)), content, name);
    },
  };
}
