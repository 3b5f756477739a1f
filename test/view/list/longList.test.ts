import assert from 'node:assert/strict';
import type { ChatEvent } from '../../../src/shared/conversation/chatEvent';
import { chatPages } from '../support/hooks';
import { story, turn } from '../support/story';

const long = (count: number): ChatEvent[] => [
  story.started(),
  ...Array.from({ length: count }, (_, index) =>
    turn(
      `t${String(index)}`,
      `Question ${String(index)}`,
      `Answer ${String(index)}, a **needle${String(index)}** in it.\n\nMore.`,
    ),
  ).flat(),
];

describe('a very long conversation', () => {
  const open = chatPages();

  it('mounts only rows near the viewport, and reports the total to screen readers', async () => {
    const chat = await open({ events: long(1000) });
    const articles = chat.log.locator('article');
    assert.ok((await articles.count()) < 120, String(await articles.count()));
    const last = articles.last();
    assert.equal(await last.getAttribute('aria-setsize'), '2000');
    assert.equal(await last.getAttribute('aria-posinset'), '2000');
    assert.match((await last.textContent()) ?? '', /Answer 999/);
  });

  it('shows the right messages wherever the scroll bar is dragged', async () => {
    const chat = await open({ events: long(1000) });
    for (const share of [0, 0.25, 0.5, 0.75, 0.1]) {
      await chat.log.evaluate((element, to) => {
        element.scrollTop = to * (element.scrollHeight - element.clientHeight);
      }, share);
      await chat.settled();
      await chat.settled();
      const seen = await chat.log.evaluate((log) => {
        const frame = log.getBoundingClientRect();
        return [...log.querySelectorAll('article')]
          .filter((article) => {
            const rect = article.getBoundingClientRect();
            return rect.bottom > frame.top && rect.top < frame.bottom;
          })
          .map((article) => Number(article.getAttribute('aria-posinset')));
      });
      assert.ok(seen.length >= 3, `blank at ${String(share)}`);
      assert.ok(Math.abs((seen[0] ?? 0) / 2000 - share) < 0.15, `${String(share)}: ${String(seen[0])}`);
      seen.forEach((position, index) => assert.equal(position, (seen[0] ?? 0) + index));
    }
  });

  it('finds text in messages that are not mounted, steps through matches and highlights them', async () => {
    const chat = await open({ events: long(1000) });
    await chat.page.keyboard.press('Control+f');
    const field = chat.page.getByRole('textbox', { name: 'Find in chat' });
    await field.fill('needle77');
    await chat.settled();
    assert.equal(await chat.page.getByText(/^\d+ of 11$/).count(), 1);
    await field.fill('NEEDLE700');
    await chat.settled();
    await chat.settled();
    assert.equal(await chat.page.getByText('1 of 1', { exact: true }).count(), 1);
    const marks = () =>
      chat.page.evaluate(() =>
        [...(CSS.highlights.get('coze-find-current') ?? [])].map((range) => (range as Range).toString()),
      );
    assert.deepEqual(await marks(), ['needle700']);
    const isSeen = await chat.log.getByText('needle700').evaluate((element) => {
      const rect = element.getBoundingClientRect();
      return rect.top > 0 && rect.bottom < innerHeight;
    });
    assert.ok(isSeen);
    await field.fill('Question 3');
    await chat.settled();
    const count = chat.page.locator('.find .count');
    const first = await count.textContent();
    await field.press('Enter');
    await chat.settled();
    assert.notEqual(await count.textContent(), first);
    await field.press('Shift+Enter');
    await chat.settled();
    assert.equal(await count.textContent(), first);
    await field.fill('nowhere to be found');
    await chat.settled();
    assert.equal(await count.textContent(), 'No results');
    await field.press('Escape');
    await chat.settled();
    assert.equal(await field.count(), 0);
    assert.deepEqual(await marks(), []);
  });

  it('goes to a message of a conversation that is shown at the same time, and focuses it', async () => {
    const chat = await open({ events: long(10) });
    await chat.page.getByRole('textbox', { name: 'Message' }).focus();
    chat.restart([story.started('c2'), ...long(1000).slice(1)]);
    const { seq, conversation, context } = chat;
    // In one task, so that no frame is painted between them.
    await chat.page.evaluate(
      (messages) => {
        for (const data of messages)
          window.dispatchEvent(new MessageEvent('message', { data, origin: window.origin }));
      },
      [
        { type: 'snapshot', seq, conversation, context },
        { type: 'navigate', target: { message: 't500r1/0' } },
      ],
    );
    await chat.settled();
    await chat.settled();
    const focused = await chat.page.evaluate(() => {
      const rect = document.activeElement?.getBoundingClientRect();
      const article = document.activeElement?.getAttribute('data-article');
      return { article, isSeen: rect !== undefined && rect.top >= 0 && rect.top < innerHeight };
    });
    assert.deepEqual(focused, { article: 't500r1/0', isSeen: true });
    await chat.say({ type: 'navigate', target: { message: 'gone' } });
    await chat.say({ type: 'navigate', target: 'previousMessage' });
    await chat.settled();
    assert.equal(
      await chat.page.evaluate(() => document.activeElement?.getAttribute('data-article')),
      't500',
    );
  });

  it('finds folded text and opens it', async () => {
    const chat = await open({
      events: [
        story.started(),
        story.sent('t1', 'x'),
        story.message('t1r1', '{"hidden":"treasure"}', {
          id: 'f',
          role: 'tool',
          body: { type: 'tool', tool: 'output' },
        }),
        story.completed('t1r1'),
      ],
    });
    await chat.say({ type: 'navigate', target: 'find' });
    await chat.page.getByRole('textbox', { name: 'Find in chat' }).fill('treasure');
    await chat.settled();
    await chat.settled();
    assert.equal(await chat.log.locator('pre').getByText('treasure').count(), 1);
  });

  it('shows the beginning of an answer of more than a megabyte, and the rest on request', async () => {
    const text = Array.from(
      { length: 30_000 },
      (_, index) => `Paragraph ${String(index)} with some more words.\n\n`,
    ).join('');
    const chat = await open({ events: [story.started(), ...turn('t1', 'long', text)] });
    assert.equal(await chat.log.getByText('Paragraph 29999').count(), 0);
    await chat.button(/Show the rest/).click();
    await chat.settled();
    await chat.button('Jump to latest').click();
    await chat.settled();
    await chat.settled();
    assert.equal(await chat.log.getByText('Paragraph 29999').count(), 1);
    assert.ok((await chat.log.locator('.row').count()) < 200);
  });

  it('reads new text only, not the whole text each time', async () => {
    const chat = await open({ events: [story.started(), story.sent('t', 'Go on'), story.chat('tr1')] });
    await chat.emit(story.delta('tr1', `${'Many words. '.repeat(10)}\n\n`.repeat(2_000)));
    await chat.page.evaluate(() => {
      const { prototype } = String as unknown as {
        prototype: Record<string, (...values: unknown[]) => unknown>;
      };
      Object.assign(globalThis, { longReads: 0 });
      for (const name of ['slice', 'startsWith', 'indexOf', 'includes', 'replace', 'match', 'charCodeAt']) {
        const original = prototype[name];
        prototype[name] = function (this: string, ...values) {
          if (this.length > 200_000) (globalThis as unknown as { longReads: number }).longReads++;
          return original?.apply(this, values);
        };
      }
    });
    for (const piece of ['And', ' more', '.\n\nAnd so', ' on']) await chat.emit(story.delta('tr1', piece));
    const reads = await chat.page.evaluate(() => (globalThis as unknown as { longReads: number }).longReads);
    assert.equal(reads, 0);
    assert.equal(await chat.page.locator('.md-block').last().textContent(), 'And so on');
  });

  it('keeps one copy of a streamed answer, not one per block', async () => {
    const chat = await open({ events: [story.started(), story.sent('t', 'Go on'), story.chat('tr1')] });
    const session = await chat.page.context().newCDPSession(chat.page);
    await session.send('Performance.enable');
    const heap = async (): Promise<number> => {
      await session.send('HeapProfiler.collectGarbage');
      const { metrics } = await session.send('Performance.getMetrics');
      return metrics.find(({ name }) => name === 'JSHeapUsedSize')?.value ?? Number.NaN;
    };
    const piece = `${'Many words of an answer that is long. '.repeat(10)}\n\n`;
    await chat.emit(story.delta('tr1', piece));
    const before = await heap();
    const count = 250;
    for (let index = 0; index < count; index++) await chat.emit(story.delta('tr1', piece));
    const grown = (await heap()) - before;
    const copies = grown / (piece.length * count);
    assert.ok(copies < 40, `${copies.toFixed(0)} times the text`);
  });
});
