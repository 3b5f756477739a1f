import assert from 'node:assert/strict';
import { debugPageOf } from '../../../src/host/actions/debugPage';
import { readWorkflowEntry } from '../../../src/host/entries/workflowEntry';
import type { ChatEvent } from '../../../src/shared/conversation/chatEvent';
import { emptyConversation, type Conversation } from '../../../src/shared/conversation/conversation';
import { reduce } from '../../../src/shared/conversation/reduce';
import { demoKey, demoOrigin, type Workflow } from '../../../src/shared/workflow';

const ownServer = 'https://own.example';
const ownPage = `${ownServer}/debug?id=1`;

function entryOf(source: 'user' | 'workspace'): Workflow {
  const read = readWorkflowEntry({ name: 'A', workflowId: '1', baseUrl: ownServer }, undefined, source);
  if (!('workflow' in read)) throw new Error(JSON.stringify(read.refusals));
  return read.workflow;
}

/** A conversation with one run, "r", and its debug URL. */
function conversationWith(url: string, key: string, origin = ownServer): Conversation {
  const workflow = { key, name: 'A', workflowId: '1', origin };
  const events: readonly ChatEvent[] = [
    { type: 'conversationStarted', conversationId: 'c', workflow, at: 1 },
    { type: 'messageSent', turnId: 't', runId: 'r', text: 'hi', attachments: [], at: 1 },
    { type: 'debugUrlReceived', runId: 'r', url, isTrusted: true },
  ];
  return events.reduce(reduce, emptyConversation);
}

/** Whether the debug URL may be opened with this entry in the settings, with or without consent. */
function trustOf(url: string, entry: Workflow | undefined, isAgreed: boolean): boolean | undefined {
  const catalog = { byKey: (key: string) => (key === entry?.key ? entry : undefined) };
  const conversation = conversationWith(url, entryOf('user').key);
  return debugPageOf(conversation, 'r', { catalog, consents: { has: () => isAgreed } })?.mayOpen;
}

describe('debugPageOf', () => {
  it("trusts the base URL of a workspace's workflow only after consent", () => {
    assert.equal(trustOf(ownPage, entryOf('workspace'), false), false);
    assert.equal(trustOf(ownPage, entryOf('workspace'), true), true);
  });

  it('does not trust an origin that only the conversation names', () => {
    assert.equal(trustOf(ownPage, undefined, true), false);
  });

  it("trusts Coze's own pages with any workflow", () => {
    assert.equal(trustOf('https://www.coze.cn/debug', undefined, false), true);
    assert.equal(trustOf('https://www.coze.cn/debug', entryOf('workspace'), false), true);
  });

  it('trusts no other host', () => {
    assert.equal(trustOf('https://evil.example/debug', entryOf('user'), true), false);
    assert.equal(trustOf('http://own.example/debug', entryOf('user'), true), false);
  });

  it('returns undefined for the demo and for an unknown run', () => {
    const deps = { catalog: { byKey: () => undefined }, consents: { has: () => true } };
    assert.equal(debugPageOf(conversationWith(ownPage, demoKey, demoOrigin), 'r', deps), undefined);
    assert.equal(debugPageOf(conversationWith(ownPage, 'k'), 'other', deps), undefined);
    assert.equal(debugPageOf(undefined, 'r', deps), undefined);
  });
});
