import assert from 'node:assert/strict';
import fc from 'fast-check';
import { fieldName, type EntryProblem } from '../../../../src/host/entries/entryProblem';
import { readWorkflowEntry } from '../../../../src/host/entries/workflowEntry';

const base = 'https://api.coze.cn';
const token = 'pat_0123456789abcdefghijklmnopqrstuv';
const read = (entry: unknown, defaultBaseUrl: string | undefined = base) =>
  readWorkflowEntry(entry, defaultBaseUrl, 'user');

describe('readWorkflowEntry', () => {
  it('reads an entry with the required fields only', () => {
    assert.deepEqual(read({ name: 'A', workflowId: '1' }), {
      workflow: { key: `${base} 1`, name: 'A', workflowId: '1', baseUrl: base, source: 'user' },
    });
  });

  it('refuses ext and parameters that are too large, too many or nested too deeply', () => {
    const refusalOf = (entry: object) => {
      const result = read({ name: 'A', workflowId: '1', ...entry });
      return 'refusals' in result ? result.refusals : undefined;
    };
    const values = (count: number) =>
      Object.fromEntries(Array.from({ length: count }, (_, index) => [`key${index}`, 'x']));
    assert.equal(refusalOf({ ext: values(50) }), undefined);
    assert.deepEqual(refusalOf({ ext: values(51) }), [{ problem: 'tooLarge', path: ['ext'] }]);
    assert.deepEqual(refusalOf({ ext: { key: 'x'.repeat(20_000) } }), [
      { problem: 'tooLarge', path: ['ext'] },
    ]);
    let deep: unknown = 'x';
    for (let level = 0; level < 100_000; level++) deep = [deep];
    assert.deepEqual(refusalOf({ parameters: { deep } }), [{ problem: 'tooLarge', path: ['parameters'] }]);
  });

  it('reads every field', () => {
    const entry = {
      name: ' A ',
      workflowId: '1',
      appId: '2',
      baseUrl: 'https://coze.example/',
      workflowVersion: 'v0.0.5',
      connectorId: '1024',
      parameters: { city: 'Hangzhou', depth: { list: [1, 2] } },
      ext: { user_id: 'u' },
      attachmentFormat: 'file_url',
      selection: { message: '${question}', parameters: { code: '${selection}' }, other: 1 },
    };
    assert.deepEqual(readWorkflowEntry(entry, base, 'workspace'), {
      workflow: {
        key: 'https://coze.example 1 app 2',
        name: 'A',
        workflowId: '1',
        appId: '2',
        baseUrl: 'https://coze.example',
        workflowVersion: 'v0.0.5',
        connectorId: '1024',
        parameters: { city: 'Hangzhou', depth: { list: [1, 2] } },
        ext: { user_id: 'u' },
        attachmentFormat: 'file_url',
        selection: { message: '${question}', parameters: { code: '${selection}' } },
        source: 'workspace',
      },
    });
  });

  it('reads declared inputs in the format of the metadata and as names of types', () => {
    const inputs = {
      city: ' string ',
      photos: 'array<image>',
      days: { type: 'integer', required: true, description: 'How long', default_value: 3 },
      order: { type: 'object', properties: { sku: 'string', lines: { type: 'array', items: 'integer' } } },
    };
    const result = read({ name: 'A', workflowId: '1', inputs });
    assert.ok('workflow' in result);
    const optional = { isRequired: false };
    assert.deepEqual(result.workflow.inputs, [
      { name: 'city', type: 'string', ...optional },
      { name: 'photos', type: 'array<image>', ...optional },
      { name: 'days', type: 'integer', isRequired: true, description: 'How long', defaultValue: '3' },
      {
        name: 'order',
        type: 'object',
        ...optional,
        properties: [
          { name: 'sku', type: 'string', ...optional },
          { name: 'lines', type: 'array', ...optional, items: { name: '', type: 'integer', ...optional } },
        ],
      },
    ]);
    const hostile = JSON.parse('{"__proto__":"string","constructor":{"type":"integer"}}') as object;
    const odd = read({ name: 'A', workflowId: '1', inputs: hostile });
    assert.ok('workflow' in odd);
    assert.deepEqual(
      odd.workflow.inputs?.map(({ name }) => name),
      ['__proto__', 'constructor'],
    );
    assert.deepEqual(read({ name: 'A', workflowId: '1', inputs: {} }), read({ name: 'A', workflowId: '1' }));
  });

  it('reports every mistake of an entry', () => {
    const result = read({ name: '', workflowId: 'x', baseUrl: 'http://coze.example', ext: [], nmae: token });
    assert.ok('refusals' in result);
    assert.deepEqual(
      result.refusals.map(({ problem, path }) => [problem, fieldName(path)]),
      [
        ['tokenInFile', 'nmae'],
        ['nameMissing', 'name'],
        ['idNotNumeric', 'workflowId'],
        ['baseUrlInsecure', 'baseUrl'],
        ['notAnObjectField', 'ext'],
      ],
    );
  });

  const tokens: readonly (readonly [string, object, string])[] = [
    ['a field', { name: token }, 'name'],
    ['an unknown field', { token }, 'token'],
    ['a base URL', { baseUrl: `https://coze.example/?token=${token}` }, 'baseUrl'],
    ['parameters', { parameters: { list: [{ key: `Bearer ${token}` }] } }, 'parameters.list.0.key'],
    ['ext', { ext: { authorization: 'sat_0123456789abcdef' } }, 'ext.authorization'],
    ['an unknown object', { headers: { auth: 'czu_0123456789abcdef' } }, 'headers.auth'],
    [
      'parameters, a JSON Web Token',
      { parameters: { jwt: 'eyJhbGciOiJSUzI1NiJ9.eyJpc3MiOiJjb3plIn0.c2lnbmF0dXJl' } },
      'parameters.jwt',
    ],
  ];
  for (const [place, fields, field] of tokens) {
    it(`refuses an entry with a token in ${place}`, () => {
      const result = read({ name: 'A', workflowId: '1', ...fields });
      assert.ok('refusals' in result);
      const found = result.refusals.map(({ problem, path }) => [problem, fieldName(path)]);
      assert.deepEqual(found[0], ['tokenInFile', field]);
    });
  }

  it('accepts texts that only begin like a token', () => {
    for (const text of ['pat_', 'path_to_the_file_of_the_day', 'sat_1', 'compat_0123456789abcdef']) {
      assert.ok('workflow' in read({ name: text, workflowId: '1', parameters: { text } }), text);
    }
  });

  it('ignores unknown fields', () => {
    const result = read({ name: 'A', workflowId: '1', token: 'pat_x', source: 'demo', key: 'demo' });
    assert.deepEqual(result, read({ name: 'A', workflowId: '1' }));
  });

  it('treats empty fields as absent', () => {
    const entry = {
      name: 'A',
      workflowId: '1',
      appId: '',
      botId: null,
      baseUrl: '  ',
      parameters: {},
      ext: {},
    };
    assert.deepEqual(read(entry), read({ name: 'A', workflowId: '1' }));
  });

  const refused: readonly (readonly [string, unknown, EntryProblem, string])[] = [
    ['a text', 'x', 'notAnObject', ''],
    ['nothing', null, 'notAnObject', ''],
    ['a list', [], 'notAnObject', ''],
    ['an entry without a name', { workflowId: '1' }, 'nameMissing', 'name'],
    ['a name of spaces', { name: ' ', workflowId: '1' }, 'nameMissing', 'name'],
    ['a name that is a number', { name: 5, workflowId: '1' }, 'notAText', 'name'],
    ['an entry without an id', { name: 'A' }, 'idMissing', 'workflowId'],
    ['an id with letters', { name: 'A', workflowId: '1a' }, 'idNotNumeric', 'workflowId'],
    [
      'an id as a number, which JSON has rounded',
      { name: 'A', workflowId: Number('7491234567890123456') },
      'idIsNumber',
      'workflowId',
    ],
    ['an id with a path in it', { name: 'A', workflowId: '../1' }, 'idNotNumeric', 'workflowId'],
    ['an app id with letters', { name: 'A', workflowId: '1', appId: 'x' }, 'idNotNumeric', 'appId'],
    ['app and agent at once', { name: 'A', workflowId: '1', appId: '2', botId: '3' }, 'appAndBot', 'botId'],
    [
      'an http address',
      { name: 'A', workflowId: '1', baseUrl: 'http://coze.example' },
      'baseUrlInsecure',
      'baseUrl',
    ],
    [
      'an address with a password',
      { name: 'A', workflowId: '1', baseUrl: 'https://u:p@coze.example' },
      'baseUrlCredentials',
      'baseUrl',
    ],
    [
      'an address that imitates Coze',
      { name: 'A', workflowId: '1', baseUrl: 'https://api.coze.cn.example' },
      'baseUrlImitation',
      'baseUrl',
    ],
    [
      'an address that imitates Coze behind an invisible character',
      { name: 'A', workflowId: '1', baseUrl: '\u200Bhttps://api.coze.cn.example' },
      'baseUrlImitation',
      'baseUrl',
    ],
    ['an address that is none', { name: 'A', workflowId: '1', baseUrl: 'coze' }, 'baseUrlInvalid', 'baseUrl'],
    [
      'parameters as a list',
      { name: 'A', workflowId: '1', parameters: [1] },
      'notAnObjectField',
      'parameters',
    ],
    [
      'parameters of a megabyte',
      { name: 'A', workflowId: '1', parameters: { x: 'y'.repeat(1_000_001) } },
      'tooLarge',
      'parameters',
    ],
    [
      'parameters that are nested too deep',
      {
        name: 'A',
        workflowId: '1',
        parameters: { x: JSON.parse('['.repeat(50_000) + ']'.repeat(50_000)) as unknown },
      },
      'tooLarge',
      'parameters',
    ],
    [
      'a number in parameters that has lost digits',
      { name: 'A', workflowId: '1', parameters: { x: [{ id: Number('7281192623887548473') }] } },
      'numberRounded',
      'parameters.x.0.id',
    ],
    [
      'an ext of a megabyte',
      { name: 'A', workflowId: '1', ext: { x: 'y'.repeat(1_000_001) } },
      'tooLarge',
      'ext',
    ],
    ['an ext with a number', { name: 'A', workflowId: '1', ext: { user_id: 5 } }, 'extNotTexts', 'ext'],
    ['inputs as a list', { name: 'A', workflowId: '1', inputs: ['city'] }, 'notAnObjectField', 'inputs'],
    [
      'an input without a type',
      { name: 'A', workflowId: '1', inputs: { city: { required: true } } },
      'inputUntyped',
      'inputs.city',
    ],
    [
      'an input that is a number',
      { name: 'A', workflowId: '1', inputs: { city: 5 } },
      'inputUntyped',
      'inputs.city',
    ],
    [
      'an input that is required by a text',
      { name: 'A', workflowId: '1', inputs: { city: { type: 'string', required: 'yes' } } },
      'inputFieldInvalid',
      'inputs.city.required',
    ],
    [
      'a member without a type',
      {
        name: 'A',
        workflowId: '1',
        inputs: { a: { type: 'array', items: { type: 'object', properties: { b: {} } } } },
      },
      'inputUntyped',
      'inputs.a.items.properties.b',
    ],
    [
      'members as a list',
      { name: 'A', workflowId: '1', inputs: { a: { type: 'object', properties: [] } } },
      'inputFieldInvalid',
      'inputs.a.properties',
    ],
    [
      'a default that has lost digits',
      {
        name: 'A',
        workflowId: '1',
        inputs: { a: { type: 'integer', default_value: Number('7281192623887548473') } },
      },
      'numberRounded',
      'inputs.a.default_value',
    ],
    [
      'inputs that are nested too deep',
      {
        name: 'A',
        workflowId: '1',
        inputs: JSON.parse(
          `${'{"a":{"type":"array","items":'.repeat(1)}${'{"type":"array","items":'.repeat(13)}"string"${'}'.repeat(15)}`,
        ) as unknown,
      },
      'tooLarge',
      'inputs',
    ],
    [
      'an unknown form of attachments',
      { name: 'A', workflowId: '1', attachmentFormat: 'x' },
      'attachmentFormatUnknown',
      'attachmentFormat',
    ],
  ];
  for (const [title, entry, problem, field] of refused) {
    it(`refuses ${title}`, () => {
      const result = read(entry);
      assert.ok('refusals' in result);
      const [first] = result.refusals;
      assert.deepEqual([first?.problem, fieldName(first?.path ?? [])], [problem, field]);
    });
  }

  it('blames the setting if the entry has no base URL and that of the setting is unusable', () => {
    assert.deepEqual(readWorkflowEntry({ name: 'A', workflowId: '1' }, undefined, 'user'), {
      refusals: [{ problem: 'defaultBaseUrlInvalid', path: ['baseUrl'] }],
    });
  });

  it('accepts http for this computer', () => {
    const result = read({ name: 'A', workflowId: '1', baseUrl: 'http://127.0.0.1:8888/' });
    assert.ok('workflow' in result);
    assert.equal(result.workflow.baseUrl, 'http://127.0.0.1:8888');
  });

  it('never throws', () => {
    fc.assert(fc.property(fc.anything(), (entry) => void read(entry)));
    const fields = fc.record(
      {
        name: fc.anything(),
        workflowId: fc.anything(),
        parameters: fc.jsonValue(),
        ext: fc.anything(),
        baseUrl: fc.anything(),
      },
      { requiredKeys: [] },
    );
    fc.assert(fc.property(fields, (entry) => void read(entry)));
  });
});
