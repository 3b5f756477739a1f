import assert from 'node:assert/strict';
import type { WorkflowInputs } from '../../../src/shared/inputs/workflowInputs';
import { colorViolations, seriousViolations } from '../support/axe';
import type { ChatPage } from '../support/chatPage';
import { chatPages } from '../support/hooks';
import { field, inputsOf, regionOf, sendMessage, toggleOf } from '../support/inputsPage';

const file = { type: 'file', typeName: 'image', fileKind: 'image' } as const;
const fields = [
  field('city', { isRequired: true, description: 'Where to?' }),
  field('days', { type: 'integer', defaultText: '3' }),
  field('vip', { type: 'boolean' }),
  field('express', { type: 'boolean', isRequired: true }),
  field('at', { type: 'time' }),
  field('photo', file),
  field('scan', file),
  field('order', {
    type: 'object',
    fields: [field('sku', { isRequired: true }), field('any', { type: 'object' })],
  }),
  field('tags', { type: 'array', items: field('') }),
  field('shape', { type: 'unknown', typeName: 'polygon' }),
];
const values = { days: 'x', order: '{"any":{}}', tags: '["a","b"]', scan: '{"$upload":"u1"}', shape: '{' };

const states: readonly (readonly [
  name: string,
  inputs: Partial<WorkflowInputs>,
  prepare: (chat: ChatPage) => Promise<void>,
])[] = [
  ['closed', { values: { ...values, city: 'Rome' } }, async () => {}],
  ['open', { values }, async () => {}],
  ['wrong', { values }, (chat) => sendMessage(chat)],
  ['refused', { values, refusedField: 'order', refusedReason: 'no' }, async () => {}],
  [
    'as JSON, wrong',
    { values, json: '{"a' },
    async (chat) => {
      await regionOf(chat).getByRole('button', { name: 'Edit all as JSON' }).click();
    },
  ],
  ['changed', { values, changes: [{ kind: 'added', path: 'city' }] }, async () => {}],
  ['loading', { state: 'loading', fields: [] }, (chat) => toggleOf(chat).click()],
  ['failed', { state: 'failed', fields: [], problem: 'No connection.' }, (chat) => toggleOf(chat).click()],
];

describe('accessibility of the workflow’s inputs', () => {
  const open = chatPages();

  for (const [name, inputs, prepare] of states) {
    it(`has no serious finding of axe-core in any theme and fits: ${name}`, async () => {
      const chat = await open({ theme: 'Dark Modern', width: 240, context: inputsOf(fields, inputs) });
      const upload = {
        id: 'u1',
        name: 'a.png',
        size: 5,
        kind: 'image',
        sentBytes: 0,
        field: '/scan',
      } as const;
      await chat.say({ type: 'uploads', uploads: [{ ...upload, state: 'failed', problem: 'Too large.' }] });
      await toggleOf(chat).waitFor();
      await prepare(chat);
      await chat.settled();
      assert.deepEqual(await seriousViolations(chat.page), []);
      assert.deepEqual(await colorViolations(chat.page), []);
      const wide = await chat.page.evaluate(() =>
        [...document.querySelectorAll('.composer *')]
          .filter((one) => !one.closest('.hidden') && one.getBoundingClientRect().right > innerWidth + 1)
          .map((one) => `${one.localName}.${one.className}`),
      );
      assert.deepEqual(wide, []);
    });
  }
});
