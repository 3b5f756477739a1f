import assert from 'node:assert/strict';
import { colorViolations, seriousViolations } from '../support/axe';
import type { ChatPage, ChatPageOptions } from '../support/chatPage';
import { chatPages } from '../support/hooks';
import { authError, lostError, story, turn } from '../support/story';

/** Elements that do not fit into the width of the view. */
async function tooWide(chat: ChatPage): Promise<readonly string[]> {
  return chat.page.evaluate(() => {
    const log = document.querySelector('.log');
    const all = [...document.querySelectorAll('.chat > *, .row > *, .row .outcome *, .composer *, .empty *')];
    const wide = all.filter(
      (one) => !one.closest('.hidden') && one.getBoundingClientRect().right > innerWidth + 1,
    );
    return [
      ...(document.documentElement.scrollWidth > innerWidth ? ['the page scrolls sideways'] : []),
      ...(log && log.scrollWidth > log.clientWidth ? ['the conversation scrolls sideways'] : []),
      ...wide.map((one) => `${one.localName}.${one.className} ${one.textContent.slice(0, 80)}`),
    ];
  });
}

const rich = `# Title

Some **bold** text with [a link](https://example.com) and \`code\`.

- [x] done
- [ ] open

| a | b |
|---|---|
| 1 | 2 |

\`\`\`js
let answer = 42;
\`\`\`

> A quote.

![a picture](https://pictures.example/a.png)`;

const card = (question: unknown) => ({ body: { type: 'card', raw: '{"a":1}', question } }) as never;

const states: readonly (readonly [string, ChatPageOptions, ((chat: ChatPage) => Promise<void>)?])[] = [
  ['empty, no workflow', { context: { workflows: [] } }],
  [
    'empty, no token',
    {
      context: {
        workflows: [{ key: 'w', name: 'Helper', host: 'api.coze.cn', isDemo: false }],
        selectedWorkflow: 'w',
        token: 'missing',
      },
    },
  ],
  ['ready', {}],
  ['connecting', { events: [story.started(), story.sent('t1', 'hi')] }],
  ['streaming', { events: [story.started(), story.sent('t1', 'hi'), story.delta('t1r1', rich)] }],
  [
    'completed, with everything under the answer',
    {
      context: { canGiveFeedback: true, historyProblem: 'disk full' },
      events: [
        story.started(),
        story.sent('t1', 'hi'),
        story.message('t1r1', '{"a":1}', {
          id: 'f',
          role: 'tool',
          body: { type: 'tool', tool: 'call', name: 'f' },
        }),
        story.message('t1r1', rich, { reasoning: 'Let me think.' }),
        { type: 'usageReported', runId: 't1r1', usage: { input: 10, output: 20, unsplit: 0 } },
        { type: 'debugUrlReceived', runId: 't1r1', url: 'https://www.coze.cn/x', isTrusted: true },
        { type: 'followUpSuggested', runId: 't1r1', text: 'And then?' },
        story.completed('t1r1'),
      ],
    },
    async (chat) => {
      for (const summary of await chat.log.locator('summary').all()) await summary.click();
    },
  ],
  ['failed', { events: [story.started(), story.sent('t1', 'hi'), story.failed('t1r1', authError)] }],
  [
    'cut off and stopped',
    {
      events: [
        story.started(),
        story.sent('t1', 'hi'),
        story.delta('t1r1', 'Half'),
        story.stopped('t1r1'),
        story.sent('t2', 'hi'),
        story.delta('t2r1', 'Half'),
        story.cutOff('t2r1', lostError),
      ],
    },
  ],
  [
    'waiting for an answer',
    {
      events: [
        story.started(),
        story.sent('t1', 'hi'),
        story.message('t1r1', 'Which?'),
        ...story.waiting('t1r1'),
      ],
    },
  ],
  [
    'waiting with options',
    {
      events: [
        story.started(),
        story.sent('t1', 'hi'),
        story.message('t1r1', 'Which?', card({ type: 'options', title: 'Which?', options: ['A', 'B'] })),
        ...story.waiting('t1r1'),
      ],
    },
  ],
  [
    'waiting with fields',
    {
      events: [
        story.started(),
        story.sent('t1', 'hi'),
        story.message(
          't1r1',
          'Trip',
          card({ type: 'inputs', title: 'Trip', fields: [{ name: 'city', type: 'string', required: true }] }),
        ),
        ...story.waiting('t1r1'),
      ],
    },
  ],
  [
    'media',
    {
      events: [
        story.started(),
        story.sent('t1', 'hi'),
        story.message('t1r1', '', {
          body: { type: 'media', items: [{ kind: 'image', url: 'https://p.example/a.png' }] },
        }),
        story.completed('t1r1'),
      ],
    },
  ],
  [
    'attaching, queued, editing',
    {
      events: [
        story.started(),
        ...turn('t1', 'a', 'b'),
        story.sent('t2', 'c'),
        { type: 'messageQueued', queueId: 'q', text: 'later', attachments: [] },
      ],
    },
    async (chat) => {
      await chat.button('Attach').click();
      await chat.page.getByRole('menuitem', { name: 'Add by URL…' }).click();
      await chat.log.locator('article[data-role=user]').first().hover();
      await chat.button('Edit and send again').first().click();
    },
  ],
  [
    'finding',
    { events: [story.started(), ...turn('t1', 'needle', 'needle')] },
    async (chat) => {
      await chat.say({ type: 'navigate', target: 'find' });
      await chat.page.getByRole('textbox', { name: 'Find in chat' }).fill('needle');
    },
  ],
];

describe('accessibility', () => {
  const open = chatPages();

  for (const [name, options, prepare] of states) {
    it(`has no serious finding of axe-core in any theme and fits, at 300 px and at 200 %: ${name}`, async () => {
      const chat = await open({ theme: 'Dark Modern', ...options });
      await prepare?.(chat);
      await chat.settled();
      assert.deepEqual(await seriousViolations(chat.page), []);
      assert.deepEqual(await colorViolations(chat.page), []);
      // 200 % zoom of a side bar of 400 × 700 is half the CSS pixels.
      for (const [width, height] of [
        [400, 700],
        [220, 600],
        [200, 350],
      ] as const) {
        await chat.page.setViewportSize({ width, height });
        await chat.settled();
        assert.deepEqual(await tooWide(chat), [], `${String(width)} × ${String(height)}`);
      }
    });
  }

  it('detects a fault that is put in', async () => {
    const chat = await open({ theme: 'Dark Modern' });
    await chat.page.evaluate(() => {
      const button = document.createElement('button');
      const words = document.createElement('p');
      words.textContent = 'hard to read';
      words.style.color = '#222222';
      document.querySelector('.empty')?.append(button, words);
    });
    const found = (await seriousViolations(chat.page)).map((one) => one.split(':')[0]);
    assert.deepEqual(found.toSorted(), ['button-name', 'color-contrast']);
    const inThemes = await colorViolations(chat.page, ['Light Modern', 'Dark Modern']);
    assert.equal(inThemes.length, 1);
    assert.match(inThemes[0] ?? '', /^Dark Modern: color-contrast: .*hard to read/);
  });

  it('is fully usable from the keyboard: message, answer, actions, find', async () => {
    const chat = await open({
      theme: 'Dark Modern',
      events: [story.started(), ...turn('t1', 'one', 'first'), ...turn('t2', 'two', 'second')],
    });
    const focused = () =>
      chat.page.evaluate(
        () => document.activeElement?.closest('article')?.getAttribute('data-article') ?? '',
      );
    await chat.say({ type: 'navigate', target: 'lastAnswer' });
    await chat.settled();
    assert.equal(await focused(), 't2r1/0');
    await chat.say({ type: 'navigate', target: 'previousMessage' });
    await chat.settled();
    assert.equal(await focused(), 't2');
    await chat.say({ type: 'navigate', target: 'previousMessage' });
    await chat.settled();
    assert.equal(await focused(), 't1r1/0');
    await chat.say({ type: 'navigate', target: 'nextMessage' });
    await chat.settled();
    await chat.page.keyboard.press('Tab');
    assert.equal(
      await chat.page.evaluate(() => document.activeElement?.getAttribute('aria-label')),
      'Copy message',
    );
    await chat.page.keyboard.press('Enter');
    assert.deepEqual(await chat.posted('copyText'), [{ type: 'copyText', text: 'two' }]);
    const outline = await chat.page.evaluate(() => {
      const style = getComputedStyle(document.activeElement ?? document.body);
      return style.outlineStyle;
    });
    assert.equal(outline, 'solid');
    await chat.page.keyboard.press('Control+f');
    await chat.settled();
    await chat.page.keyboard.type('first');
    await chat.settled();
    await chat.page.keyboard.press('Escape');
    await chat.settled();
    await chat.say({ type: 'navigate', target: 'composer' });
    await chat.page.keyboard.type('by hand');
    await chat.page.keyboard.press('Enter');
    assert.deepEqual(await chat.posted('send'), [{ type: 'send', text: 'by hand', attachments: [] }]);
  });

  it('reaches every control once by Tab', async () => {
    const chat = await open({ events: [story.started(), ...turn('t1', 'one', rich)] });
    const seen: string[] = [];
    for (let step = 0; step < 40; step++) {
      await chat.page.keyboard.press('Tab');
      const name = await chat.page.evaluate(() => {
        const element = document.activeElement;
        if (!element || element === document.body) return '';
        return element.getAttribute('aria-label') ?? element.textContent?.trim().slice(0, 40) ?? '';
      });
      if (name === '') break;
      seen.push(name);
    }
    for (const name of ['Conversation', 'Copy message', 'Insert at cursor', 'Copy', 'Message', 'Attach']) {
      assert.ok(seen.includes(name), `${name} not in ${seen.join(' | ')}`);
    }
  });

  it('works with reduced motion and forced colours', async () => {
    const chat = await open({
      reducedMotion: true,
      forcedColors: true,
      events: [
        story.started(),
        ...turn('t1', 'one', rich),
        story.sent('t2', 'x'),
        story.failed('t2r1', authError),
      ],
    });
    const border = await chat.log.locator('.outcome').evaluate((one) => getComputedStyle(one).borderTopStyle);
    assert.equal(border, 'solid');
    assert.deepEqual(await seriousViolations(chat.page), []);
  });

  it('stands still where VS Code reduces motion', async () => {
    const chat = await open({ events: [story.started(), story.sent('t1', 'one')] });
    const spinner = chat.log.locator('.spinner').first();
    const animation = () => spinner.evaluate((one) => getComputedStyle(one).animationName);
    assert.notEqual(await animation(), 'none');
    await chat.page.evaluate(() => document.body.classList.add('vscode-reduce-motion'));
    assert.equal(await animation(), 'none');
  });
});
