import assert from 'node:assert/strict';
import type { CardField } from '../../../../src/shared/conversation/content';
import { answerFields, answerLines, answerOf } from '../../../../src/shared/inputs/answerFields';

const optional = (name: string, type: string, more: Partial<CardField> = {}): CardField => ({
  name,
  type,
  required: false,
  ...more,
});

describe('the answer to an input node', () => {
  const rows: readonly (readonly [title: string, field: CardField, text: string, line: string])[] = [
    ['a text', optional('city', 'string'), ' 杭州:西湖 ', 'city: 杭州:西湖 '],
    ['a text of two lines, on one', optional('note', 'string'), 'a\r\nb', 'note:a b'],
    ['no text', optional('note', 'string'), '', 'note:'],
    ['an integer with its digits', optional('id', 'integer'), '９007199254740993', 'id:9007199254740993'],
    ['a number as it was typed', optional('price', 'float'), '1.50', 'price:1.50'],
    ['no number', optional('price', 'number'), ' ', 'price:'],
    ['a boolean', optional('vip', 'boolean'), 'True', 'vip:true'],
    ['a time', optional('at', 'time'), '2026-11-30', 'at:2026-11-30 00:00:00'],
    ['a text of an unknown type', optional('shape', 'polygon'), '{"a"', 'shape:{"a"'],
    ['the URL of a file', optional('photo', 'image'), 'https://a.example/b', 'photo:https://a.example/b'],
    ['a file ID as JSON', optional('photo', 'image'), '{"file_id":"7"}', 'photo:{"file_id":"7"}'],
    [
      'an object as JSON on one line',
      optional('order', 'object', { members: [optional('id', 'integer')] }),
      '{\n "id": 9007199254740993, "note": "a\\nb"\n}',
      'order:{"id":"9007199254740993","note":"a\\nb"}',
    ],
    ['a list', optional('tags', 'array', { items: optional('', 'string') }), '["a", ""]', 'tags:["a",""]'],
    ['a field with the name of a start input', optional('USER_INPUT', 'string'), 'x', 'USER_INPUT:x'],
  ];
  for (const [title, field, text, line] of rows) {
    it(`is a line with ${title}`, () => {
      const [known] = answerFields([field]);
      assert.ok(known);
      assert.deepEqual(answerOf([[known, text]]), { text: line });
    });
  }

  it('is JSON if it has uploads, whose lines follow when they are replaced', () => {
    const fields = answerFields([
      optional('city', 'string'),
      optional('photo', 'image'),
      optional('pages', 'array', { items: optional('', 'doc') }),
      optional('id', 'integer'),
    ]);
    const texts = ['Rome', '{"$upload":"a"}', '[{"$upload":"b"}]', '9007199254740993'];
    const answer = answerOf(fields.map((field, index) => [field, texts[index] ?? '']));
    assert.deepEqual(answer, {
      text: '{"city":"Rome","photo":{"$upload":"a"},"pages":[{"$upload":"b"}],"id":"9007199254740993"}',
      hasUploads: true,
    });
    const sent = answer.text
      .replace('{"$upload":"a"}', JSON.stringify('{"file_id":"1"}'))
      .replace('{"$upload":"b"}', JSON.stringify('https://s.example/2'));
    assert.equal(
      answerLines(sent),
      'city:Rome\nphoto:{"file_id":"1"}\npages:["https://s.example/2"]\nid:9007199254740993',
    );
  });

  it('is left alone if it is not an object', () => {
    assert.equal(answerLines('city:Rome'), 'city:Rome');
  });
});
