import assert from 'node:assert/strict';
import { inputFields } from '../../../../src/shared/inputs/inputFields';
import type { InputField } from '../../../../src/shared/inputs/inputField';
import { inputValue } from '../../../../src/shared/inputs/values/inputValue';
import { pathText } from '../../../../src/shared/inputs/values/inputProblem';
import { inputsEn } from '../../../../src/shared/text/tables/inputs.en';
import { inputsZhCn } from '../../../../src/shared/text/tables/inputs.zhCn';
import type { WorkflowParameter } from '../../../../src/shared/inputs/inputFields';

const problems = {
  integer: 'notInteger',
  number: 'notNumber',
  boolean: 'notBoolean',
  time: 'notTime',
  object: 'notObject',
  array: 'notArray',
  file: 'notFile',
  emotion: 'notJson',
} as const;
type TypeName = keyof typeof problems;
const typeNames = Object.keys(problems) as readonly TypeName[];

function fieldOf(type: string, more: Partial<WorkflowParameter> = {}): InputField {
  const [field] = inputFields([{ name: 'a', type, isRequired: false, ...more }]).fields;
  assert.ok(field);
  return field;
}

function result(field: InputField, text: string): string | undefined {
  const value = inputValue(field, text);
  return 'problem' in value ? [value.problem.kind, ...value.problem.path].join(' ') : value.json;
}

const longer = '12345678901234567890';
const json = (value: string) => ({ emotion: value });
const object = (value: string) => ({ object: value, emotion: value });
const array = (value: string) => ({ array: value, emotion: value });
const whole = (value: string) => ({ integer: value, number: value, emotion: value });
const numeral = (value: string) => ({ integer: value, number: value });
const decimal = (value: string) => ({ number: value, emotion: value });
const time = (value: string) => ({ time: JSON.stringify(value) });
const file = (value: string) => ({ file: JSON.stringify(value) });

/** The JSON that is sent for a text, by the types that take it. All others refuse it, except for strings, which take all. */
const values: readonly (readonly [string, Readonly<Partial<Record<TypeName, string>>>])[] = [
  ['x', {}],
  ['42', whole('42')],
  ['  42  ', whole('42')],
  ['-7', whole('-7')],
  ['+7', numeral('7')],
  ['0', whole('0')],
  ['-0', whole('0')],
  ['007', numeral('7')],
  ['1_000', {}],
  ['1,000', {}],
  ['1.0', decimal('1')],
  ['3.14', decimal('3.14')],
  ['.5', { number: '0.5' }],
  ['5.', { number: '5' }],
  ['-.5', { number: '-0.5' }],
  ['1e3', decimal('1000')],
  ['1E-3', decimal('0.001')],
  ['1e400', {}],
  ['[1e400]', {}],
  ['٣', {}],
  ['４２', numeral('42')],
  ['−４', numeral('-4')],
  ['0x10', {}],
  ['NaN', {}],
  ['Infinity', {}],
  ['9007199254740991', whole('9007199254740991')],
  ['9007199254740992', whole('"9007199254740992"')],
  ['-9007199254740993', whole('"-9007199254740993"')],
  [longer, whole(`"${longer}"`)],
  ['0.1234567890123456789', decimal('0.12345678901234568')],
  ['true', { boolean: 'true', emotion: 'true' }],
  ['TRUE', { boolean: 'true' }],
  ['ｆａｌｓｅ', { boolean: 'false' }],
  ['yes', {}],
  ['null', { object: 'null', array: 'null', emotion: 'null' }],
  ['"text"', json('"text"')],
  ["'text'", {}],
  ['“text”', {}],
  ['{}', object('{}')],
  ['{"a":1}', object('{"a":1}')],
  [`{"id":${longer}}`, object(`{"id":"${longer}"}`)],
  ['{"__proto__":{"x":1}}', object('{"__proto__":{"x":1}}')],
  ['{"constructor":1,"toString":2}', object('{"constructor":1,"toString":2}')],
  ['{"a":}', {}],
  ['{a:1}', {}],
  ['{"a":1,}', {}],
  ['[]', array('[]')],
  ['[1,"2",null]', array('[1,"2",null]')],
  ['[9007199254740993]', array('["9007199254740993"]')],
  ['[1,]', {}],
  ['[[[[]]]]', array('[[[[]]]]')],
  ['['.repeat(101) + ']'.repeat(101), {}],
  ['2026-11-30', time('2026-11-30 00:00:00')],
  ['2026-11-30 09:05', time('2026-11-30 09:05:00')],
  ['2026-11-30T09:05:07', time('2026-11-30 09:05:07')],
  ['2026-11-30T09:05:07.123', time('2026-11-30 09:05:07')],
  ['2026/1/2 3:04:05', time('2026-01-02 03:04:05')],
  ['2024-02-29', time('2024-02-29 00:00:00')],
  ['2026-02-29', {}],
  ['2026-13-01', {}],
  ['2026-11-30 24:00', {}],
  ['11/30/2026', {}],
  ['2026-11-30T09:05Z', {}],
  ['https://example.com/a.png', file('https://example.com/a.png')],
  ['http://example.com', file('http://example.com')],
  ['ftp://example.com/a', {}],
  ['file:///etc/passwd', {}],
  ['javascript:alert(1)', {}],
  [`https://${'a'.repeat(8_000)}`, {}],
  ['{"file_id":"7369"}', { ...object('{"file_id":"7369"}'), ...file('{"file_id":"7369"}') }],
  [`{"file_id":${longer}}`, { ...object(`{"file_id":"${longer}"}`), ...file(`{"file_id":"${longer}"}`) }],
  ['{"$upload":"u1"}', { ...object('{"$upload":"u1"}'), file: '{"$upload":"u1"}' }],
  ['{"file_id":""}', object('{"file_id":""}')],
  ['{"file_url":"https://example.com"}', object('{"file_url":"https://example.com"}')],
  ['C:\\a.png', {}],
  ['a\nb', {}],
  ['\u202etxt', {}],
  ['<b>x</b>', {}],
];

describe('The value of a field', () => {
  for (const [text, expected] of values) {
    const shown = JSON.stringify(text.length > 40 ? `${text.slice(0, 37)}…` : text);
    it(`is right for ${shown} in a field of each type`, () => {
      assert.equal(result(fieldOf('string'), text), JSON.stringify(text));
      for (const type of typeNames) {
        const value = inputValue(fieldOf(type), text);
        if (expected[type] !== undefined) assert.deepEqual(value, { json: expected[type] }, type);
        else assert.ok('problem' in value && isExpected(value.problem.kind, type), type);
      }
    });
  }

  const isExpected = (kind: string, type: TypeName): boolean =>
    kind === problems[type] ||
    (['object', 'array', 'emotion'].includes(type) && ['notJson', 'notNumber', 'tooDeep'].includes(kind));

  it('is nothing for an empty text, and a problem if the field is required', () => {
    for (const type of ['string', ...typeNames]) {
      assert.deepEqual(inputValue(fieldOf(type), ''), { json: undefined }, type);
      const required = inputValue(fieldOf(type, { isRequired: true }), type === 'string' ? '' : ' \n');
      assert.deepEqual(required, { problem: { kind: 'missing', path: [] } }, type);
    }
    assert.equal(result(fieldOf('string', { isRequired: true }), ' '), '" "');
  });

  it('is refused beyond the limit of a message', () => {
    assert.equal(result(fieldOf('string'), 'x'.repeat(1_000_001)), 'tooLarge');
  });
});

const order = fieldOf('object', {
  properties: [
    { name: 'sku', type: 'string', isRequired: true },
    { name: 'count', type: 'integer', isRequired: false },
    { name: 'gift', type: 'boolean', isRequired: false },
    { name: 'at', type: 'time', isRequired: false },
    {
      name: 'items',
      type: 'array',
      isRequired: false,
      items: {
        name: '',
        type: 'object',
        isRequired: false,
        properties: [{ name: 'photo', type: 'image', isRequired: true }],
      },
    },
  ],
});

/** What is sent for the JSON of nested inputs, or the problem with its path. */
const nested: readonly (readonly [string, string, string])[] = [
  ['a member', '{"sku":"a"}', '{"sku":"a"}'],
  ['a missing member', '{}', 'missing sku'],
  ['a required member that is null', '{"sku":null}', 'missing sku'],
  ['a required member that is empty', '{"sku":""}', 'missing sku'],
  ['an optional member that is null', '{"sku":"a","count":null}', '{"sku":"a","count":null}'],
  ['an optional member that is empty', '{"sku":"a","count":""}', '{"sku":"a"}'],
  ['a number in place of a text', '{"sku":1}', 'notText sku'],
  ['a long number in place of a text', `{"sku":${longer}}`, `{"sku":"${longer}"}`],
  ['a member that was typed as text', '{"sku":"a","count":"3"}', '{"sku":"a","count":3}'],
  ['a half-typed member', '{"sku":"a","count":"3x"}', 'notInteger count'],
  ['a fraction', '{"sku":"a","count":3.5}', 'notInteger count'],
  ['a whole number with an exponent', '{"sku":"a","count":3e2}', '{"sku":"a","count":300}'],
  ['a number beyond all', '{"sku":"a","count":1e999}', 'notInteger count'],
  ['a long integer', `{"sku":"a","count":${longer}}`, `{"sku":"a","count":"${longer}"}`],
  ['a boolean', '{"sku":"a","gift":"TRUE"}', '{"sku":"a","gift":true}'],
  ['a number in place of a boolean', '{"sku":"a","gift":1}', 'notBoolean gift'],
  ['a date', '{"sku":"a","at":"2026-1-2"}', '{"sku":"a","at":"2026-01-02 00:00:00"}'],
  ['a date that does not exist', '{"sku":"a","at":"2026-02-30"}', 'notTime at'],
  ['an array in an object', '{"sku":"a","items":[]}', '{"sku":"a","items":[]}'],
  ['an object in place of an array', '{"sku":"a","items":{}}', 'notArray items'],
  ['an array as text', '{"sku":"a","items":"[]"}', '{"sku":"a","items":[]}'],
  ['an item of another type', '{"sku":"a","items":[1]}', 'notObject items 0'],
  [
    'a missing member of an item',
    '{"sku":"a","items":[{"photo":"https://e.com/1"},{}]}',
    'missing items 1 photo',
  ],
  [
    'a file in an item',
    '{"sku":"a","items":[{"photo":{"file_id":"1"}}]}',
    '{"sku":"a","items":[{"photo":"{\\"file_id\\":\\"1\\"}"}]}',
  ],
  ['an unknown member', '{"sku":"a","more":{"x":[1]}}', '{"sku":"a","more":{"x":[1]}}'],
  ['a member named __proto__', '{"sku":"a","__proto__":{"sku":1}}', '{"sku":"a","__proto__":{"sku":1}}'],
];

describe('The value of nested inputs', () => {
  for (const [what, text, expected] of nested) {
    it(`is right for ${what}`, () => assert.equal(result(order, text), expected));
  }

  it('names the place as Coze does', () => {
    const value = inputValue(order, '{"sku":"a","items":[{}]}');
    assert.ok('problem' in value);
    assert.equal(pathText(value.problem.path), 'items.0.photo');
  });

  it('is not affected by __proto__ without the member itself', () => {
    assert.equal(result(order, '{"__proto__":{"sku":"a"}}'), 'missing sku');
    assert.equal(({} as { sku?: string }).sku, undefined);
  });
});

describe('The texts of the problems', () => {
  it('exist in both languages', () => {
    assert.deepEqual(Object.keys(inputsZhCn), Object.keys(inputsEn));
    for (const text of Object.values(inputsZhCn)) assert.match(text, /\p{Script=Han}/u);
  });
});
