import assert from 'node:assert/strict';
import { decodeEvent } from '../../../../src/coze/wire/wire';
import { isOutcome } from '../../../../src/coze/wire/eventMeaning';
import { recordedContext } from '../../../../src/recording/recordedContext';

describe('The outcome of a chat', () => {
  const rows: readonly (readonly [string, object, boolean])[] = [
    ['conversation.chat.created', { status: 'created' }, false],
    ['conversation.chat.in_progress', { status: 'in_progress' }, false],
    ['conversation.message.delta', { type: 'answer', role: 'assistant', content: 'a' }, false],
    ['conversation.message.completed', { type: 'answer', role: 'assistant', content: 'a' }, false],
    ['conversation.chat.completed', { status: 'completed' }, true],
    ['conversation.chat.requires_action', { status: 'requires_action' }, true],
    ['conversation.chat.failed', { status: 'failed', last_error: { code: 5000, msg: 'x' } }, true],
    ['conversation.chat.canceled', { status: 'canceled' }, true],
    ['done', {}, false],
    ['error', { code: 5000, msg: 'x' }, true],
  ];
  for (const [event, data, expected] of rows) {
    it(`is ${expected ? '' : 'not '}known after ${event}`, () => {
      const sse = { event, data: JSON.stringify({ id: '1', conversation_id: '2', ...data }), strayLines: '' };
      assert.equal(isOutcome(decodeEvent(sse, recordedContext({}))), expected);
    });
  }
});
