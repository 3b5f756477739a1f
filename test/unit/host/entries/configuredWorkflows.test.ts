import assert from 'node:assert/strict';
import { entriesIn, readLayers } from '../../../../src/host/entries/configuredWorkflows';

describe('The entries of a settings file to which one is added', () => {
  const entry = { name: 'Mine', workflowId: '1' };

  it('are those of its list', () => {
    assert.deepEqual(entriesIn([entry, null, 3]), [entry, null, 3]);
    assert.deepEqual(entriesIn(undefined), []);
    assert.deepEqual(entriesIn(null), []);
  });

  it('keep a value that is no list, so that writing the list loses nothing', () => {
    assert.deepEqual(entriesIn(entry), [entry]);
    assert.deepEqual(entriesIn('1'), ['1']);
    const added = { name: 'Added', workflowId: '2' };
    const { configured } = readLayers(
      [{ scope: 'user', value: [...entriesIn(entry), added] }],
      'https://api.coze.cn',
    );
    assert.deepEqual(
      configured.map(({ workflow }) => workflow.name),
      ['Mine', 'Added'],
    );
  });
});
