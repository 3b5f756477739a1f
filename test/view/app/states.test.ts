import assert from 'node:assert/strict';
import type { ChatEvent } from '../../../src/shared/conversation/chatEvent';
import type { ErrorInfo } from '../../../src/shared/errorInfo';
import { chatPages } from '../support/hooks';
import { authError, lostError, story, turn } from '../support/story';

describe('states of a conversation', () => {
  const open = chatPages();

  it('asks for a snapshot at the start, and once when events are missing', async () => {
    const chat = await open({ events: [story.started()] });
    assert.equal((await chat.posted('ready')).length, 1);
    chat.take([story.sent('t1', 'lost on the way')]);
    await chat.emit(story.chat('t1r1'));
    await chat.emit(story.delta('t1r1', 'x'));
    assert.equal((await chat.posted('ready')).length, 2);
    await chat.snapshot();
    assert.equal(await chat.log.getByText('lost on the way').count(), 1);
  });

  it('ignores events that it has already received', async () => {
    const chat = await open({ events: [story.started(), story.sent('t1', 'hi'), story.chat('t1r1')] });
    const events = [story.delta('t1r1', 'once ')];
    await chat.emit(...events);
    await chat.say({ type: 'events', conversationId: 'c1', from: chat.seq - 1, events });
    assert.equal(
      (await chat.log.locator('article[data-role=assistant] .row').first().textContent())?.trim(),
      'once',
    );
  });

  it('goes from connecting through streaming to completed', async () => {
    const chat = await open({ events: [story.started()] });
    await chat.emit(story.sent('t1', 'hello'));
    const answer = chat.log.locator('article[data-role=assistant]');
    assert.equal(await answer.getAttribute('data-state'), 'streaming');
    assert.match((await answer.textContent()) ?? '', /Connecting…/);
    await chat.emit(story.chat('t1r1'));
    assert.match((await answer.textContent()) ?? '', /Waiting, 00:0\d/);
    await chat.emit(story.delta('t1r1', 'Hello **you'));
    assert.equal(await answer.getAttribute('data-state'), 'streaming');
    await chat.emit(story.message('t1r1', 'Hello **you**'), story.completed('t1r1'));
    assert.equal(await answer.getAttribute('data-state'), 'completed');
    assert.equal(await answer.locator('strong').textContent(), 'you');
    assert.equal(await chat.log.locator('article').count(), 2);
  });

  it('shows several answers of a run as separate articles, with tools folded', async () => {
    const chat = await open({
      events: [
        story.started(),
        story.sent('t1', 'several'),
        story.chat('t1r1'),
        story.message('t1r1', '{"name":"weather","arguments":{"city":"杭州"}}', {
          id: 'f',
          role: 'tool',
          body: { type: 'tool', tool: 'call', name: 'weather' },
        }),
        story.message('t1r1', 'First answer.', { id: 'a' }),
        story.message('t1r1', 'Second answer.', { id: 'b' }),
        story.completed('t1r1'),
      ],
    });
    const tool = chat.log.locator('article[data-role=tool]');
    assert.equal(await tool.getByText('杭州').count(), 0);
    await tool.locator('summary').click();
    assert.match((await tool.locator('pre').textContent()) ?? '', /"city": "杭州"/);
    const answers = chat.log.locator('article[data-role=assistant]');
    assert.deepEqual(await answers.evaluateAll((all) => all.map((one) => one.getAttribute('data-state'))), [
      'completed',
      'completed',
    ]);
  });

  it('shows a failure with cause, remedy, code, log ID and the message of the service', async () => {
    const chat = await open({
      events: [story.started(), story.sent('t1', 'hi'), story.failed('t1r1', authError)],
    });
    const alert = chat.log.getByRole('alert');
    for (const words of ['4100', '401', '20261123LOG', 'authentication is invalid']) {
      assert.ok((await alert.textContent())?.includes(words), words);
    }
    assert.equal(await chat.log.locator('article[data-role=assistant]').getAttribute('data-state'), 'failed');
    await alert.getByRole('button', { name: 'Set access token' }).click();
    assert.deepEqual(await chat.posted('runRemedy'), [
      { type: 'runRemedy', remedy: 'setToken', runId: 't1r1' },
    ]);
    await alert.getByRole('button', { name: 'Copy the log ID' }).click();
    assert.deepEqual(await chat.posted('copyText'), [{ type: 'copyText', text: '20261123LOG' }]);
    await alert.getByRole('button', { name: 'Try again' }).click();
    assert.deepEqual(await chat.posted('repeatTurn'), [{ type: 'repeatTurn', turnId: 't1' }]);
  });

  it('keeps the text of an answer that was cut off', async () => {
    const chat = await open({
      events: [
        story.started(),
        story.sent('t1', 'hi'),
        story.chat('t1r1'),
        story.delta('t1r1', 'Half an ans'),
        story.cutOff('t1r1', lostError),
      ],
    });
    const answer = chat.log.locator('article[data-role=assistant]');
    assert.equal(await answer.getAttribute('data-state'), 'cutOff');
    assert.match((await answer.textContent()) ?? '', /Half an ans[\s\S]*The answer is incomplete/);
  });

  it('states that a stopped run may continue on Coze', async () => {
    const chat = await open({ events: [story.started(), story.sent('t1', 'hi'), story.stopped('t1r1')] });
    const answer = chat.log.locator('article[data-role=assistant]');
    assert.equal(await answer.getAttribute('data-state'), 'stopped');
    assert.match((await answer.textContent()) ?? '', /may continue on Coze and be billed/);
  });

  it('counts down to a retry, and shows how long the run has been silent', async () => {
    const chat = await open({ events: [story.started(), story.sent('t1', 'hi')] });
    await chat.emit({
      type: 'retryScheduled',
      runId: 't1r1',
      attempt: 1,
      until: Date.now() + 90_000,
      error: lostError,
    });
    assert.match((await chat.log.textContent()) ?? '', /Trying again in (90|8\d) s \(attempt 1\)/);
    await chat.log.getByRole('button', { name: 'Stop' }).click();
    assert.equal((await chat.posted('stop')).length, 1);
    await chat.emit(
      { type: 'retryStarted', runId: 't1r1' },
      { type: 'silenceNoticed', runId: 't1r1', since: Date.now() - 61_000 },
    );
    assert.match((await chat.log.textContent()) ?? '', /no data for 01:0\d/);
    await chat.emit({ type: 'silenceEnded', runId: 't1r1' });
    assert.doesNotMatch((await chat.log.textContent()) ?? '', /no data/);
  });

  const busyFor = (retryAfterMs: number) => ({
    kind: 'rateLimit' as const,
    reason: 'rateLimited' as const,
    status: 429,
    retryAfterMs,
    remedies: ['tryAgain' as const],
  });

  it('counts down the wait of the service, sends nothing by itself, and retries on request', async () => {
    const chat = await open({
      events: [story.started(), story.sent('t1', 'hi'), story.failed('t1r1', busyFor(600_000))],
    });
    const timer = chat.log.getByRole('timer');
    const first = (await timer.textContent()) ?? '';
    assert.match(first, /asks to wait another (10:00|09:5\d)\. Nothing is sent automatically/);
    await chat.page.waitForFunction(
      (before) => document.querySelector('[role=timer]')?.textContent !== before,
      first,
    );
    assert.match((await timer.textContent()) ?? '', /asks to wait another 09:5\d/);
    assert.equal((await chat.posted('repeatTurn')).length, 0);
    await chat.button('Try now').click();
    assert.deepEqual(await chat.posted('repeatTurn'), [{ type: 'repeatTurn', turnId: 't1' }]);
  });

  it('stops counting when the wait is over, and sends nothing by itself', async () => {
    const chat = await open({
      events: [story.started(), story.sent('t1', 'hi'), story.failed('t1r1', busyFor(2_500))],
    });
    await chat.button('Try again').waitFor();
    assert.equal(await chat.log.getByRole('timer').count(), 0);
    assert.equal((await chat.posted('repeatTurn')).length, 0);
  });

  it('counts down less than a day only, and after the newest message only', async () => {
    const chat = await open({
      language: 'zh-cn',
      events: [story.started(), story.sent('t1', 'hi'), story.failed('t1r1', busyFor(1e12))],
    });
    assert.match((await chat.log.getByRole('timer').textContent()) ?? '', /服务端要求等待一天以上/);
    assert.equal(await chat.button('立即重试').count(), 1);
    await chat.emit(...turn('t2', 'again', 'fine'));
    assert.equal(await chat.log.getByRole('timer').count(), 0);
  });

  it('offers a workflow, a token, a sign-in or the demo if missing', async () => {
    const chat = await open({ context: { workflows: [], token: 'missing' } });
    await chat.button('Add workflow').click();
    await chat.button('Try the demo workflow').click();
    assert.equal((await chat.posted('addWorkflow')).length, 1);
    assert.equal((await chat.posted('tryDemo')).length, 1);
    await chat.setContext({
      workflows: [{ key: 'w', name: 'Helper', host: 'api.coze.cn', isDemo: false }],
      selectedWorkflow: 'w',
    });
    await chat.button('Set access token').click();
    assert.equal((await chat.posted('setToken')).length, 1);
    assert.equal(await chat.button('Sign in').count(), 0);
    await chat.setContext({ canSignIn: true });
    await chat.button('Sign in').click();
    assert.equal((await chat.posted('signIn')).length, 1);
    await chat.setContext({ token: 'stored' });
    assert.equal(await chat.page.getByRole('heading', { name: 'Ask Helper' }).count(), 1);
    await chat.setContext({ historyProblem: 'disk full' });
    assert.equal(await chat.page.getByText('History is not being saved: disk full').count(), 1);
  });

  it('offers to sign in after a run without a valid token, where the service has a sign-in', async () => {
    const error: ErrorInfo = { ...authError, remedies: ['setToken', 'signIn'] };
    const chat = await open({
      events: [story.started(), story.sent('t1', 'hi'), story.failed('t1r1', error)],
    });
    const names = () => chat.page.getByRole('alert').locator('vscode-button').allTextContents();
    const buttons = async () => (await names()).map((name) => name.trim());
    assert.deepEqual(await buttons(), ['Set access token', 'Try again']);
    await chat.setContext({ canSignIn: true });
    assert.deepEqual(await buttons(), ['Set access token', 'Sign in', 'Try again']);
    await chat.button('Sign in').click();
    assert.deepEqual(await chat.posted('runRemedy'), [
      { type: 'runRemedy', remedy: 'signIn', runId: 't1r1' },
    ]);
  });

  it('offers the debug page of a failed run only if there is one, and keeps the name of a host', async () => {
    const error: ErrorInfo = {
      kind: 'server',
      reason: 'serverError',
      params: { host: 'api.example' },
      remedies: ['openDebugPage', 'tryAgain'],
    };
    const failed = (id: string): ChatEvent[] => [story.sent(id, id), story.failed(`${id}r1`, error)];
    const chat = await open({ events: [story.started(), ...failed('t1')] });
    assert.equal(await chat.button('Try again').count(), 1);
    assert.equal(await chat.button('Open debug page').count(), 0);
    assert.match((await chat.page.getByRole('alert').textContent()) ?? '', /api\.example/);
    assert.doesNotMatch((await chat.page.getByRole('alert').textContent()) ?? '', /Api\.example/);
    const [sent, end] = failed('t2');
    assert.ok(sent && end);
    await chat.emit(
      sent,
      { type: 'debugUrlReceived', runId: 't2r1', url: 'https://www.coze.cn/x', isTrusted: true },
      end,
    );
    await chat.button('Open debug page').click();
    assert.deepEqual(await chat.posted('runRemedy'), [
      { type: 'runRemedy', remedy: 'openDebugPage', runId: 't2r1' },
    ]);
  });

  it('names the debug page as a remedy only if there is one', async () => {
    const error: ErrorInfo = { kind: 'server', reason: 'workflowFailed', remedies: ['openDebugPage'] };
    const events = [story.started(), story.sent('t1', 'go'), story.failed('t1r1', error)];
    const chat = await open({ events });
    const alert = chat.page.getByRole('alert').last();
    assert.match((await alert.textContent()) ?? '', /Test it on Coze to see which node failed\./);
    const url = 'https://www.coze.cn/x';
    await chat.emit(
      story.sent('t2', 'again'),
      { type: 'debugUrlReceived', runId: 't2r1', url, isTrusted: true },
      story.failed('t2r1', error),
    );
    assert.match((await alert.textContent()) ?? '', /The debug page shows which node failed\./);
    assert.doesNotMatch((await alert.textContent()) ?? '', /Test it in Coze/);
  });

  it('opens the debug page by the id of the run, and never an untrusted URL', async () => {
    const run = 't1r1';
    const chat = await open({
      events: [
        story.started(),
        story.sent('t1', 'a'),
        story.message(run, 'b'),
        { type: 'debugUrlReceived', runId: run, url: 'https://evil.example/x', isTrusted: false },
        story.completed(run),
      ],
    });
    assert.equal(await chat.page.getByRole('link', { name: 'Open debug page' }).count(), 0);
    assert.match((await chat.log.textContent()) ?? '', /evil\.example/);
    await chat.emit(
      story.sent('t2', 'a'),
      story.message('t2r1', 'b'),
      { type: 'debugUrlReceived', runId: 't2r1', url: 'https://www.coze.cn/x', isTrusted: true },
      story.completed('t2r1'),
    );
    const url = chat.page.url();
    await chat.page.getByRole('link', { name: 'Open debug page' }).click();
    assert.deepEqual(await chat.posted('openDebugPage'), [{ type: 'openDebugPage', runId: 't2r1' }]);
    assert.equal(chat.page.url(), url);
    const inspect = chat.page.getByRole('link', { name: 'Inspect run' });
    assert.equal(await inspect.count(), 2);
    await inspect.last().click();
    assert.deepEqual(await chat.posted('inspectRun'), [{ type: 'inspectRun', runId: 't2r1' }]);
  });

  it('shows media as placeholders with their host, and loads them on request only', async () => {
    const chat = await open({
      events: [
        story.started(),
        story.sent('t1', 'media'),
        story.message('t1r1', '', {
          body: { type: 'media', items: [{ kind: 'image', url: 'https://pictures.example/a.png' }] },
        }),
        story.completed('t1r1'),
      ],
    });
    assert.match((await chat.log.textContent()) ?? '', /Image from pictures\.example/);
    await chat.log.getByRole('button', { name: 'Load' }).click();
    const wanted = { messageKey: 't1r1/0', source: 'body', index: 0 } as const;
    assert.deepEqual(await chat.posted('loadMedia'), [{ type: 'loadMedia', ...wanted }]);
    await chat.say({ type: 'mediaLoaded', ...wanted, mime: 'image/gif', data: 'R0lGODlhAQABAAAAACw=' });
    assert.equal(await chat.log.locator('img').count(), 1);
  });

  it('rates, copies, repeats, hides and edits', async () => {
    const chat = await open({
      context: { canGiveFeedback: true },
      events: [story.started(), ...turn('t1', 'A question', '# An *answer*')],
    });
    const answer = chat.log.locator('article[data-role=assistant]');
    await answer.getByRole('button', { name: 'Copy message' }).click();
    assert.deepEqual(await chat.posted('copyMessage'), [{ type: 'copyMessage', messageKey: 't1r1/0' }]);
    await answer.getByRole('button', { name: 'Good answer' }).click();
    await chat.emit({ type: 'feedbackGiven', runId: 't1r1', messageId: 'm1', feedback: 'like' });
    await answer.getByRole('button', { name: 'Good answer' }).click();
    assert.deepEqual(
      (await chat.posted('giveFeedback')).map((message) => message.feedback),
      ['like', 'none'],
    );
    const said = chat.log.locator('article[data-role=user]');
    await said.getByRole('button', { name: 'Run again' }).click();
    assert.deepEqual(await chat.posted('repeatTurn'), [{ type: 'repeatTurn', turnId: 't1' }]);
    await said.getByRole('button', { name: 'Edit and send again' }).click();
    const box = said.getByRole('textbox', { name: 'Edited message' });
    assert.equal(await box.inputValue(), 'A question');
    await box.fill('Another question');
    await said.getByRole('button', { name: 'Send as a new conversation' }).click();
    assert.deepEqual(await chat.posted('editTurn'), [
      { type: 'editTurn', turnId: 't1', text: 'Another question' },
    ]);
    await said.getByRole('button', { name: 'Hide from view' }).click();
    assert.deepEqual(await chat.posted('hideTurn'), [{ type: 'hideTurn', turnId: 't1' }]);
    await chat.emit({ type: 'turnHidden', turnId: 't1' });
    assert.equal(await chat.log.locator('article').count(), 0);
  });

  it('shows suggestions below the newest answer; a click sends one', async () => {
    const chat = await open({ events: [story.started(), story.sent('t1', 'a'), story.message('t1r1', 'b')] });
    await chat.emit({ type: 'followUpSuggested', runId: 't1r1', text: 'And then?' }, story.completed('t1r1'));
    await chat.button('And then?').click();
    assert.deepEqual(await chat.posted('send'), [{ type: 'send', text: 'And then?', attachments: [] }]);
  });

  it('copies and inserts whole code through the host', async () => {
    const chat = await open({
      events: [story.started(), ...turn('t1', 'code', '```js\nlet a = 1;\n\nlet b;\n```')],
    });
    await chat.button('Copy').click();
    await chat.button('Insert at cursor').click();
    assert.deepEqual(await chat.posted('copyText'), [{ type: 'copyText', text: 'let a = 1;\n\nlet b;' }]);
    assert.deepEqual(await chat.posted('insertAtCursor'), [
      { type: 'insertAtCursor', text: 'let a = 1;\n\nlet b;' },
    ]);
  });

  it('does nothing at a button or link for the right mouse button, and opens a link with the middle one', async () => {
    const answer = '[site](https://example.com)\n\n```js\nlet a = 1;\n```\n\n![x](https://example.com/a.png)';
    const chat = await open({ events: [story.started(), ...turn('t1', 'code', answer)] });
    const link = chat.page.getByRole('link', { name: 'site' });
    const code = ['Copy', 'Insert at cursor', 'Apply to selection'].map((name) => chat.button(name));
    const image = chat.page.locator('.md-image');
    for (const one of [link, image, ...code]) await one.click({ button: 'right' });
    for (const one of [image, ...code]) await one.click({ button: 'middle' });
    for (const type of ['openLink', 'loadMedia', 'copyText', 'insertAtCursor', 'applyToSelection'] as const) {
      assert.deepEqual(await chat.posted(type), [], type);
    }
    await link.click({ button: 'middle' });
    assert.equal((await chat.posted('openLink')).length, 1);
  });

  it('names each message for the context menu: one of the user by its turn', async () => {
    const chat = await open({ events: [story.started(), ...turn('t1', 'hi', 'Words.')] });
    const contexts = await chat.page
      .locator('article')
      .evaluateAll((articles) => articles.map((one) => one.getAttribute('data-vscode-context')));
    assert.deepEqual(contexts, [
      '{"webviewSection":"message","messageKey":"t1"}',
      '{"webviewSection":"message","messageKey":"t1r1/0"}',
    ]);
  });

  it('applies code to the selection through the host', async () => {
    const chat = await open({ events: [story.started(), ...turn('t1', 'code', '```js\nlet a;\n```')] });
    await chat.button('Apply to selection').click();
    assert.deepEqual(await chat.posted('applyToSelection'), [{ type: 'applyToSelection', text: 'let a;' }]);
  });

  it('offers to list findings only below a complete answer that names a severity', async () => {
    const findings = '[{"file": "a.ts", "line": 1, "message": "m", "severity": "error"}]';
    const chat = await open({ events: [story.started(), ...turn('t1', 'more', 'Words.')] });
    const button = chat.button('Show in Problems');
    await chat.emit(story.sent('t2', 'check'), story.chat('t2r1'), story.delta('t2r1', findings));
    assert.equal(await button.count(), 0);
    await chat.emit(story.message('t2r1', findings), story.completed('t2r1'));
    assert.equal(await button.count(), 1);
    await button.click();
    assert.deepEqual(await chat.posted('showFindings'), [{ type: 'showFindings', messageKey: 't2r1/0' }]);
  });

  it('announces the beginning and end of an answer and the question, but no tokens', async () => {
    const chat = await open({ events: [story.started()] });
    const live = chat.page.locator('#root > [role=status]');
    await chat.emit(story.sent('t1', 'hi'), story.chat('t1r1'), story.delta('t1r1', 'one '));
    assert.equal(await live.textContent(), 'The answer has begun.');
    await chat.emit(story.delta('t1r1', 'two '));
    assert.equal(await live.textContent(), 'The answer has begun.');
    await chat.emit(story.message('t1r1', 'one two'), story.completed('t1r1'));
    assert.equal(await live.textContent(), 'The answer is complete.');
    await chat.emit(story.sent('t2', 'ask'), story.message('t2r1', 'Which city?'), ...story.waiting('t2r1'));
    assert.equal(await live.textContent(), 'The workflow asks: Which city?');
  });
});
