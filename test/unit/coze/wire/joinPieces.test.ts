import assert from 'node:assert/strict';
import type { CozeEvent, CozeMessage } from '../../../../src/coze/wire/cozeEvent';
import { joinPieces } from '../../../../src/coze/wire/joinPieces';

const message = (content: string, more: Partial<CozeMessage> = {}): CozeMessage => ({
  id: 'm1',
  type: 'answer',
  content,
  contentType: 'text',
  body: { type: 'text' },
  ...more,
});
const piece = (content: string, more: Partial<CozeMessage> = {}): CozeEvent => ({
  type: 'delta',
  message: message(content, more),
});
const done: CozeEvent = { type: 'done' };

describe('Deltas that arrive together', () => {
  it('are joined', () => {
    assert.deepEqual(joinPieces([piece('a'), piece('b'), piece('c'), done]), [piece('abc'), done]);
  });

  it('are not copied if there is only one', () => {
    const only = piece('a');
    assert.equal(joinPieces([only])[0], only);
  });

  it('keep their order relative to other events', () => {
    const whole: CozeEvent = { type: 'message', message: message('ab') };
    const events = [piece('a'), piece('b'), whole, piece('c')];
    assert.deepEqual(joinPieces(events), [piece('ab'), whole, piece('c')]);
  });

  for (const [what, other] of [
    ['message', { id: 'm2' }],
    ['type', { type: 'tool_output' }],
    ['content type', { contentType: 'object_string' }],
    ['chat', { chatId: 'c2' }],
    ['conversation', { conversationId: 'k2' }],
  ] as const) {
    it(`are not joined with those of another ${what}`, () => {
      const events = [piece('a'), piece('b', other), piece('c')];
      assert.deepEqual(joinPieces(events), events);
    });
  }

  for (const [what, more] of [
    ['reasoning', { reasoning: 'because' }],
    ['a card', { body: { type: 'card', raw: '{}' } }],
    ['an interrupt', { interrupt: { eventId: 'e', kind: 'question' } }],
  ] as const) {
    it(`are not joined with one with ${what}`, () => {
      const events = [piece('a'), piece('b', more as Partial<CozeMessage>), piece('c')];
      assert.deepEqual(joinPieces(events), events);
    });
  }

  it('are not joined with one with a debug link', () => {
    const linked: CozeEvent = { type: 'delta', message: message('b'), debugUrl: 'https://www.coze.cn/x' };
    assert.deepEqual(joinPieces([piece('a'), linked, piece('c')]), [piece('a'), linked, piece('c')]);
  });
});
