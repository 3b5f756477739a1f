import assert from 'node:assert/strict';
import { uploadIn, uploadsIn, withUploads } from '../../../src/shared/uploads';

describe('references to uploads', () => {
  const parameters = {
    photo: { $upload: 'a' },
    pages: [{ $upload: 'b' }, { $upload: 'c' }],
    person: { name: 'Li', passport: { $upload: 'd' } },
    note: '{"$upload":"e"}',
  };

  it('finds references at any depth, and none in a string', () => {
    assert.deepEqual(uploadsIn(parameters), ['a', 'b', 'c', 'd']);
  });

  it('replaces each reference and nothing else', () => {
    assert.deepEqual(
      withUploads(parameters, (id) => `file ${id}`),
      {
        photo: 'file a',
        pages: ['file b', 'file c'],
        person: { name: 'Li', passport: 'file d' },
        note: '{"$upload":"e"}',
      },
    );
  });

  const none: readonly (readonly [string, unknown])[] = [
    ['an id that is no string', { $upload: 1 }],
    ['a further field', { $upload: 'a', name: 'b' }],
    ['a list', [{ $upload: 'a' }]],
    ['an inherited field', Object.create({ $upload: 'a' })],
    ['null', null],
  ];
  for (const [what, value] of none) {
    it(`takes ${what} for no reference`, () => assert.equal(uploadIn(value), undefined));
  }

  it('keeps a parameter named __proto__ as a field', () => {
    const hostile = JSON.parse('{"__proto__":{"$upload":"a"}}') as Record<string, unknown>;
    const replaced = withUploads(hostile, () => 'x');
    assert.equal(JSON.stringify(replaced), '{"__proto__":"x"}');
    assert.equal(Object.getPrototypeOf(replaced), Object.prototype);
  });
});
