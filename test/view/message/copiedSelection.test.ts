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

describe('A selection in the conversation', () => {
  const open = chatPages();

  /** Opens a conversation with formulas in it as the reader sees them. */
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

  /** What Ctrl+C puts on the clipboard as text and as HTML. */
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

  /** Selects from within one text to within another, by their words. */
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

  it('is copied as its text: without buttons and names of languages, with formulas as TeX', async () => {
    const chat = await openAnswer(answer);
    await select(chat, 'Title', 'open');
    assert.equal((await copy(chat)).text, copied);
  });

  it('is copied over several messages without headings, buttons and figures', async () => {
    const chat = await openAnswer('One.\n\n```js\nlet a;\n```', 'Two.');
    await chat.log.focus();
    await chat.page.keyboard.press('Control+A');
    assert.equal((await copy(chat)).text, 'Question 0\n\nOne.\n\nlet a;\n\nQuestion 1\n\nTwo.');
  });

  it('keeps what is said of a run that failed, but not its buttons', async () => {
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

  it('is copied from code with its indentation, from its first letter to its last', async () => {
    const chat = await openAnswer(answer);
    await select(chat, '(a)', '();');
    assert.equal((await copy(chat)).text, '(a) {\n  b();');
  });

  it('has the whole of a formula of which a part is selected', async () => {
    const chat = await openAnswer(answer);
    await chat.log.evaluate((log) => {
      const words = log.querySelector('math mi')?.firstChild;
      if (words) document.getSelection()?.setBaseAndExtent(words, 0, words, 1);
    });
    assert.equal((await copy(chat)).text, '$x^2$');
  });

  it('begins within a list with the number of the item', async () => {
    const chat = await openAnswer('1. one\n2. two\n3. three\n\nEnd');
    await select(chat, 'two', 'three');
    assert.equal((await copy(chat)).text, '2. two\n3. three');
    await select(chat, 'two', 'End');
    assert.equal((await copy(chat)).text, '2. two\n3. three\n\nEnd');
    await select(chat, 'wo', 'two');
    assert.equal((await copy(chat)).text, 'wo');
  });

  it('keeps code and tables together that are so long that they are cut', async () => {
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

  it('is copied as HTML too, of the same text and without attributes of the page', async () => {
    const chat = await openAnswer('**Bold** and [link](https://example.com/)\n\n```js\nlet a;\n```');
    await select(chat, 'Bold', 'let');
    const { html } = await copy(chat);
    assert.match(html, /<strong>Bold<\/strong> and <a href="https:\/\/example.com\/">link<\/a>/);
    assert.doesNotMatch(html, /class=|data-|<button|Wrap lines|<!--\?/);
  });

  it('in the message box is the business of the box', async () => {
    const chat = await openAnswer('Answer');
    await select(chat, 'Answer', 'Answer');
    await chat.box.fill('typed');
    await chat.box.selectText();
    assert.equal((await copy(chat)).text, 'typed');
  });

  it('is the whole conversation after Ctrl+A, although most messages are not in the document', async () => {
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
