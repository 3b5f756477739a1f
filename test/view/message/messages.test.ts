import assert from 'node:assert/strict';
import type { Locator } from 'playwright-core';
import type { ChatEvent } from '../../../src/shared/conversation/chatEvent';
import { chatPages } from '../support/hooks';
import { authError, lostError, story, turn } from '../support/story';

const opacity = (element: Locator) => element.evaluate((one) => getComputedStyle(one).opacity);

/** Distance from the end of one element to the beginning of another. */
async function gap(above: Locator, below: Locator): Promise<number> {
  const [one, other] = [await above.boundingBox(), await below.boundingBox()];
  assert.ok(one && other);
  return other.y - one.y - one.height;
}

const several = [
  story.started(),
  story.sent('t1', 'several'),
  story.message('t1r1', 'One.', { id: 'a' }),
  story.message('t1r1', 'Two.', { id: 'b' }),
  story.completed('t1r1'),
  ...turn('t2', 'more', 'Three.'),
];

/** A conversation of one answer with a debug link and tokens. */
const withFacts: readonly ChatEvent[] = [
  story.started(),
  story.sent('t1', 'a'),
  story.message('t1r1', 'One.'),
  { type: 'debugUrlReceived', runId: 't1r1', url: 'https://www.coze.cn/x', isTrusted: true },
  { type: 'usageReported', runId: 't1r1', usage: { input: 1000, output: 1000, unsplit: 0 } },
  story.completed('t1r1'),
];

describe('the layout of messages', () => {
  const open = chatPages();

  it('shows long code and a long table as one, although they are several rows', async () => {
    const code = `\`\`\`\n${'line\n'.repeat(120)}\`\`\``;
    const table = `| A | B |\n|---|---|\n${'| a | b |\n'.repeat(120)}`;
    for (const [source, part] of [
      [code, '.md-code'],
      [table, 'table'],
    ] as const) {
      const chat = await open({ events: [story.started(), ...turn('t1', 'a', source)] });
      const parts = chat.log.locator(part);
      assert.ok((await parts.count()) > 1, part);
      assert.ok(Math.abs(await gap(parts.nth(0), parts.nth(1))) <= 1, part);
    }
  });

  it('loads the highlighter for an answer to come, not for old text', async () => {
    const isLoaded = `document.querySelector('script[src$="webview-highlight.js"]') !== null`;
    const chat = await open({ events: [story.started(), ...turn('t1', 'a', 'b')] });
    await chat.page.evaluate('new Promise((resolve) => requestIdleCallback(resolve))');
    assert.equal(await chat.page.evaluate(isLoaded), false);
    await chat.emit(story.sent('t2', 'c'));
    await chat.page.waitForFunction(isLoaded, undefined, { timeout: 10_000 });
  });

  it('reserves no space for hidden actions, and shows them on hover and focus', async () => {
    const chat = await open({ theme: 'Dark Modern', events: several });
    const text = (words: string) => chat.log.locator('.md-block', { hasText: words });
    assert.ok((await gap(text('One.'), text('Two.'))) <= 12);
    assert.ok((await gap(chat.log.locator('.said').first(), text('One.'))) <= 12);
    const actions = chat.log.locator('article', { hasText: 'One.' }).locator('.actions');
    assert.equal(await opacity(actions), '0');
    await text('One.').hover();
    assert.equal(await opacity(actions), '1');
    await text('Two.').hover();
    assert.equal(await opacity(actions), '0');
    await actions.getByRole('button', { name: 'Copy message' }).focus();
    assert.equal(await opacity(actions), '1');
    const latest = chat.log.locator('article', { hasText: 'Three.' }).locator('.actions');
    assert.equal(await opacity(latest), '1');
  });

  it('keeps links and tokens below an old answer in one line, however narrow', async () => {
    const chat = await open({
      theme: 'Dark Modern',
      width: 300,
      context: { canGiveFeedback: true },
      events: [...withFacts, ...turn('t2', 'b', 'Two.')],
    });
    assert.equal((await chat.log.locator('.foot').first().boundingBox())?.height, 24);
  });

  it('shows the tokens below an old answer whole, or not at all', async () => {
    for (const [width, isShown] of [
      [300, false],
      [420, true],
    ] as const) {
      const chat = await open({ width, events: [...withFacts, ...turn('t2', 'b', 'Two.')] });
      const { words, box } = await chat.log
        .locator('.usage')
        .first()
        .evaluate((element) => {
          const range = document.createRange();
          range.selectNodeContents(element);
          const rect = (one: Element | Range) => one.getBoundingClientRect().toJSON() as DOMRect;
          return { words: rect(range), box: rect(element) };
        });
      if (isShown) assert.ok(words.right <= box.right && words.bottom <= box.bottom + 1, String(width));
      else assert.ok(words.top >= box.bottom - 1, String(width));
    }
  });

  it('gives a click to the actions of the message under the pointer, not of the one below', async () => {
    for (const width of [300, 400]) {
      const events = [...withFacts, ...turn('t2', 'b', 'Two.')];
      const chat = await open({ width, context: { canGiveFeedback: true }, events });
      await chat.log.locator('.md-block', { hasText: 'One.' }).hover();
      await chat.log.getByRole('button', { name: 'Copy message' }).nth(1).click();
      await chat.log.getByRole('button', { name: 'Good answer' }).first().click();
      await chat.log.locator('.said').last().hover();
      await chat.log.getByRole('button', { name: 'Hide from view' }).last().click();
      const copied = (await chat.posted('copyMessage')).map(({ messageKey }) => messageKey);
      assert.deepEqual(copied, ['t1r1/0']);
      assert.equal((await chat.posted('giveFeedback')).length, 1);
      assert.deepEqual(await chat.posted('hideTurn'), [{ type: 'hideTurn', turnId: 't2' }]);
    }
  });

  it('is not covered by the button to the end, however narrow', async () => {
    for (const width of [200, 300]) {
      const events = [story.started(), ...turn('t1', 'a', 'word '.repeat(900))];
      const chat = await open({ language: 'zh-cn', width, events });
      await chat.log.hover();
      await chat.page.mouse.wheel(0, -200);
      const jump = chat.page.locator('.jump');
      await jump.waitFor();
      assert.ok((await gap(chat.log, jump)) >= 0, String(width));
    }
  });

  it('separates the log ID from its copy button, which starts a line where there is no room beside it', async () => {
    const error = { ...authError, logId: '2026113020123000688B859A1BC00000' };
    const chat = await open({
      width: 600,
      events: [story.started(), story.sent('t1', 'a'), story.failed('t1r1', error)],
    });
    const boxes = async () => {
      const [id, copy] = [chat.log.locator('dd:has(.link) code'), chat.log.locator('dd .link')];
      const [one, other] = [await id.boundingBox(), await copy.boundingBox()];
      assert.ok(one && other);
      return [one, other] as const;
    };
    const [id, copy] = await boxes();
    assert.ok(copy.x - id.x - id.width >= 8);
    await chat.page.setViewportSize({ width: 300, height: 700 });
    await chat.settled();
    const [idAbove, copyBelow] = await boxes();
    assert.ok(copyBelow.y >= idAbove.y + idAbove.height - 1);
    assert.equal(copyBelow.x, idAbove.x);
  });

  it('underlines the links below an answer as the setting for links says', async () => {
    const chat = await open({ events: withFacts });
    const link = chat.log.getByRole('link', { name: 'Inspect run' });
    const line = () => link.evaluate((one) => getComputedStyle(one).textDecorationLine);
    assert.equal(await line(), 'none');
    await chat.page.evaluate(() => {
      document.documentElement.style.setProperty('--text-link-decoration', 'underline');
    });
    assert.equal(await line(), 'underline');
  });

  it('begins and ends a line where the message box does, in a wide tab', async () => {
    const chat = await open({ width: 1300, events: several });
    const edges = async (selector: string) => {
      const { x, width } = (await chat.page.locator(selector).first().boundingBox())!;
      return [x, x + width];
    };
    assert.deepEqual(await edges('.md-block'), await edges('.box'));
  });

  it('keeps the footer of the newest answer in order, however narrow', async () => {
    const chat = await open({
      theme: 'Dark Modern',
      width: 300,
      context: { canGiveFeedback: true },
      events: withFacts,
    });
    const left = async (one: Locator) => (await one.boundingBox())?.x ?? Number.NaN;
    const top = async (one: Locator) => (await one.boundingBox())?.y ?? Number.NaN;
    const foot = chat.log.locator('.foot.latest');
    const [link, other, copy] = [
      foot.getByRole('link', { name: 'Open debug page' }),
      foot.getByRole('link', { name: 'Inspect run' }),
      foot.getByRole('button').first(),
    ];
    assert.ok(Math.abs((await top(link)) - (await top(other))) < 3, 'the links stay together');
    assert.ok((await top(link)) > (await top(copy)) + 15, 'under the buttons');
    assert.equal(
      await left(link),
      await left(chat.log.locator('.md-block').last()),
      'at the edge of the text',
    );
    await chat.page.setViewportSize({ width: 600, height: 700 });
    await chat.settled();
    assert.ok(Math.abs((await top(link)) - (await top(copy))) < 8, 'beside the buttons where there is room');
  });

  it('shows actions beside the text on devices without hover', async () => {
    const chat = await open({ theme: 'Dark Modern', events: several, touch: true });
    const article = chat.log.locator('article', { hasText: 'One.' });
    assert.equal(await opacity(article.locator('.actions')), '1');
    assert.ok((await gap(article.locator('.md-block'), article.locator('.actions'))) >= 0);
  });

  it('shows fenced code of the user as code, and copies the source', async () => {
    const message = 'Why?\n\nFile: `a.ts`\n\n```ts\nlet a = 1;\n```';
    const chat = await open({ events: [story.started(), ...turn('t1', message, 'So.')] });
    const said = chat.log.locator('article[data-role=user]');
    assert.equal(await said.locator('pre').textContent(), 'let a = 1;');
    assert.equal(await said.locator('figcaption').textContent(), 'ts');
    assert.doesNotMatch((await said.textContent()) ?? '', /```/);
    await said.getByRole('button', { name: 'Copy message' }).click();
    assert.deepEqual(await chat.posted('copyText'), [{ type: 'copyText', text: message }]);
    await chat.say({ type: 'navigate', target: 'find' });
    await chat.page.getByRole('textbox', { name: 'Find in chat' }).fill('```');
    await chat.settled();
    assert.equal(await chat.page.getByText('No results').count(), 1);
    await chat.page.getByRole('textbox', { name: 'Find in chat' }).fill('let a');
    await chat.settled();
    assert.equal(await chat.page.getByText('1 of 1').count(), 1);
  });

  it('keeps the question of a card after the answer', async () => {
    const question = { type: 'options', title: 'Which colour?', options: ['Red', 'Green'] };
    const chat = await open({
      events: [
        story.started(),
        story.sent('t1', 'card'),
        story.message('t1r1', '', { body: { type: 'card', raw: '{}', question } as never }),
        ...story.waiting('t1r1'),
      ],
    });
    assert.equal(await chat.page.getByText('Which colour?').count(), 1);
    await chat.emit(story.answered('t1', 't1r2', 'Red'));
    assert.equal(await chat.page.getByText('Which colour?').count(), 1);
    assert.deepEqual(await chat.page.getByRole('list', { name: 'Options' }).locator('li').allTextContents(), [
      'Red',
      'Green',
    ]);
  });

  it('shows the values of a form by field name, and copies the sent text', async () => {
    const fields = [
      { name: 'city', type: 'string', required: true },
      { name: 'days', type: 'integer', required: true },
      { name: 'remarks', type: 'string', required: false },
    ];
    const reply = 'city:Hang:zhou\ndays:3\nremarks:';
    const form = {
      type: 'card',
      raw: '{}',
      question: { type: 'inputs', title: 'Where to?', fields },
    } as const;
    const chat = await open({
      events: [
        story.started(),
        story.sent('t1', 'form'),
        story.message('t1r1', 'Where to?', { body: form }),
        ...story.waiting('t1r1'),
        story.answered('t1', 't1r2', reply),
        story.failed('t1r2', lostError),
        story.answered('t1', 't1r3', reply),
        story.message('t1r3', 'And what else?', { id: 'm2' }),
        ...story.waiting('t1r3'),
        story.answered('t1', 't1r4', 'city:none'),
        story.completed('t1r4'),
      ],
    });
    const replies = chat.log.locator('article[data-role=user]');
    for (const index of [1, 2]) {
      const filled = replies.nth(index).locator('dl');
      assert.deepEqual(await filled.locator('dt').allTextContents(), ['city', 'days', 'remarks']);
      assert.deepEqual(await filled.locator('dd').allTextContents(), ['Hang:zhou', '3', '–']);
    }
    assert.equal(await replies.nth(3).locator('.plain').textContent(), 'city:none', 'no form asked for it');
    await replies.nth(1).getByRole('button', { name: 'Copy', exact: false }).click();
    assert.deepEqual(await chat.posted('copyText'), [{ type: 'copyText', text: reply }]);
    await chat.say({ type: 'navigate', target: 'find' });
    await chat.page.keyboard.type('hang:');
    await chat.settled();
    assert.equal(await chat.page.locator('.find .count').textContent(), '1 of 2');
  });

  it('shows and announces why a picture in the text was refused', async () => {
    const chat = await open({
      events: [story.started(), ...turn('t1', 'a', '![a cat](https://pictures.example/a.png)')],
    });
    const picture = chat.log.getByRole('button', { name: /a cat/ });
    await picture.click();
    assert.match((await picture.textContent()) ?? '', /Loading…$/);
    const wanted = { messageKey: 't1r1/0', source: 'markdown', index: 0 } as const;
    await chat.say({ type: 'mediaFailed', ...wanted, reason: 'tooLarge' });
    assert.match((await picture.textContent()) ?? '', /Not loaded: it is larger than 10 MB\.$/);
    const live = chat.page.locator('#root > [role=status]');
    assert.equal(await live.textContent(), 'Not loaded: it is larger than 10 MB.');
    await chat.say({ type: 'mediaLoaded', ...wanted, mime: 'image/gif', data: 'R0lGODlhAQABAAAAACw=' });
    assert.equal(await chat.log.getByRole('img', { name: 'a cat' }).count(), 1);
    assert.equal(await live.textContent(), 'The image is shown.');
  });

  it('plays a sound and a video that the reader has loaded, under the policy of the page', async () => {
    const items = [
      { kind: 'audio', url: 'https://media.example/a.wav' },
      { kind: 'video', url: 'https://media.example/b.webm' },
      { kind: 'file', url: 'https://media.example/c.zip' },
    ] as const;
    const chat = await open({
      events: [
        story.started(),
        story.sent('t1', 'media'),
        story.message('t1r1', '', { body: { type: 'media', items } }),
        story.completed('t1r1'),
      ],
    });
    const loads = chat.log.getByRole('button', { name: 'Load', exact: true });
    assert.equal(await loads.count(), 2, 'a file is opened, not loaded');
    await loads.first().click();
    const [wanted] = await chat.posted('loadMedia');
    assert.equal(wanted?.source, 'body');
    const silence = Buffer.from(
      'RIFF\x26\0\0\0WAVEfmt \x10\0\0\0\x01\0\x01\0\x40\x1f\0\0\x40\x1f\0\0\x01\0\x08\0data\x02\0\0\0\x80\x80',
      'latin1',
    );
    const data = silence.toString('base64');
    await chat.say({ ...wanted, type: 'mediaLoaded', mime: 'audio/wav', data });
    await chat.say({ ...wanted, index: 1, type: 'mediaLoaded', mime: 'video/webm', data: 'GkXfow==' });
    const sound = chat.log.locator('audio[controls]');
    assert.equal(await sound.getAttribute('aria-label'), 'a.wav');
    const readiness = () =>
      sound.evaluate((audio) => (audio as unknown as { readyState: number }).readyState);
    for (let tries = 0; tries < 200 && (await readiness()) === 0; tries++) await chat.page.waitForTimeout(20);
    assert.ok((await readiness()) > 0, 'the sound is decoded');
    assert.equal(await chat.log.locator('video[controls]').getAttribute('aria-label'), 'b.webm');
    const live = chat.page.locator('#root > [role=status]');
    assert.equal(await live.textContent(), 'Loaded. It can be played.\u00a0');
  });

  it('announces each rating', async () => {
    const chat = await open({
      context: { canGiveFeedback: true },
      events: [story.started(), ...turn('t1', 'a', 'b')],
    });
    const live = chat.page.locator('#root > [role=status]');
    const rated = { type: 'feedbackGiven', runId: 't1r1', messageId: 'm1' } as const;
    await chat.emit({ ...rated, feedback: 'like' });
    assert.equal(await live.textContent(), 'Rated as a good answer.');
    await chat.emit({ ...rated, feedback: 'like' });
    assert.equal(await live.textContent(), 'Rated as a good answer.\u00a0');
    await chat.emit({ ...rated, feedback: 'none' });
    assert.equal(await live.textContent(), 'Rating removed.');
  });

  it('shows questions, options, suggestions and words of the service in the direction of their letters', async () => {
    const words = 'اشرح لي الفرق.';
    const question = { type: 'options', title: words, options: [words] } as const;
    const asked: ChatEvent[] = [
      story.started(),
      story.sent('t1', 'x'),
      story.message('t1r1', '', { body: { type: 'card', raw: '{}', question } }),
      ...story.waiting('t1r1'),
    ];
    const chat = await open({ events: asked });
    const directions = () =>
      chat.page
        .getByText(words)
        .filter({ visible: true })
        .evaluateAll((all) => all.map((one) => getComputedStyle(one).direction));
    assert.deepEqual(await directions(), ['rtl', 'rtl']);
    // The toolkit takes a button with an element in it for one with an icon only.
    const option = await chat.button(words).boundingBox();
    assert.ok(option && option.width > 80 && option.height < 40, JSON.stringify(option));
    await chat.emit(story.answered('t1', 't1r2', words));
    assert.deepEqual(await directions(), ['rtl', 'rtl', 'rtl']);
    await chat.emit(story.failed('t1r2', { ...authError, serviceMessage: words }));
    assert.equal((await directions()).at(-1), 'rtl');
    await chat.emit(
      { type: 'messageQueued', queueId: 'q1', text: words, attachments: [] },
      ...turn('t2', 'y', 'z').slice(0, -1),
      { type: 'followUpSuggested', runId: 't2r1', text: words },
      story.completed('t2r1'),
    );
    assert.deepEqual((await directions()).slice(-2), ['rtl', 'rtl']);
  });
});
