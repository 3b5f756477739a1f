import assert from 'node:assert/strict';
import type { ChatPage } from '../support/chatPage';
import { chatPages } from '../support/hooks';
import { field, inputsOf, regionOf, sendMessage, sentParameters, toggleOf } from '../support/inputsPage';
import { story, turn } from '../support/story';

const city = field('city', { isRequired: true });
const days = field('days', { type: 'integer' });
const vip = field('vip', { type: 'boolean', defaultText: 'true' });
const address = field('address', {
  type: 'object',
  fields: [field('street', { isRequired: true }), field('number', { type: 'integer' })],
});
const tags = field('tags', { type: 'array', items: field('') });

/** ID of the focused element. */
function focused(chat: ChatPage): Promise<string> {
  return chat.page.evaluate(() => document.activeElement?.id ?? '');
}

function description(element: Element): string {
  const ids = element.getAttribute('aria-describedby')?.split(' ') ?? [];
  return ids.map((id) => document.getElementById(id)?.textContent ?? '').join(' ');
}

describe('the form of the workflow’s inputs', () => {
  const open = chatPages();

  const box = (chat: ChatPage, name: string | RegExp) => regionOf(chat).getByRole('textbox', { name });

  it('is not there without inputs, or while nothing is known of them', async () => {
    for (const context of [{}, inputsOf([])]) {
      const chat = await open({ context });
      await chat.settled();
      assert.equal(await toggleOf(chat).count(), 0);
    }
  });

  it('is closed while nothing is required, with a line that sums it up', async () => {
    const texts = { city: '杭州', days: '3' };
    const chat = await open({ context: inputsOf([city, days, vip], { values: texts }) });
    await toggleOf(chat).waitFor();
    await chat.settled();
    assert.equal(await regionOf(chat).count(), 0);
    assert.equal(await toggleOf(chat).getAttribute('aria-expanded'), 'false');
    const line = chat.page.locator('#inputs-summary');
    assert.equal(await line.textContent(), 'city: 杭州 · days: 3 · vip: true');
    assert.equal(await toggleOf(chat).evaluate(description), await line.textContent());
    await sendMessage(chat);
    assert.deepEqual(await sentParameters(chat), [{ city: '杭州', days: 3, vip: true }]);
  });

  it('is open if a required input has no value, without taking the focus', async () => {
    const chat = await open();
    await chat.box.pressSequentially('Hel');
    await chat.setContext(inputsOf([days, city]));
    await box(chat, /^city/).waitFor();
    await chat.page.keyboard.type('lo');
    assert.equal(await chat.box.inputValue(), 'Hello');
    await toggleOf(chat).click();
    await chat.settled();
    assert.equal(await chat.page.locator('#inputs-summary').textContent(), 'city: required');
    assert.equal(await regionOf(chat).count(), 0);
  });

  it('opens and closes by its button and closes by Escape, which neither stops a run nor loses the text', async () => {
    const chat = await open({
      events: [story.started(), story.sent('t1', 'x')],
      context: inputsOf([days]),
    });
    await toggleOf(chat).focus();
    await chat.page.keyboard.press('Enter');
    await box(chat, 'days (integer)').fill('4');
    await chat.page.keyboard.press('Escape');
    await chat.settled();
    assert.equal(await regionOf(chat).count(), 0);
    assert.deepEqual(await chat.posted('stop'), []);
    assert.equal(await focused(chat), 'message');
    await toggleOf(chat).click();
    assert.equal(await box(chat, 'days (integer)').inputValue(), '4');
    await toggleOf(chat).click();
    await chat.settled();
    assert.equal(await regionOf(chat).count(), 0);
  });

  it('asks for the inputs when it is opened or the user begins to write, once', async () => {
    for (const act of ['open', 'write'] as const) {
      const chat = await open({ context: inputsOf([], { state: 'unknown' }) });
      if (act === 'open') await toggleOf(chat).click();
      else await chat.box.pressSequentially('Hello');
      await chat.settled();
      assert.deepEqual(await chat.posted('loadInputs'), [{ type: 'loadInputs' }]);
      await chat.setContext(inputsOf([], { state: 'loading' }));
      if (act === 'open') await regionOf(chat).getByText('Loading the inputs…').waitFor();
      await chat.setContext(inputsOf([days]));
      if (act === 'write') await toggleOf(chat).click();
      await box(chat, 'days (integer)').waitFor();
      assert.equal((await chat.posted('loadInputs')).length, 1);
    }
  });

  it('says why the inputs are not known, and asks again on request', async () => {
    const blocked = await open({ context: inputsOf([], { state: 'unknown', problem: 'No consent.' }) });
    await toggleOf(blocked).click();
    await regionOf(blocked).getByText('No consent.').waitFor();
    assert.equal(await regionOf(blocked).getByText('Loading').count(), 0);
    const problem = 'The token may not read the workflow.';
    const chat = await open({ context: inputsOf([], { state: 'failed', problem }) });
    await toggleOf(chat).click();
    await regionOf(chat).getByText(problem).waitFor();
    assert.deepEqual(await chat.posted('loadInputs'), []);
    await regionOf(chat).getByRole('button', { name: 'Try again' }).click();
    assert.deepEqual(await chat.posted('loadInputs'), [{ type: 'loadInputs', again: true }]);
    await chat.setContext(inputsOf([]));
    await regionOf(chat).getByText('This workflow has no inputs.').waitFor();
  });

  it('sends nothing while an input is wrong, marks every wrong field and focuses the first', async () => {
    const chat = await open({ context: inputsOf([vip, city, days, address]) });
    await box(chat, /^days/).fill('many');
    await box(chat, /^number/).fill('1');
    await toggleOf(chat).click();
    await sendMessage(chat);
    assert.deepEqual(await chat.posted('send'), []);
    assert.equal(await chat.box.inputValue(), 'Hello');
    assert.equal(await focused(chat), 'input-1');
    for (const [name, words] of [
      [/^city/, 'This input is required.'],
      [/^days/, 'Enter a whole number, such as 42.'],
      [/^street/, 'This input is required.'],
    ] as const) {
      assert.equal(await box(chat, name).getAttribute('aria-invalid'), 'true');
      assert.equal(await box(chat, name).evaluate(description), words);
    }
    const alert = regionOf(chat).getByRole('alert');
    assert.equal((await alert.textContent())?.trim(), 'Not sent. Check: city, days, street');
    await box(chat, /^city/).fill('杭州');
    await box(chat, /^days/).fill('2');
    await chat.settled();
    assert.equal(await box(chat, /^days/).getAttribute('aria-invalid'), null);
    assert.equal(await alert.count(), 0);
    await box(chat, /^number/).fill('');
    await box(chat, /^number/).press('Control+Enter');
    await chat.settled();
    assert.deepEqual(await sentParameters(chat), [{ vip: true, city: '杭州', days: 2 }]);
  });

  it('judges a field when it is left, but not before', async () => {
    const chat = await open({ context: inputsOf([city, days]) });
    await box(chat, /^days/).pressSequentially('4x');
    await chat.settled();
    assert.equal(await box(chat, /^days/).getAttribute('aria-invalid'), null);
    await chat.page.keyboard.press('Tab');
    await chat.settled();
    assert.equal(await box(chat, /^days/).getAttribute('aria-invalid'), 'true');
    assert.equal(await box(chat, /^city/).getAttribute('aria-invalid'), null);
  });

  it('sends the inputs with a suggestion too, and none with an answer to a question', async () => {
    const events = [
      story.started(),
      story.sent('t1', 'x'),
      story.message('t1r1', 'y'),
      { type: 'followUpSuggested', runId: 't1r1', text: 'And then?' } as const,
      story.completed('t1r1'),
    ];
    const chat = await open({ events, context: inputsOf([days], { values: { days: '5' } }) });
    await toggleOf(chat).waitFor();
    await chat.page.getByRole('button', { name: 'And then?' }).click();
    assert.deepEqual(await sentParameters(chat), [{ days: 5 }]);
    const waiting = [
      story.started(),
      story.sent('t1', 'x'),
      story.message('t1r1', 'Which?'),
      ...story.waiting('t1r1'),
    ];
    const other = await open({ events: waiting, context: inputsOf([city]) });
    await sendMessage(other);
    await other.button('Send as the answer').click();
    assert.deepEqual(await sentParameters(other), [null]);
  });

  it('sends neither with Enter in a field nor with the Enter of an input method', async () => {
    const chat = await open({ context: inputsOf([city, days]) });
    await chat.box.fill('Hello');
    await box(chat, /^city/).fill('杭州');
    await box(chat, /^days/).fill('1');
    await chat.page.keyboard.press('Enter');
    await box(chat, /^city/).dispatchEvent('keydown', { key: 'Enter', ctrlKey: true, keyCode: 229 });
    await box(chat, /^city/).dispatchEvent('compositionstart');
    await box(chat, /^city/).press('Control+Enter');
    await box(chat, /^city/).dispatchEvent('compositionend');
    assert.deepEqual(await chat.posted('send'), []);
  });

  it('keeps text, caret and focus while the context arrives again', async () => {
    const chat = await open({ context: inputsOf([city, address]) });
    await box(chat, /^number/).pressSequentially('１2x');
    await chat.page.keyboard.press('ArrowLeft');
    for (const values of [{}, { address: '{"number":"1"}' }, { city: 'Rome' }]) {
      await chat.setContext(inputsOf([city, address], { values }));
      await chat.page.keyboard.type('3');
    }
    assert.equal(await box(chat, /^number/).inputValue(), '１2333x');
    assert.equal(await focused(chat), 'input-1-1');
  });

  it('adds and removes items by the keyboard and keeps the focus', async () => {
    const chat = await open({ context: inputsOf([city, tags]) });
    const group = regionOf(chat).getByRole('group', { name: 'tags (array of string)' });
    for (const item of ['one', 'two', 'three']) {
      await group.getByRole('button', { name: 'Add item to tags' }).press('Enter');
      await chat.settled();
      await chat.page.keyboard.type(item);
    }
    await group.getByRole('button', { name: 'Remove tags 2' }).press('Enter');
    await chat.settled();
    assert.equal(await focused(chat), 'input-1-1-remove');
    assert.equal(await box(chat, 'tags 2 (string)').inputValue(), 'three');
    await chat.page.keyboard.press('Enter');
    await chat.settled();
    assert.equal(await focused(chat), 'input-1-0-remove');
    await chat.page.keyboard.press('Enter');
    await chat.settled();
    assert.equal(await focused(chat), 'input-1-add');
    await chat.page.keyboard.press('Enter');
    await chat.settled();
    await chat.page.keyboard.type('last');
    await box(chat, /^city/).fill('Rome');
    await sendMessage(chat);
    assert.deepEqual(await sentParameters(chat), [{ city: 'Rome', tags: ['last'] }]);
  });

  it('shows what the service refused at its field until the field is changed', async () => {
    const refused = { refusedField: 'address.street', refusedReason: 'too short' };
    const values = { city: 'Rome', address: '{"street":"x","number":1}' };
    const chat = await open({ context: inputsOf([city, address], { values }) });
    await toggleOf(chat).waitFor();
    assert.equal(await regionOf(chat).count(), 0);
    await chat.box.focus();
    await chat.setContext(inputsOf([city, address], { values, ...refused }));
    assert.equal(await box(chat, /^street/).evaluate(description), 'Not accepted: too short');
    assert.equal(await focused(chat), 'message');
    await chat.setContext(inputsOf([city, address], { values, ...refused, refusedField: 'address.zip' }));
    const group = regionOf(chat).getByRole('group', { name: 'address (object)' });
    assert.equal(await group.evaluate(description), 'Not accepted: too short');
    await chat.setContext(inputsOf([city, address], { values, ...refused }));
    await box(chat, /^street/).fill('xyz');
    await chat.settled();
    assert.equal(await box(chat, /^street/).getAttribute('aria-invalid'), null);
    await chat.setContext(inputsOf([city, address], { values, ...refused }));
    assert.equal(await box(chat, /^street/).getAttribute('aria-invalid'), null);
  });

  it('shows what changed in the inputs of the workflow', async () => {
    const changes = [
      { kind: 'added', path: 'address.street' },
      { kind: 'removed', path: 'old\u202ename' },
      { kind: 'typeChanged', path: 'days', before: 'string', after: 'integer' },
      { kind: 'nowRequired', path: 'city' },
    ] as const;
    const chat = await open({ context: inputsOf([city], { changes }) });
    const items = regionOf(chat).getByRole('listitem');
    await items.first().waitFor();
    assert.deepEqual(
      (await items.allTextContents()).map((words) => words.trim()),
      [
        'address.street is new.',
        'oldname was removed.',
        'days is now integer, not string.',
        'city is now required.',
      ],
    );
  });

  it('returns to the defaults on Reset', async () => {
    const chat = await open({ context: inputsOf([city, vip], { values: { city: 'Rome', vip: 'false' } }) });
    await toggleOf(chat).click();
    await box(chat, /^city/).fill('Paris');
    await regionOf(chat).getByRole('button', { name: 'Reset' }).click();
    await chat.settled();
    assert.deepEqual(await chat.posted('resetInputs'), [{ type: 'resetInputs', workflow: 'demo' }]);
    assert.equal(await box(chat, /^city/).inputValue(), '');
    assert.equal(await regionOf(chat).getByRole('checkbox', { name: /^vip/ }).isChecked(), true);
  });

  it('starts with the texts of the other workflow when the workflow changes', async () => {
    const chat = await open({ context: inputsOf([city]) });
    await box(chat, /^city/).fill('Rome');
    await chat.setContext(inputsOf([city], { workflow: 'other' }));
    assert.equal(await box(chat, /^city/).inputValue(), '');
    await chat.setContext(inputsOf([city]));
    await toggleOf(chat).click();
    assert.equal(await box(chat, /^city/).inputValue(), 'Rome');
    await chat.page.waitForFunction(() =>
      (globalThis as unknown as { cozeStub: { posted: { type: string }[] } }).cozeStub.posted.some(
        ({ type }) => type === 'keepInputs',
      ),
    );
    assert.deepEqual(await chat.posted('keepInputs'), [
      { type: 'keepInputs', workflow: 'demo', values: { city: 'Rome' } },
    ]);
  });

  it('is sent with a message of a conversation, each time', async () => {
    const chat = await open({
      events: [story.started(), ...turn('t1', 'one', 'two')],
      context: inputsOf([days], { values: { days: '1' } }),
    });
    await toggleOf(chat).click();
    await sendMessage(chat);
    await box(chat, /^days/).fill('2');
    await sendMessage(chat, 'Again');
    assert.deepEqual(await sentParameters(chat), [{ days: 1 }, { days: 2 }]);
  });
});
