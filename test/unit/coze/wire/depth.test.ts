import assert from 'node:assert/strict';
import { decodeEvent, decodeFailureBody } from '../../../../src/coze/wire/wire';
import { FaultServer } from '../../../support/faultServer';
import { answerOf, requestTo, runToEnd, testClient } from '../../../support/wirePipeline';
import { answered, created, delta, messageObject } from '../../../wire/frames';

const context = { host: 'h', secrets: [] };
const depth = 200_000;
const brackets = '['.repeat(depth) + ']'.repeat(depth);
const braces = '{"a":'.repeat(depth) + '1' + '}'.repeat(depth);

/** A message with a field of this depth. */
function deepMessage(field: string, nested: string): string {
  const { [field]: _, ...rest } = messageObject('x') as Record<string, unknown>;
  return `${JSON.stringify(rest).slice(0, -1)},"${field}":${nested}}`;
}

describe('JSON that is nested deeper than the stack', () => {
  const fields = ['content', 'id', 'role', 'type', 'content_type', 'reasoning_content', 'debug_url', 'extra'];
  for (const nested of [brackets, braces]) {
    for (const field of fields) {
      it(`is read in the field ${field} of a message: ${nested.slice(0, 5)}`, () => {
        for (const event of ['conversation.message.completed', 'conversation.message.delta', undefined]) {
          const decoded = decodeEvent({ event, data: deepMessage(field, nested), strayLines: '' }, context);
          assert.ok(['message', 'delta', 'skipped'].includes(decoded.type));
        }
      });
    }

    it(`is read in chats, errors, cards, lists and verbose messages: ${nested.slice(0, 5)}`, () => {
      for (const [event, data] of [
        ['conversation.chat.created', `{"id":"1","usage":${nested},"last_error":${nested}}`],
        ['conversation.chat.failed', `{"code":1,"msg":${nested},"error":${nested},"detail":${nested}}`],
        ['error', nested],
        ['done', nested],
      ] as const) {
        assert.ok(decodeEvent({ event, data, strayLines: '' }, context));
      }
      for (const fields of [
        { content_type: 'card', content: `{"x_properties":${nested}}` },
        { content_type: 'card', content: `{"x_properties":{"workflow_card_info":${nested}}}` },
        { content_type: 'object_string', content: nested },
        { content_type: 'image', content: nested },
        { type: 'verbose', content: `{"msg_type":"generate_answer_finish","data":${nested}}` },
        { type: 'function_call', content: nested },
      ]) {
        const data = JSON.stringify(messageObject('', fields));
        assert.ok(decodeEvent({ event: 'conversation.message.completed', data, strayLines: '' }, context));
      }
      assert.equal(decodeFailureBody(nested, context), undefined);
    });
  }

  it('does not end the run', async () => {
    const server = await FaultServer.start([
      {
        do: 'send',
        data:
          created() +
          delta('Hel') +
          `event: conversation.message.completed\ndata: ${deepMessage('content', brackets).replace('"answer"', '"tool_response"')}\n\n` +
          answered('Hello'),
      },
    ]);
    const { run } = await runToEnd(
      testClient().streamChat(requestTo(server.baseUrl), new AbortController().signal),
      server.baseUrl,
    );
    await server.stop();
    assert.equal(run.outcome, 'completed');
    assert.match(answerOf(run), /Hello/);
    assert.ok(run.messages.some(({ text }) => text === brackets));
  });
});
