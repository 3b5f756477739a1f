import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { ChatEvent } from '../../../../src/shared/conversation/chatEvent';
import {
  emptyConversation,
  type Conversation,
  type Run,
} from '../../../../src/shared/conversation/conversation';
import { reduce, reduceAll } from '../../../../src/shared/conversation/reduce';
import { addTokens, noTokens, totalTokens } from '../../../../src/shared/usage';
import { someError, started } from './building';
import { runs } from '../../../support/properties';

const text = fc.string({ unit: 'grapheme', maxLength: 8 });
const tokens = fc.record({ input: fc.nat(1_000), output: fc.nat(1_000), unsplit: fc.nat(1_000) });
const turnId = fc.constantFrom('t1', 't2', 'unknown');
/** A run belongs to one turn; the random IDs ensure that. */
const place = fc.tuple(turnId, fc.nat(2)).map(([turn, run]) => ({ turnId: turn, runId: `${turn}r${run}` }));
const runId = place.map((each) => each.runId);
const messageId = fc.constantFrom('', '0', '1', '2', '3');
const role = fc.constantFrom('assistant' as const, 'tool' as const);
const at = fc.nat(1_000);
const body = { type: 'text' } as const;

const anyEvent: fc.Arbitrary<ChatEvent> = fc.oneof(
  { weight: 1, arbitrary: fc.constant(started[0]!) },
  place.chain((ids) =>
    fc.record({
      type: fc.constant('messageSent' as const),
      ...constants(ids),
      text,
      attachments: fc.constant([]),
      at,
    }),
  ),
  place.chain((ids) =>
    fc.record({ type: fc.constant('interruptAnswered' as const), ...constants(ids), text, at }),
  ),
  place.chain((ids) => fc.record({ type: fc.constant('runRepeated' as const), ...constants(ids), at })),
  fc.record({ type: fc.constant('conversationRenamed' as const), title: text }),
  fc.record({ type: fc.constant('serviceConversationDropped' as const) }),
  fc.record({
    type: fc.constant('messageQueued' as const),
    queueId: fc.constantFrom('q1', 'q2'),
    text,
    attachments: fc.constant([]),
  }),
  fc.record({ type: fc.constant('queuedMessageRemoved' as const), queueId: fc.constantFrom('q1', 'q2') }),
  fc.record({
    type: fc.constantFrom('interruptDismissed' as const, 'turnHidden' as const, 'turnShown' as const),
    turnId,
  }),
  fc.record({
    type: fc.constant('feedbackGiven' as const),
    runId,
    messageId,
    feedback: fc.constantFrom('like' as const, 'unlike' as const, 'none' as const),
  }),
  fc.record({ type: fc.constant('chatStarted' as const), runId, chatId: text, cozeConversationId: text }),
  {
    weight: 6,
    arbitrary: fc.record({ type: fc.constant('textAppended' as const), runId, messageId, role, text }),
  },
  fc.record({ type: fc.constant('reasoningAppended' as const), runId, messageId, text }),
  {
    weight: 3,
    arbitrary: fc.record({
      type: fc.constant('messageCompleted' as const),
      runId,
      messageId,
      role,
      text,
      body: fc.constant(body),
    }),
  },
  fc.record({ type: fc.constant('followUpSuggested' as const), runId, text }),
  { weight: 2, arbitrary: fc.record({ type: fc.constant('usageReported' as const), runId, usage: tokens }) },
  fc.record({
    type: fc.constant('debugUrlReceived' as const),
    runId,
    url: text,
    isTrusted: fc.boolean(),
  }),
  fc.record({ type: fc.constant('executionIdentified' as const), runId, executeId: text }),
  fc.record({
    type: fc.constant('interruptSignalled' as const),
    runId,
    signal: fc.constantFrom('requiresAction' as const, 'finishReason' as const),
  }),
  fc.record({ type: fc.constantFrom('chatCompleted' as const, 'chatCanceled' as const), runId }),
  fc.record({ type: fc.constant('chatFailed' as const), runId, error: fc.constant(someError) }),
  fc.record({
    type: fc.constantFrom('runCompleted' as const, 'runWaiting' as const, 'runStopped' as const),
    runId,
    at,
  }),
  fc.record({
    type: fc.constantFrom('runFailed' as const, 'runCutOff' as const),
    runId,
    at,
    error: fc.constant(someError),
  }),
  fc.record({ type: fc.constant('silenceNoticed' as const), runId, since: at }),
  fc.record({ type: fc.constantFrom('silenceEnded' as const, 'retryStarted' as const), runId }),
  fc.record({
    type: fc.constant('retryScheduled' as const),
    runId,
    attempt: at,
    until: at,
    error: fc.constant(someError),
  }),
);

function constants<T extends object>(values: T): { [K in keyof T]: fc.Arbitrary<T[K]> } {
  return Object.fromEntries(Object.entries(values).map(([key, value]) => [key, fc.constant(value)])) as {
    [K in keyof T]: fc.Arbitrary<T[K]>;
  };
}

/** Always starts with a turn, so that most events match a run. */
const anyStory = fc
  .array(anyEvent, { maxLength: 60 })
  .map((events): ChatEvent[] => [
    started[0]!,
    { type: 'messageSent', turnId: 't1', runId: 't1r0', text: 'Hello', attachments: [], at: 2 },
    ...events,
  ]);

function eachStep(check: (before: Conversation, event: ChatEvent, after: Conversation) => void): void {
  fc.assert(
    fc.property(anyStory, (events) => {
      let state = emptyConversation;
      for (const event of events) {
        const next = reduce(frozen(state), event);
        check(state, event, next);
        state = next;
      }
    }),
    { numRuns: runs(400) },
  );
}

function frozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    Object.values(value).forEach(frozen);
  }
  return value;
}

function runsOf(conversation: Conversation): Map<string, Run> {
  return new Map(conversation.turns.flatMap((turn) => turn.runs).map((run) => [run.id, run]));
}

describe('any events in any order', () => {
  it('an outcome never changes, and an ended run only takes likes', () => {
    eachStep((before, event, after) => {
      const runs = runsOf(after);
      for (const [id, run] of runsOf(before)) {
        if (run.outcome === undefined) continue;
        const now = runs.get(id)!;
        assert.equal(now.outcome, run.outcome);
        if (event.type !== 'feedbackGiven') assert.equal(now, run);
      }
    });
  });

  it('no turn, run or message is lost, and text only shrinks for the whole message', () => {
    eachStep((before, event, after) => {
      assert.ok(after.turns.length >= before.turns.length);
      const runs = runsOf(after);
      for (const [id, run] of runsOf(before)) {
        const now = runs.get(id);
        assert.ok(now && now.messages.length >= run.messages.length);
        run.messages.forEach((message, index) => {
          const messageNow = now.messages[index]!;
          assert.equal(messageNow.key, message.key);
          if (event.type === 'messageCompleted') return;
          assert.ok(messageNow.text.startsWith(message.text));
          assert.ok(messageNow.reasoning.startsWith(message.reasoning));
        });
      }
    });
  });

  it('the total of tokens never decreases and is the sum of the runs, count by count', () => {
    eachStep((before, _event, after) => {
      assert.ok(totalTokens(after.usage) >= totalTokens(before.usage));
      const sum = [...runsOf(after).values()].map(({ usage }) => usage).reduce(addTokens, noTokens);
      assert.deepEqual(after.usage, sum);
      assert.ok(Object.values(after.usage).every((figure) => figure >= 0));
    });
  });

  it('an event for an unknown turn or run changes nothing', () => {
    eachStep((before, event, after) => {
      if (event.type === 'messageSent') return;
      const isUnknown =
        ('turnId' in event && !before.turns.some((turn) => turn.id === event.turnId)) ||
        (!('turnId' in event) && 'runId' in event && !runsOf(before).has(event.runId));
      if (isUnknown) assert.equal(after, before);
    });
  });

  it('a state reloaded from JSON reduces to the same result', () => {
    eachStep((before, event, after) => {
      const reloaded = JSON.parse(JSON.stringify(before)) as Conversation;
      assert.deepEqual(
        JSON.parse(JSON.stringify(reduce(reloaded, event))),
        JSON.parse(JSON.stringify(after)),
      );
    });
  });

  it('the keys of messages are unique, and each begins with its run', () => {
    eachStep((_before, _event, after) => {
      const keys = [...runsOf(after).values()].flatMap((run) => run.messages.map(({ key }) => key));
      assert.equal(new Set(keys).size, keys.length);
      for (const run of runsOf(after).values()) {
        run.messages.forEach(({ key }, index) => assert.equal(key, `${run.id}/${index}`));
      }
    });
  });

  it('reduceAll returns the same as reduce for each event', () => {
    fc.assert(
      fc.property(anyStory, fc.nat(20), (events, first) => {
        const start = events.slice(0, first).reduce(reduce, emptyConversation);
        const rest = events.slice(first);
        assert.deepEqual(reduceAll(frozen(start), rest), rest.reduce(reduce, start));
      }),
      { numRuns: runs(400) },
    );
  });

  it('duplicated and missing events do not throw', () => {
    fc.assert(
      fc.property(anyStory, fc.array(fc.nat(2), { minLength: 1, maxLength: 10 }), (events, times) => {
        const played = events.flatMap((event, index) =>
          Array<ChatEvent>(times[index % times.length] ?? 1).fill(event),
        );
        const end = played.reduce(reduce, emptyConversation);
        assert.ok(Array.isArray(end.turns));
      }),
      { numRuns: runs(300) },
    );
  });
});
