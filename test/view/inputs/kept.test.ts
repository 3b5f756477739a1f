import assert from 'node:assert/strict';
import type { ChatPage } from '../support/chatPage';
import { chatPages } from '../support/hooks';
import { field, inputsOf, regionOf } from '../support/inputsPage';
import { story } from '../support/story';

const fields = [
  field('city', { isRequired: true }),
  field('days', { type: 'integer' }),
  field('address', { type: 'object', fields: [field('number', { type: 'integer' })] }),
];

describe('the texts of the workflow’s inputs', () => {
  const open = chatPages();

  const box = (chat: ChatPage, name: RegExp) => regionOf(chat).getByRole('textbox', { name });

  /** Leaves the field. Resolves to what the host has then. */
  async function kept(chat: ChatPage): Promise<unknown> {
    await chat.page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
    await chat.page.waitForFunction(() =>
      (globalThis as unknown as { cozeStub: { posted: { type: string }[] } }).cozeStub.posted.some(
        ({ type }) => type === 'keepInputs',
      ),
    );
    return (await chat.posted('keepInputs')).at(-1)?.values;
  }

  it('are kept by the host as they were typed, also if they are wrong', async () => {
    const chat = await open({ context: inputsOf(fields) });
    await box(chat, /^days/).fill('1x');
    await box(chat, /^number/).fill('one');
    const values = (await kept(chat)) as Record<string, string>;
    assert.equal(values['days'], '1x');
    assert.deepEqual(JSON.parse(values['address'] ?? ''), { number: 'one' });
    const again = await open({ context: inputsOf(fields, { values }) });
    assert.equal(await box(again, /^days/).inputValue(), '1x');
    assert.equal(await box(again, /^number/).inputValue(), 'one');
  });

  it('reach the host before the click that sends the message again', async () => {
    const error = { kind: 'badRequest', reason: 'parameterMissing', remedies: ['tryAgain'] } as const;
    const events = [story.started(), story.sent('t1', 'x'), story.failed('t1r1', error)];
    const chat = await open({ events, context: inputsOf(fields) });
    await box(chat, /^city/).fill('Rome');
    await chat.button('Try again').click();
    const types = await chat.page.evaluate(() =>
      (globalThis as unknown as { cozeStub: { posted: { type: string }[] } }).cozeStub.posted.map(
        ({ type }) => type,
      ),
    );
    assert.deepEqual(
      types.filter((type) => type === 'keepInputs' || type === 'repeatTurn'),
      ['keepInputs', 'repeatTurn'],
    );
    assert.deepEqual((await chat.posted('keepInputs'))[0]?.values, { city: 'Rome' });
  });

  it('survive a reload of the page, although the host has older ones', async () => {
    const chat = await open({ context: inputsOf(fields, { values: { city: 'Rome' } }) });
    await chat.button('Workflow inputs').click();
    await box(chat, /^city/).fill('Par');
    const state = await chat.state();
    const again = await open({ state, context: inputsOf(fields, { values: { city: 'Rome' } }) });
    await again.button('Workflow inputs').click();
    assert.equal(await box(again, /^city/).inputValue(), 'Par');
    assert.deepEqual(await kept(again), { city: 'Par' });
  });

  it('are those of the host once it has what was typed here, so that another page can change them', async () => {
    const chat = await open({ context: inputsOf(fields) });
    await box(chat, /^city/).fill('Rome');
    const values = (await kept(chat)) as Record<string, string>;
    await chat.setContext(inputsOf(fields, { values }));
    await chat.setContext(inputsOf(fields, { values: { city: 'Oslo' } }));
    assert.equal(await box(chat, /^city/).inputValue(), 'Oslo');
  });

  it('survive a reload as JSON too, also if it is wrong', async () => {
    const chat = await open({ context: inputsOf(fields) });
    await chat.button('Edit all as JSON').click();
    await box(chat, /^All inputs as JSON/).fill('{"city": "Rome",\n');
    await kept(chat);
    const [last] = (await chat.posted('keepInputs')).slice(-1);
    assert.equal(last?.json, '{"city": "Rome",\n');
    const again = await open({ context: inputsOf(fields, { json: '{"city": "Rome",\n' }) });
    assert.equal(await box(again, /^All inputs as JSON/).inputValue(), '{"city": "Rome",\n');
  });
});
