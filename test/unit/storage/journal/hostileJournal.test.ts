import assert from 'node:assert/strict';
import fc from 'fast-check';
import { appendFileSync, mkdirSync } from 'node:fs';
import { conversationFromJson, conversationToJson } from '../../../../src/chat/transfer/conversationJson';
import { conversationToMarkdown } from '../../../../src/chat/transfer/conversationMarkdown';
import { exportWords } from '../../../../src/chat/transfer/exportWords';
import { inertMarkdown } from '../../../../src/markdown/inert';
import type { JournalEvent } from '../../../../src/shared/conversation/chatEvent';
import { encodeRecord } from '../../../../src/storage/journal/record';
import { localDay } from '../../../../src/usage/usageRecord';
import { dateText } from '../../../../src/host/itemText';
import { compactCount, usageFigures } from '../../../../src/host/usage/usageText';
import { emptyConversation, type Conversation } from '../../../../src/shared/conversation/conversation';
import { limits } from '../../../../src/shared/limits';
import { reduceAll } from '../../../../src/shared/conversation/reduce';
import { totalTokens } from '../../../../src/shared/usage';
import { fastDirectory, idOf, Place, sent, started } from '../samples';
import { anyCharacter, runs, timeoutOf } from '../../../support/properties';

const extremeNumbers = [
  ...[0, -0, -1, 0.5, 1e21, 1e308, -1e308, 5e-324, 8.64e15, 8.64e15 + 1, 2 ** 53, -(2 ** 53)],
  ...[Number.MAX_VALUE, 253_402_300_800_000],
];
const number = fc.oneof(fc.constantFrom(...extremeNumbers), fc.double({ noNaN: true }));
const text = fc.oneof(
  fc.constantFrom('', '\ud800', '\u0000', '\u202e', '\n', 'x'.repeat(1_000), '__proto__', 'constructor'),
  fc.string({ unit: anyCharacter, maxLength: 20 }),
);
const runId = fc.constantFrom('r0', 'r1', '__proto__', '');
const turnId = fc.constantFrom('t0', 't1', '__proto__');
const media = fc.record({ kind: fc.constantFrom('image', 'file'), url: text, name: text });
const medias = fc.oneof(
  fc.array(media, { maxLength: 3 }),
  media.map((item) => new Array<unknown>(300).fill(item)),
);
const fields = fc.record({ name: text, type: text, required: fc.boolean() });
const question = fc.oneof(
  fc.record({
    type: fc.constant('options'),
    title: text,
    options: text.map((each) => new Array<unknown>(300).fill(each)),
  }),
  fc.record({
    type: fc.constant('inputs'),
    title: text,
    fields: fields.map((each) => new Array<unknown>(300).fill(each)),
    omitted: number,
  }),
);
const body = fc.oneof(
  fc.record({ type: fc.constant('text') }),
  fc.record({ type: fc.constant('media'), items: medias }),
  fc.record({ type: fc.constant('card'), raw: text, question }),
  fc.record({ type: fc.constant('tool'), tool: fc.constantFrom('call', 'output'), name: text }),
);
const error = fc.record({
  kind: text,
  reason: text,
  params: fc.dictionary(text, text),
  status: number,
  retryAfterMs: number,
  remedies: fc.array(text),
});
const usage = fc.record({ input: number, output: number, unsplit: number });
const ids = { runId, turnId };

const anyEvent = fc.oneof(
  fc.record({ type: fc.constant('conversationRenamed'), title: text }),
  fc.record({ type: fc.constant('messageSent'), ...ids, text, attachments: medias, at: number }),
  fc.record({ type: fc.constantFrom('interruptAnswered', 'runRepeated'), ...ids, text, at: number }),
  fc.record({
    type: fc.constant('textAppended'),
    runId,
    messageId: text,
    role: fc.constant('tool'),
    text,
    body,
  }),
  fc.record({
    type: fc.constant('messageCompleted'),
    ...{ runId, messageId: text, text, body },
    role: fc.constantFrom('assistant', 'tool'),
  }),
  fc.record({ type: fc.constant('followUpSuggested'), runId, text }),
  fc.record({ type: fc.constant('usageReported'), runId, usage }),
  fc.record({ type: fc.constant('runCompleted'), runId, at: number, skippedEvents: number }),
  fc.record({ type: fc.constantFrom('runFailed', 'runCutOff', 'chatFailed'), runId, at: number, error }),
  fc.record({ type: fc.constantFrom('runWaiting', 'runStopped'), runId, at: number }),
  // Types that are right, with one value that is not of them, or one too many.
  fc.record({ type: fc.constantFrom('messageSent', 'runFailed', 'usageReported'), runId, error: fc.json() }),
  fc.record({ type: fc.constant('turnHidden'), turnId, more: fc.constant({ toJSON: () => nested(1_000) }) }),
);

const anyWorkflow = fc.record({ key: text, name: text, workflowId: text, origin: text });
const anyStory = fc
  .tuple(anyWorkflow, number, fc.array(anyEvent, { maxLength: 15 }))
  .map(([workflow, at, events]): unknown[] => [
    { type: 'conversationStarted', conversationId: 'c'.repeat(32), workflow, at },
    { type: 'messageSent', turnId: 't0', runId: 'r0', text: 'Hello', attachments: [], at },
    ...events,
  ]);

const withoutTime: unknown[] = [
  { ...started('c'.repeat(32)), at: -Infinity },
  { ...sent(0, 'Hello'), at: -Infinity },
];

const labels = exportWords('en', inertMarkdown);
let lastId = 0;
const newId = () => (++lastId).toString(16).padStart(32, '0');

/** JSON of so many lists inside each other. */
function nested(depth: number): unknown {
  let value: unknown = 0;
  for (let level = 0; level < depth; level++) value = [value];
  return value;
}

/** Does with a conversation what the user can do with it; throws where something of it cannot be shown. */
function useWhole(conversation: Conversation): void {
  JSON.stringify(conversation);
  conversationToMarkdown(conversation, labels);
  conversationToJson(conversation, newId);
  usageFigures(conversation.usage);
  assert.ok(Number.isSafeInteger(totalTokens(conversation.usage)), 'tokens stay exact');
  assert.ok(conversation.title.length <= limits.title);
  for (const at of [conversation.startedAt, ...conversation.turns.map((turn) => turn.sentAt)]) {
    assert.match(localDay(at), /^\d{4}-\d\d-\d\d$/);
    new Date(at).toISOString();
  }
  for (const run of conversation.turns.flatMap((turn) => turn.runs)) {
    assert.ok(run.followUps.length <= limits.followUps);
    for (const { body: shown } of run.messages) {
      if (shown.type === 'media') assert.ok(shown.items.length <= limits.mediaItems);
      if (shown.type !== 'card') continue;
      if (shown.question?.type === 'options') assert.ok(shown.question.options.length <= limits.options);
      if (shown.question?.type === 'inputs') assert.ok(shown.question.fields.length <= limits.fields);
    }
  }
}

describe('a journal with values that no service sends', function () {
  this.timeout(timeoutOf(120_000));
  let place: Place;
  before(() => {
    place = new Place(fastDirectory);
    mkdirSync(place.directory, { recursive: true });
  });
  after(() => place.close());

  it('never keeps the list, the search, the opening or the export from working', async () => {
    let number = 1;
    await fc.assert(
      fc.asyncProperty(anyStory, async (events) => {
        const id = idOf(++number);
        const lines = events.map((event, index) =>
          encodeRecord({ writer: '00000000.000000.1', number: index + 1, event: event }),
        );
        appendFileSync(place.journal(id), Buffer.concat(lines.flatMap((line) => [Buffer.from('\n'), line])));
        appendFileSync(place.journal(id), '\n');
        const store = await place.open();
        const listed = (await store.list()).find((summary) => summary.id === id);
        assert.ok(listed, 'it is in the list');
        dateText(listed.lastAt, 'en');
        compactCount(totalTokens(listed.usage));
        assert.ok(Number.isInteger(listed.lastAt) && listed.lastAt >= 0 && listed.lastAt <= limits.time);
        await store.search('hello x');
        const loaded = await store.journal(id).load();
        assert.ok(loaded);
        useWhole(loaded.conversation);
        await store.removeAll();
        await store.dispose();
      }),
      // JSON writes an infinite time as null.
      { numRuns: runs(150), examples: [[withoutTime]] },
    );
  });

  it('keeps what was said where only a figure is out of range', async () => {
    const id = idOf(1);
    const store = await place.open();
    await store.journal(id).append([started(id), { ...sent(0, 'Hello'), at: 1e308 } as JournalEvent]);
    await store.journal(id).append([
      { type: 'usageReported', runId: 'r0', usage: { input: 1e308, output: -5, unsplit: 0 } },
      { type: 'runCompleted', runId: 'r0', at: -1e308 },
    ]);
    const { conversation } = (await (await place.open()).journal(id).load()) ?? {};
    assert.deepEqual(
      conversation?.turns.map((turn) => [turn.text, turn.sentAt, turn.runs[0]?.outcome]),
      [['Hello', 0, 'completed']],
    );
    assert.deepEqual(conversation?.usage, { input: limits.tokens, output: 0, unsplit: 0 });
  });
});

describe('an imported file with values that no export has', function () {
  this.timeout(timeoutOf(120_000));

  it('is refused, or gives a conversation that can be shown and exported', () => {
    let taken = 0;
    fc.assert(
      fc.property(anyStory, (events) => {
        const file = { format: 'coze-workflow-chat/conversation', version: 1, events };
        const imported = conversationFromJson(JSON.stringify(file), newId);
        if (!imported) return;
        taken++;
        useWhole(reduceAll(emptyConversation, imported.events));
      }),
      { numRuns: runs(300) },
    );
    assert.ok(taken > 0, 'some can be shown');
  });

  it('is imported with an unknown time where its time is out of range', () => {
    for (const at of ['1e308', '-1e308', '1e999', '8640000000000001']) {
      const text = `{"format": "coze-workflow-chat/conversation", "version": 1, "events": [
        {"type": "conversationStarted", "conversationId": "", "at": ${at},
         "workflow": {"key": "k", "name": "Demo", "workflowId": "1", "origin": "demo:"}},
        {"type": "messageSent", "turnId": "t", "runId": "r", "text": "Hello", "attachments": [], "at": ${at}},
        {"type": "runCompleted", "runId": "r", "at": ${at}}]}`;
      const imported = conversationFromJson(text, newId);
      const conversation = reduceAll(emptyConversation, imported?.events ?? []);
      assert.equal(conversation.turns[0]?.sentAt, 0, at);
      assert.equal(conversation.turns[0].text, 'Hello');
      assert.equal(dateText(conversation.turns[0].sentAt, 'en'), '');
    }
  });

  it('is read in one pass, however many turns it has', () => {
    const turns = 20_000;
    const events: unknown[] = [started()];
    for (let turn = 0; turn < turns; turn++) {
      events.push(sent(turn), { type: 'runCompleted', runId: `r${turn}`, at: 1 });
    }
    const file = { format: 'coze-workflow-chat/conversation', version: 1, events };
    const imported = conversationFromJson(JSON.stringify(file), newId);
    assert.equal(reduceAll(emptyConversation, imported?.events ?? []).turns.length, turns);
  });
});
