import assert from 'node:assert/strict';
import type { CardQuestion } from '../../../src/shared/conversation/content';
import type { ChatEvent } from '../../../src/shared/conversation/chatEvent';
import { chatPages } from '../support/hooks';
import { lostError, story } from '../support/story';

const asked: readonly ChatEvent[] = [
  story.started(),
  story.sent('t1', 'ask me'),
  story.chat('t1r1'),
  story.message('t1r1', 'Which city?'),
  ...story.waiting('t1r1'),
];

function withCard(question: CardQuestion): readonly ChatEvent[] {
  return [
    story.started(),
    story.sent('t1', 'card'),
    story.message('t1r1', question.title, { body: { type: 'card', raw: '{}', question } }),
    ...story.waiting('t1r1'),
  ];
}

/** The texts that describe an element. */
function description(element: Element): string {
  const ids = element.getAttribute('aria-describedby')?.split(' ') ?? [];
  return ids.map((id) => document.getElementById(id)?.textContent ?? '').join(' ');
}

describe('a workflow that waits for an answer', () => {
  const open = chatPages();

  it('is a form below the question; the reply is posted and shown as the user’s', async () => {
    const chat = await open({ events: asked });
    const answer = chat.log.locator('article[data-role=assistant]');
    assert.equal(await answer.getAttribute('data-state'), 'waiting');
    const form = chat.page.getByRole('form', { name: 'The workflow is waiting for your answer' });
    await form.getByRole('textbox', { name: 'Your answer' }).fill('杭州');
    await form.getByRole('button', { name: 'Reply' }).click();
    assert.deepEqual(await chat.posted('answerInterrupt'), [
      { type: 'answerInterrupt', turnId: 't1', text: '杭州' },
    ]);
    await chat.emit(
      story.answered('t1', 't1r2', '杭州'),
      story.message('t1r2', 'Sunny.'),
      story.completed('t1r2'),
    );
    assert.equal(await form.count(), 0);
    assert.deepEqual(
      await chat.log.locator('article').evaluateAll((all) => all.map((one) => one.dataset['role'])),
      ['user', 'assistant', 'user', 'assistant'],
    );
  });

  it('sends nothing for an empty answer', async () => {
    const chat = await open({ events: asked });
    await chat.page.getByRole('textbox', { name: 'Your answer' }).fill('  ');
    await chat.page.keyboard.press('Enter');
    await chat.button('Reply').click();
    assert.deepEqual(await chat.posted('answerInterrupt'), []);
  });

  it('offers the options of a card as buttons, and by keys 1 to 9 outside of the box', async () => {
    const events = withCard({ type: 'options', title: 'Which?', options: ['Noodles', 'Rice'] });
    const chat = await open({ events });
    await chat.page.getByRole('textbox', { name: 'Your answer' }).press('2');
    assert.deepEqual(await chat.posted('answerInterrupt'), []);
    await chat.page.getByRole('button', { name: 'Noodles' }).focus();
    await chat.page.keyboard.press('2');
    await chat.page.getByRole('button', { name: 'Noodles' }).click();
    assert.deepEqual(
      (await chat.posted('answerInterrupt')).map((message) => message.text),
      ['Rice', 'Noodles'],
    );
  });

  it('sends the fields of a card as name:value lines, once the required ones are filled in', async () => {
    const field = (name: string, type: string, required: boolean) => ({ name, type, required });
    const events = withCard({
      type: 'inputs',
      title: 'Trip',
      fields: [field('city', 'string', true), field('days', 'integer', true), field('note', 'string', false)],
    });
    const chat = await open({ events });
    await chat.page.getByRole('textbox', { name: 'city (string, required)' }).fill('杭州');
    await chat.button('Reply').click();
    assert.deepEqual(await chat.posted('answerInterrupt'), []);
    await chat.page.getByText('Not sent. Check: days').waitFor();
    await chat.page.getByRole('textbox', { name: 'days (integer, required)' }).fill('3');
    await chat.page.keyboard.press('Enter');
    assert.deepEqual(await chat.posted('answerInterrupt'), [
      { type: 'answerInterrupt', turnId: 't1', text: 'city:杭州\ndays:3\nnote:' },
    ]);
  });

  it('names field types in Chinese if VS Code is in Chinese', async () => {
    const field = (name: string, type: string, required: boolean) => ({ name, type, required });
    const events = withCard({
      type: 'inputs',
      title: '行程',
      fields: [
        field('城市', 'string', true),
        field('天数', 'integer', false),
        field('日期', 'constructor', false),
      ],
    });
    const chat = await open({ events, language: 'zh-cn' });
    const form = chat.page.getByRole('form');
    await form.getByRole('textbox', { name: '城市（文本，必填）' }).waitFor();
    await form.getByRole('textbox', { name: '天数（整数）' }).waitFor();
    await form.getByRole('textbox', { name: '日期（constructor）' }).waitFor();
  });

  it('refuses a value of the wrong type at its field, with the expected type', async () => {
    const field = (name: string, type: string) => ({ name, type, required: false });
    const fields = [field('days', 'integer'), field('price', 'number'), field('window', 'boolean')];
    const chat = await open({ events: withCard({ type: 'inputs', title: '', fields }) });
    const box = (name: RegExp) => chat.page.getByRole('textbox', { name });
    await box(/^days/).fill('three');
    await box(/^price/).fill('1,5');
    await chat.button('Reply').click();
    await chat.settled();
    assert.deepEqual(await chat.posted('answerInterrupt'), []);
    for (const [name, words] of [
      [/^days/, 'Enter a whole number, such as 42.'],
      [/^price/, 'Enter a number with a decimal point, such as 3.14.'],
    ] as const) {
      assert.equal(await box(name).getAttribute('aria-invalid'), 'true');
      assert.equal(await box(name).evaluate(description), words);
      assert.equal(await chat.page.getByText(words).isVisible(), true);
    }
    await box(/^days/).and(chat.page.locator(':focus')).waitFor();
    await box(/^days/).fill('９００７１９９２５４７４０９９３');
    await chat.settled();
    assert.equal(await box(/^days/).getAttribute('aria-invalid'), null);
    await box(/^price/).fill('1.5');
    await chat.page.getByRole('combobox', { name: /^window/ }).selectOption('true');
    await chat.page.keyboard.press('Enter');
    assert.deepEqual(
      (await chat.posted('answerInterrupt')).map((message) => message.text),
      ['days:9007199254740993\nprice:1.5\nwindow:true'],
    );
  });

  it('announces the names of its fields if the form has no title', async () => {
    const chat = await open({ events: [story.started(), story.sent('t1', 'form')] });
    const fields = ['city', 'days'].map((name) => ({ name, type: 'string', required: true }));
    const question: CardQuestion = { type: 'inputs', title: '', fields };
    await chat.emit(
      story.message('t1r1', '', { body: { type: 'card', raw: '{}', question } }),
      ...story.waiting('t1r1'),
    );
    await chat.page.getByText('The workflow asks: city, days').waitFor({ state: 'attached' });
    assert.equal(await chat.page.locator('form.asking strong').count(), 0);
  });

  it('can be dismissed, with a note on what that means, and reopened', async () => {
    const chat = await open({ events: asked });
    await chat.button('Not now').click();
    assert.deepEqual(await chat.posted('dismissInterrupt'), [{ type: 'dismissInterrupt', turnId: 't1' }]);
    await chat.emit({ type: 'interruptDismissed', turnId: 't1' });
    assert.equal(await chat.page.getByRole('form').count(), 0);
    assert.match(
      (await chat.page.locator('.composer').textContent()) ?? '',
      /Your next message counts as the answer/,
    );
    await chat.button('Answer now').click();
    await chat.settled();
    assert.equal(await chat.page.getByRole('textbox', { name: 'Your answer' }).count(), 1);
  });

  it('keeps an unsent answer across a reload', async () => {
    const chat = await open({ events: asked });
    await chat.page.getByRole('textbox', { name: 'Your answer' }).fill('half an ans');
    await chat.page.evaluate(() => window.dispatchEvent(new Event('pagehide')));
    const again = await open({ events: asked, state: await chat.state() });
    assert.equal(await again.page.getByRole('textbox', { name: 'Your answer' }).inputValue(), 'half an ans');
  });

  it('asks before it repeats an answer that was cut off', async () => {
    const events = [...asked, story.answered('t1', 't1r2', '杭州'), story.cutOff('t1r2', lostError)];
    const chat = await open({ events });
    await chat.button('Try again').click();
    await chat.settled();
    assert.deepEqual(await chat.posted('repeatTurn'), []);
    assert.equal(await chat.page.getByText('Your answer may have arrived. Send it again?').count(), 1);
    await chat.button('Send again').click();
    assert.deepEqual(await chat.posted('repeatTurn'), [{ type: 'repeatTurn', turnId: 't1' }]);
  });
});
