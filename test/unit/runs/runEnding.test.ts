import assert from 'node:assert/strict';
import { errorInfo } from '../../../src/shared/errorInfo';
import { endedByRestart, endingOf, withoutWorkflow, type StreamEnd } from '../../../src/runs/runEnding';
import type { ChatEvent } from '../../../src/shared/conversation/chatEvent';
import { piece, runAfter, someError, whole } from '../shared/conversation/building';

const completed: ChatEvent = { type: 'chatCompleted', runId: 'r1' };
const failed: ChatEvent = { type: 'chatFailed', runId: 'r1', error: someError };
const canceled: ChatEvent = { type: 'chatCanceled', runId: 'r1' };
const interrupt: ChatEvent = { type: 'interruptSignalled', runId: 'r1', signal: 'finishReason' };
const tool: ChatEvent = {
  type: 'messageCompleted',
  runId: 'r1',
  messageId: '1',
  role: 'tool',
  text: '{}',
  body: { type: 'tool', tool: 'output' },
};
const reset = errorInfo('connectionReset');
const ended: StreamEnd = { wasStopped: false, wasDone: false, hasBegun: true, skippedEvents: 0 };
const done: StreamEnd = { ...ended, wasDone: true };
const broken: StreamEnd = { ...ended, error: reset };

describe('the ending of a run', () => {
  const cases: readonly (readonly [string, readonly ChatEvent[], StreamEnd, string])[] = [
    ['completed by the reported status', [whole('1', 'A'), completed], ended, 'runCompleted'],
    ['completed without an answer', [completed], ended, 'runCompleted'],
    ['completed by done after a complete answer', [whole('1', 'A')], done, 'runCompleted'],
    ['cut off by done after an incomplete answer', [piece('1', 'A')], done, 'runCutOff'],
    ['cut off by done after the output of a tool', [tool], done, 'runCutOff'],
    ['cut off by done after nothing', [], done, 'runCutOff'],
    ['cut off without a reported status', [whole('1', 'A')], ended, 'runCutOff'],
    ['stopped where the service canceled', [piece('1', 'A'), canceled], done, 'runStopped'],
    ['waiting after any signal', [whole('1', 'A?'), interrupt], ended, 'runWaiting'],
    ['waiting rather than completed', [interrupt, completed], done, 'runWaiting'],
    ['failed rather than waiting', [interrupt, failed], done, 'runFailed'],
    ['failed rather than completed, in either order', [completed, failed], done, 'runFailed'],
    ['completed although the connection broke later', [completed], broken, 'runCompleted'],
    ['waiting although the connection broke later', [interrupt], broken, 'runWaiting'],
    ['stopped rather than completed', [completed], { ...done, wasStopped: true }, 'runStopped'],
    ['stopped rather than failed', [failed], { ...broken, wasStopped: true }, 'runStopped'],
  ];
  for (const [what, events, stream, type] of cases) {
    it(`is ${what}`, () => {
      const ending = endingOf(runAfter(...events), stream, 7);
      assert.deepEqual([ending.type, ending.runId, ending.at], [type, 'r1', 7]);
    });
  }

  it('has the error of the service rather than that of the connection', () => {
    const ending = endingOf(runAfter(failed), broken, 7);
    assert.deepEqual(ending, { type: 'runFailed', runId: 'r1', at: 7, error: someError });
  });

  it('is failed by the connection where the run had not begun, else cut off by it', () => {
    const before = endingOf(runAfter(), { ...broken, hasBegun: false }, 7);
    assert.deepEqual(before, { type: 'runFailed', runId: 'r1', at: 7, error: reset });
    const within = endingOf(runAfter(), broken, 7);
    assert.deepEqual(within, { type: 'runCutOff', runId: 'r1', at: 7, error: reset });
  });

  it('names the early end of the stream where nothing else failed', () => {
    const error = errorInfo('streamEnded');
    assert.deepEqual(endingOf(runAfter(), ended, 7), { type: 'runCutOff', runId: 'r1', at: 7, error });
  });

  it('counts skipped events where there are any', () => {
    const run = runAfter(completed);
    assert.deepEqual(endingOf(run, done, 7), { type: 'runCompleted', runId: 'r1', at: 7 });
    const ending = endingOf(run, { ...done, skippedEvents: 2 }, 7);
    assert.deepEqual(ending, { type: 'runCompleted', runId: 'r1', at: 7, skippedEvents: 2 });
  });

  it('has a cause of its own after a restart and without a workflow', () => {
    const restart = endedByRestart('r1', 7);
    assert.equal(restart.type === 'runCutOff' && restart.error.reason, 'interruptedByRestart');
    const removed = withoutWorkflow('r1', 7);
    assert.equal(removed.type === 'runFailed' && removed.error.reason, 'workflowRemoved');
  });
});
