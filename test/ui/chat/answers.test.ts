import assert from 'node:assert/strict';
import type { Locator } from 'playwright-core';
import { useGivenAnswer } from '../support/useGivenAnswer';
import { useServedChat } from '../support/useServedChat';

const copiedAnswer = `The answer begins.

\`\`\`js
let a = 1;
let b = 2;
\`\`\`

The area is $x^2$.

| x | y |
|---|---|
| 1 | 2 |

The end.`;

const copied = `The answer begins.

let a = 1;
let b = 2;

The area is $x^2$.

x\ty
1\t2

The end.`;

const fence = (code: string) => `Insert this:\n\n\`\`\`js\n${code}\n\`\`\`\n`;
const block = 'if (isReady) {\n  start();\n}';

describe('An answer', () => {
  const { service, setAnswer } = useGivenAnswer();
  const { ui } = useServedChat(service);
  const clipboard = () => ui.workbench.page.evaluate(() => navigator.clipboard.readText());

  /** Asks for this answer in a new conversation; returns its message. */
  const answered = async (markdown: string, text = 'go on'): Promise<Locator> => {
    const { workbench } = ui;
    setAnswer(markdown);
    await workbench.newConversation();
    await workbench.chat.send(text);
    const answer = workbench.chat.answers('', 'completed');
    await answer.waitFor();
    return answer;
  };

  it('copies a mouse selection as text: formulas as TeX, tables with tabs, no button labels', async () => {
    const { page } = ui.workbench;
    const answer = await answered(copiedAnswer);
    await answer.locator('math').waitFor();
    const from = await answer.getByText('The answer begins.').boundingBox();
    const to = await answer.getByText('The end.').boundingBox();
    assert.ok(from && to);
    await page.mouse.move(from.x + 1, from.y + from.height / 2);
    await page.mouse.down();
    await page.mouse.move(to.x + to.width - 1, to.y + to.height / 2, { steps: 10 });
    await page.mouse.up();
    await page.keyboard.press('Control+c');
    await page.waitForFunction(async () => (await navigator.clipboard.readText()).startsWith('The answer'));
    assert.equal(await clipboard(), copied);
  });

  describe('with code that is inserted at the cursor', () => {
    /** Opens a new file with these lines and the cursor at the end of the last one, then presses `keys`. */
    const type = async (lines: readonly string[], keys: readonly string[] = []) => {
      const { page } = ui.workbench;
      await ui.workbench.runCommand('File: New Untitled Text File');
      await page.locator('.editor-instance .view-lines').first().waitFor();
      await page.keyboard.insertText(lines.join('\n'));
      for (const key of keys) await page.keyboard.press(key);
    };
    const insert = async (code: string) => {
      const answer = await answered(fence(code));
      return answer.getByRole('button', { name: 'Insert at cursor' });
    };
    /** Text of the focused editor, read through the clipboard. */
    const editorText = async () => {
      const { page } = ui.workbench;
      await page.locator('.editor-instance .monaco-editor.focused').waitFor();
      await page.evaluate(() => navigator.clipboard.writeText(''));
      await page.keyboard.press('Control+a');
      await page.keyboard.press('Control+c');
      await page.waitForFunction(async () => (await navigator.clipboard.readText()) !== '');
      return clipboard();
    };

    it("indents every line like the cursor's line, and is removed by one undo", async () => {
      const { page } = ui.workbench;
      const button = await insert(block);
      await type(['first line', '        ']);
      await button.click();
      const indented = block.replace(/^/gm, '        ');
      assert.equal(await editorText(), `first line\n${indented}`);
      await page.keyboard.press('Control+z');
      assert.equal(await editorText(), 'first line\n        ');
    });

    it('starts on a new line after a word, and is removed by one undo', async () => {
      const { page } = ui.workbench;
      const button = await insert(block);
      await type(['    const total = count']);
      await button.click();
      const indented = block.replace(/^/gm, '    ');
      assert.equal(await editorText(), `    const total = count\n${indented}`);
      await page.keyboard.press('Control+z');
      assert.equal(await editorText(), '    const total = count');
    });

    it('stays separate from the words around it', async () => {
      const { page } = ui.workbench;
      const button = await insert('await');
      await type(['return start();'], ['Home', 'Control+ArrowRight']);
      await button.click();
      assert.equal(await editorText(), 'return await start();');
      await page.keyboard.press('Control+z');
      assert.equal(await editorText(), 'return start();');
    });
  });

  it('has the direction of its first letter, as a message has, and code from left to right', async () => {
    const { chat } = ui.workbench;
    const direction = (element: Locator) => element.evaluate((one) => getComputedStyle(one).direction);
    const arabic = 'اشرح لي الفرق بين `post_type` و `key`.';
    const answer = await answered(`${arabic}\n\n- الأول \`a.b()\`\n- الثاني\n\nIn English.\n`, arabic);
    assert.equal(await direction(answer.getByText('اشرح لي')), 'rtl');
    for (const item of await answer.getByRole('listitem').all()) assert.equal(await direction(item), 'rtl');
    for (const code of await answer.locator('code').all()) assert.equal(await direction(code), 'ltr');
    assert.equal(await answer.locator('code').count(), 3);
    assert.equal(await direction(answer.getByText('In English.')), 'ltr');
    assert.equal(await direction(chat.messages().getByText('اشرح لي')), 'rtl');
    const box = await chat.composer.evaluate((one) => {
      const { unicodeBidi, textAlign } = getComputedStyle(one);
      return { unicodeBidi, textAlign };
    });
    assert.deepEqual(box, { unicodeBidi: 'plaintext', textAlign: 'start' });
  });
});
