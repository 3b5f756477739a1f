import assert from 'node:assert/strict';
import { parameters } from '../../../../src/coze/endpoints/workflows/parameters';
import { acceptedEndings, fileKinds } from '../../../../src/shared/inputs/fileKinds';
import { inputFields, isKnownType } from '../../../../src/shared/inputs/inputFields';
import type { InputField } from '../../../../src/shared/inputs/inputField';
import { read } from '../../../../src/shared/schema';

/** The form of a schema as the service sends it. */
const formOf = (schema: unknown) => inputFields(read(parameters, schema) ?? []);

/** A field on one line: name, type with members and items, `!` if required, default and description. */
function line({
  name,
  type,
  fileKind,
  isRequired,
  items,
  fields,
  defaultText,
  description,
}: InputField): string {
  const inner = items ? `<${line(items)}>` : fields ? `{${fields.map(line).join(', ')}}` : '';
  const more = [defaultText && `=${defaultText}`, description && `“${description}”`]
    .filter(Boolean)
    .join(' ');
  return `${name}:${fileKind ?? type}${inner}${isRequired ? '!' : ''}${more && ` ${more}`}`;
}

/** `levels` of objects, each the only member of the one around it. */
const deep = (levels: number): object =>
  levels === 0 ? { type: 'string' } : { type: 'object', properties: { a: deep(levels - 1) } };
const many = (count: number) =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`p${index}`, { type: 'string' }]));
const parse = (json: string) => JSON.parse(json) as unknown;

/** What the service sends, and the fields of the form. */
const schemas: readonly (readonly [string, unknown, string])[] = [
  ['no input', {}, ''],
  [
    'the inputs of every chatflow',
    { USER_INPUT: { type: 'string' }, CONVERSATION_NAME: { type: 'string' } },
    '',
  ],
  ['a text', { a: { type: 'string' } }, 'a:string'],
  ['a required one', { a: { type: 'string', required: true } }, 'a:string!'],
  ['required as text', { a: { type: 'string', required: 'true' } }, 'a:string'],
  ['a description', { a: { type: 'string', description: 'Help' } }, 'a:string “Help”'],
  ['a description on two lines', { a: { type: 'string', description: 'One\n\ttwo' } }, 'a:string “One two”'],
  ['no type', { a: {} }, 'a:string'],
  ['a type that is no text', { a: { type: 5 } }, 'a:string'],
  ['an integer with a default', { a: { type: 'integer', default_value: '3' } }, 'a:integer =3'],
  ['a default that does not match', { a: { type: 'integer', default_value: 'three' } }, 'a:integer'],
  [
    'a default beyond 2^53',
    { a: { type: 'integer', default_value: '9007199254740993' } },
    'a:integer =9007199254740993',
  ],
  ['a default that is a number', { a: { type: 'integer', default_value: 3 } }, 'a:integer =3'],
  ['a default that is a boolean', { a: { type: 'boolean', default_value: false } }, 'a:boolean =false'],
  ['a default that is an object', { a: { type: 'object', default_value: { b: 1 } } }, 'a:object'],
  ['no default, written as null', { a: { type: 'integer', default_value: null } }, 'a:integer'],
  ['an empty default', { a: { type: 'string', default_value: '' } }, 'a:string'],
  ['a default of an object', { a: { type: 'object', default_value: '{"x":1}' } }, 'a:object ={"x":1}'],
  [
    'other names of numbers',
    { a: { type: 'Float' }, b: { type: 'LONG' }, c: { type: 'bool' } },
    'a:number, b:integer, c:boolean',
  ],
  ['a time', { a: { type: 'time' } }, 'a:time'],
  ['a file of any kind', { a: { type: 'file' }, b: { type: 'default' } }, 'a:file, b:file'],
  ['a picture', { a: { type: 'Image' } }, 'a:image'],
  ['a type that is not known', { a: { type: 'emotion' } }, 'a:unknown'],
  ['a type named __proto__', { a: { type: '__proto__' } }, 'a:unknown'],
  ['a type named constructor', { a: { type: 'constructor' } }, 'a:unknown'],
  ['an array without items', { a: { type: 'array' } }, 'a:array'],
  ['an array of texts', { a: { type: 'array', items: { type: 'string' } } }, 'a:array<:string>'],
  [
    'an array of arrays',
    { a: { type: 'array', items: { type: 'array', items: { type: 'image' } } } },
    'a:array<:array<:image>>',
  ],
  ['items in the name of the type', { a: { type: 'array<image>' } }, 'a:array<:image>'],
  ['nested names of types', { a: { type: 'array<array<integer>>' } }, 'a:array<:array<:integer>>'],
  ['unclosed names of types', { a: { type: 'array<array<' } }, 'a:unknown'],
  ['items that are no schema', { a: { type: 'array', items: 'string' } }, 'a:array'],
  ['an object without members', { a: { type: 'object' } }, 'a:object'],
  ['an object with no member', { a: { type: 'object', properties: {} } }, 'a:object'],
  [
    'an object with members',
    { a: { type: 'object', properties: { b: { type: 'integer', required: true }, c: { type: 'video' } } } },
    'a:object{b:integer!, c:video}',
  ],
  [
    'an array of objects',
    { a: { type: 'array', items: { type: 'object', properties: { b: { type: 'string' } } } } },
    'a:array<:object{b:string}>',
  ],
  [
    'an array of objects that names the type of its items as well',
    { a: { type: 'array<object>', items: { type: 'object', properties: { b: { type: 'string' } } } } },
    'a:array<:object{b:string}>',
  ],
  ['members of a text', { a: { type: 'string', properties: { b: { type: 'string' } } } }, 'a:string'],
  ['an array in place of members', { a: { type: 'object', properties: [{ type: 'string' }] } }, 'a:object'],
  ['a schema that is no object', { a: 'string', b: null, c: { type: 'string' } }, 'c:string'],
  [
    'a name with markup',
    { '<img src=x onerror=alert(1)>': { type: 'string' } },
    '<img src=x onerror=alert(1)>:string',
  ],
  ['a name that changes the direction', { 'a\u202eb': { type: 'string' } }, 'a\u202eb:string'],
  [
    'a description that changes the direction',
    { a: { type: 'string', description: 'a\u202eb\u0007' } },
    'a:string “ab”',
  ],
  ['a type that changes the direction', { a: { type: 'str\u202eing' } }, 'a:string'],
  ['an empty name', { '': { type: 'string' } }, ':string'],
  ['a name of 201 characters', { ['a'.repeat(201)]: { type: 'string' } }, ''],
  ['the name __proto__', parse('{"__proto__":{"type":"string","required":true}}'), '__proto__:string!'],
  [
    'the name constructor',
    { constructor: { type: 'integer' }, toString: { type: 'string' } },
    'constructor:integer, toString:string',
  ],
  [
    'a member named __proto__',
    parse('{"a":{"type":"object","properties":{"__proto__":{"type":"string"}}}}'),
    'a:object{__proto__:string}',
  ],
  ['a prototype with a type', parse('{"a":{"__proto__":{"type":"integer"}}}'), 'a:string'],
  ['an array in place of all', [{ type: 'string' }], ''],
];

describe('The form for a schema', () => {
  for (const [what, schema, expected] of schemas) {
    it(`is right for ${what}`, () => assert.equal(formOf(schema).fields.map(line).join(', '), expected));
  }

  it('has at most 300 fields and counts the others', () => {
    const { fields, omitted } = formOf(many(1_000));
    assert.deepEqual([fields.length, omitted], [300, 700]);
    const wide = Object.fromEntries(
      Array.from({ length: 20 }, (_, index) => [`o${index}`, { type: 'object', properties: many(100) }]),
    );
    const nested = formOf(wide);
    assert.equal(
      nested.fields.reduce((sum, field) => sum + 1 + (field.fields?.length ?? 0), 0),
      300,
    );
  });

  it('reads twelve levels, and the deepest object as JSON', () => {
    let level = 0;
    let field = formOf({ a: deep(40) }).fields[0];
    while (field?.fields) {
      field = field.fields[0];
      level++;
    }
    assert.equal(field?.type, 'object');
    assert.ok(level >= 10 && level <= 12, String(level));
  });

  it('is made of a schema that refers to itself without end', () => {
    const endless: Record<string, unknown> = { type: 'object' };
    endless['properties'] = { again: endless };
    endless['items'] = endless;
    assert.equal(formOf({ a: endless }).fields.length, 1);
  });

  it('shows what the entry of the settings sets', () => {
    const declared = read(parameters, {
      city: { type: 'string', required: true, default_value: 'Rome' },
      days: { type: 'integer', required: true },
      order: { type: 'object' },
    });
    const set = { city: 'Oslo', days: { odd: true }, order: { a: [1] }, other: 1 };
    assert.deepEqual(inputFields(declared ?? [], set).fields.map(line), [
      'city:string! =Oslo',
      'days:integer',
      `order:object =${JSON.stringify({ a: [1] }, undefined, 2)}`,
    ]);
  });

  it('knows every sub-type of a file, with its endings', () => {
    for (const kind of fileKinds) {
      assert.ok(isKnownType(kind));
      const endings = acceptedEndings(kind);
      assert.equal(endings.length === 0, kind === 'file', kind);
      for (const ending of endings) assert.match(ending, /^\.[a-z0-9]+$/);
    }
    assert.deepEqual(
      [isKnownType('array<doc>'), isKnownType('array<x>'), isKnownType('emotion')],
      [true, false, false],
    );
  });
});
