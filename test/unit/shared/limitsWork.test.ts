import assert from 'node:assert/strict';
import type { JsonObject } from '../../../src/shared/json/json';
import { decodeMessage } from '../../../src/coze/wire/messages/wireMessage';
import type { ChatEvent } from '../../../src/shared/conversation/chatEvent';
import { emptyConversation, type ServiceMessage } from '../../../src/shared/conversation/conversation';
import { limits } from '../../../src/shared/limits';
import { applyToMessages } from '../../../src/shared/conversation/messages';
import { reduce, reduceAll, Replay } from '../../../src/shared/conversation/reduce';
import { piece, runOf, someError, started, whole } from './conversation/building';

/** More than each limit. */
const many = 1_500;
const numbers = Array.from({ length: many }, (_, index) => index);

describe('a conversation beyond its limits', () => {
  it('omits and counts messages beyond the limit, and still has an outcome', () => {
    const events: readonly ChatEvent[] = [
      ...started,
      ...numbers.map((index) => whole(String(index), `text ${index}`)),
      { type: 'usageReported', runId: 'r1', usage: { input: 1, output: 2, unsplit: 0 } },
      { type: 'chatCompleted', runId: 'r1' },
      { type: 'runCompleted', runId: 'r1', at: 9 },
    ];
    const run = runOf(reduceAll(emptyConversation, events), 'r1');
    assert.equal(run.messages.length, limits.messages);
    assert.equal(run.omittedMessages, many - limits.messages);
    assert.equal(run.outcome, 'completed');
    assert.equal(run.usage.output, 2);
  });

  it('updates and completes the messages that are kept', () => {
    const events = [
      ...started,
      piece('0', 'Hel'),
      ...numbers.slice(1).map((index) => whole(String(index), `text ${index}`)),
      whole('0', 'Hello'),
      whole('5', 'corrected'),
    ];
    const run = runOf(reduceAll(emptyConversation, events), 'r1');
    assert.equal(run.messages[0]?.text, 'Hello');
    assert.equal(run.messages[5]?.text, 'corrected');
  });

  it('reports an omitted message that has only started', () => {
    const full = [...started, ...numbers.map((index) => whole(String(index), 'x')).slice(0, limits.messages)];
    assert.equal(runOf(reduceAll(emptyConversation, full), 'r1').omittedMessages, undefined);
    const run = runOf(reduceAll(emptyConversation, [...full, piece('new', 'Hel')]), 'r1');
    assert.equal(run.omittedMessages, 0);
  });

  it('keeps the first suggestions and counts the others', () => {
    const events = numbers.map((index): ChatEvent => ({
      type: 'followUpSuggested',
      runId: 'r1',
      text: `What about ${index}?`,
    }));
    const run = runOf(reduceAll(emptyConversation, [...started, ...events]), 'r1');
    assert.equal(run.followUps.length, limits.followUps);
    assert.equal(run.omittedFollowUps, many - limits.followUps);
  });

  it('keeps the first options, fields and media of a message and counts the others', () => {
    const card = (kind: string, data: object) => ({
      type: 'answer',
      content_type: 'card',
      content: JSON.stringify({ x_properties: { workflow_card_info: { card_type: kind, ...data } } }),
    });
    const decoded = (message: JsonObject) => decodeMessage(message, JSON.stringify(message));
    const options = decoded(
      card('QUESTION', { question_card_data: { Title: 'Which?', Options: numbers.map(String) } }),
    );
    assert.ok(options?.body.type === 'card' && options.body.question?.type === 'options');
    assert.equal(options.body.question.options.length, limits.options);
    assert.equal(options.body.question.omitted, many - limits.options);
    const fields = decoded(
      card('INPUT', { input_card_data: numbers.map((index) => ({ name: `field ${index}` })) }),
    );
    assert.ok(fields?.body.type === 'card' && fields.body.question?.type === 'inputs');
    assert.equal(fields.body.question.fields.length, limits.fields);
    assert.equal(fields.body.question.omitted, many - limits.fields);
    const media = decoded({
      type: 'answer',
      content_type: 'object_string',
      content: JSON.stringify(numbers.map((index) => ({ type: 'image', file_url: `https://a.b/${index}` }))),
    });
    assert.ok(media?.body.type === 'media');
    assert.equal(media.body.items.length, limits.mediaItems);
    assert.equal(media.body.omitted, many - limits.mediaItems);
  });
});

describe('the cost of an event', () => {
  it('does not depend on the number of messages of the run', () => {
    let looks = 0;
    const messages = numbers.slice(0, 500).map((index): ServiceMessage => ({
      key: `r1/${index}`,
      id: String(index),
      get role() {
        looks++;
        return 'assistant' as const;
      },
      text: `text ${index}`,
      reasoning: '',
      body: { type: 'text' },
      isComplete: true,
    }));
    let list: readonly ServiceMessage[] = messages;
    for (let index = 0; index < 400; index++) {
      for (const event of [piece(`new ${index}`, 'a'), whole(`new ${index}`, 'ab'), piece('3', 'late')]) {
        list = applyToMessages(list, 'r1', event as Parameters<typeof applyToMessages>[2]) ?? list;
      }
    }
    assert.equal(list.length, 900);
    assert.ok(looks < 10 * messages.length, `${looks} looks at ${messages.length} messages`);
  });

  it('includes no copy of the turns while a conversation is read whole', () => {
    const replay = new Replay(reduceAll(emptyConversation, started));
    const { turns } = replay.conversation;
    for (const index of numbers) {
      replay.add({
        type: 'messageSent',
        ...{ turnId: `t${index}`, runId: `run ${index}`, text: 'x', attachments: [], at: 1 },
      });
      replay.add(piece('1', 'a', `run ${index}`));
      replay.add({ type: 'runRepeated', turnId: `t${index}`, runId: `again ${index}`, at: 2 });
      replay.add({ type: 'runFailed', runId: `again ${index}`, at: 2, error: someError });
    }
    assert.equal(replay.conversation.turns, turns);
    assert.equal(turns.length, many);
  });

  it('does not change a shared conversation while more events are read', () => {
    const before = started.reduce(reduce, emptyConversation);
    const copy = structuredClone(before);
    reduceAll(before, [piece('1', 'a'), whole('1', 'ab'), { type: 'runCompleted', runId: 'r1', at: 9 }]);
    assert.deepEqual(before, copy);
  });
});
