import assert from 'node:assert/strict';
import type { ChatEvent } from '../../../src/shared/conversation/chatEvent';
import type { ErrorInfo } from '../../../src/shared/errorInfo';
import { chatPages } from '../support/hooks';
import { authError, lostError, story } from '../support/story';

const again = (runId: string): ChatEvent => ({ type: 'runRepeated', turnId: 't1', runId, at: Date.now() });
const used = (runId: string, input: number, output: number): ChatEvent => ({
  type: 'usageReported',
  runId,
  usage: { input, output, unsplit: 0 },
});

const refusals: readonly ErrorInfo[] = [
  authError,
  { kind: 'permission', reason: 'noPermission', code: '4101', remedies: ['setToken'] },
  { kind: 'network', reason: 'connectionRefused', remedies: ['changeBaseUrl'] },
  { kind: 'rateLimit', reason: 'rateLimited', status: 429, remedies: ['tryAgain'] },
];

describe('a message that is run again', () => {
  const open = chatPages();
  const refused = (error: ErrorInfo) => [
    story.started(),
    story.sent('t1', 'hello'),
    story.failed('t1r1', error),
  ];

  for (const error of refusals) {
    it(`folds the failed attempt (${error.reason})`, async () => {
      const chat = await open({ events: refused(error) });
      assert.equal(await chat.page.getByRole('alert').count(), 1);
      await chat.emit(again('t1r2'), story.message('t1r2', 'Good answer'), story.completed('t1r2'));
      assert.equal(await chat.page.getByRole('alert').count(), 0);
      assert.equal(await chat.log.locator('[data-state="failed"]').count(), 0);
      await chat.log.getByText('1 earlier attempt', { exact: true }).click();
      await chat.page.getByRole('alert').waitFor();
      assert.match(await chat.page.getByRole('alert').innerText(), /The run failed/);
      assert.equal(await chat.page.getByRole('alert').getByRole('button', { name: 'Try again' }).count(), 0);
    });
  }

  it('counts the failed attempts', async () => {
    const chat = await open({ events: refused(authError) });
    await chat.emit(again('t1r2'), story.failed('t1r2', lostError), again('t1r3'));
    await chat.emit(story.message('t1r3', 'Good answer'), story.completed('t1r3'));
    await chat.log.getByText('2 earlier attempts').click();
    await chat.page.getByRole('alert').first().waitFor();
    assert.equal(await chat.page.getByRole('alert').count(), 2);
  });

  it('keeps the text of an attempt that was cut off', async () => {
    const chat = await open({ events: [story.started(), story.sent('t1', 'hello')] });
    await chat.emit(story.delta('t1r1', 'First half'), story.cutOff('t1r1', lostError));
    await chat.emit(
      again('t1r2'),
      story.message('t1r2', 'Good answer', { id: 'm2' }),
      story.completed('t1r2'),
    );
    await chat.log.getByText('First half').waitFor();
    assert.equal(await chat.log.getByText('earlier attempt').count(), 0);
    assert.equal(await chat.log.getByRole('separator').count(), 1);
  });

  it('shows a rule between the answers, and the tokens of each run', async () => {
    const chat = await open({
      events: [
        story.started(),
        story.sent('t1', 'hello'),
        story.message('t1r1', 'One', { id: 'a' }),
        used('t1r1', 100, 20),
        story.completed('t1r1'),
        again('t1r2'),
        story.message('t1r2', 'Two', { id: 'b' }),
        used('t1r2', 7, 5),
        story.completed('t1r2'),
      ],
    });
    const usages = await chat.log.locator('.usage').allInnerTexts();
    assert.deepEqual(
      usages.map((words) => words.match(/\d+/g)),
      [
        ['100', '20'],
        ['7', '5'],
      ],
    );
    const rule = chat.log.getByRole('separator', { name: 'Run 2' });
    const top = async (text: string) => (await chat.log.getByText(text, { exact: true }).boundingBox())!.y;
    const at = (await rule.boundingBox())!.y;
    assert.ok((await top('One')) < at && at < (await top('Two')));
  });

  const remove = (text: string) => ({ type: 'removeDraft', text, attachments: [] }) as const;

  it('removes its text from the box, and nothing that was typed', async () => {
    const chat = await open({ events: refused(authError) });
    const drafts: readonly (readonly [string, string])[] = [
      ['hello', ''],
      ['hello there', 'hello there'],
      ['typed meanwhile\n\nhello', 'typed meanwhile'],
      ['something else', 'something else'],
      ['', ''],
    ];
    for (const [before, after] of drafts) {
      await chat.box.fill(before);
      await chat.say(remove('hello'));
      assert.equal(await chat.box.inputValue(), after, before);
    }
    assert.equal(await chat.button('Send').isDisabled(), true);
  });

  it('removes its attachments from the box only with its text', async () => {
    const chat = await open({ events: refused(authError) });
    const item = { kind: 'image', url: 'https://example.com/a.png', name: 'a.png' } as const;
    const other = { kind: 'image', url: 'https://example.com/b.png', name: 'b.png' } as const;
    const restored = { type: 'restoreDraft', text: 'hello', attachments: [item, other] } as const;
    await chat.say(restored);
    await chat.say({ type: 'removeDraft', text: 'hello', attachments: [item] });
    assert.equal(await chat.page.getByText('b.png').count(), 1);
    assert.equal(await chat.page.getByText('a.png').count(), 0);
    await chat.box.fill('another');
    await chat.say({ type: 'removeDraft', text: 'hello', attachments: [other] });
    assert.equal(await chat.page.getByText('b.png').count(), 1);
  });
});
