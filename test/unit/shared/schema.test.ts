import assert from 'node:assert/strict';
import { limits } from '../../../src/shared/limits';
import {
  count,
  fields,
  flag,
  list,
  named,
  read,
  text,
  time,
  title,
  variant,
} from '../../../src/shared/schema';

const pair = fields({ name: text }, { size: count, isOpen: flag });
const shape = variant({ dot: fields({}), line: fields({ length: count }) });

describe('a schema of foreign values', () => {
  const cases: readonly (readonly [string, unknown, unknown])[] = [
    ['cuts a title, without half of a surrogate pair', read(title, `${'x'.repeat(199)}😀`), 'x'.repeat(199)],
    ['reads a title as one line', read(title, 'a\r\nb\u2028c'), 'a b c'],
    ['rejects a title that is no text', read(title, 5), undefined],
    ['rounds a time down', read(time, 12.7), 12],
    ['reads null as an unknown time', read(time, null), 0],
    ['reads a time before 1970 as unknown', read(time, -1), 0],
    ['reads the last time that a calendar has', read(time, limits.time), limits.time],
    ['reads a time after that as unknown', read(time, limits.time + 1), 0],
    ['clamps a negative count', read(count, -3), 0],
    ['clamps a huge count', read(count, 1e300), limits.tokens],
    ['rejects a count that is a text', read(count, '3'), undefined],
    ['reads a list', read(list(text), ['a', 'b']), ['a', 'b']],
    ['drops items beyond the limit, whatever they are', read(list(text, 1), ['a', 5]), ['a']],
    ['rejects a list with another item', read(list(text, 2), ['a', 5]), undefined],
    ['rejects an object in place of a list', read(list(text), { length: 0 }), undefined],
    ['drops names beyond the limit', read(named(text, 1), { a: 'x', b: 5 }), { a: 'x' }],
    ['rejects a list in place of named values', read(named(text, 1), ['x']), undefined],
    ['copies known fields only', read(pair, { name: 'a', size: 1, more: 2 }), { name: 'a', size: 1 }],
    ['rejects an object without a required field', read(pair, { size: 1 }), undefined],
    [
      'leaves out an optional field that does not match',
      read(pair, { name: 'a', size: '1', isOpen: true }),
      { name: 'a', isOpen: true },
    ],
    [
      'reads the variant that the type names',
      read(shape, { type: 'line', length: 2 }),
      { type: 'line', length: 2 },
    ],
    ['rejects a variant without its fields', read(shape, { type: 'line' }), undefined],
    ['rejects an unknown variant', read(shape, { type: 'constructor' }), undefined],
    ['rejects a list in place of a variant', read(shape, [{ type: 'dot' }]), undefined],
    ['rejects nothing', read(shape, null), undefined],
  ];
  for (const [name, actual, expected] of cases) it(name, () => assert.deepEqual(actual, expected));
});
