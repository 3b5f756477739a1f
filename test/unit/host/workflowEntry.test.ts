import assert from 'node:assert/strict';
import fc from 'fast-check';
import { readWorkflowEntry, workflowKey, type EntryProblem } from '../../../src/host/workflows/workflowEntry';

const base = 'https://api.coze.cn';
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
      return 'refusal' in result ? result.refusal : undefined;
    };
    const values = (count: number) =>
      Object.fromEntries(Array.from({ length: count }, (_, index) => [`key${index}`, 'x']));
    assert.equal(refusalOf({ ext: values(50) }), undefined);
    assert.deepEqual(refusalOf({ ext: values(51) }), { problem: 'tooLarge', field: 'ext' });
    assert.deepEqual(refusalOf({ ext: { key: 'x'.repeat(20_000) } }), { problem: 'tooLarge', field: 'ext' });
    let deep: unknown = 'x';
    for (let level = 0; level < 100_000; level++) deep = [deep];
    assert.deepEqual(refusalOf({ parameters: { deep } }), { problem: 'tooLarge', field: 'parameters' });
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
        source: 'workspace',
      },
    });
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
    ['an entry without an id', { name: 'A' }, 'idNotNumeric', 'workflowId'],
    ['an id with letters', { name: 'A', workflowId: '1a' }, 'idNotNumeric', 'workflowId'],
    [
      'an id as a number, which JSON has rounded',
      { name: 'A', workflowId: Number('7491234567890123456') },
      'idNotNumeric',
      'workflowId',
    ],
    ['an id with a path in it', { name: 'A', workflowId: '../1' }, 'idNotNumeric', 'workflowId'],
    ['an app id with letters', { name: 'A', workflowId: '1', appId: 'x' }, 'idNotNumeric', 'appId'],
    ['app and agent at once', { name: 'A', workflowId: '1', appId: '2', botId: '3' }, 'appAndBot', 'botId'],
    [
      'an http address',
      { name: 'A', workflowId: '1', baseUrl: 'http://coze.example' },
      'baseUrlInvalid',
      'baseUrl',
    ],
    [
      'an address with a password',
      { name: 'A', workflowId: '1', baseUrl: 'https://u:p@coze.example' },
      'baseUrlInvalid',
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
    [
      'an unknown form of attachments',
      { name: 'A', workflowId: '1', attachmentFormat: 'x' },
      'attachmentFormatUnknown',
      'attachmentFormat',
    ],
  ];
  for (const [title, entry, problem, field] of refused) {
    it(`refuses ${title}`, () => assert.deepEqual(read(entry), { refusal: { problem, field } }));
  }

  it('blames the setting if the entry has no base URL and that of the setting is unusable', () => {
    assert.deepEqual(readWorkflowEntry({ name: 'A', workflowId: '1' }, undefined, 'user'), {
      refusal: { problem: 'defaultBaseUrlInvalid', field: 'baseUrl' },
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

describe('workflowKey', () => {
  it('differs for each target', () => {
    const keys = [
      workflowKey({ baseUrl: base, workflowId: '1' }),
      workflowKey({ baseUrl: base, workflowId: '2' }),
      workflowKey({ baseUrl: 'https://api.coze.com', workflowId: '1' }),
      workflowKey({ baseUrl: base, workflowId: '1', appId: '3' }),
      workflowKey({ baseUrl: base, workflowId: '1', botId: '3' }),
    ];
    assert.equal(new Set(keys).size, keys.length);
  });
});
