import assert from 'node:assert/strict';
import { errorInfo } from '../../../../src/shared/errorInfo';
import { decodeEvent } from '../../../../src/coze/wire/wire';
import { decodeUsage } from '../../../../src/coze/wire/wireUsage';
import type { CozeEvent } from '../../../../src/coze/wire/cozeEvent';

const context = { host: 'h', secrets: [] };

function decode(event: string | undefined, data: unknown, strayLines = ''): CozeEvent {
  const text = typeof data === 'string' ? data : JSON.stringify(data);
  return decodeEvent({ event, data: text, strayLines }, context);
}

const answer = { role: 'assistant', type: 'answer', content: 'x', content_type: 'text' };
const shown = { id: '', type: 'answer', content: 'x', contentType: 'text', body: { type: 'text' } };

describe('Decoding', () => {
  it('reads a chat without fields', () => {
    assert.deepEqual(decode('conversation.chat.created', {}), { type: 'chat', phase: 'created', chat: {} });
  });

  it('reads a chat with every field', () => {
    assert.deepEqual(
      decode('conversation.chat.in_progress', {
        id: '1',
        conversation_id: '2',
        status: 'in_progress',
        execute_id: '3',
        usage: { input_count: 1, output_count: 2 },
        last_error: { code: 5000, msg: 'late' },
        debug_url: 'u',
      }),
      {
        type: 'chat',
        phase: 'inProgress',
        chat: {
          id: '1',
          conversationId: '2',
          status: 'in_progress',
          executeId: '3',
          usage: { input: 1, output: 2, unsplit: 0 },
          error: {
            ...errorInfo('serverError'),
            params: { host: 'h' },
            code: '5000',
            serviceMessage: 'late',
          },
        },
        debugUrl: 'u',
      },
    );
  });

  it('ignores an error of a chat with code 0 or without a shape', () => {
    for (const last_error of [{ code: 0, msg: '' }, 'x', null, []]) {
      const event = decode('conversation.chat.in_progress', { last_error });
      assert.deepEqual(event, { type: 'chat', phase: 'inProgress', chat: {} });
    }
  });

  it('reads a completed chat with an error as failed, with and without a message', () => {
    const event = decode('conversation.chat.completed', { status: 'failed' });
    assert.deepEqual(event, {
      type: 'failed',
      error: { ...errorInfo('unknownCode'), params: { host: 'h' } },
      chat: { status: 'failed' },
    });
    const told = decode('conversation.chat.completed', { last_error: { code: 4100, msg: 'no' } });
    assert.ok(told.type === 'failed' && told.error.code === '4100');
  });

  it('reads a delta in any spelling of its name, with and without IDs', () => {
    for (const name of ['conversation.message.delta', ' Conversation.Message.DELTA ']) {
      assert.deepEqual(decode(name, answer), { type: 'delta', message: shown });
    }
    assert.deepEqual(
      decode('conversation.message.delta', { ...answer, id: 'i', chat_id: 'c', debug_url: '' }),
      {
        type: 'delta',
        message: { ...shown, id: 'i', chatId: 'c' },
      },
    );
    assert.deepEqual(decode('conversation.message.delta', { ...answer, debug_url: 7 }), {
      type: 'delta',
      message: shown,
    });
  });

  it('reads a verbose message with and without a meaning', () => {
    const verbose = (content: string) => {
      const event = decode('conversation.message.completed', { role: 'assistant', type: 'verbose', content });
      assert.ok(event.type === 'message');
      return event.message;
    };
    assert.equal('interrupt' in verbose('{}'), false);
    assert.equal('interrupt' in verbose('no JSON'), false);
    assert.equal('interrupt' in verbose('{"msg_type":"generate_answer_finish"}'), false);
    assert.equal(verbose('{"msg_type":"interrupt"}').interrupt, 'verboseInterrupt');
  });

  it('reads an error under the name of a message only if no field of a message is present', () => {
    const failure = { code: 4020, msg: 'rpm' };
    const name = 'conversation.message.delta';
    assert.equal(decode(name, failure).type, 'failed');
    assert.equal(decode(name, { ...failure, role: 'assistant' }).type, 'delta');
    assert.equal(decode(name, { ...failure, content: 'x' }).type, 'delta');
    assert.equal(decode(name, { ...failure, role: 'assistant', content: 'x' }).type, 'delta');
    assert.equal(decode(name, {}).type, 'delta');
  });

  it('reads an error in plain text, over several lines or empty', () => {
    const words = (data: string, strayLines = '') => {
      const event = decode('error', data, strayLines);
      assert.ok(event.type === 'failed');
      return event.error.serviceMessage;
    };
    assert.equal(words('panic', 'stack: 1'), 'panic\nstack: 1');
    assert.equal(words('panic'), 'panic');
    assert.equal(words('', 'stack: 1'), 'stack: 1');
    assert.equal(words('x\ny'), 'x\ny');
    assert.equal(words(''), undefined);
    const event = decode('conversation.error', 'words');
    assert.ok(event.type === 'failed' && event.chat === undefined);
  });

  it('reads a failure with its chat if there is one', () => {
    const chatOf = (fields: object) => {
      const event = decode('error', { code: 5000, msg: 'x', ...fields });
      assert.ok(event.type === 'failed');
      return event.chat;
    };
    assert.equal(chatOf({}), undefined);
    assert.deepEqual(chatOf({ status: 'failed' }), { status: 'failed' });
    assert.deepEqual(chatOf({ conversation_id: '2' }), { conversationId: '2' });
  });

  it('keeps the digits of numbers in every ID field, and in content', () => {
    const long = '7401000000000000001';
    for (const field of ['id', 'conversation_id', 'execute_id']) {
      const event = decode('conversation.chat.created', `{"${field}":${long}}`);
      assert.ok(JSON.stringify(event).includes(`"${long}"`), field);
    }
    const text = decode('conversation.message.completed', `{"role":"assistant","content":{"n":${long}}}`);
    assert.ok(text.type === 'message' && text.message.content === `{"n":${long}}`);
  });

  it('drops an ID that is neither text nor an integer', () => {
    for (const id of [1.5, true, {}, null, '']) {
      assert.deepEqual(decode('conversation.chat.created', { id }), {
        type: 'chat',
        phase: 'created',
        chat: {},
      });
    }
  });
});

describe('The name of a called function', () => {
  const nameOf = (content: string): unknown => {
    const event = decode('conversation.message.completed', {
      role: 'assistant',
      type: 'function_call',
      content,
    });
    assert.ok(event.type === 'message' && event.message.body.type === 'tool');
    return event.message.body.name;
  };

  it('is read from JSON, complete or truncated, with and without spaces', () => {
    assert.equal(nameOf('{"name":"a\\u0062"}'), 'ab');
    assert.equal(nameOf('{"name":"ab","arguments":{"x'), 'ab');
    assert.equal(nameOf('{"name" \t:  "ab","arguments":{"x'), 'ab');
    assert.equal(nameOf('{"name":\n"ab'), undefined);
    assert.equal(nameOf('{"name":""}'), undefined);
  });
});

describe('The tokens of a run', () => {
  const input = (value: unknown): number => decodeUsage({ input_count: value, output_count: 1 })!.input;

  it('are numbers or numeric text, whole and not negative', () => {
    assert.equal(input(' 12 '), 12);
    assert.equal(input('12'), 12);
    assert.equal(input(3.9), 3);
    for (const odd of ['', '  ', 'x', -5, -0.5, 0, '-5', Number.NaN, true, [5], { a: 1 }, null]) {
      assert.equal(input(odd), 0, JSON.stringify(odd));
    }
    assert.equal(input(1e300), 1e12);
    assert.equal(input('Infinity'), 0);
  });
});

describe('An address as the content of a media message', () => {
  const bodyOf = (content: string): object => {
    const event = decode('conversation.message.completed', {
      role: 'assistant',
      type: 'answer',
      content_type: 'image',
      content,
    });
    assert.ok(event.type === 'message');
    return event.message.body;
  };

  it('must be the whole content, http included', () => {
    const image = (url: string) => ({ type: 'media', items: [{ kind: 'image', url }] });
    assert.deepEqual(bodyOf('https://a.example/x.png'), image('https://a.example/x.png'));
    assert.deepEqual(bodyOf(' http://a.example/x.png '), image('http://a.example/x.png'));
    assert.deepEqual(bodyOf('https://a.example/x.png and words'), { type: 'text' });
  });

  it('is not an empty field', () => {
    const event = decode('conversation.message.completed', {
      role: 'assistant',
      type: 'answer',
      content_type: 'image',
      content: '{"file_url":"","url":"https://b.example/","file_id":""}',
    });
    assert.ok(event.type === 'message');
    assert.deepEqual(event.message.body, {
      type: 'media',
      items: [{ kind: 'image', url: 'https://b.example/' }],
    });
  });
});
