import assert from 'node:assert/strict';
import { applyEdits, parse } from 'jsonc-parser';
import { fieldName } from '../../../../../src/host/entries/entryProblem';
import { changesOf } from '../../../../../src/host/workflows/settingsFile/entryFixes';
import { findingsIn, type Finding } from '../../../../../src/host/workflows/settingsFile/entryFindings';
import { SettingsText } from '../../../../../src/host/workflows/settingsFile/settingsText';

const base = 'https://api.coze.cn';
const token = 'pat_0123456789abcdefghijklmnopqrstuv';

function findingsOf(text: string): readonly Finding[] {
  const settings = SettingsText.read(text);
  return settings ? findingsIn(settings, base) : [];
}

/** The text of a settings file with one entry: name, workflow ID and these members. */
function fileWith(members: string): string {
  return `{ "coze.workflows": [{ "name": "A", "workflowId": "1", ${members} }] }`;
}

function fixed(text: string, finding: Finding, fix = 0): string {
  const settings = SettingsText.read(text);
  const chosen = finding.fixes[fix];
  if (!settings || !chosen) throw new Error('There is no such fix.');
  return applyEdits(text, [...changesOf(chosen, finding.index, settings)]);
}

describe('A mistake in an entry', () => {
  /** Title, members of the entry, problem, field, acts of the fixes, members after the first fix. */
  const rows: readonly (readonly [string, string, string, string, string, object])[] = [
    ['an unknown field with a similar name', '"verison": "v0.0.1"', 'unknownField', 'verison', 'remove', {}],
    [
      'a misspelled field',
      '"workflowVerson": "v0.0.1"',
      'unknownField',
      'workflowVerson',
      'rename remove',
      { workflowVersion: 'v0.0.1' },
    ],
    [
      'a field in the spelling of the wire',
      '"app_id": "2"',
      'unknownField',
      'app_id',
      'rename remove',
      { appId: '2' },
    ],
    [
      'a variable with a similar name in a mapping',
      '"selection": { "message": "${question} ${Path} ${lines}" }',
      'variableUnknown',
      'selection.message',
      'set remove',
      { selection: { message: '${question} ${path} ${startLine}' } },
    ],
    [
      "one of VS Code's variables in a mapping",
      '"selection": { "parameters": { "code": "${selectedText}" } }',
      'variableUnknown',
      'selection.parameters.code',
      'set remove',
      { selection: { parameters: { code: '${selection}' } } },
    ],
    [
      'an unknown variable in a mapping',
      '"selection": { "message": "${colour}" }',
      'variableUnknown',
      'selection.message',
      'remove',
      { selection: {} },
    ],
    [
      'a mapping to a number',
      '"selection": { "parameters": { "line": 3 } }',
      'selectionInvalid',
      'selection',
      'remove',
      {},
    ],
    [
      'a mapping that is a text',
      '"selection": "${selection}"',
      'selectionInvalid',
      'selection',
      'remove',
      {},
    ],
    [
      'an input without a type',
      '"inputs": { "city": 5 }',
      'inputUntyped',
      'inputs.city',
      'set remove',
      { inputs: { city: 'string' } },
    ],
    [
      'an input of a type that the chat does not know',
      '"inputs": { "order": { "type": "object", "properties": { "mood": "emotion" } } }',
      'inputTypeUnknown',
      'inputs.order.properties.mood',
      'set remove',
      { inputs: { order: { type: 'object', properties: { mood: 'string' } } } },
    ],
    [
      'a required input of a type that the chat does not know',
      '"inputs": { "mood": { "type": "emotion", "required": true } }',
      'inputTypeUnknown',
      'inputs.mood.type',
      'set remove',
      { inputs: { mood: { type: 'string', required: true } } },
    ],
    [
      'an input with a description that is no text',
      '"inputs": { "city": { "type": "string", "description": 5 } }',
      'inputFieldInvalid',
      'inputs.city.description',
      'remove',
      { inputs: { city: { type: 'string' } } },
    ],
    ['an unknown field', '"colour": 1', 'unknownField', 'colour', 'remove', {}],
    ['app and agent', '"appId": "2", "botId": "3"', 'appAndBot', 'botId', 'remove remove', { botId: '3' }],
    [
      'an ID with a blank inside',
      '"appId": "749 123"',
      'idNotNumeric',
      'appId',
      'set remove',
      { appId: '749123' },
    ],
    ['an ID with a blank behind', '"appId": "749 "', 'idBlank', 'appId', 'set remove', { appId: '749' }],
    [
      'an address instead of an ID',
      '"appId": "https://www.coze.cn/space/7491234567890123450/project-ide/7491234567890123456"',
      'idNotNumeric',
      'appId',
      'set remove',
      { appId: '7491234567890123456' },
    ],
    ['an ID with letters', '"appId": "app"', 'idNotNumeric', 'appId', 'remove', {}],
    [
      'an ID as a number, of which no digit is lost',
      '"appId": 7491234567890123457',
      'idIsNumber',
      'appId',
      'quote remove',
      { appId: '7491234567890123457' },
    ],
    ['an ID as a number with an exponent', '"appId": 7.49e18', 'idIsNumber', 'appId', 'remove', {}],
    [
      'a number in parameters that loses digits',
      '"parameters": { "a": [{ "id": 7491234567890123457 }] }',
      'numberRounded',
      'parameters.a.0.id',
      'quote remove',
      { parameters: { a: [{ id: '7491234567890123457' }] } },
    ],
    [
      'an insecure base URL',
      '"baseUrl": "http://coze.example.com"',
      'baseUrlInsecure',
      'baseUrl',
      'set remove',
      { baseUrl: 'https://coze.example.com' },
    ],
    [
      'a base URL with a path',
      '"baseUrl": "https://api.coze.com/v1/workflows/chat"',
      'baseUrlPath',
      'baseUrl',
      'set remove',
      { baseUrl: 'https://api.coze.com' },
    ],
    [
      'a base URL with credentials',
      '"baseUrl": "https://me:secret@coze.example.com"',
      'baseUrlCredentials',
      'baseUrl',
      'set remove',
      { baseUrl: 'https://coze.example.com' },
    ],
    [
      'a base URL that imitates Coze',
      '"baseUrl": "https://api.coze.com.example"',
      'baseUrlImitation',
      'baseUrl',
      'set remove',
      { baseUrl: 'https://api.coze.com' },
    ],
    [
      "a base URL of Coze's pages",
      '"baseUrl": "https://www.coze.com"',
      'baseUrlNotApi',
      'baseUrl',
      'set remove',
      { baseUrl: 'https://api.coze.com' },
    ],
    [
      'a base URL without https',
      '"baseUrl": "api.coze.com"',
      'baseUrlInvalid',
      'baseUrl',
      'set remove',
      { baseUrl: 'https://api.coze.com' },
    ],
    ['a base URL that is none', '"baseUrl": "coze"', 'baseUrlInvalid', 'baseUrl', 'remove', {}],
    [
      'a version without v',
      '"workflowVersion": "0.0.5"',
      'versionForm',
      'workflowVersion',
      'set remove',
      { workflowVersion: 'v0.0.5' },
    ],
    [
      'a version of another form',
      '"workflowVersion": "latest"',
      'versionForm',
      'workflowVersion',
      'remove',
      {},
    ],
    [
      'a version as a number',
      '"workflowVersion": 5',
      'notAText',
      'workflowVersion',
      'quote remove',
      { workflowVersion: '5' },
    ],
    ['a version as a list', '"workflowVersion": ["v0.0.1"]', 'notAText', 'workflowVersion', 'remove', {}],
    ['parameters as a text', '"parameters": "{}"', 'notAnObjectField', 'parameters', 'remove', {}],
    [
      'an ext with numbers',
      '"ext": { "latitude": 30.5, "isNear": true, "a": "b" }',
      'extNotTexts',
      'ext',
      'quote remove',
      { ext: { latitude: '30.5', isNear: 'true', a: 'b' } },
    ],
    [
      'an unknown format of attachments',
      '"attachmentFormat": "url"',
      'attachmentFormatUnknown',
      'attachmentFormat',
      'set set remove',
      { attachmentFormat: 'object_string' },
    ],
    ['a token in an unknown field', `"token": "${token}"`, 'tokenInFile', 'token', 'moveToken remove', {}],
    [
      'a token in parameters',
      `"parameters": { "a": 1, "key": "Bearer ${token}" }`,
      'tokenInFile',
      'parameters.key',
      'moveToken remove',
      { parameters: { a: 1 } },
    ],
  ];
  for (const [title, members, problem, field, acts, after] of rows) {
    it(`is ${title}`, () => {
      const text = fileWith(members);
      const [finding, ...others] = findingsOf(text);
      assert.ok(finding);
      assert.deepEqual(others, []);
      assert.deepEqual([finding.problem, fieldName(finding.path)], [problem, field]);
      assert.equal(finding.fixes.map(({ act }) => act).join(' '), acts);
      const mended = fixed(text, finding);
      assert.deepEqual(parse(mended), {
        'coze.workflows': [{ name: 'A', workflowId: '1', ...after }],
      });
      const remaining = findingsOf(mended).map((one) => one.problem);
      assert.ok(!remaining.includes(finding.problem), 'The fix leaves the mistake.');
    });
  }

  /** Title, entry, problem, acts of the fixes, the list after the first fix. */
  const entries: readonly (readonly [string, string, string, string, readonly unknown[]])[] = [
    [
      'a missing name',
      '{ "workflowId": "7491234567890123456" }',
      'nameMissing',
      'set remove',
      [{ workflowId: '7491234567890123456', name: 'Workflow 3456' }],
    ],
    [
      'a blank name',
      '{ "name": " ", "workflowId": "1" }',
      'nameMissing',
      'set remove',
      [{ name: 'Workflow 1', workflowId: '1' }],
    ],
    [
      'a missing workflow ID',
      '{ "name": "A" }',
      'idMissing',
      'set removeEntry',
      [{ name: 'A', workflowId: '' }],
    ],
    ['an empty workflow ID', '{ "name": "A", "workflowId": "" }', 'idMissing', 'removeEntry', []],
    [
      'a workflow ID as a number',
      '{ "name": "A", "workflowId": 7491234567890123457 }',
      'idIsNumber',
      'quote removeEntry',
      [{ name: 'A', workflowId: '7491234567890123457' }],
    ],
    [
      'an address as the workflow ID',
      '{ "name": "A", "workflowId": "https://www.coze.cn/work_flow?space_id=7491234567890123450&workflow_id=7491234567890123457" }',
      'idNotNumeric',
      'set removeEntry',
      [{ name: 'A', workflowId: '7491234567890123457' }],
    ],
    ['an entry that is no object', '"7491234567890123457"', 'notAnObject', 'removeEntry', []],
  ];
  for (const [title, entry, problem, acts, after] of entries) {
    it(`is ${title}`, () => {
      const text = `{ "coze.workflows": [${entry}] }`;
      const [finding] = findingsOf(text);
      assert.ok(finding);
      assert.equal(finding.problem, problem);
      assert.equal(finding.fixes.map(({ act }) => act).join(' '), acts);
      assert.deepEqual(parse(fixed(text, finding)), { 'coze.workflows': after });
    });
  }

  it('is the second of two entries with the same target, name and version', () => {
    const text =
      '{ "coze.workflows": [{ "name": "A", "workflowId": "1" }, { "name": "A", "workflowId": "1", "ext": {} }, { "name": "A", "workflowId": "1", "workflowVersion": "v0.0.1" }] }';
    const [finding, ...others] = findingsOf(text);
    assert.ok(finding);
    assert.deepEqual(others, []);
    assert.deepEqual([finding.problem, finding.index, finding.isError], ['sameEntry', 1, false]);
    assert.equal(
      (parse(fixed(text, finding)) as { 'coze.workflows': unknown[] })['coze.workflows'].length,
      2,
    );
  });

  it('is reported at its place', () => {
    const text = fileWith('"workflowVerson": "v1", "appId": 5');
    const places = findingsOf(text).map(({ range }) => text.slice(range.start, range.end));
    assert.deepEqual(places, ['5', '"workflowVerson"']);
  });

  it('is fixed from the name of the field as well', () => {
    const text = fileWith('"appId": 5');
    const { start = 0, end = 0 } = SettingsText.read(text)?.reachOf(0, ['appId']) ?? {};
    assert.equal(text.slice(start, end), '"appId": 5');
  });

  it('makes an entry unusable, or not', () => {
    const isError = (members: string) => findingsOf(fileWith(members))[0]?.isError;
    assert.equal(isError(`"token": "${token}"`), true);
    assert.equal(isError('"colour": 1'), false);
  });

  it('does not occur in an entry with every field', () => {
    const members =
      '"appId": "2", "baseUrl": "https://coze.example.com/", "workflowVersion": "v0.0.5", "connectorId": "1024", "parameters": { "a": 1 }, "ext": { "b": "c" }, "attachmentFormat": "file_url"';
    assert.deepEqual(findingsOf(fileWith(members)), []);
  });
});

describe('The text of a settings file', () => {
  it('keeps its comments, blanks and other settings when a mistake is fixed', () => {
    const text = `// mine
{
  "editor.tabSize": 3, // three
  "coze.workflows": [
    // the first
    {
      "name": "A", // a name
      "workflowId": 7491234567890123457,
    },
  ],
}`;
    const [finding] = findingsOf(text);
    assert.ok(finding);
    assert.equal(fixed(text, finding), text.replace('7491234567890123457', '"7491234567890123457"'));
  });

  it('is read in a workspace file', () => {
    const [finding] = findingsOf('{ "folders": [], "settings": { "coze.workflows": [{ "name": "A" }] } }');
    assert.equal(finding?.problem, 'idMissing');
  });

  for (const [title, text] of [
    ['no text', ''],
    ['no object', '["coze.workflows"]'],
    ['no list', '{ "coze.workflows": {} }'],
    ['text that is not JSON', 'coze.workflows ]]{{'],
    ['100,000 brackets', `{ "coze.workflows": [${'['.repeat(100_000)}`],
    ['more than two million characters', `{ "coze.workflows": [{}] } ${' '.repeat(2_000_000)}`],
  ] as const) {
    it(`is left alone if it has ${title}`, () => {
      assert.doesNotThrow(() => findingsOf(text));
      if (!text.includes('[[')) assert.deepEqual(findingsOf(text), []);
    });
  }

  it('may end anywhere', () => {
    const text = fileWith('"appId": 5, "botId": "x", "parameters": { "a": [1, 2] }, "ext": { "b": 1 }');
    for (let end = 0; end < text.length; end++) {
      const part = text.slice(0, end);
      for (const finding of findingsOf(part)) {
        for (let fix = 0; fix < finding.fixes.length; fix++) fixed(part, finding, fix);
      }
    }
  });
});
