import assert from 'node:assert/strict';
import { earlierMessages } from '../../../src/runs/earlierMessages';
import { targetInput } from '../../../src/runs/runInput';
import type { ChatEvent } from '../../../src/shared/conversation/chatEvent';
import {
  emptyConversation,
  type Conversation,
  type Turn,
} from '../../../src/shared/conversation/conversation';
import { reduce } from '../../../src/shared/conversation/reduce';
import { textMessage } from '../../../src/shared/conversation/userMessage';

const workflow = { key: 'k', name: 'N', workflowId: '1', origin: 'https://api.coze.cn' };
const started: ChatEvent = { type: 'conversationStarted', conversationId: 'c', workflow, at: 0 };

/** Turns by what was said: an answer of `?…` waits for the next one's reply, an empty one failed. */
function turnsOf(...talks: readonly (readonly [string, ...string[]])[]): readonly Turn[] {
  const events: ChatEvent[] = [started];
  talks.forEach(([text, ...answers], turn) => {
    const turnId = `t${String(turn)}`;
    events.push({ type: 'messageSent', turnId, runId: `${turnId}-0`, text, attachments: [], at: 0 });
    answers.forEach((answer, index) => {
      const runId = `${turnId}-${String(index)}`;
      const before = answers[index - 1];
      if (before?.startsWith('?')) {
        events.push({ type: 'interruptAnswered', turnId, runId, text: `reply to ${before}`, at: 0 });
      } else if (index > 0) {
        events.push({ type: 'runRepeated', turnId, runId, at: 0 });
      }
      if (answer !== '') {
        events.push({
          type: 'messageCompleted',
          runId,
          messageId: 'm',
          role: 'assistant',
          text: answer,
          body: { type: 'text' },
        });
      }
      if (answer.startsWith('?')) events.push({ type: 'runWaiting', runId, at: 0 });
      else if (answer !== '') events.push({ type: 'runCompleted', runId, at: 0 });
      else {
        const error = { kind: 'network', reason: 'connectionReset', remedies: [] } as const;
        events.push({ type: 'runFailed', runId, at: 0, error });
      }
    });
  });
  return events.reduce(reduce, emptyConversation).turns;
}

const told = (turns: readonly Turn[], limit = 49) =>
  earlierMessages(turns, limit).map(({ role, text }) => `${role}: ${text}`);

describe('the earlier turns as messages', () => {
  it('are in order', () => {
    assert.deepEqual(told(turnsOf(['One', 'First'], ['Two', 'Second'])), [
      'user: One',
      'assistant: First',
      'user: Two',
      'assistant: Second',
    ]);
  });

  it('hold questions and replies', () => {
    assert.deepEqual(told(turnsOf(['Book', '?Where', '?When', 'Booked'])), [
      'user: Book',
      'assistant: ?Where',
      'user: reply to ?Where',
      'assistant: ?When',
      'user: reply to ?When',
      'assistant: Booked',
    ]);
  });

  it('omit turns without an answer', () => {
    assert.deepEqual(told(turnsOf(['One', ''], ['Two', 'Second'], ['Three', ''])), [
      'user: Two',
      'assistant: Second',
    ]);
  });

  it('contain a repeated turn once, with its last answer', () => {
    assert.deepEqual(told(turnsOf(['One', 'First', 'Better'])), ['user: One', 'assistant: Better']);
  });

  it('keep the question where only the reply was repeated', () => {
    assert.deepEqual(told(turnsOf(['Book', '?Where', '', 'Booked'])), [
      'user: Book',
      'assistant: ?Where',
      'user: reply to ?Where',
      'assistant: Booked',
    ]);
  });

  it('leave out turns that the user took out of view', () => {
    const [first, second] = turnsOf(['One', 'First'], ['Two', 'Second']);
    assert.deepEqual(told([{ ...first!, isHidden: true }, second!]), ['user: Two', 'assistant: Second']);
  });

  it('are the newest ones where there are too many, and begin with the user', () => {
    const turns = turnsOf(
      ...Array.from({ length: 60 }, (_, n) => [`q${String(n)}`, `a${String(n)}`] as const),
    );
    const messages = told(turns);
    assert.equal(messages.length, 48, '49 would begin with an answer');
    assert.equal(messages[0], 'user: q36');
    assert.equal(messages.at(-1), 'assistant: a59');
  });
});

describe('the input of a run', () => {
  const turns = turnsOf(['One', 'First'], ['Book', '?Where'], ['Three', 'Half']);
  const unknown: Conversation = { ...emptyConversation, turns };
  const texts = (conversation: Conversation, turnId: string, isReply: boolean) => {
    const input = targetInput(conversation, { turnId, message: textMessage('now'), isReply });
    return [...input.earlierMessages, input.message].map(({ text }) => text);
  };

  it('holds the message alone where the service knows the conversation', () => {
    assert.deepEqual(texts({ ...unknown, cozeConversationId: '5' }, 't2', false), ['now']);
  });

  it('holds the turns before a turn that is sent again, and not what it brought before', () => {
    assert.deepEqual(texts(unknown, 't2', false), ['One', 'First', 'Book', '?Where', 'now']);
    assert.deepEqual(texts(unknown, 't0', false), ['now']);
  });

  it('holds the question where a reply is sent', () => {
    assert.deepEqual(texts(unknown, 't1', true), ['One', 'First', 'Book', '?Where', 'now']);
  });
});
