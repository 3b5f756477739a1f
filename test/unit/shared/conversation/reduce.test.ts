import assert from 'node:assert/strict';
import type { ChatEvent } from '../../../../src/shared/conversation/chatEvent';
import { emptyConversation, waitingTurn } from '../../../../src/shared/conversation/conversation';
import { reduce, reduceAll, titleFrom } from '../../../../src/shared/conversation/reduce';
import { after, piece, runAfter, runOf, someError, started, whole } from './building';

const ended = { type: 'runCompleted', runId: 'r1', at: 9 } as const;

describe('a conversation', () => {
  it('starts once', () => {
    const conversation = after({ ...started[0], conversationId: 'other' } as ChatEvent);
    assert.equal(conversation.id, 'c'.repeat(32));
    assert.equal(conversation.workflow?.name, 'Demo');
  });

  it('remembers where it was forked from', () => {
    const forkedFrom = { conversationId: 'b', title: 'Before', turnId: 't0' };
    const conversation = reduce(emptyConversation, { ...started[0], forkedFrom } as ChatEvent);
    assert.deepEqual(conversation.forkedFrom, forkedFrom);
    assert.equal(Object.hasOwn(after(), 'forkedFrom'), false);
  });

  it('remembers of which run it is a replay, and has no question to answer then', () => {
    const replay = reduce(emptyConversation, { ...started[0], replayOf: { runId: 'r0' } } as ChatEvent);
    assert.deepEqual(replay.replayOf, { runId: 'r0' });
    assert.equal(Object.hasOwn(after(), 'replayOf'), false);
    const waiting: ChatEvent = { type: 'runWaiting', runId: 'r1', at: 3 };
    assert.equal(waitingTurn([started[1]!, waiting].reduce(reduce, replay)), undefined);
    assert.equal(waitingTurn(after(waiting))?.id, 't1');
  });

  it('is titled by its first message until it is renamed', () => {
    assert.equal(after().title, 'Hello');
    const renamed = after(
      { type: 'conversationRenamed', title: 'Mine' },
      { type: 'messageSent', turnId: 't2', runId: 'r2', text: 'More', attachments: [], at: 3 },
    );
    assert.equal(renamed.title, 'Mine');
  });

  it('takes the service’s ID from an open run, and drops it on serviceConversationDropped', () => {
    const named = { type: 'chatStarted', runId: 'r1', chatId: '5', cozeConversationId: '6' } as const;
    assert.equal(after(named).cozeConversationId, '6');
    assert.equal(runOf(after(named), 'r1').chatId, '5');
    assert.equal(after(ended, named).cozeConversationId, undefined);
    assert.equal(runOf(after(named, { ...named, chatId: '7' }), 'r1').chatId, '5');
    const dropped = after(named, { type: 'serviceConversationDropped' });
    assert.equal(Object.hasOwn(dropped, 'cozeConversationId'), false);
    const bare = after(named, { type: 'chatStarted', runId: 'r1' });
    assert.deepEqual([bare.cozeConversationId, runOf(bare, 'r1').chatId], ['6', '5']);
  });

  it('adds a turn once if the event is repeated', () => {
    assert.equal(after(started[1]!).turns.length, 1);
  });

  it('keeps the queue in order and without duplicates', () => {
    const queued = (queueId: string): ChatEvent => ({
      type: 'messageQueued',
      queueId,
      text: queueId,
      attachments: [],
    });
    const ids = (...events: ChatEvent[]): string[] => after(...events).queue.map(({ id }) => id);
    assert.deepEqual(ids(queued('a'), queued('b'), queued('a')), ['a', 'b']);
    assert.deepEqual(ids(queued('a'), queued('b'), { type: 'queuedMessageRemoved', queueId: 'a' }), ['b']);
  });

  it('holds its queue back when a run ends without being completed', () => {
    const queued: ChatEvent = { type: 'messageQueued', queueId: 'q', text: 'Next', attachments: [] };
    const onHold = (...events: ChatEvent[]): (boolean | undefined)[] =>
      after(queued, ...events).queue.map(({ isOnHold }) => isOnHold);
    assert.deepEqual(onHold(), [false]);
    assert.deepEqual(onHold({ type: 'queueHeld' }), [true]);
    assert.deepEqual(onHold({ type: 'runWaiting', runId: 'r1', at: 9 }), [true]);
    assert.deepEqual(onHold({ type: 'runStopped', runId: 'r1', at: 9 }), [true]);
    assert.deepEqual(onHold({ type: 'runFailed', runId: 'r1', at: 9, error: someError }), [true]);
    assert.deepEqual(onHold({ type: 'runCutOff', runId: 'r1', at: 9, error: someError }), [true]);
    assert.deepEqual(onHold(ended), [false]);
    assert.deepEqual(onHold({ type: 'runStopped', runId: 'unknown', at: 9 }), [false]);
    const later: ChatEvent = { ...queued, queueId: 'later' };
    assert.deepEqual(onHold({ type: 'queueHeld' }, later), [true, false]);
    assert.deepEqual(onHold({ type: 'queueHeld' }, later, { type: 'queueHeld' }), [true, true]);
    const held = after(queued, { type: 'queueHeld' });
    assert.equal(reduce(held, { type: 'queueHeld' }), held);
    assert.deepEqual(held.queue, [{ id: 'q', text: 'Next', attachments: [], isOnHold: true }]);
  });

  it('folds a question, and unfolds it with the answer', () => {
    const dismissed = after({ type: 'interruptDismissed', turnId: 't1' });
    assert.equal(dismissed.turns[0]?.isInterruptDismissed, true);
    const answered = reduce(dismissed, {
      type: 'interruptAnswered',
      turnId: 't1',
      runId: 'r2',
      text: 'noodles',
      at: 4,
    });
    assert.equal(answered.turns[0]?.isInterruptDismissed, false);
    assert.equal(runOf(answered, 'r2').reply, 'noodles');
  });

  it('hides a turn, and runs one again', () => {
    const conversation = after(
      { type: 'turnHidden', turnId: 't1' },
      { type: 'runRepeated', turnId: 't1', runId: 'r2', at: 4 },
      { type: 'runRepeated', turnId: 't1', runId: 'r2', at: 5 },
    );
    assert.equal(conversation.turns[0]?.isHidden, true);
    assert.equal(reduce(conversation, { type: 'turnShown', turnId: 't1' }).turns[0]?.isHidden, false);
    assert.deepEqual(
      conversation.turns[0].runs.map(({ id, reply, startedAt }) => [id, reply, startedAt]),
      [
        ['r1', undefined, 2],
        ['r2', undefined, 4],
      ],
    );
  });
});

describe('a run', () => {
  const ends: readonly (readonly [ChatEvent, string])[] = [
    [{ ...ended, skippedEvents: 3 }, 'completed'],
    [{ type: 'runWaiting', runId: 'r1', at: 9 }, 'waiting'],
    [{ type: 'runStopped', runId: 'r1', at: 9 }, 'stopped'],
    [{ type: 'runFailed', runId: 'r1', at: 9, error: someError }, 'failed'],
    [{ type: 'runCutOff', runId: 'r1', at: 9, error: someError }, 'cutOff'],
  ];
  for (const [end, outcome] of ends) {
    it(`ends as ${outcome}, and ignores later events`, () => {
      const state = after(piece('1', 'Hel'), end);
      const run = runOf(state, 'r1');
      assert.deepEqual([run.outcome, run.endedAt], [outcome, 9]);
      assert.equal(run.error !== undefined, end.type === 'runFailed' || end.type === 'runCutOff');
      const late: ChatEvent[] = [
        piece('1', 'lo'),
        whole('1', 'Hello'),
        { type: 'chatFailed', runId: 'r1', error: someError },
        { type: 'usageReported', runId: 'r1', usage: { input: 1, output: 1, unsplit: 0 } },
        { type: 'silenceNoticed', runId: 'r1', since: 1 },
        ...ends.map(([other]) => other),
      ];
      for (const event of late) assert.equal(reduce(state, event), state, event.type);
    });
  }

  it('counts skipped events', () => {
    assert.equal(runAfter(ended).skippedEvents, 0);
    assert.equal(runAfter({ ...ended, skippedEvents: 3 }).skippedEvents, 3);
  });

  it('keeps the first error, and prefers an error to another status', () => {
    const other = { ...someError, code: '4009' };
    const run = runAfter(
      { type: 'chatCompleted', runId: 'r1' },
      { type: 'chatFailed', runId: 'r1', error: someError },
      { type: 'chatFailed', runId: 'r1', error: other },
      { type: 'chatCompleted', runId: 'r1' },
      { type: 'chatCanceled', runId: 'r1' },
    );
    assert.equal(run.reportedStatus, 'failed');
    assert.deepEqual(run.error, someError);
  });

  it('keeps the first status of completed and canceled', () => {
    const completed = { type: 'chatCompleted', runId: 'r1' } as const;
    const canceled = { type: 'chatCanceled', runId: 'r1' } as const;
    assert.equal(runAfter(completed, canceled).reportedStatus, 'completed');
    assert.equal(runAfter(canceled, completed).reportedStatus, 'canceled');
  });

  it('has each suggestion and each signal once', () => {
    const run = runAfter(
      { type: 'followUpSuggested', runId: 'r1', text: 'More?' },
      { type: 'followUpSuggested', runId: 'r1', text: 'More?' },
      { type: 'interruptSignalled', runId: 'r1', signal: 'requiresAction' },
      { type: 'interruptSignalled', runId: 'r1', signal: 'requiresAction' },
    );
    assert.deepEqual(run.followUps, ['More?']);
    assert.deepEqual(run.interruptSignals, ['requiresAction']);
  });

  it('keeps a valid debug link when a hostile one follows, and takes a newer valid one', () => {
    const link = (url: string, isTrusted: boolean): ChatEvent => ({
      type: 'debugUrlReceived',
      runId: 'r1',
      url,
      isTrusted,
    });
    const hostile = link('https://evil.example/', false);
    const good = link('https://www.coze.cn/work_flow?execute_id=1', true);
    assert.equal(runAfter(good, hostile).debugUrl, 'https://www.coze.cn/work_flow?execute_id=1');
    assert.equal(runAfter(hostile).isDebugUrlTrusted, false);
    assert.equal(runAfter(hostile, good).isDebugUrlTrusted, true);
    const newer = link('https://www.coze.cn/work_flow?execute_id=2', true);
    assert.equal(runAfter(good, newer).debugUrl, 'https://www.coze.cn/work_flow?execute_id=2');
  });

  it('drops silence and retry when they are over and at the end of the run', () => {
    const silent: ChatEvent = { type: 'silenceNoticed', runId: 'r1', since: 5 };
    const retry: ChatEvent = { type: 'retryScheduled', runId: 'r1', attempt: 1, until: 8, error: someError };
    assert.equal(runAfter(silent).silentSince, 5);
    assert.deepEqual(runAfter(retry).retry, { attempt: 1, until: 8, error: someError });
    const over = runAfter(silent, { type: 'silenceEnded', runId: 'r1' }, retry, {
      type: 'retryStarted',
      runId: 'r1',
    });
    for (const run of [over, runAfter(silent, retry, ended)]) {
      assert.equal(Object.hasOwn(run, 'silentSince'), false);
      assert.equal(Object.hasOwn(run, 'retry'), false);
    }
  });

  it('counts tokens once if a run reports twice', () => {
    const report = (input: number, output: number, unsplit = 0): ChatEvent => ({
      type: 'usageReported',
      runId: 'r1',
      usage: { input, output, unsplit },
    });
    assert.deepEqual(after(report(20, 10), report(21, 8)).usage, { input: 21, output: 10, unsplit: 0 });
    assert.deepEqual(after(report(0, 0, 30), report(20, 10)).usage, { input: 20, output: 10, unsplit: 0 });
    const twoRuns = after(
      report(20, 10),
      { type: 'runRepeated', turnId: 't1', runId: 'r2', at: 3 },
      { type: 'usageReported', runId: 'r2', usage: { input: 1, output: 1, unsplit: 5 } },
    );
    assert.deepEqual(twoRuns.usage, { input: 21, output: 11, unsplit: 5 });
  });
});

describe('reduceAll', () => {
  it('returns the same as reduce for each event, and leaves the first state unchanged', () => {
    const state = after(piece('1', 'Hel'));
    const before = structuredClone(state);
    const events: ChatEvent[] = [
      piece('1', 'lo'),
      { type: 'feedbackGiven', runId: 'r1', messageId: '1', feedback: 'like' },
      ended,
      { type: 'runRepeated', turnId: 't1', runId: 'r2', at: 4 },
      { type: 'messageSent', turnId: 't2', runId: 'r3', text: 'More', attachments: [], at: 5 },
      piece('2', 'Hi', 'r2'),
    ];
    assert.deepEqual(reduceAll(state, events), events.reduce(reduce, state));
    assert.deepEqual(state, before);
    assert.equal(reduceAll(state, []), state);
  });
});

describe('titleFrom', () => {
  it('takes the first line that is not blank', () => {
    assert.equal(titleFrom('\n  \n  Explain this \r\nmore'), 'Explain this');
    assert.equal(titleFrom(' \n'), '');
    for (const lineBreak of ['\n', '\r', '\r\n', '\u2028', '\u2029'])
      assert.equal(titleFrom(`Explain this${lineBreak}more`), 'Explain this');
  });

  it('cuts at 60 characters and splits no surrogate pair', () => {
    assert.equal(titleFrom('a'.repeat(60)), 'a'.repeat(60));
    assert.equal(titleFrom('a'.repeat(61)), `${'a'.repeat(59)}…`);
    assert.equal(titleFrom('😀'.repeat(60)), '😀'.repeat(60));
    assert.equal(titleFrom('😀'.repeat(61)), `${'😀'.repeat(59)}…`);
    assert.equal(titleFrom(`a${'😀'.repeat(100)}`), `a${'😀'.repeat(58)}…`);
  });
});
