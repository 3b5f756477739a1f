import assert from 'node:assert/strict';
import { fieldValue } from '../../../src/shared/fieldValue';

/** The typed text and the value to send; `undefined` if it is rejected. */
const cases: Readonly<Record<string, Readonly<Record<string, string | undefined>>>> = {
  integer: {
    three: undefined,
    三: undefined,
    '3': '3',
    ' 3 ': '3',
    '-12': '-12',
    '007': '007',
    '１２': '12',
    '－１２': '-12',
    '−5': '-5',
    '7281192623887548473': '7281192623887548473',
    '９００７１９９２５４７４０９９３': '9007199254740993',
    '1.5': undefined,
    '1e3': undefined,
    '1,000': undefined,
    '5²': undefined,
    '①': undefined,
    '٣': undefined,
    '0x10': undefined,
    '--1': undefined,
    '-': undefined,
    Infinity: undefined,
    NaN: undefined,
  },
  number: {
    three: undefined,
    '1.5': '1.5',
    '1.50': '1.50',
    '１．５': '1.5',
    '.5': '.5',
    '1e3': '1e3',
    '1E-3': '1E-3',
    '1e999': undefined,
    '1,5': undefined,
    '1，5': undefined,
    '1。5': undefined,
    '1.2.3': undefined,
    '12345678901234567890.123': '12345678901234567890.123',
    Infinity: undefined,
    NaN: undefined,
    '.': undefined,
    e3: undefined,
    '5 km': undefined,
  },
  boolean: {
    true: 'true',
    False: 'false',
    ' TRUE ': 'true',
    ｔｒｕｅ: 'true',
    yes: undefined,
    '1': undefined,
    是: undefined,
  },
  string: { three: 'three', ' kept １２ ': ' kept １２ ' },
  'array<integer>': { three: 'three' },
};

describe('the value of a form field', () => {
  for (const [type, values] of Object.entries(cases)) {
    it(`of type ${type} is sent as typed, or rejected`, () => {
      for (const [typed, sent] of Object.entries(values)) {
        assert.equal(fieldValue(type, typed), sent, JSON.stringify(typed));
      }
    });
  }

  it('accepts all spellings of a type', () => {
    for (const type of ['Integer', 'int', 'LONG', 'Number', 'float', 'Double', 'Boolean', 'bool']) {
      assert.equal(fieldValue(type, 'three'), undefined, type);
    }
  });
});
