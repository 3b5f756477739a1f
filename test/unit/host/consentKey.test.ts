import assert from 'node:assert/strict';
import { consentKey } from '../../../src/host/workflows/consentKey';
import { readWorkflowEntry } from '../../../src/host/workflows/workflowEntry';

const plain = { name: 'A', workflowId: '1' };

function keyOf(entry: object): string {
  const read = readWorkflowEntry(entry, 'https://api.coze.cn', 'workspace');
  if (!('workflow' in read)) throw new Error(read.refusal.problem);
  return consentKey(read.workflow);
}

describe('the consent to a workflow of a workspace', () => {
  it('is another one for everything that decides what is sent or run', () => {
    const entries = [
      plain,
      { ...plain, workflowId: '2' },
      { ...plain, appId: '3' },
      { ...plain, botId: '3' },
      { ...plain, baseUrl: 'https://api.coze.com' },
      { ...plain, workflowVersion: 'v0.0.1' },
      { ...plain, connectorId: '1024' },
      { ...plain, parameters: { city: 'Hangzhou' } },
      { ...plain, parameters: { city: 'Beijing' } },
      { ...plain, parameters: { city: 'Hangzhou', send_to: 'someone' } },
      { ...plain, ext: { user_id: 'u' } },
      { ...plain, ext: { user_id: 'v' } },
      { ...plain, attachmentFormat: 'file_url' },
    ];
    assert.equal(new Set(entries.map(keyOf)).size, entries.length);
  });

  it('is the same after a change of the name, and after a restart', () => {
    const entry = { ...plain, parameters: { city: 'Hangzhou' } };
    assert.equal(keyOf(entry), keyOf({ ...entry, name: 'B' }));
  });

  it('is that of earlier versions where nothing further is set', () => {
    assert.equal(keyOf({ ...plain, parameters: {}, ext: {} }), 'https://api.coze.cn 1');
  });
});
