import assert from 'node:assert/strict';
import type { Memento } from 'vscode';
import { consentKey, Consents } from '../../../../src/host/consent/consents';
import type { Workflow } from '../../../../src/shared/workflow';
import { readWorkflowEntry } from '../../../../src/host/entries/workflowEntry';

const plain = { name: 'A', workflowId: '1' };

function workflowOf(entry: object, source: 'user' | 'workspace' = 'workspace'): Workflow {
  const read = readWorkflowEntry(entry, 'https://api.coze.cn', source);
  if (!('workflow' in read)) throw new Error(JSON.stringify(read.refusals));
  return read.workflow;
}

const keyOf = (entry: object) => consentKey(workflowOf(entry));

/** What `Memento` does, in memory. */
function newMemento(): Memento {
  const values = new Map<string, unknown>();
  return {
    keys: () => [...values.keys()],
    get: (key: string, fallback?: unknown) => values.get(key) ?? fallback,
    update: (key: string, value: unknown) => Promise.resolve(void values.set(key, value)),
  } as Memento;
}

describe('Consents', () => {
  it('contains a workflow of a workspace only after it was added', async () => {
    const memento = newMemento();
    const consents = new Consents(memento);
    const workflow = workflowOf(plain);
    assert.equal(consents.has(workflow), false);
    await consents.add(workflow);
    assert.equal(consents.has(workflow), true);
    assert.equal(new Consents(memento).has(workflow), true);
    assert.equal(consents.has(workflowOf({ ...plain, parameters: { city: 'Hangzhou' } })), false);
  });

  it('contains the workflows of the user settings', () => {
    assert.equal(new Consents(newMemento()).has(workflowOf(plain, 'user')), true);
  });
});

describe('consentKey', () => {
  it('differs in everything that decides what is sent or run', () => {
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
      { ...plain, inputs: { city: 'string' } },
      { ...plain, selection: { message: '${selection}' } },
    ];
    assert.equal(new Set(entries.map(keyOf)).size, entries.length);
  });

  it('does not depend on the name', () => {
    const entry = { ...plain, parameters: { city: 'Hangzhou' } };
    assert.equal(keyOf(entry), keyOf({ ...entry, name: 'B' }));
  });

  it('equals that of earlier versions if nothing further is set', () => {
    assert.equal(keyOf({ ...plain, parameters: {}, ext: {} }), 'https://api.coze.cn 1');
  });
});
