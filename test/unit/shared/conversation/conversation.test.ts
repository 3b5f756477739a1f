import assert from 'node:assert/strict';
import type { ChatEvent } from '../../../../src/shared/conversation/chatEvent';
import { isTransient } from '../../../../src/shared/conversation/transientEvent';
import {
  emptyConversation,
  findRun,
  lastRun,
  lastTurn,
  openRun,
  questionOf,
  turnState,
  waitingTurn,
} from '../../../../src/shared/conversation/conversation';
import { after, piece, someError } from './building';

const completed: ChatEvent = { type: 'chatCompleted', runId: 'r1' };

describe('queries of a conversation', () => {
  const waiting: ChatEvent = { type: 'runWaiting', runId: 'r1', at: 3 };
  const next: ChatEvent = {
    type: 'messageSent',
    turnId: 't2',
    runId: 'r2',
    text: 'More',
    attachments: [],
    at: 4,
  };

  it('return nothing for an empty conversation', () => {
    assert.equal(lastTurn(emptyConversation), undefined);
    assert.equal(openRun(emptyConversation), undefined);
    assert.equal(waitingTurn(emptyConversation), undefined);
  });

  it('find the open run in any turn', () => {
    assert.equal(openRun(after())?.id, 'r1');
    assert.equal(openRun(after(next))?.id, 'r2');
    assert.equal(openRun(after(next, { type: 'runStopped', runId: 'r2', at: 5 }))?.id, 'r1');
    assert.equal(openRun(after(waiting)), undefined);
  });

  it('return the state of the last run as that of the turn', () => {
    const state = (...events: ChatEvent[]): string => turnState(lastTurn(after(...events))!);
    assert.equal(state(), 'streaming');
    assert.equal(state(waiting), 'waiting');
    assert.equal(
      state(waiting, { type: 'interruptAnswered', turnId: 't1', runId: 'r2', text: 'A', at: 4 }),
      'streaming',
    );
  });

  it('find an open question in the newest turn only', () => {
    assert.equal(waitingTurn(after(waiting))?.id, 't1');
    assert.equal(waitingTurn(after(waiting, next)), undefined);
    const run = lastRun(lastTurn(after(piece('1', 'Which?'), waiting))!)!;
    assert.equal(questionOf(run)?.text, 'Which?');
  });

  it('find a run with its turn', () => {
    const conversation = after(next);
    assert.equal(findRun(conversation, 'r1')?.turn.id, 't1');
    assert.equal(findRun(conversation, 'r3'), undefined);
  });
});

describe('isTransient', () => {
  it('is true for events that are not stored', () => {
    assert.equal(isTransient({ type: 'silenceNoticed', runId: 'r1', since: 1 }), true);
    assert.equal(isTransient({ type: 'silenceEnded', runId: 'r1' }), true);
    assert.equal(
      isTransient({ type: 'retryScheduled', runId: 'r1', attempt: 1, until: 2, error: someError }),
      true,
    );
    assert.equal(isTransient({ type: 'retryStarted', runId: 'r1' }), true);
    assert.equal(isTransient(piece('1', 'A')), false);
    assert.equal(isTransient(completed), false);
  });
});
