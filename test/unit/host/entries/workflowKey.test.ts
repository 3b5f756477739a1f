import assert from 'node:assert/strict';
import { readLayers } from '../../../../src/host/entries/configuredWorkflows';
import { findByKey, targetKey } from '../../../../src/host/entries/workflowKey';

const base = 'https://api.coze.cn';
const target = `${base} 1`;

function configured(...entries: readonly object[]) {
  const value = entries.map((entry) => ({ workflowId: '1', ...entry }));
  return readLayers([{ scope: 'user', value }], base).configured.map(({ workflow }) => workflow);
}

describe('The key of a workflow', () => {
  it('differs for each target', () => {
    const keys = [
      targetKey({ baseUrl: base, workflowId: '1' }),
      targetKey({ baseUrl: base, workflowId: '2' }),
      targetKey({ baseUrl: 'https://api.coze.com', workflowId: '1' }),
      targetKey({ baseUrl: base, workflowId: '1', appId: '3' }),
      targetKey({ baseUrl: base, workflowId: '1', botId: '3' }),
    ];
    assert.equal(new Set(keys).size, keys.length);
  });

  it('is that of the target for a single profile, whatever its name and version', () => {
    assert.deepEqual(
      configured({ name: 'A', workflowVersion: 'v0.0.2' }).map(({ key }) => key),
      [target],
    );
  });

  it('differs for the profiles of one target, by name and then by version', () => {
    const profiles = configured(
      { name: 'dev' },
      { name: 'prod', workflowVersion: 'v0.0.1' },
      { name: 'prod', workflowVersion: 'v0.0.2' },
    );
    assert.equal(new Set(profiles.map(({ key }) => key)).size, 3);
  });

  it('is the same for two profiles of the same name and version: the first is used', () => {
    const profiles = configured({ name: 'dev', parameters: { a: 1 } }, { name: 'dev', parameters: { a: 2 } });
    assert.deepEqual(
      profiles.map(({ parameters }) => parameters),
      [{ a: 1 }],
    );
  });

  it('does not depend on the order of the profiles', () => {
    const [dev, prod] = configured({ name: 'dev' }, { name: 'prod' });
    const [second, first] = configured({ name: 'prod' }, { name: 'dev' });
    assert.deepEqual([first?.key, second?.key], [dev?.key, prod?.key]);
  });
});

describe('The workflow of a stored key', () => {
  const keyOf = (name: string, ...entries: readonly object[]) =>
    configured(...entries).find((workflow) => workflow.name === name)?.key ?? '';
  const both = [{ name: 'dev' }, { name: 'prod' }];
  const rows: readonly (readonly [string, string, readonly object[], string | undefined])[] = [
    ['of an earlier version is found by its target', target, both, 'dev'],
    ['of another target is not found', `${base} 1 app 2`, both, undefined],
    ['is found by its name', keyOf('prod', ...both), both, 'prod'],
    ['is found after the other profile was removed', keyOf('prod', ...both), [{ name: 'prod' }], 'prod'],
    [
      'is found after the only other profile was removed and it was renamed',
      keyOf('prod', ...both),
      [{ name: 'x' }],
      'x',
    ],
    [
      'is found after a version was set',
      keyOf('prod', ...both),
      [{ name: 'dev' }, { name: 'prod', workflowVersion: 'v0.0.2' }],
      'prod',
    ],
    [
      'is not replaced by one of several other profiles',
      keyOf('prod', ...both),
      [{ name: 'dev' }, { name: 'stage' }],
      undefined,
    ],
    ['of the demo is not found among the entries', 'demo', both, undefined],
  ];
  for (const [title, key, entries, name] of rows) {
    it(title, () => assert.equal(findByKey(configured(...entries), key)?.name, name));
  }
});
