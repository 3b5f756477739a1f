import assert from 'node:assert/strict';
import type { InputField } from '../../../src/shared/inputs/inputField';
import { seriousViolations } from '../support/axe';
import type { ChatPage } from '../support/chatPage';
import { chatPages } from '../support/hooks';
import { field, inputsOf, regionOf, sendMessage, sentParameters } from '../support/inputsPage';

const markup = '<img src=x onerror=alert(1)>';
const names = [
  '__proto__',
  'constructor',
  'hasOwnProperty',
  'toString',
  markup,
  '${7*7} {name} {{x}}',
  '"quoted" \'name\'',
  'a.b/c~d e#f',
  '$(icon) [a](command:x) **b**',
  '\u202eevil\u2066',
  '名字 with 空格',
  'ｆｕｌｌ',
  'x'.repeat(200),
  '\u200b',
];

/** An object in an object, as deep as given. */
function nested(depth: number): InputField {
  return field(`level ${String(depth)}`, {
    type: 'object',
    fields: [depth === 0 ? field('end') : nested(depth - 1)],
  });
}

describe('hostile schemas of the workflow’s inputs', () => {
  const open = chatPages();

  /** Elements that do not fit into the page. */
  const tooWide = (chat: ChatPage) =>
    chat.page.evaluate(() =>
      [...document.querySelectorAll('.composer *')]
        .filter((one) => !one.closest('.hidden') && one.getBoundingClientRect().right > innerWidth + 1)
        .map((one) => `${one.localName}.${one.className} ${one.textContent.slice(0, 40)}`),
    );

  it('have names that are shown as text and sent unchanged', async () => {
    const fields = names.map((name) => field(name, { isRequired: true, description: markup }));
    const chat = await open({ width: 240, context: inputsOf(fields) });
    const boxes = regionOf(chat).getByRole('textbox');
    await boxes.first().waitFor();
    assert.equal(await boxes.count(), names.length);
    for (const [index] of names.entries()) await boxes.nth(index).fill(`v${String(index)}`);
    await sendMessage(chat);
    const [sent] = await sentParameters(chat);
    assert.deepEqual(
      Object.entries(sent as object),
      names.map((name, index) => [name, `v${String(index)}`]),
    );
    assert.equal(await chat.page.locator('.composer :is(img, script, a)').count(), 0);
    assert.equal(await regionOf(chat).getByText('\u202e').count(), 0);
    assert.deepEqual(await tooWide(chat), []);
  });

  it('have members with such names', async () => {
    const members = names.map((name) => field(name));
    const chat = await open({
      context: inputsOf([field('o', { type: 'object', isRequired: true, fields: members })]),
    });
    const boxes = regionOf(chat).getByRole('group').getByRole('textbox');
    await boxes.first().waitFor();
    for (const [index] of names.entries()) await boxes.nth(index).fill(`v${String(index)}`);
    await sendMessage(chat);
    const [sent] = (await sentParameters(chat)) as [{ o: object }];
    assert.deepEqual(
      Object.entries(sent.o).toSorted(),
      names.map((name, index) => [name, `v${String(index)}`]).toSorted(),
    );
  });

  it('of 200 fields stay above the message box, which keeps its place', async () => {
    const fields = Array.from({ length: 200 }, (_none, index) =>
      field(`f${String(index)}`, { isRequired: index === 199 }),
    );
    const chat = await open({ width: 240, height: 500, context: inputsOf(fields) });
    await regionOf(chat).getByRole('textbox').nth(199).waitFor();
    const box = await chat.box.boundingBox();
    assert.ok(box && box.y + box.height <= 500, JSON.stringify(box));
    await sendMessage(chat);
    const last = regionOf(chat).getByRole('textbox').nth(199);
    assert.equal(await last.evaluate((one) => one.matches(':focus')), true);
    await last.scrollIntoViewIfNeeded();
    await last.fill('x');
    await last.press('Control+Enter');
    assert.deepEqual(await sentParameters(chat), [{ f199: 'x' }]);
  });

  it('that are nested deeply end in a field for JSON', async () => {
    const chat = await open({
      width: 240,
      context: inputsOf([field('r', { isRequired: true }), nested(12)]),
    });
    const deep = regionOf(chat).getByRole('textbox', { name: 'level 6 (object)' });
    await deep.fill('{"level 5": {}}');
    assert.deepEqual(await tooWide(chat), []);
    await regionOf(chat).getByRole('textbox', { name: /^r / }).fill('1');
    await sendMessage(chat);
    let value: unknown = { 'level 5': {} };
    for (let level = 6; level <= 12; level++) value = { [`level ${String(level)}`]: value };
    assert.deepEqual(await sentParameters(chat), [{ r: '1', ...(value as object) }]);
  });

  it('are accessible', async () => {
    const fields = names.slice(0, 12).map((name) => field(name, { isRequired: true, description: name }));
    const chat = await open({ theme: 'Dark Modern', context: inputsOf([...fields, nested(3)]) });
    await regionOf(chat).waitFor();
    assert.deepEqual(await seriousViolations(chat.page), []);
  });
});
