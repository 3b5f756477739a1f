import assert from 'node:assert/strict';
import type { ChatPage } from '../support/chatPage';
import { chatPages } from '../support/hooks';
import { authError, story, turn } from '../support/story';

const answer = `# Title

Some *words* with \`code\` and a
second line.

1. first
2. second
   - inner

\`\`\`js
if (a) {
  b();

}
\`\`\`

| x | y |
|---|---|
| 1 | 2<br>3 |
| | 4 |

The area $x^2$ is

$$
\\frac{a}{b}
$$

- [x] done
- open
`;

const copied = `Title

Some words with code and a
second line.

1. first
2. second
  - inner

if (a) {
  b();

}

x\ty
1\t2 3
\t4

The area $x^2$ is

$$\\frac{a}{b}$$

- [x] done
- open`;

describe('a copied selection', () => {
  const open = chatPages();

  /** Opens a conversation and waits for its formulas. */
  async function openAnswer(...answers: readonly string[]): Promise<ChatPage> {
    const chat = await open({
      height: 3000,
      events: [
        story.started(),
        ...answers.flatMap((text, index) => turn(`t${index}`, `Question ${index}`, text)),
      ],
    });
    await chat.page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    if (answers.some((text) => text.includes('$'))) await chat.log.locator('math').first().waitFor();
    return chat;
  }

  /** Copies with Ctrl+C. Returns the text and the HTML of the clipboard. */
  async function copy({ page }: ChatPage): Promise<{ text: string; html: string }> {
    await page.waitForFunction(
      () =>
        'copiedText' in ((globalThis as Record<symbol, object | undefined>)[Symbol.for('coze.parts')] ?? {}),
    );
    await page.keyboard.press('Control+C');
    return page.evaluate(async () => {
      const [item] = await navigator.clipboard.read();
      const read = async (type: string) =>
        item?.types.includes(type) ? (await item.getType(type)).text() : '';
      return { text: await read('text/plain'), html: await read('text/html') };
    });
  }

  /** Selects from one text to another. */
  async function select(chat: ChatPage, from: string, to: string): Promise<void> {
    await chat.log.evaluate(
      (log, [first, last]) => {
        const find = (words: string): [Text, number] => {
          const walker = document.createTreeWalker(log, NodeFilter.SHOW_TEXT);
          for (let node = walker.nextNode(); node instanceof Text; node = walker.nextNode()) {
            const at = node.data.indexOf(words);
            if (at >= 0 && !node.parentElement?.closest('.hidden')) return [node, at];
          }
          throw new Error(words);
        };
        const [start, offset] = find(first);
        const [end, endOffset] = find(last);
        document.getSelection()?.setBaseAndExtent(start, offset, end, endOffset + last.length);
      },
      [from, to] as const,
    );
  }

  it('has no buttons and language names, and formulas as TeX', async () => {
    const chat = await openAnswer(answer);
    await select(chat, 'Title', 'open');
    assert.equal((await copy(chat)).text, copied);
  });

  it('has no headings, buttons and figures between messages', async () => {
    const chat = await openAnswer('One.\n\n```js\nlet a;\n```', 'Two.');
    await chat.log.focus();
    await chat.page.keyboard.press('Control+A');
    assert.equal((await copy(chat)).text, 'Question 0\n\nOne.\n\nlet a;\n\nQuestion 1\n\nTwo.');
  });

  it('has the text about a failed run, without its buttons', async () => {
    const chat = await open({
      height: 1000,
      events: [story.started(), story.sent('t1', 'fails'), story.failed('t1r1', authError)],
    });
    await chat.page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await chat.log.focus();
    await chat.page.keyboard.press('Control+A');
    const { text } = await copy(chat);
    assert.match(text, /^fails\n\n/);
    assert.match(text, /authentication is invalid/);
    assert.doesNotMatch(text, /Try again|Set access token|Copy/);
  });

  it('keeps the indentation of code, from the first to the last character', async () => {
    const chat = await openAnswer(answer);
    await select(chat, '(a)', '();');
    assert.equal((await copy(chat)).text, '(a) {\n  b();');
  });

  it('has a whole formula if a part of it is selected', async () => {
    const chat = await openAnswer(answer);
    await chat.log.evaluate((log) => {
      const words = log.querySelector('math mi')?.firstChild;
      if (words) document.getSelection()?.setBaseAndExtent(words, 0, words, 1);
    });
    assert.equal((await copy(chat)).text, '$x^2$');
  });

  it('begins with the number of the item within a list', async () => {
    const chat = await openAnswer('1. one\n2. two\n3. three\n\nEnd');
    await select(chat, 'two', 'three');
    assert.equal((await copy(chat)).text, '2. two\n3. three');
    await select(chat, 'two', 'End');
    assert.equal((await copy(chat)).text, '2. two\n3. three\n\nEnd');
    await select(chat, 'wo', 'two');
    assert.equal((await copy(chat)).text, 'wo');
  });

  it('keeps long code and tables together that are cut into blocks', async () => {
    const lines = Array.from({ length: 300 }, (_, index) => `  line ${index}`).join('\n');
    const rows = Array.from({ length: 120 }, (_, index) => `| a${index} | b${index} |`).join('\n');
    const chat = await openAnswer(`\`\`\`\n${lines}\n\`\`\`\n\n| c | d |\n|---|---|\n${rows}\n\nEnd`);
    await chat.page.setViewportSize({ width: 400, height: 14_000 });
    await chat.settled();
    await chat.settled();
    await select(chat, 'line 0', 'End');
    const table = Array.from({ length: 120 }, (_, index) => `a${index}\tb${index}`).join('\n');
    assert.equal((await copy(chat)).text, `${lines}\n\nc\td\n${table}\n\nEnd`.trimStart());
  });

  it('has HTML of the same text, without attributes of the page', async () => {
    const chat = await openAnswer('**Bold** and [link](https://example.com/)\n\n```js\nlet a;\n```');
    await select(chat, 'Bold', 'let');
    const { html } = await copy(chat);
    assert.match(html, /<strong>Bold<\/strong> and <a href="https:\/\/example.com\/">link<\/a>/);
    assert.doesNotMatch(html, /class=|data-|<button|Wrap lines|<!--\?/);
  });

  it('is left to the browser in the message box', async () => {
    const chat = await openAnswer('Answer');
    await select(chat, 'Answer', 'Answer');
    await chat.box.fill('typed');
    await chat.box.selectText();
    assert.equal((await copy(chat)).text, 'typed');
  });

  it('is the whole conversation after Ctrl+A, although most messages are not mounted', async () => {
    const turns = Array.from({ length: 300 }, (_, index) =>
      turn(`t${index}`, `Question ${index}`, `Answer **${index}** and $x^${index}$.\n\n- item`),
    );
    const chat = await open({ events: [story.started(), ...turns.flat()] });
    await chat.page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await chat.log.focus();
    await chat.page.keyboard.press('Control+a');
    await chat.page.keyboard.press('PageUp');
    await chat.settled();
    const expected = turns.map(
      (_, index) => `Question ${index}\n\nAnswer ${index} and $x^${index}$.\n\n- item`,
    );
    const { text } = await copy(chat);
    assert.equal(text, expected.join('\n\n'));
    assert.ok((await chat.log.locator('article').count()) < 200);
  });
});
