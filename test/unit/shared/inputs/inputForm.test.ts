import assert from 'node:assert/strict';
import { parameters } from '../../../../src/coze/endpoints/workflows/parameters';
import { inputChanges } from '../../../../src/shared/inputs/inputChanges';
import { inputFields } from '../../../../src/shared/inputs/inputFields';
import type { InputTexts } from '../../../../src/shared/inputs/inputField';
import {
  completeParameters,
  draftValue,
  formJson,
  formParameters,
  textsOfJson,
} from '../../../../src/shared/inputs/inputForm';
import { refusedField } from '../../../../src/shared/inputs/refusedField';
import { read } from '../../../../src/shared/schema';

const fieldsOf = (schema: object) => inputFields(read(parameters, schema) ?? []).fields;

const fields = fieldsOf({
  city: { type: 'string', required: true },
  days: { type: 'integer', default_value: '3' },
  order: {
    type: 'object',
    properties: { sku: { type: 'string', required: true }, count: { type: 'integer' } },
  },
  stops: {
    type: 'array',
    items: { type: 'object', properties: { name: { type: 'string', required: true } } },
  },
});
const longer = '12345678901234567890';

describe('The parameters of a form', () => {
  const forms: readonly (readonly [string, InputTexts, unknown])[] = [
    ['defaults and empty fields', { city: 'Rome' }, { city: 'Rome', days: 3 }],
    ['a cleared default', { city: 'Rome', days: '' }, { city: 'Rome', days: null }],
    ['a long integer', { city: 'Rome', days: longer }, { city: 'Rome', days: longer }],
    ['nested JSON', { city: 'Rome', order: '{"sku":"a"}' }, { city: 'Rome', days: 3, order: { sku: 'a' } }],
    ['a name that has no field', { city: 'Rome', more: '[1]' }, { city: 'Rome', days: 3, more: [1] }],
    ['a name without field and without JSON', { city: 'Rome', more: '[' }, { city: 'Rome', days: 3 }],
    ['all problems', { days: 'x', order: '{}' }, ['missing city', 'notInteger days', 'missing order.sku']],
    ['a problem in an item', { city: 'Rome', stops: '[{"name":"a"},{}]' }, ['missing stops.1.name']],
    ['more than a message can carry', { city: 'x'.repeat(999_999) }, ['tooLarge ']],
  ];
  for (const [what, texts, expected] of forms) {
    it(`are right for ${what}`, () => {
      const result = formParameters(fields, texts);
      assert.deepEqual(
        'problems' in result
          ? result.problems.map(({ kind, path }) => `${kind} ${path.join('.')}`)
          : result.parameters,
        expected,
      );
    });
  }

  it('keep the names __proto__ and constructor', () => {
    const hostile = fieldsOf(
      JSON.parse('{"__proto__":{"type":"integer"},"constructor":{"type":"string"}}') as object,
    );
    const texts = JSON.parse('{"__proto__":"5","constructor":"x"}') as InputTexts;
    const result = formParameters(hostile, texts);
    assert.equal(JSON.stringify(result), '{"parameters":{"__proto__":5,"constructor":"x"}}');
    assert.deepEqual(formParameters(hostile, {}), { parameters: {} });
  });

  const given: readonly (readonly [string, object, InputTexts, unknown])[] = [
    ['instead of the form', { city: 'Oslo' }, { city: 'Rome', days: '5' }, { city: 'Oslo', days: 5 }],
    ['instead of a wrong text', { days: 2 }, { city: 'Rome', days: 'x' }, { city: 'Rome', days: 2 }],
    ['without a field', { other: {} }, { city: 'Rome' }, { city: 'Rome', days: 3, other: {} }],
    ['without what is required', { days: 2 }, {}, ['missing city']],
    [
      'with a wrong value',
      { days: 'x', order: {} },
      { city: 'Rome' },
      ['notInteger days', 'missing order.sku'],
    ],
  ];
  for (const [what, parameters, texts, expected] of given) {
    it(`are those of a message ${what}`, () => {
      const result = completeParameters(fields, texts, parameters as Record<string, unknown>);
      assert.deepEqual(
        'problems' in result
          ? result.problems.map(({ kind, path }) => `${kind} ${path.join('.')}`)
          : result.parameters,
        expected,
      );
    });
  }
});

describe('The form as JSON', () => {
  it('keeps what was typed, also where it does not match', () => {
    const texts = {
      city: 'Rome',
      days: 'thr',
      order: '{"sku":"a","count":"1x"}',
      stops: '[',
      more: '{"x":1}',
    };
    const json = formJson(fields, texts);
    assert.deepEqual(JSON.parse(json), {
      city: 'Rome',
      days: 'thr',
      order: { sku: 'a', count: '1x' },
      stops: '[',
      more: { x: 1 },
    });
    const back = textsOfJson(fields, json);
    assert.ok('texts' in back);
    assert.equal(formJson(fields, back.texts), json);
  });

  it('keeps the digits of long integers in both directions', () => {
    const back = textsOfJson(fields, `{"city":"Rome","days":${longer}}`);
    assert.ok('texts' in back);
    assert.equal(back.texts['days'], longer);
    assert.match(formJson(fields, back.texts), new RegExp(`"days": "${longer}"`));
  });

  it('reports what is no JSON and what is no object, and reads nothing as an empty form', () => {
    const problem = (json: string) => {
      const result = textsOfJson(fields, json);
      return 'problem' in result ? result.problem.kind : result.texts;
    };
    assert.equal(problem('{'), 'notJson');
    assert.equal(problem('[]'), 'notObject');
    assert.equal(problem('null'), 'notObject');
    assert.deepEqual(problem(' '), { city: '', days: '', order: '', stops: '' });
  });

  it('has the text of a field that does not match as a JSON string', () => {
    const [city, days, order] = fields;
    assert.ok(city && days && order);
    assert.deepEqual(
      [
        draftValue(city, ''),
        draftValue(days, ''),
        draftValue(days, '7'),
        draftValue(days, '7x'),
        draftValue(order, '{}'),
      ],
      [undefined, undefined, 7, '7x', {}],
    );
  });
});

describe('The changes of a schema', () => {
  const rows: readonly (readonly [string, object, object, readonly string[]])[] = [
    ['nothing', { a: { type: 'string' } }, { a: { type: 'string' } }, []],
    ['an input that was added', {}, { a: { type: 'string' } }, ['added a']],
    ['an input that was removed', { a: { type: 'string' } }, {}, ['removed a']],
    ['another type', { a: { type: 'string' } }, { a: { type: 'image' } }, ['typeChanged a']],
    [
      'another type of the items',
      { a: { type: 'array', items: { type: 'doc' } } },
      { a: { type: 'array', items: { type: 'image' } } },
      ['typeChanged a'],
    ],
    ['required now', { a: { type: 'string' } }, { a: { type: 'string', required: true } }, ['nowRequired a']],
    ['no longer required', { a: { type: 'string', required: true } }, { a: { type: 'string' } }, []],
    [
      'a member',
      { a: { type: 'object', properties: { b: { type: 'string' } } } },
      { a: { type: 'object', properties: { c: { type: 'string' } } } },
      ['added a.c', 'removed a.b'],
    ],
    ['the name __proto__', {}, JSON.parse('{"__proto__":{"type":"string"}}') as object, ['added __proto__']],
  ];
  for (const [what, before, after, expected] of rows) {
    it(`are right for ${what}`, () => {
      const changes = inputChanges(fieldsOf(before), fieldsOf(after));
      assert.deepEqual(
        changes.map(({ kind, path }) => `${kind} ${path}`),
        expected,
      );
    });
  }
});

describe('The field that the service refused', () => {
  const rows: readonly (readonly [string, string, string | undefined])[] = [
    ['720702002', 'Missing required parameters：’city‘', 'city'],
    ['720702002', "Missing required parameters: 'order.sku'", 'order.sku'],
    ['720702002', 'Missing required parameters：’stops.0.name‘', 'stops.0.name'],
    ['720702002', "Missing required parameters：'{city}'", 'city'],
    ['720702002', 'Missing required parameters: city', 'city'],
    ['720702002', '缺少必填参数：’order.sku‘', 'order.sku'],
    ['720702002', '缺少必填参数“城市”', '城市'],
    ['720702002', 'Missing required parameters：’newInput‘', 'newInput'],
    ['720702002', 'Missing required parameters', undefined],
    ['720702001', 'Invalid parameter：’days‘', 'days'],
    ['720702001', '参数 days 无效', 'days'],
    ['720702001', 'Invalid parameter：’stops[2].name‘', 'stops[2].name'],
    ['720702001', "Invalid parameter：'other'", undefined],
    ['4000', 'The parameter days is invalid', 'days'],
    ['4000', 'Request parameter error', undefined],
    ['4000', 'App not found', undefined],
    ['4011', "Missing required parameters: 'city'", undefined],
    ['720702002', '', undefined],
  ];
  for (const [code, serviceMessage, expected] of rows) {
    it(`is ${expected ?? 'not known'} for ${code} “${serviceMessage}”`, () =>
      assert.equal(refusedField({ code, serviceMessage }, fields), expected));
  }
});
