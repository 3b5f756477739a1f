import assert from 'node:assert/strict';
import { schemaMistake } from '../../../src/chatflowTests/testFile/schemaMistake';

/** Wrong schemas are in wrongFiles.json. */
describe('A JSON Schema of a check', () => {
  for (const [title, schema] of [
    [
      'has properties with the names of keywords',
      { properties: { type: { type: 'string' }, $ref: {}, pattern: {} } },
    ],
    [
      'has values that look like schemas',
      { default: { type: 'x' }, enum: [{ type: 'x' }], const: { type: 'x' } },
    ],
    ['has keywords of its own', { 'x-info': { type: 'x', pattern: '[' } }],
    ['refers to itself', { properties: { next: { $ref: '#' } } }],
    ['refers to its definitions', { $ref: '#/definitions/a~1b', definitions: { 'a/b': { type: 'object' } } }],
    ['refers to an ID', { $id: 'https://x.example/y.json', items: { $ref: 'y.json' } }],
    [
      'refers to any of its parts',
      { $ref: '#/components/a', components: { a: { type: ['null', 'array'] } } },
    ],
    ['names its version', { $schema: 'http://json-schema.org/draft-07/schema#', type: 'object' }],
  ] as const) {
    it(`can be used if it ${title}`, () => assert.equal(schemaMistake(schema), undefined));
  }

  it('that occurs twice is refused, not thrown', () => {
    const twice = { $id: 'https://x.example/y.json', items: { $id: 'https://x.example/y.json' } };
    assert.equal(schemaMistake(twice)?.key, 'schemaUnusable');
  });
});
