import assert from 'node:assert/strict';
import fc from 'fast-check';
import { conversationFromJson, conversationToJson } from '../../../../src/chat/transfer/conversationJson';
import { conversationToMarkdown } from '../../../../src/chat/transfer/conversationMarkdown';
import { exportWords } from '../../../../src/chat/transfer/exportWords';
import { inertMarkdown } from '../../../../src/markdown/inert';
import type { ChatEvent } from '../../../../src/shared/conversation/chatEvent';
import {
  emptyConversation,
  waitingTurn,
  type Conversation,
} from '../../../../src/shared/conversation/conversation';
import { reduce } from '../../../../src/shared/conversation/reduce';
import { newId } from '../support/chatWindow';
import { runs, timeoutOf } from '../../../support/properties';

const workflow = { key: 'k', name: 'Trips', workflowId: '1', origin: 'https://api.coze.cn' };
const runId = 'r1';

/** One of everything that a conversation can hold. */
const events: readonly ChatEvent[] = [
  { type: 'conversationStarted', conversationId: 'c1', workflow, at: 1 },
  {
    type: 'messageSent',
    turnId: 't1',
    runId,
    text: 'Book\na *trip*',
    attachments: [{ kind: 'image', url: 'https://example.com/a.png', name: 'a.png' }],
    at: 2,
  },
  { type: 'chatStarted', runId, chatId: 'chat1', cozeConversationId: 'coze1' },
  { type: 'reasoningAppended', runId, messageId: 'm1', text: 'Let me see' },
  {
    type: 'messageCompleted',
    runId,
    messageId: 'm1',
    role: 'assistant',
    text: 'Where to?',
    body: { type: 'text' },
  },
  {
    type: 'messageCompleted',
    runId,
    messageId: 'm2',
    role: 'tool',
    text: '{"a":"```"}',
    body: { type: 'tool', tool: 'call', name: 'find' },
  },
  {
    type: 'messageCompleted',
    runId,
    messageId: '',
    role: 'assistant',
    text: 'Which?',
    body: {
      type: 'card',
      raw: '{}',
      question: { type: 'options', title: 'Which?', options: ['A', 'B'] },
    },
  },
  { type: 'usageReported', runId, usage: { input: 3, output: 4, unsplit: 0 } },
  { type: 'debugUrlReceived', runId, url: 'https://www.coze.cn/work_flow?execute_id=1', isTrusted: true },
  { type: 'interruptSignalled', runId, signal: 'requiresAction' },
  { type: 'runWaiting', runId, at: 3 },
  { type: 'interruptAnswered', turnId: 't1', runId: 'r2', text: 'A', at: 4 },
  { type: 'textAppended', runId: 'r2', messageId: 'm3', role: 'assistant', text: 'Boo' },
  {
    type: 'runFailed',
    runId: 'r2',
    at: 5,
    error: { kind: 'server', reason: 'workflowFailed', code: '720701013', remedies: ['openDebugPage'] },
  },
  { type: 'runRepeated', turnId: 't1', runId: 'r3', at: 6 },
  {
    type: 'messageCompleted',
    runId: 'r3',
    messageId: 'm4',
    role: 'assistant',
    text: '',
    body: { type: 'media', items: [{ kind: 'file', url: 'https://example.com/t.pdf' }] },
  },
  { type: 'followUpSuggested', runId: 'r3', text: 'And back?' },
  { type: 'runCompleted', runId: 'r3', at: 7, skippedEvents: 2 },
  { type: 'messageSent', turnId: 't2', runId: 'r4', text: 'Hide me', attachments: [], at: 8 },
  { type: 'runStopped', runId: 'r4', at: 9 },
  { type: 'turnHidden', turnId: 't2' },
  { type: 'messageSent', turnId: 't3', runId: 'r5', text: 'More', attachments: [], at: 10 },
  {
    type: 'messageCompleted',
    runId: 'r5',
    messageId: 'm5',
    role: 'assistant',
    text: 'What?',
    body: { type: 'text' },
  },
  { type: 'runWaiting', runId: 'r5', at: 11 },
  { type: 'conversationRenamed', title: 'My trip' },
];
const conversation = events.reduce(reduce, emptyConversation);

/** What a conversation says, without the names that differ from one to the next. */
function said({ title, workflow: ref, startedAt, turns }: Conversation): unknown {
  return {
    title,
    ref,
    startedAt,
    turns: turns.map((turn) => ({
      ...turn,
      id: '',
      runs: turn.runs.map(({ chatId: _chatId, usage: _usage, ...run }) => ({
        ...run,
        id: '',
        messages: run.messages.map((message) => ({ ...message, key: '', id: '' })),
      })),
    })),
  };
}

function imported(text: string): Conversation | undefined {
  return conversationFromJson(text, newId)?.events.reduce(reduce, emptyConversation);
}

describe('a conversation as JSON', function () {
  this.timeout(timeoutOf(60_000));

  const json = conversationToJson(conversation, newId);

  it('says the same when it is read again, but for the question that waits', () => {
    const back = imported(json);
    assert.ok(back);
    const [first, second, third] = conversation.turns;
    const answered: Conversation = {
      ...conversation,
      turns: [first!, second!, { ...third!, runs: [{ ...third!.runs[0]!, outcome: 'completed' }] }],
    };
    assert.deepEqual(said(back), said(answered));
    assert.equal(waitingTurn(back), undefined, 'the service does not know the new conversation');
    assert.equal(back.cozeConversationId, undefined);
    assert.deepEqual(back.usage, { input: 0, output: 0, unsplit: 0 });
  });

  it('contains no IDs of the service and no settings', () => {
    for (const word of ['coze1', 'chat1', '"m1"', 'token', 'appId', 'parameters'])
      assert.ok(!json.includes(word), word);
  });

  it('gives two conversations when it is imported twice', () => {
    const ids = [1, 2].map(() => conversationFromJson(json, newId)?.conversationId);
    assert.notEqual(ids[0], ids[1]);
    assert.match(ids[0] ?? '', /^[0-9a-f]{32}$/);
  });

  it('is refused when it is something else', () => {
    const later = json.replace('"version": 1', '"version": 2');
    for (const text of ['', '{}', 'null', '[]', '"x"', '{"format":1}', json.slice(0, -9), later]) {
      assert.equal(conversationFromJson(text, newId), undefined, text.slice(0, 40));
    }
  });

  it('is read without what is nested deeper than a stack', () => {
    const file = JSON.parse(json) as { events: Record<string, unknown>[] };
    const deep = '['.repeat(100_000) + ']'.repeat(100_000);
    for (const index of file.events.keys()) {
      const events = file.events.map((event, at) => (at === index ? { ...event, extra: '@' } : event));
      const text = JSON.stringify({ ...file, events }).replace('"@"', deep);
      assert.equal(imported(text)?.turns.length, imported(json)?.turns.length, String(index));
    }
    const inWorkflow = JSON.stringify(file).replace('"workflow":{', `"workflow":{"extra":${deep},`);
    assert.deepEqual(imported(inWorkflow)?.workflow, imported(json)?.workflow);
  });

  it('keeps every digit of a number in a text', () => {
    const id = '7281192623887548473';
    const output = `{"plugin_id":${id},"price":1.10}`;
    const withOutput = events.map((event) =>
      event.type === 'messageCompleted' && event.role === 'tool' ? { ...event, text: output } : event,
    );
    const text = conversationToJson(withOutput.reduce(reduce, emptyConversation), newId);
    const read = conversationFromJson(text, newId);
    assert.ok(read?.events.some((event) => event.type === 'messageCompleted' && event.text === output));
  });

  it('does not make a debug link trusted by saying so', () => {
    const forged = json.replace('https://www.coze.cn/work_flow', 'https://evil.example/work_flow');
    assert.match(forged, /"isTrusted": true/);
    assert.equal(imported(forged)?.turns[0]?.runs[0]?.isDebugUrlTrusted, false);
    assert.equal(imported(json)?.turns[0]?.runs[0]?.isDebugUrlTrusted, true);
  });

  it('is refused or has every field that is shown, whatever is changed in it', () => {
    const paths: (readonly (string | number)[])[] = [];
    const collect = (value: unknown, path: readonly (string | number)[]): void => {
      if (path.length > 0) paths.push(path);
      if (typeof value !== 'object' || value === null) return;
      for (const [key, inner] of Object.entries(value))
        collect(inner, [...path, Array.isArray(value) ? Number(key) : key]);
    };
    collect(JSON.parse(json), []);
    const values = [null, 5, 'x', [], {}, { type: 'media', items: 5 }, true, '__proto__', [null], -1];
    let taken = 0;
    fc.assert(
      fc.property(fc.constantFrom(...paths), fc.constantFrom(...values), (path, value) => {
        const file: unknown = JSON.parse(json);
        let target = file as Record<string | number, unknown>;
        for (const step of path.slice(0, -1)) target = target[step] as Record<string | number, unknown>;
        target[path.at(-1)!] = value;
        const back = imported(JSON.stringify(file));
        if (!back) return;
        taken++;
        checkShown(back);
      }),
      { numRuns: runs(1_000) },
    );
    assert.ok(taken > 0, 'some changes are harmless');
  });
});

/** Everything that the view reads has the kind that it expects. */
function checkShown({ title, turns, workflow: ref }: Conversation): void {
  assert.equal(typeof title, 'string');
  assert.equal(typeof ref?.name, 'string');
  for (const turn of turns) {
    assert.equal(typeof turn.text, 'string');
    for (const item of turn.attachments) assert.match(item.kind, /^(image|file|audio|video)$/);
    for (const run of turn.runs) {
      assert.ok(run.outcome);
      if (run.error) {
        assert.equal(typeof run.error.reason, 'string');
        for (const remedy of run.error.remedies) assert.equal(typeof remedy, 'string');
      }
      for (const followUp of run.followUps) assert.equal(typeof followUp, 'string');
      for (const { text, reasoning, body } of run.messages) {
        assert.equal(typeof text, 'string');
        assert.equal(typeof reasoning, 'string');
        if (body.type === 'media') for (const item of body.items) assert.equal(typeof item.kind, 'string');
        if (body.type === 'card' && body.question?.type === 'options') {
          for (const option of body.question.options) assert.equal(typeof option, 'string');
        }
        assert.match(body.type, /^(text|media|card|tool)$/);
      }
    }
  }
}

describe('a conversation as Markdown', function () {
  this.timeout(timeoutOf(60_000));

  const labels = exportWords('en', inertMarkdown);

  it('contains who said what, in order, without hidden turns', () => {
    const text = conversationToMarkdown(conversation, labels);
    const order = [
      '# My trip',
      '## You',
      'Book\na *trip*',
      '<https://example.com/a.png>',
      '## Trips',
      'Where to?',
    ];
    let at = -1;
    for (const part of [
      ...order,
      'Which?',
      '## You',
      'A',
      'Boo',
      '<https://example.com/t.pdf>',
      'More',
      'What?',
    ]) {
      const next = text.indexOf(part, at + 1);
      assert.ok(next > at, part);
      at = next;
    }
    assert.ok(!text.includes('Hide me'));
  });

  it('keeps a tool’s output in a fence that it cannot end', () => {
    assert.match(conversationToMarkdown(conversation, labels), /\n````\n\{"a":"```"\}\n````\n/);
  });

  it('has a title where the conversation has none', () => {
    assert.match(conversationToMarkdown(emptyConversation, labels), /^# Untitled\n/);
  });
});
