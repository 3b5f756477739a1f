import assert from 'node:assert/strict';
import type { ChatEvent } from '../../../../src/shared/conversation/chatEvent';
import { questionOf, turnState, type Turn } from '../../../../src/shared/conversation/conversation';
import { closeMessage, messageOfDelta } from '../../../../src/shared/conversation/messages';
import { reduce } from '../../../../src/shared/conversation/reduce';
import { after, piece, runAfter, runOf, texts, whole } from './building';

const toolPiece = (messageId: string, text: string): ChatEvent => ({
  type: 'textAppended',
  runId: 'r1',
  messageId,
  role: 'tool',
  text,
});
const toolWhole = (messageId: string, text: string): ChatEvent => ({
  type: 'messageCompleted',
  runId: 'r1',
  messageId,
  role: 'tool',
  text,
  body: { type: 'tool', tool: 'output' },
});

describe('A message', () => {
  it('starts as plain text, with its first delta of text or reasoning', () => {
    const begun = { key: 'r1/0', id: '1', role: 'assistant', body: { type: 'text' }, isComplete: false };
    assert.deepEqual(runAfter(piece('1', 'Hel')).messages.map(closeMessage), [
      { ...begun, text: 'Hel', reasoning: '' },
    ]);
    assert.deepEqual(
      runAfter({ type: 'reasoningAppended', runId: 'r1', messageId: '1', text: 'Hm' }).messages,
      [{ ...begun, text: '', reasoning: 'Hm' }],
    );
  });

  it('takes the content of a delta, and keeps it if the next one has none', () => {
    const body = { type: 'tool', tool: 'call', name: 'f' } as const;
    const named: ChatEvent = {
      type: 'textAppended',
      runId: 'r1',
      messageId: '1',
      role: 'tool',
      text: '{',
      body,
    };
    const [message] = runAfter(named, toolPiece('1', '}')).messages;
    assert.deepEqual([message?.text, message?.body], ['{}', body]);
  });

  it('keeps its ID and adds a second one only if it differs', () => {
    const ids = (...events: ChatEvent[]) =>
      runAfter(...events).messages.map(({ id, completedId }) => [id, completedId]);
    assert.deepEqual(ids(piece('1', 'Hello'), whole('1', 'Hello')), [['1', undefined]]);
    assert.deepEqual(ids(piece('1', 'Hello'), whole('', 'Hello')), [['1', undefined]]);
    assert.deepEqual(ids(piece('1', 'Hello'), whole('0', 'Hello')), [['1', undefined]]);
    assert.deepEqual(ids(piece('1', 'Hello'), whole('2', 'Hello')), [['1', '2']]);
    assert.deepEqual(ids(piece('', 'Hello'), whole('2', 'Hello')), [['2', undefined]]);
    assert.equal('completedId' in runAfter(piece('1', 'Hello'), whole('1', 'Hello')).messages[0]!, false);
  });

  it('is replaced by a second completed message with its ID', () => {
    assert.deepEqual(texts(runAfter(whole('1', 'Hello'), whole('1', 'Hello there')).messages), [
      'Hello there',
    ]);
  });

  it('is found for a delta that it contains', () => {
    const { messages } = runAfter(piece('1', 'A'), piece('2', 'B'), toolPiece('1', '{'));
    const keyOf = (event: ChatEvent) =>
      messageOfDelta(messages, event as Parameters<typeof messageOfDelta>[1])?.key;
    assert.equal(keyOf(piece('1', 'A')), 'r1/0');
    assert.equal(keyOf(piece('2', 'B')), 'r1/1');
    assert.equal(keyOf(toolPiece('1', '{')), 'r1/2');
    assert.equal(keyOf(piece('3', 'C')), undefined);
  });

  it('without an ID is matched by its role while it is open', () => {
    assert.deepEqual(texts(runAfter(toolPiece('', '{'), piece('', 'Hi'), toolPiece('', '}')).messages), [
      '{}',
      'Hi',
    ]);
    assert.deepEqual(texts(runAfter(whole('', 'Done'), piece('', 'Next')).messages), ['Done', 'Next']);
    assert.deepEqual(texts(runAfter(piece('', 'Open'), toolWhole('', '{}'), piece('', ' still')).messages), [
      'Open still',
      '{}',
    ]);
  });

  it('without an ID that repeats the last message of its role is the same message', () => {
    assert.deepEqual(texts(runAfter(whole('1', 'A'), toolWhole('2', 'B'), whole('', 'A')).messages), [
      'A',
      'B',
    ]);
    assert.deepEqual(texts(runAfter(whole('1', 'A'), whole('2', 'B'), whole('', 'A')).messages), [
      'A',
      'B',
      'A',
    ]);
    assert.deepEqual(
      texts(runAfter(whole('1', 'A'), whole('2', 'A')).messages),
      ['A', 'A'],
      'two ids are two',
    );
    assert.deepEqual(
      texts(runAfter(whole('1', 'A'), toolWhole('', 'A')).messages),
      ['A', 'A'],
      'another role',
    );
  });

  const parts: readonly (readonly [string, ChatEvent[], string[]])[] = [
    [
      'half of the streamed text, one id missing',
      [piece('1', 'abcd'), whole('', 'abXY and more')],
      ['abXY and more'],
    ],
    ['less than half of it', [piece('1', 'abcd'), whole('', 'aXYZ')], ['abcd', 'aXYZ']],
    ['half of the whole, two ids', [piece('1', 'ab'), whole('2', 'abcd')], ['abcd']],
    ['less than half of the whole, two ids', [piece('1', 'ab'), whole('2', 'abcde')], ['ab', 'abcde']],
    ['nothing streamed yet, one id missing', [thinking('1'), whole('', 'abc')], ['abc']],
    ['nothing streamed yet, two ids', [thinking('1'), whole('2', 'abc')], ['', 'abc']],
    ['an empty whole, one id missing', [piece('1', 'abc'), whole('', '')], ['abc']],
    ['an empty whole, two ids', [piece('1', 'abc'), whole('2', '')], ['abc', '']],
    ['a streamed text that goes on past the whole', [piece('1', 'abcd'), whole('', 'ab')], ['ab']],
  ];
  for (const [what, events, expected] of parts) {
    it(`is recognized by its streamed text: ${what}`, () => {
      assert.deepEqual(texts(runAfter(...events).messages), expected);
    });
  }
});

function thinking(messageId: string): ChatEvent {
  return { type: 'reasoningAppended', runId: 'r1', messageId, text: 'Hm' };
}

describe('A conversation', () => {
  const second: ChatEvent = {
    type: 'messageSent',
    turnId: 't2',
    runId: 'r2',
    text: 'More',
    attachments: [],
    at: 5,
  };
  const end = (runId: string): ChatEvent => ({ type: 'runCompleted', runId, at: 4 });

  it('adds a turn as visible and with its question expanded', () => {
    const [turn] = after().turns;
    assert.deepEqual([turn?.isHidden, turn?.isInterruptDismissed], [false, false]);
  });

  it('stores the execution ID of a run', () => {
    assert.equal(runAfter({ type: 'executionIdentified', runId: 'r1', executeId: '9' }).executeId, '9');
  });

  it('takes the service ID from the open run only, among several turns and runs', () => {
    const named = (runId: string): ChatEvent => ({ type: 'chatStarted', runId, cozeConversationId: '6' });
    const again: ChatEvent = { type: 'runRepeated', turnId: 't1', runId: 'r1b', at: 3 };
    assert.equal(after(end('r1'), second, named('r2')).cozeConversationId, '6');
    assert.equal(after(end('r1'), second, named('r1')).cozeConversationId, undefined);
    assert.equal(after(end('r1'), again, named('r1b')).cozeConversationId, '6');
    assert.equal(after(end('r1'), again, named('r1')).cozeConversationId, undefined);
    assert.equal(after(named('r9')).cozeConversationId, undefined);
  });

  it('is the same object if nothing changes', () => {
    const named: ChatEvent = { type: 'chatStarted', runId: 'r1', chatId: '5', cozeConversationId: '6' };
    const state = after(named, second);
    assert.equal(reduce(state, named), state);
    for (const event of [
      { type: 'turnHidden', turnId: 'unknown' },
      { type: 'interruptDismissed', turnId: 'unknown' },
      { type: 'runRepeated', turnId: 't1', runId: 'r1', at: 9 },
      end('unknown'),
      { type: 'feedbackGiven', runId: 'unknown', messageId: '1', feedback: 'like' },
    ] satisfies ChatEvent[]) {
      assert.equal(reduce(state, event), state, event.type);
    }
  });

  it('changes the named turn, not the newest one', () => {
    const state = after(end('r1'), second, { type: 'turnHidden', turnId: 't1' }, piece('1', 'late', 'r2'));
    assert.deepEqual(
      state.turns.map(({ id, isHidden }) => [id, isHidden]),
      [
        ['t1', true],
        ['t2', false],
      ],
    );
    assert.deepEqual(texts(runOf(state, 'r2').messages), ['late']);
  });

  it('shows text that could have become a tag, in each message, when the run ends', () => {
    const open = [piece('1', 'Hi\n<thi'), whole('2', 'Done'), toolPiece('3', '{')];
    assert.deepEqual(texts(runAfter(...open).messages), ['Hi\n', 'Done', '{']);
    const { messages } = runAfter(...open, end('r1'));
    assert.deepEqual(texts(messages), ['Hi\n<thi', 'Done', '{']);
    assert.ok(messages.every((message) => !('scan' in message)));
  });

  it('has its question in the last answer, not in a later message of a tool', () => {
    assert.equal(questionOf(runAfter(whole('1', 'Which city?'), toolWhole('2', '{}')))?.text, 'Which city?');
    assert.equal(questionOf(runAfter(toolWhole('2', '{}'))), undefined);
  });

  it('treats a turn without a run as pending', () => {
    const turn: Turn = { ...after().turns[0]!, runs: [] };
    assert.equal(turnState(turn), 'streaming');
  });
});
