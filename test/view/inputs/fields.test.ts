import assert from 'node:assert/strict';
import type { Locator } from 'playwright-core';
import type { InputField } from '../../../src/shared/inputs/inputField';
import { chatPages } from '../support/hooks';
import { field, inputsOf, regionOf, sendMessage, sentParameters, toggleOf } from '../support/inputsPage';

interface Filled {
  readonly title: string;
  readonly field: InputField;
  /** Label of the field, with its type. */
  readonly label: string;
  readonly role?: 'checkbox' | 'combobox';
  readonly fill: (control: Locator) => Promise<unknown>;
  readonly sends: unknown;
}

const types = (text: string) => (control: Locator) => control.pressSequentially(text);

const filled: readonly Filled[] = [
  {
    title: 'a text, also over several lines',
    field: field('note'),
    label: 'note (string)',
    fill: async (control) => {
      await control.pressSequentially('杭州');
      await control.press('Enter');
      await control.pressSequentially('"1" \\ <b>');
    },
    sends: '杭州\n"1" \\ <b>',
  },
  {
    title: 'an integer',
    field: field('days', { type: 'integer' }),
    label: 'days (integer)',
    fill: types('-12'),
    sends: -12,
  },
  {
    title: 'an integer beyond 2^53, with all digits',
    field: field('id', { type: 'integer' }),
    label: 'id (integer)',
    fill: types('9007199254740993'),
    sends: '9007199254740993',
  },
  {
    title: 'an integer in full-width digits',
    field: field('days', { type: 'integer' }),
    label: 'days (integer)',
    fill: types('１２'),
    sends: 12,
  },
  {
    title: 'a number',
    field: field('price', { type: 'number' }),
    label: 'price (number)',
    fill: types('1.50'),
    sends: 1.5,
  },
  {
    title: 'a required boolean, by a box',
    field: field('vip', { type: 'boolean', isRequired: true }),
    label: 'vip (boolean, required)',
    role: 'checkbox',
    fill: (control) => control.press(' '),
    sends: true,
  },
  {
    title: 'a required boolean that was not touched, as false',
    field: field('vip', { type: 'boolean', isRequired: true }),
    label: 'vip (boolean, required)',
    role: 'checkbox',
    fill: () => Promise.resolve(),
    sends: false,
  },
  {
    title: 'an optional boolean, by a choice of three',
    field: field('vip', { type: 'boolean' }),
    label: 'vip (boolean)',
    role: 'combobox',
    fill: (control) => control.selectOption('false'),
    sends: false,
  },
  {
    title: 'a time',
    field: field('at', { type: 'time' }),
    label: 'at (time)',
    fill: types('2026-11-30 9:05'),
    sends: '2026-11-30 09:05:00',
  },
  {
    title: 'the URL of a file',
    field: field('photo', { type: 'file', typeName: 'image', fileKind: 'image' }),
    label: 'photo (image)',
    fill: types('https://a.example/b.png'),
    sends: 'https://a.example/b.png',
  },
  {
    title: 'a value of an unknown type, as JSON',
    field: field('shape', { type: 'unknown', typeName: 'polygon' }),
    label: 'shape (polygon)',
    fill: types('{"points": [[0, 1]]}'),
    sends: { points: [[0, 1]] },
  },
  {
    title: 'an object without known members, as JSON',
    field: field('any', { type: 'object' }),
    label: 'any (object)',
    fill: types('{"__proto__": {"a": 1}, "b": 9007199254740993}'),
    sends: JSON.parse('{"__proto__": {"a": 1}, "b": "9007199254740993"}'),
  },
  {
    title: 'an array of anything, as JSON',
    field: field('any', { type: 'array' }),
    label: 'any (array)',
    fill: types('[1, "a", null]'),
    sends: [1, 'a', null],
  },
];

describe('the fields of the workflow’s inputs', () => {
  const open = chatPages();

  for (const { title, field: one, label, role = 'textbox', fill, sends } of filled) {
    it(`sends ${title}`, async () => {
      const chat = await open({ context: inputsOf([one]) });
      if ((await regionOf(chat).count()) === 0) await toggleOf(chat).click();
      await fill(regionOf(chat).getByRole(role, { name: label, exact: true }));
      await sendMessage(chat);
      assert.deepEqual(await sentParameters(chat), [JSON.parse(JSON.stringify({ [one.name]: sends }))]);
    });
  }
});
