import assert from 'node:assert/strict';
import { allowed } from '../../../webview/trust/allowList';
import type { ChatEvent } from '../../../src/shared/conversation/chatEvent';
import type { ViewContext } from '../../../src/shared/protocol';
import type { ChatPage } from '../support/chatPage';
import { chatPages } from '../support/hooks';
import { hostileHtml, hostileMarkdown, sampleOf } from '../support/payloads';
import { authError, story } from '../support/story';
import { openTrap } from '../support/trap';

const payloads = [...new Set([...hostileMarkdown(), ...hostileHtml()])];
const sample = sampleOf(payloads, 30);

/** A conversation and a context with the text in every field that another party can fill. */
function everywhere(text: string): { events: ChatEvent[]; context: Partial<ViewContext> } {
  const item = { kind: 'image', url: text, name: text } as const;
  const known = { kind: 'file', url: 'https://a.example/x', name: text } as const;
  const fields = [{ name: text, type: text, required: true }];
  const error = { ...authError, code: text, logId: text, serviceMessage: text, params: { host: text } };
  const events: ChatEvent[] = [
    {
      type: 'conversationStarted',
      conversationId: 'c1',
      workflow: { key: 'demo', name: text, workflowId: text, origin: text },
      at: 1,
      forkedFrom: { conversationId: 'c0', turnId: 't0', title: text },
    },
    { type: 'conversationRenamed', title: text },
    { type: 'messageSent', turnId: 't1', runId: 'r1', text, attachments: [item, known], at: 1 },
    { type: 'chatStarted', runId: 'r1', chatId: text, cozeConversationId: text },
    ...(['call', 'output', 'knowledge'] as const).map((tool) =>
      story.message('r1', text, { id: tool, role: 'tool', body: { type: 'tool', tool, name: text } }),
    ),
    story.message('r1', text, { id: 'm', reasoning: text, body: { type: 'media', items: [item, known] } }),
    { type: 'executionIdentified', runId: 'r1', executeId: text },
    { type: 'debugUrlReceived', runId: 'r1', url: text, isTrusted: false },
    { type: 'followUpSuggested', runId: 'r1', text },
    { type: 'messageQueued', queueId: 'q', text, attachments: [item] },
    story.failed('r1', error),
    story.sent('t2', 'x'),
    story.message('t2r1', text, {
      body: { type: 'card', raw: text, question: { type: 'options', title: text, options: [text] } },
    }),
    ...story.waiting('t2r1'),
    story.answered('t2', 't2r2', text),
    story.cutOff('t2r2', error),
    story.sent('t3', 'x'),
    story.message('t3r1', text, { body: { type: 'card', raw: text } }),
    { type: 'retryScheduled', runId: 't3r1', attempt: 1, until: Date.now() + 1e6, error },
    story.completed('t3r1'),
    story.sent('t4', 'x'),
    story.message('t4r1', 'x', {
      body: { type: 'card', raw: '', question: { type: 'inputs', title: text, fields } },
    }),
    ...story.waiting('t4r1'),
  ];
  const workflows = [{ key: 'demo', name: text, host: text, isDemo: false }];
  return { events, context: { workflows, historyProblem: text, token: 'missing' } };
}

/** Kinds of nodes on the page, as `tag` and `tag attribute`, outside of Markdown. */
interface Seen {
  readonly kinds: readonly string[];
  readonly offList: readonly string[];
  readonly links: readonly string[];
}

async function look(chat: ChatPage): Promise<Seen> {
  return chat.page.evaluate(
    ({ tags, attributes }) => {
      const kinds = new Set<string>();
      const offList: string[] = [];
      const links: string[] = [];
      for (const element of document.body.querySelectorAll('*')) {
        const isRendered = element.parentElement?.closest('.md-block') !== null;
        const names = element.getAttributeNames();
        const own = [element.localName, ...names.map((name) => `${element.localName} ${name}`)];
        if (!isRendered) for (const kind of own) kinds.add(kind);
        else if (!tags.includes(element.localName) || !names.every((name) => attributes.includes(name))) {
          offList.push(own.join(', '));
        }
        const href = element.getAttribute('href');
        if (href !== null && href !== '#run' && !/^https:\/\/[a-z0-9[]/i.test(href)) links.push(href);
      }
      return { kinds: [...kinds], offList, links };
    },
    { tags: [...allowed.tags], attributes: [...allowed.attributes] },
  );
}

describe('hostile text in every field', () => {
  const open = chatPages();

  async function show(chat: ChatPage, text: string): Promise<Seen> {
    const { events, context } = everywhere(text);
    chat.restart(events, context);
    await chat.snapshot();
    // The part of the view with these fields is loaded on first use.
    await chat.page.locator('input[aria-required]').first().waitFor();
    return look(chat);
  }

  it(`runs nothing, loads nothing and makes no node that harmless text does not (${String(sample.length)} of ${String(payloads.length)} texts)`, async () => {
    assert.ok(payloads.length >= 1_000 && sample.length >= 30);
    const trap = await openTrap();
    const chat = await open({ height: 20_000 });
    const requests: string[] = [];
    chat.page.on('request', (request) => requests.push(request.url()));
    await chat.page.evaluate(() => {
      Object.assign(globalThis, { hits: 0, hit: () => (globalThis as unknown as { hits: number }).hits++ });
    });
    await show(chat, 'harmless');
    for (const summary of await chat.page.locator('summary').all()) await summary.click();
    await chat.settled();
    // A text that is a URL is also the address of a medium, which has a button then.
    const harmless = [
      'harmless https://example.com/',
      'https://example.com/a.png',
      '```js\nx\n```',
      '```\nx\n```\n\ny',
    ];
    const known = new Set<string>();
    for (const text of harmless) for (const kind of (await show(chat, text)).kinds) known.add(kind);
    const problems: unknown[] = [];
    for (const payload of sample) {
      const text = payload.replaceAll('TRAP', `127.0.0.1:${String(trap.port)}`);
      const { kinds, offList, links } = await show(chat, text);
      const unknown = kinds.filter((kind) => !known.has(kind));
      if (unknown.length + offList.length + links.length > 0)
        problems.push({ text, unknown, offList, links });
    }
    const shown = await chat.page.locator('article').count();
    const hits = await chat.page.evaluate(() => (globalThis as unknown as { hits: number }).hits);
    // The view loads its own parts when code or formulas appear.
    const ownParts = `${new URL(chat.page.url()).origin}/webview-`;
    const foreign = requests.filter((url) => !url.startsWith(ownParts));
    const calls = trap.count;
    await trap.close();
    assert.ok(shown >= 10, String(shown));
    assert.deepEqual(
      { problems: problems.slice(0, 5), hits, foreign, calls },
      { problems: [], hits: 0, foreign: [], calls: 0 },
    );
  }).timeout(1_200_000);

  it('is detected if it gets through', async () => {
    const chat = await open();
    await show(chat, 'harmless');
    // The form of the question is loaded later.
    await chat.page.locator('input').first().waitFor({ state: 'attached' });
    await chat.settled();
    const before = new Set((await look(chat)).kinds);
    await chat.page.evaluate(() => {
      const image = document.createElement('img');
      document.querySelector('article')?.append(image);
      const link = document.createElement('a');
      link.href = 'command:evil';
      document.querySelector('.md-block')?.append(link);
    });
    const { kinds, links } = await look(chat);
    assert.deepEqual([kinds.filter((kind) => !before.has(kind)), links], [['img'], ['command:evil']]);
  });
});
