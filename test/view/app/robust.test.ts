import assert from 'node:assert/strict';
import { viewEn } from '../../../webview/words/view.en';
import { viewZhCn } from '../../../webview/words/view.zhCn';
import { ChatPage } from '../support/chatPage';
import { chatPages } from '../support/hooks';
import { authError, story } from '../support/story';

/** Text that would run if a field were inserted as HTML. */
const hostile = `<img src=x onerror="globalThis.hacked=1"><script>globalThis.hacked=1</script><a href="javascript:globalThis.hacked=1">x</a>"'>{{7*7}}`;

describe('robustness of the view', () => {
  const open = chatPages();

  it('shows foreign text as text in every field', async () => {
    const requests: string[] = [];
    const question = { type: 'options', title: hostile, options: [hostile] } as const;
    const field = { name: hostile, type: hostile, required: true };
    const chat = await open({
      context: {
        workflows: [{ key: 'demo', name: hostile, host: hostile, isDemo: false }],
        historyProblem: hostile,
        token: 'missing',
      },
    });
    // The page may load its own parts at any time.
    const ownPart = /^\/webview-\w+\.js$/;
    const { origin } = new URL(chat.page.url());
    chat.page.on('request', (request) => {
      const url = new URL(request.url());
      if (url.origin !== origin || !ownPart.test(url.pathname)) requests.push(url.href);
    });
    const item = { kind: 'image', url: 'https://a.example/x.png', name: hostile } as const;
    await chat.emit(
      story.started(),
      { type: 'conversationRenamed', title: hostile },
      { type: 'messageSent', turnId: 't1', runId: 'r1', text: hostile, attachments: [item], at: 1 },
      story.message('r1', hostile, {
        id: 'f',
        role: 'tool',
        body: { type: 'tool', tool: 'call', name: hostile },
      }),
      story.message('r1', hostile, { id: 'm', reasoning: hostile, body: { type: 'media', items: [item] } }),
      { type: 'debugUrlReceived', runId: 'r1', url: hostile, isTrusted: false },
      { type: 'followUpSuggested', runId: 'r1', text: hostile },
      { type: 'messageQueued', queueId: 'q', text: hostile, attachments: [] },
      story.failed('r1', {
        ...authError,
        code: hostile,
        logId: hostile,
        serviceMessage: hostile,
        params: { host: hostile },
      }),
      story.sent('t2', 'x'),
      story.message('t2r1', hostile, { body: { type: 'card', raw: hostile, question } }),
      ...story.waiting('t2r1'),
    );
    await chat.emit(
      story.sent('t3', 'x'),
      story.message('t3r1', 'x', {
        body: { type: 'card', raw: '', question: { type: 'inputs', title: hostile, fields: [field] } },
      }),
      ...story.waiting('t3r1'),
    );
    for (const summary of await chat.page.locator('summary').all()) await summary.click();
    await chat.settled();
    const found = await chat.page.evaluate(() => ({
      hacked: 'hacked' in globalThis,
      scripts: document.querySelectorAll('body script').length,
      images: document.querySelectorAll('img').length,
      // Links of a run have a click handler and this href.
      links: [...document.querySelectorAll('a[href]:not([href="#run"])')].map((link) =>
        link.getAttribute('href'),
      ),
    }));
    assert.deepEqual(
      { ...found, requests },
      { hacked: false, scripts: 0, images: 0, links: [], requests: [] },
    );
  });

  it('ignores messages of other frames', async () => {
    const chat = await open({ events: [story.started()] });
    await chat.page.evaluate(async () => {
      const frame = document.createElement('iframe');
      document.body.append(frame);
      const forged = { type: 'snapshot', seq: 9, conversation: { turns: [] }, context: { workflows: [] } };
      const event = new MessageEvent('message', { data: forged, source: frame.contentWindow });
      window.dispatchEvent(event);
      await new Promise((resolve) => requestAnimationFrame(resolve));
      frame.remove();
    });
    await chat.settled();
    assert.equal(await chat.button('Send').count(), 1);
    assert.equal(await chat.page.getByRole('heading', { name: 'Ask Demo' }).count(), 1);
  });

  it('shows a message that cannot be rendered as plain text, and reports it', async () => {
    const chat = await ChatPage.open({ events: [story.started()] });
    // The decoder never accepts a body without its items.
    const broken = story.message('t1r1', 'the text of it', { body: { type: 'media' } as never });
    await chat.emit(story.sent('t1', 'hi'), broken, story.completed('t1r1'));
    assert.match((await chat.log.textContent()) ?? '', /shown as plain text[\s\S]*the text of it/);
    assert.equal((await chat.posted('reportViewError')).length, 1);
    assert.doesNotMatch((await chat.posted('reportViewError'))[0]?.text ?? '', /the text of it/);
    await chat.emit(story.sent('t2', 'next'), story.message('t2r1', 'fine'), story.completed('t2r1'));
    assert.equal(await chat.log.getByText('fine').count(), 1);
    await chat.close();
  });

  it('offers to reload when the whole view fails, and restores everything', async () => {
    const chat = await ChatPage.open({ events: [story.started(), story.sent('t1', 'keep me')] });
    const whole = chat.conversation;
    await chat.say({
      type: 'snapshot',
      seq: chat.seq,
      conversation: { ...whole, turns: null } as never,
      context: chat.context,
    });
    assert.equal(await chat.page.getByText('The chat view has run into an error').count(), 1);
    assert.equal((await chat.posted('reportViewError')).length, 1);
    const before = (await chat.posted('ready')).length;
    await chat.button('Reload view').click();
    assert.equal((await chat.posted('ready')).length, before + 1);
    await chat.snapshot();
    assert.equal(await chat.log.getByText('keep me').count(), 1);
    await chat.close();
  });

  it('asks for a snapshot when events arrive before their conversation', async () => {
    const chat = await ChatPage.open({ events: [story.started(), story.sent('t1', 'keep me')] });
    await chat.page.reload();
    const before = (await chat.posted('ready')).length;
    await chat.say({ type: 'events', conversationId: '', from: 1, events: [] });
    assert.ok((await chat.posted('ready')).length > before);
    await chat.snapshot();
    assert.equal(await chat.log.getByText('keep me').count(), 1);
    await chat.close();
  });

  it('asks for a snapshot on resync, whether it has one or not', async () => {
    const chat = await ChatPage.open({ events: [story.started(), story.sent('t1', 'keep me')] });
    for (const reload of [false, true]) {
      if (reload) await chat.page.reload();
      const before = (await chat.posted('ready')).length;
      await chat.say({ type: 'resync' });
      assert.ok((await chat.posted('ready')).length > before);
      await chat.snapshot();
      assert.equal(await chat.log.getByText('keep me').count(), 1);
    }
    await chat.close();
  });

  it('repeats the request while no snapshot arrives', async () => {
    const chat = await ChatPage.open({ events: [story.started()] });
    await chat.page.reload();
    await chat.page.waitForFunction(
      () =>
        (globalThis as unknown as { cozeStub: { posted: { type: string }[] } }).cozeStub.posted.filter(
          ({ type }) => type === 'ready',
        ).length > 1,
    );
    await chat.snapshot();
    assert.equal(await chat.page.getByRole('heading', { name: 'Ask Demo' }).count(), 1);
    await chat.close();
  });

  it('is in Chinese throughout if VS Code is', async () => {
    const chat = await open({
      language: 'zh-cn',
      events: [story.started(), story.sent('t1', 'hi'), story.failed('t1r1', authError)],
    });
    for (const name of ['发送', '重试', '设置访问令牌', '添加附件']) {
      assert.ok((await chat.button(name).count()) > 0, name);
    }
    const english = Object.values(viewEn).filter(
      (words) => /^[A-Z][a-z]+ [a-z]+/.test(words) && !words.includes('{'),
    );
    const shown = await chat.page.locator('body').innerText();
    assert.deepEqual(
      english.filter((words) => shown.includes(words)),
      [],
    );
  });

  it('has every text in both languages, with the same placeholders', () => {
    const names = (words: string) => [...words.matchAll(/\{(\w+)\}/g)].map((match) => match[1]).toSorted();
    assert.deepEqual(Object.keys(viewZhCn).toSorted(), Object.keys(viewEn).toSorted());
    for (const key of Object.keys(viewEn) as (keyof typeof viewEn)[]) {
      assert.deepEqual(names(viewZhCn[key]), names(viewEn[key]), key);
      assert.ok(viewZhCn[key].trim() !== '', key);
    }
  });
});
