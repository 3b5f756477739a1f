import assert from 'node:assert/strict';
import type { ChatPage } from '../support/chatPage';
import { chatPages } from '../support/hooks';
import { field, inputsOf, regionOf, sendMessage, sentParameters } from '../support/inputsPage';

const order = field('order', {
  type: 'object',
  isRequired: true,
  fields: [field('id', { type: 'integer' }), field('tags', { type: 'array', items: field('') })],
});

describe('inputs as JSON', () => {
  const open = chatPages();

  const box = (chat: ChatPage, name: string | RegExp) => regionOf(chat).getByRole('textbox', { name });
  const toggle = (chat: ChatPage, name: string) => regionOf(chat).getByRole('button', { name, exact: true });

  it('keeps what was typed in both directions, for one field', async () => {
    const chat = await open({ context: inputsOf([order]) });
    await box(chat, 'id (integer)').fill('9007199254740993');
    await toggle(chat, 'JSON of order').click();
    const json = await box(chat, /^order/).inputValue();
    assert.deepEqual(JSON.parse(json), { id: '9007199254740993' });
    await box(chat, /^order/).fill('{"id": 123456789012345678901, "tags": ["a"], "more": [1]}');
    await toggle(chat, 'JSON of order').click();
    assert.equal(await box(chat, 'id (integer)').inputValue(), '123456789012345678901');
    assert.equal(await box(chat, 'tags 1 (string)').inputValue(), 'a');
    await regionOf(chat).getByText('Only in the JSON: more').waitFor();
    await box(chat, 'tags 1 (string)').fill('b');
    await sendMessage(chat);
    assert.deepEqual(await sentParameters(chat), [
      { order: { id: '123456789012345678901', tags: ['b'], more: [1] } },
    ]);
  });

  it('keeps a wrong member as text in the JSON, and the JSON of a wrong member in its field', async () => {
    const chat = await open({ context: inputsOf([order]) });
    await box(chat, 'id (integer)').fill('12x');
    await toggle(chat, 'JSON of order').click();
    assert.deepEqual(JSON.parse(await box(chat, /^order/).inputValue()), { id: '12x' });
    await box(chat, /^order/).fill('{"id": 13, "tags": "none"}');
    await toggle(chat, 'JSON of order').click();
    assert.equal(await box(chat, 'id (integer)').inputValue(), '13');
    assert.equal(await box(chat, /^tags/).inputValue(), 'none');
    await sendMessage(chat);
    assert.deepEqual(await sentParameters(chat), []);
  });

  const wrong: readonly (readonly [json: string, words: string])[] = [
    ['{', 'Line 1: a closing brace } is expected.'],
    ['[1', 'Line 1: a closing bracket ] is expected.'],
    ['{"a" 1}', 'Line 1: a colon is expected.'],
    ['{"a": 1\n "b": 2}', 'Line 2: a comma is expected.'],
    ['{\n\n"a": }', 'Line 3: a value is expected.'],
    ['{a: 1}', 'Line 1: this is not valid JSON.'],
    ['{"a": 1} x', 'Line 1: this is not valid JSON.'],
    ['{"a": 1} {}', 'Line 1: the JSON ends before this text.'],
    ['{"a": 1, // no\n}', 'Line 1: JSON has no comments.'],
    ['{"a": "b}', 'Line 1: a closing quotation mark is expected.'],
    ["{'a': 1}", 'Line 1: this is not valid JSON.'],
    ['7', 'Enter a JSON object with the names of the inputs.'],
    ['[]', 'Enter a JSON object with the names of the inputs.'],
    ['"text"', 'Enter a JSON object with the names of the inputs.'],
  ];
  it('says in which line it is wrong', async () => {
    const chat = await open({ context: inputsOf([order]) });
    await toggle(chat, 'Edit all as JSON').click();
    const area = box(chat, 'All inputs as JSON');
    const found: (readonly [string, string])[] = [];
    for (const [json] of wrong) {
      await area.fill(json);
      await toggle(chat, 'Edit all as JSON').click();
      await chat.settled();
      found.push([json, (await regionOf(chat).locator('#inputs-json-problem').textContent()) ?? '']);
    }
    assert.deepEqual(found, wrong);
    assert.equal(await area.getAttribute('aria-invalid'), 'true');
    assert.equal(await area.evaluate((one) => one.matches(':focus')), true);
    await sendMessage(chat);
    assert.deepEqual(await chat.posted('send'), []);
    assert.equal(await area.evaluate((one) => one.matches(':focus')), true);
  });

  it('keeps what was typed in both directions, for the whole form', async () => {
    const chat = await open({ context: inputsOf([order, field('note', { defaultText: 'x' })]) });
    await box(chat, 'id (integer)').fill('7');
    await toggle(chat, 'Edit all as JSON').click();
    const area = box(chat, 'All inputs as JSON');
    assert.deepEqual(JSON.parse(await area.inputValue()), { order: { id: 7 }, note: 'x' });
    await area.fill('{"order": {"id": "y"}, "extra": {"a": 1}}');
    await toggle(chat, 'Edit all as JSON').click();
    assert.equal(await box(chat, 'id (integer)').inputValue(), 'y');
    assert.equal(await box(chat, 'note (string)').inputValue(), '');
    await box(chat, 'id (integer)').fill('8');
    await sendMessage(chat);
    assert.deepEqual(await sentParameters(chat), [{ order: { id: 8 }, note: '', extra: { a: 1 } }]);
  });

  it('sends what is typed as JSON, and shows its wrong members as fields', async () => {
    const chat = await open({ context: inputsOf([order]) });
    await toggle(chat, 'Edit all as JSON').click();
    await box(chat, 'All inputs as JSON').fill('{"order": {"id": "y"}}');
    await sendMessage(chat);
    assert.deepEqual(await chat.posted('send'), []);
    assert.equal(await box(chat, 'id (integer)').getAttribute('aria-invalid'), 'true');
    assert.equal(await box(chat, 'id (integer)').evaluate((one) => one.matches(':focus')), true);
    await toggle(chat, 'Edit all as JSON').click();
    await box(chat, 'All inputs as JSON').fill('{"order": {"id": 5}}');
    await box(chat, 'All inputs as JSON').press('Control+Enter');
    assert.deepEqual(await sentParameters(chat), [{ order: { id: 5 } }]);
  });

  it('is not cut short by deep nesting', async () => {
    const chat = await open({
      context: inputsOf([field('any', { type: 'unknown', typeName: 'any' }), order]),
    });
    const deep = `${'['.repeat(20_000)}${']'.repeat(20_000)}`;
    await box(chat, /^any/).fill(deep);
    await box(chat, 'id (integer)').fill('1');
    await sendMessage(chat);
    assert.deepEqual(await chat.posted('send'), []);
    await regionOf(chat).getByText('The JSON is nested too deeply').first().waitFor();
  });
});
