import assert from 'node:assert/strict';
import type { CardField } from '../../../../src/shared/conversation/content';
import { parseWireJson, sourceOfMember } from '../../../../src/coze/text/json';
import type { JsonObject } from '../../../../src/shared/json/json';
import { toChatEvents } from '../../../../src/coze/wire/toChatEvents';
import { decodeEvent, decodeFailureBody } from '../../../../src/coze/wire/wire';
import { decodeFailure, looksLikeFailure } from '../../../../src/coze/wire/wireError';
import { decodeUsage } from '../../../../src/coze/wire/wireUsage';
import type { CozeEvent } from '../../../../src/coze/wire/cozeEvent';
import type { ChatEvent } from '../../../../src/shared/conversation/chatEvent';

const context = { host: 'h', secrets: [] };

function decode(event: string | undefined, data: unknown, strayLines = ''): CozeEvent {
  const text = typeof data === 'string' ? data : JSON.stringify(data);
  return decodeEvent({ event, data: text, strayLines }, context);
}

function messageOf(fields: object, event = 'conversation.message.completed') {
  const decoded = decode(event, { role: 'assistant', type: 'answer', ...fields });
  assert.ok(decoded.type === 'message' || decoded.type === 'delta', decoded.type);
  return decoded.message;
}

function chatEvents(event: string | undefined, data: unknown): readonly ChatEvent[] {
  return toChatEvents(decode(event, data), 'r', (url) => url.startsWith('https://'));
}

describe('Numbers beyond the range of JavaScript', () => {
  const table: readonly (readonly [string, unknown])[] = [
    ['{"id":7401000000000000001}', { id: '7401000000000000001' }],
    ['{"id":9401000000000000001}', { id: '9401000000000000001' }],
    ['{"id":-7401000000000000001}', { id: '-7401000000000000001' }],
    ['[7401000000000000001,1,7401000000000000003]', ['7401000000000000001', 1, '7401000000000000003']],
    ['{"a":"x 7401000000000000001","b":1}', { a: 'x 7401000000000000001', b: 1 }],
    [
      '{"a":"\\"7401000000000000001\\\\","b":7401000000000000001}',
      { a: '"7401000000000000001\\', b: '7401000000000000001' },
    ],
    ['{"a":1234567890123456.5}', { a: 1234567890123456.5 }],
    ['{"a":1234567890123456e2}', { a: 1234567890123456e2 }],
    ['{"a":0.1234567890123456789}', { a: 0.12345678901234568 }],
    ['{"a":123456789012345}', { a: 123456789012345 }],
    ['{"a":1e5,"b":-2.5E-3}', { a: 1e5, b: -0.0025 }],
    ['7401000000000000001', '7401000000000000001'],
    ['{"a":"unfinished', undefined],
  ];
  for (const [text, expected] of table) {
    it(`${text} keeps its digits`, () => {
      assert.deepEqual(parseWireJson(text), expected);
    });
  }

  it('remain numbers if they keep their digits', () => {
    assert.deepEqual(
      parseWireJson('[9007199254740991,-9007199254740991,1000000000000000]'),
      [9007199254740991, -9007199254740991, 1000000000000000],
    );
    assert.deepEqual(parseWireJson('[9007199254740993,-9007199254740992]'), [
      '9007199254740993',
      '-9007199254740992',
    ]);
  });

  it('are found at every value position, and nowhere else', () => {
    const long = '7281192623887548473';
    for (const [text, expected] of [
      [`{"a" : \n ${long} }`, { a: long }],
      [`{"a":{"b":[{"c":${long}}]}}`, { a: { b: [{ c: long }] } }],
      [`[1,\t${long}]`, [1, long]],
      [` ${long} `, long],
      [`{"${long}":1}`, { [long]: 1 }],
      [`{"a":"[${long}, :${long}","b":"${long}"}`, { a: `[${long}, :${long}`, b: long }],
    ] as const) {
      assert.deepEqual(parseWireJson(text), expected, text);
    }
    assert.equal(parseWireJson('{'), undefined);
    assert.equal(parseWireJson(`{"a":${long}`), undefined);
  });

  it('keep their notation in content that is not a string', () => {
    for (const written of [
      '{"plugin_id":7281192623887548473}',
      '{ "n": 1.10, "e": 1e400,\n "d": 0.12345678901234567890 }',
      '[7281192623887548473, "a}", {"content": 1}]',
      '7281192623887548473',
      '-1.50',
      'true',
    ]) {
      const event = decode(
        'conversation.message.completed',
        `{"meta":{"content":"no"},"type":"tool_response","content": ${written} ,"role":"assistant"}`,
      );
      assert.ok(event.type === 'message');
      assert.equal(event.message.content, written);
    }
  });

  it('keep their digits in cards, media and errors', () => {
    const long = '7281192623887548473';
    const info = `{"card_type":"QUESTION","question_card_data":{"Title":"?","Options":[${long},{"name":${long}},7]}}`;
    const card = messageOf({
      content_type: 'card',
      content: `{"template_id":${long},"x_properties":{"workflow_card_info":${info}}}`,
    });
    assert.ok(card.body.type === 'card' && card.body.question?.type === 'options');
    assert.deepEqual(card.body.question.options, [long, long, '7']);
    assert.ok(card.body.raw.includes(`"template_id":${long},`));
    const media = messageOf({
      content_type: 'object_string',
      content: `[{"type":"text","text":${long}},{"type":"file","file_id":${long}}]`,
    });
    assert.equal(media.content, long);
    assert.deepEqual(media.body, { type: 'media', items: [{ kind: 'file', fileId: long }] });
    const error = decodeFailureBody(`{"code":4000,"msg":"no","detail":{"logid":${long}}}`, context);
    assert.equal(error?.logId, long);
  });

  for (const field of ['id', 'chat_id', 'conversation_id']) {
    it(`keep their digits in the field ${field} of a message`, () => {
      const decoded = decode(
        'conversation.message.completed',
        `{"role":"assistant","type":"answer","content":"x","${field}":7401000000000000001}`,
      );
      assert.ok(JSON.stringify(decoded).includes('"7401000000000000001"'));
    });
  }

  it('keep their digits in an execution id, and in a code', () => {
    const chat = decode('conversation.chat.created', '{"execute_id":7401000000000000001}');
    assert.ok(chat.type === 'chat' && chat.chat.executeId === '7401000000000000001');
    const failed = decode('error', '{"code":7401000000000000001,"msg":"x"}');
    assert.ok(failed.type === 'failed' && failed.error.code === '7401000000000000001');
  });
});

describe('The source of a member', () => {
  it('is its text, of the last member with the name', () => {
    assert.equal(sourceOfMember('{"a":1,"b":{"a":2}}', 'a'), '1');
    assert.equal(sourceOfMember('{"a":1,"a": [2, 3] }', 'a'), '[2, 3]');
    assert.equal(sourceOfMember('{"b":"\\"a\\":1","c":["a"]}', 'a'), undefined);
    assert.equal(sourceOfMember('{}', 'a'), undefined);
    assert.equal(sourceOfMember('{"a":"x,}"}', 'a'), '"x,}"');
  });
});

describe('IDs', () => {
  it('are text: numbers are converted, other values are dropped', () => {
    assert.equal(messageOf({ id: 'a' }).id, 'a');
    assert.equal(messageOf({ id: 7 }).id, '7');
    assert.equal(messageOf({ id: 1.5 }).id, '');
    assert.equal(messageOf({ id: {} }).id, '');
    assert.equal(messageOf({}).id, '');
    assert.equal(messageOf({ chat_id: '' }).chatId, undefined);
    assert.equal(messageOf({ chat_id: '5', conversation_id: '6' }).chatId, '5');
    assert.equal(messageOf({ chat_id: '5', conversation_id: '6' }).conversationId, '6');
  });
});

describe('Token usage', () => {
  const table: readonly (readonly [unknown, unknown])[] = [
    [
      { input_count: 1, output_count: 2, token_count: 9 },
      { input: 1, output: 2, unsplit: 0 },
    ],
    [
      { input_tokens: 1, output_tokens: 2 },
      { input: 1, output: 2, unsplit: 0 },
    ],
    [{ input_count: '3' }, { input: 3, output: 0, unsplit: 0 }],
    [{ output_count: 2.9 }, { input: 0, output: 2, unsplit: 0 }],
    [{ token_count: 9 }, { input: 0, output: 0, unsplit: 9 }],
    [{ total_tokens: 9 }, { input: 0, output: 0, unsplit: 9 }],
    [{ input_count: 1e300 }, { input: 1e12, output: 0, unsplit: 0 }],
    [{ input_count: -1, output_count: null, token_count: '' }, undefined],
    [{ input_count: 0 }, undefined],
    [{ input_count: ' ' }, undefined],
    [{ input_count: true }, undefined],
    ['x', undefined],
    [null, undefined],
    [[1], undefined],
  ];
  for (const [json, expected] of table) {
    it(`${JSON.stringify(json)} is ${JSON.stringify(expected) ?? 'none'}`, () => {
      assert.deepEqual(decodeUsage(json), expected);
    });
  }
});

describe('Media in an answer', () => {
  const itemsOf = (fields: object) => {
    const { body, content } = messageOf(fields);
    return body.type === 'media' ? { content, items: body.items } : { content, body: body.type };
  };

  it('are read from object_string in all spellings', () => {
    const list = [
      { type: 'text', text: 'one' },
      { type: 'text', text: 'two' },
      { type: 'text' },
      { type: 'image', file_url: 'https://x/a.png', file_name: 'a.png' },
      { type: 'audio', file_id: '7', name: 'b' },
      { type: 'video', url: 'https://x/c.mp4' },
      { type: 'file', image_url: 'https://x/d' },
      { type: 'odd', audio_url: 'https://x/e' },
      'nonsense',
      null,
    ];
    assert.deepEqual(itemsOf({ content_type: 'object_string', content: JSON.stringify(list) }), {
      content: 'one\ntwo',
      items: [
        { kind: 'image', url: 'https://x/a.png', name: 'a.png' },
        { kind: 'audio', fileId: '7', name: 'b' },
        { kind: 'video', url: 'https://x/c.mp4' },
        { kind: 'file', url: 'https://x/d' },
        { kind: 'file', url: 'https://x/e' },
      ],
    });
  });

  it('are text if object_string is invalid or has text items only', () => {
    assert.deepEqual(itemsOf({ content_type: 'object_string', content: '{"a":1}' }), {
      content: '{"a":1}',
      body: 'text',
    });
    assert.deepEqual(itemsOf({ content_type: 'object_string', content: 'plain' }), {
      content: 'plain',
      body: 'text',
    });
    assert.deepEqual(itemsOf({ content_type: 'object_string', content: '[{"type":"text","text":"a"}]' }), {
      content: 'a',
      body: 'text',
    });
  });

  it('are read from a content type or a message type with file_url', () => {
    const items = [{ kind: 'image', url: 'https://x/a.png' }];
    const image = { content: 'A cat', file_url: 'https://x/a.png' };
    assert.deepEqual(itemsOf({ content_type: 'image', ...image }), { content: 'A cat', items });
    assert.deepEqual(itemsOf({ type: 'image', content_type: 'text', ...image }), { content: 'A cat', items });
    assert.deepEqual(itemsOf({ type: 'image', ...image }), { content: 'A cat', items });
    assert.deepEqual(itemsOf({ content_type: 'file', content: '', file_id: '5' }), {
      content: '',
      items: [{ kind: 'file', fileId: '5' }],
    });
  });

  it('are read from an address, JSON, base64 and text', () => {
    assert.deepEqual(itemsOf({ content_type: 'image', content: ' https://x/a.png ' }), {
      content: '',
      items: [{ kind: 'image', url: 'https://x/a.png' }],
    });
    assert.deepEqual(itemsOf({ content_type: 'video', content: '{"url":"https://x/v","text":"T"}' }), {
      content: 'T',
      items: [{ kind: 'video', url: 'https://x/v' }],
    });
    assert.deepEqual(itemsOf({ content_type: 'file', content: '[{"type":"file","file_id":"1"}]' }), {
      content: '',
      items: [{ kind: 'file', fileId: '1' }],
    });
    assert.deepEqual(itemsOf({ content_type: 'audio', content: 'UklGRg==' }), {
      content: '',
      items: [{ kind: 'audio' }],
    });
    assert.deepEqual(itemsOf({ content_type: 'image', content: 'see https://x/a.png there' }), {
      content: 'see https://x/a.png there',
      body: 'text',
    });
  });
});

describe('Cards', () => {
  const cardOf = (info: unknown) => {
    const raw = JSON.stringify({ x_properties: { workflow_card_info: info } });
    const { body, content } = messageOf({ content_type: 'card', content: raw });
    assert.ok(body.type === 'card');
    assert.equal(body.raw, raw);
    return { content, question: body.question };
  };

  it('have options, from a JSON string or an object, in either spelling', () => {
    const question = { type: 'options', title: 'T', options: ['A', 'B'] };
    const data = { Title: 'T', Options: [{ name: 'A' }, { Name: 'B' }, { name: '' }, null] };
    const small = { title: 'T', options: ['A', 'B', null, ''] };
    for (const info of [
      { card_type: 'QUESTION', question_card_data: data },
      JSON.stringify({ card_type: 'question', question_card_data: JSON.stringify(data) }),
      { card_type: 'QUESTION', question_card_data: small },
    ]) {
      assert.deepEqual(cardOf(info), { content: 'T', question });
    }
    assert.deepEqual(cardOf({ card_type: 'QUESTION', question_card_data: {} }), {
      content: '',
      question: { type: 'options', title: '', options: [] },
    });
  });

  it('have fields', () => {
    const fields = [
      { name: 'city', type: 'string', required: true },
      { name: 'days', type: 'integer', required: false },
      { name: 'note', type: 'string', required: false },
    ];
    const data = [
      { name: 'city', type: 'string', required: true },
      { name: 'days', type: 'integer', required: 'yes' },
      { name: 'note' },
      { type: 'string' },
      { name: '' },
      'x',
    ];
    const question = { type: 'inputs', title: '', fields };
    assert.deepEqual(cardOf({ card_type: 'INPUT', input_card_data: data }), { content: '', question });
    assert.deepEqual(cardOf({ card_type: 'INPUT', input_card_data: JSON.stringify(data) }), {
      content: '',
      question,
    });
  });

  it('have items of lists and members of objects only, down to a depth of 12', () => {
    const fieldsOf = (data: unknown): readonly CardField[] => {
      const { question } = cardOf({ card_type: 'INPUT', input_card_data: data });
      return question?.type === 'inputs' ? question.fields : [];
    };
    for (const [type, schema] of [
      ['string', { type: 'string' }],
      ['object', { type: 'string' }],
      ['string', [{ name: 'a', type: 'string' }]],
      ['list', [{ name: 'a', type: 'string' }]],
    ] as const) {
      const name = type === 'list' ? 'array' : type;
      assert.deepEqual(fieldsOf([{ name: 'x', type, schema }]), [{ name: 'x', type: name, required: false }]);
    }
    const depthOf = (field: CardField | undefined): number =>
      field ? 1 + depthOf(field.items ?? field.members?.[0]) : 0;
    let list: object = { name: 'x', type: 'string' };
    let object: object = { name: 'x', type: 'string' };
    for (let level = 0; level < 20; level++) {
      list = { name: 'x', type: 'list', schema: list };
      object = { name: 'x', type: 'object', schema: [object] };
    }
    assert.equal(depthOf(fieldsOf([list])[0]), 1 + 12);
    assert.equal(depthOf(fieldsOf([object])[0]), 1 + 12);
  });

  it('have fields for files, times, lists and objects', () => {
    const data = [
      { name: 'photo', type: 'string', assistType: 2, required: true },
      { name: 'at', type: 'string', assistType: 10_000, description: 'When?', defaultValue: '2026-11-30' },
      { name: 'odd', type: 'string', assistType: 77 },
      { name: 'price', type: 'float', defaultValue: 3 },
      { name: 'pages', type: 'list', assistType: 3, schema: { type: 'string', assistType: 3 } },
      {
        name: 'order',
        type: 'object',
        schema: [
          { name: '__proto__', type: 'integer', required: true },
          { name: 'tags', type: 'list', schema: { type: 'object', schema: [{ name: 'sku' }] } },
          { type: 'string' },
        ],
      },
      { name: 'any', type: 'object', schema: 'x' },
    ];
    const optional = (name: string, type: string) => ({ name, type, required: false });
    assert.deepEqual(cardOf({ card_type: 'INPUT', input_card_data: data }).question, {
      type: 'inputs',
      title: '',
      fields: [
        { name: 'photo', type: 'image', required: true },
        { ...optional('at', 'time'), description: 'When?', defaultValue: '2026-11-30' },
        optional('odd', 'string'),
        { ...optional('price', 'float'), defaultValue: '3' },
        { ...optional('pages', 'array'), items: optional('', 'doc') },
        {
          ...optional('order', 'object'),
          members: [
            { name: '__proto__', type: 'integer', required: true },
            {
              ...optional('tags', 'array'),
              items: { ...optional('', 'object'), members: [optional('sku', 'string')] },
            },
          ],
        },
        optional('any', 'object'),
      ],
    });
  });

  it('may have no question', () => {
    for (const info of [
      undefined,
      {},
      7,
      { card_type: 7 },
      { card_type: 'OTHER' },
      { card_type: 'QUESTION' },
      { card_type: 'INPUT' },
      { card_type: 'INPUT', input_card_data: [] },
      { card_type: 'INPUT', input_card_data: [{}] },
      { card_type: 'OTHER', input_card_data: [{ name: 'note', type: 'string' }] },
    ]) {
      assert.deepEqual(cardOf(info), { content: '', question: undefined });
    }
    const { body, content } = messageOf({ content_type: 'card', content: 'no JSON' });
    assert.deepEqual([body, content], [{ type: 'card', raw: 'no JSON' }, 'no JSON']);
  });
});

describe('Tools', () => {
  const bodyOf = (fields: object) => messageOf(fields).body;
  it('have calls with a name, outputs and knowledge', () => {
    const call = (content: string) => bodyOf({ type: 'function_call', content });
    assert.deepEqual(call('{"name":"search","arguments":{}}'), {
      type: 'tool',
      tool: 'call',
      name: 'search',
    });
    assert.deepEqual(call('{"name": "cut off", "arguments":'), {
      type: 'tool',
      tool: 'call',
      name: 'cut off',
    });
    assert.deepEqual(call('{"name":""}'), { type: 'tool', tool: 'call' });
    assert.deepEqual(call('plain'), { type: 'tool', tool: 'call' });
    assert.deepEqual(bodyOf({ type: 'tool_response', content: '{"name":"x"}' }), {
      type: 'tool',
      tool: 'output',
    });
    assert.deepEqual(bodyOf({ type: 'tool_output', content_type: 'card', content: '{}' }), {
      type: 'tool',
      tool: 'output',
    });
    assert.deepEqual(bodyOf({ type: 'knowledge', content: 'x' }), { type: 'tool', tool: 'knowledge' });
  });
});

describe('An interrupt in a verbose message', () => {
  const signalOf = (content: unknown) =>
    messageOf({ type: 'verbose', content: typeof content === 'string' ? content : JSON.stringify(content) })
      .interrupt;
  it('is detected by interrupt and finish_reason 1 only', () => {
    const finish = (data: unknown) => signalOf({ msg_type: 'generate_answer_finish', data });
    assert.equal(signalOf({ msg_type: 'interrupt', data: '' }), 'verboseInterrupt');
    assert.equal(finish('{"finish_reason":1}'), 'finishReason');
    assert.equal(finish({ finish_reason: '1' }), 'finishReason');
    assert.equal(finish('{"finish_reason":0}'), undefined);
    assert.equal(finish(''), undefined);
    assert.equal(finish(undefined), undefined);
    assert.equal(signalOf({ msg_type: 'hook_call', data: '{"finish_reason":1}' }), undefined);
    assert.equal(signalOf('interrupt'), undefined);
    assert.equal(signalOf('null'), undefined);
    assert.equal(messageOf({ content: '{"msg_type":"interrupt"}' }).interrupt, undefined);
  });
});

describe('Events', () => {
  it('of messages of the user are ignored', () => {
    assert.deepEqual(decode('conversation.message.completed', { role: 'user', content: 'x' }), {
      type: 'skipped',
      event: 'user message',
      reason: 'ignored',
    });
    assert.equal(
      decode('conversation.message.delta', { role: 'assistant', type: 'question', content: 'x' }).type,
      'skipped',
    );
  });

  it('with a name are decoded: every phase of a chat, in either spelling', () => {
    const phaseOf = (name: string): string | undefined => {
      const event = decode(`conversation.chat.${name}`, {});
      return event.type === 'chat' ? event.phase : undefined;
    };
    assert.deepEqual(
      [
        'created',
        'in_progress',
        'requires_action',
        'required_action',
        'completed',
        'canceled',
        'cancelled',
        'expired',
      ].map(phaseOf),
      [
        'created',
        'inProgress',
        'requiresAction',
        'requiresAction',
        'completed',
        'canceled',
        'canceled',
        undefined,
      ],
    );
    assert.equal(decode(' Conversation.Chat.CREATED ', {}).type, 'chat');
  });

  it('without a name are decoded by shape', () => {
    for (const name of [undefined, 'message', 'Message']) {
      const typeOf = (data: unknown): string => decode(name, data).type;
      assert.equal(typeOf('[DONE]'), 'done');
      assert.equal(typeOf(' "[DONE]" '), 'done');
      assert.deepEqual(decode(name, { debug_url: 'u' }), { type: 'debug', debugUrl: 'u' });
      assert.equal(typeOf({ code: 4000, msg: 'x' }), 'failed');
      assert.equal(typeOf({ error: { code: 403 } }), 'failed');
      assert.equal(typeOf({ code: 0, msg: '' }), 'skipped');
      assert.equal(typeOf({ code: 4000 }), 'skipped');
      assert.equal(typeOf({ role: 'assistant', content: 'x', code: 1, msg: 'x' }), 'message');
      assert.equal(typeOf({ status: 'failed', last_error: { code: 1, msg: 'x' } }), 'failed');
      assert.equal(typeOf({ status: 'failed' }), 'failed');
      assert.equal(typeOf({ status: 'odd' }), 'skipped');
      assert.equal(typeOf({ role: 'assistant', content: 'x' }), 'message');
      assert.equal(typeOf({ type: 'answer', content: 'x' }), 'message');
      assert.equal(typeOf({ content: 'x' }), 'skipped');
      assert.equal(typeOf({ role: 'assistant' }), 'skipped');
      assert.equal(typeOf('x'), 'skipped');
      assert.deepEqual(decode(name, '7'), { type: 'skipped', event: name ?? '', reason: 'badJson' });
      assert.deepEqual(decode(name, {}), { type: 'skipped', event: name ?? '', reason: 'unknown' });
      for (const [status, phase] of [
        ['created', 'created'],
        ['in_progress', 'inProgress'],
        ['requires_action', 'requiresAction'],
        ['completed', 'completed'],
        ['canceled', 'canceled'],
        ['cancelled', 'canceled'],
      ] as const) {
        const event = decode(name, { status });
        assert.ok(event.type === 'chat' && event.phase === phase);
      }
    }
  });

  it('without meaning are skipped with a reason', () => {
    for (const name of ['PING', 'ping', 'conversation.ack', 'conversation.audio.delta']) {
      assert.deepEqual(decode(name, '{}'), { type: 'skipped', event: name, reason: 'ignored' });
    }
    assert.deepEqual(decode('x'.repeat(200), '{}'), {
      type: 'skipped',
      event: 'x'.repeat(100),
      reason: 'unknown',
    });
    assert.deepEqual(decode('conversation.message.delta', '{'), {
      type: 'skipped',
      event: 'conversation.message.delta',
      reason: 'badJson',
    });
    assert.deepEqual(decode('conversation.chat.created', '{'), {
      type: 'skipped',
      event: 'conversation.chat.created',
      reason: 'badJson',
    });
  });

  it('end with done under either name, with or without a link', () => {
    assert.deepEqual(decode('done', { debug_url: 'u' }), { type: 'done', debugUrl: 'u' });
    assert.deepEqual(decode('conversation.stream.done', '{}'), { type: 'done' });
    assert.deepEqual(decode('Done', 'x'), { type: 'done' });
    assert.deepEqual(decode('done', { debug_url: 7 }), { type: 'done' });
    assert.deepEqual(decode('done', { debug_url: '' }), { type: 'done' });
  });

  it('use stray lines only if the data alone is not JSON', () => {
    assert.deepEqual(decode('done', '{', '"debug_url":"u"}'), { type: 'done', debugUrl: 'u' });
    assert.deepEqual(decode('done', '{"debug_url":"v"}', '"debug_url":"u"}'), {
      type: 'done',
      debugUrl: 'v',
    });
    const failed = decode('error', 'first', 'second');
    assert.ok(failed.type === 'failed' && failed.error.serviceMessage === 'first\nsecond');
  });

  it('of a failure keep the fields of the chat', () => {
    const failed = decode('conversation.chat.failed', {
      id: '1',
      conversation_id: '2',
      status: 'failed',
      last_error: { code: 5000, msg: 'x' },
      usage: { input_count: 1 },
      debug_url: 'u',
    });
    assert.ok(failed.type === 'failed');
    assert.deepEqual(
      [failed.error.code, failed.chat?.id, failed.chat?.conversationId, failed.debugUrl],
      ['5000', '1', '2', 'u'],
    );
    const flat = decode('error', { code: 1, msg: 'x' });
    assert.ok(flat.type === 'failed' && flat.chat === undefined);
    const completed = decode('conversation.chat.completed', { status: 'failed', id: '1', debug_url: 'u' });
    assert.ok(completed.type === 'failed' && completed.chat?.id === '1' && completed.debugUrl === 'u');
    assert.equal(decode('conversation.chat.completed', { last_error: { code: 0, msg: '' } }).type, 'chat');
    assert.equal(decode('conversation.chat.created', { last_error: { code: 9, msg: 'x' } }).type, 'chat');
  });

  it('of a whole body report its error, if any', () => {
    assert.equal(decodeFailureBody('{"code":4100,"msg":"x"}', context)?.reason, 'tokenInvalid');
    assert.equal(decodeFailureBody('{"code":0}', context), undefined);
    assert.equal(decodeFailureBody('{}', context), undefined);
    assert.equal(decodeFailureBody('<html>', context), undefined);
    assert.equal(decodeFailureBody('{"error":"denied"}', context)?.serviceMessage, 'denied');
    assert.equal(decodeFailureBody('{"error":""}', context), undefined);
    assert.equal(decodeFailureBody('{"error_message":"m"}', context)?.serviceMessage, 'm');
    assert.equal(decodeFailureBody('{"code":null,"error":{"msg":"m","log_id":"L"}}', context)?.logId, 'L');
    assert.equal(decodeFailureBody('{"code":" 4200 ","logid":"L"}', context)?.code, '4200');
    assert.equal(decodeFailureBody('{"code":4200,"logid":"L"}', context)?.logId, 'L');
    assert.equal(
      decodeFailureBody('{"code":1,"msg":" ","error":{"detail":"d"}}', context)?.serviceMessage,
      'd',
    );
    assert.equal(decodeFailureBody('{"last_error":"{\\"code\\":4016}"}', context)?.code, '4016');
  });
});

describe('The shapes of an error', () => {
  const table: readonly (readonly [object, readonly (string | undefined)[]])[] = [
    [{ code: 1, msg: 'm', message: 'n' }, ['1', 'm', undefined]],
    [{ code: 1, message: 'n', error_message: 'o' }, ['1', 'n', undefined]],
    [{ code: 1, error_message: 'o', error: { message: 'p' } }, ['1', 'o', undefined]],
    [{ code: 1, error: { message: 'p', msg: 'q', detail: 'r' } }, ['1', 'p', undefined]],
    [{ code: 1, error: { msg: 'q', detail: 'r' } }, ['1', 'q', undefined]],
    [{ code: 1, error: { detail: 'r' }, error_description: 's' }, ['1', 'r', undefined]],
    [{ code: 1, error: 't', error_description: 's' }, ['1', 's', undefined]],
    [{ error: 't' }, [undefined, 't', undefined]],
    [{ error_code: 'denied', error: { code: 2 } }, ['denied', undefined, undefined]],
    [{ error: { code: 403 } }, ['403', undefined, undefined]],
    [{ code: '', error: { code: 403 } }, ['403', undefined, undefined]],
    [{ code: ' ', error: { code: 403 } }, ['403', undefined, undefined]],
    [{ code: null, last_error: { code: 5, msg: 'u' } }, ['5', 'u', undefined]],
    [{ code: 1, detail: { logid: 'a' }, error: { logid: 'b' } }, ['1', undefined, 'a']],
    [{ code: 1, detail: 'x', error: { logid: 'b', log_id: 'c' } }, ['1', undefined, 'b']],
    [{ code: 1, error: { log_id: 'c' }, log_id: 'd' }, ['1', undefined, 'c']],
    [{ code: 1, log_id: 'd', logid: 'e' }, ['1', undefined, 'd']],
    [{ code: 1, logid: 'e' }, ['1', undefined, 'e']],
    [{ code: 1, msg: ' ', message: 7, logid: ' ' }, ['1', undefined, undefined]],
  ];
  for (const [body, [code, message, logId]] of table) {
    it(JSON.stringify(body), () => {
      assert.deepEqual(decodeFailure(body as JsonObject), {
        ...(code !== undefined && { code }),
        ...(message !== undefined && { message }),
        ...(logId !== undefined && { logId }),
      });
    });
  }

  for (const body of [
    {},
    { code: 0, msg: 'x' },
    { code: '0', error: { code: 1 } },
    { code: NaN },
    { error: '' },
    { error: 5 },
  ]) {
    it(`${JSON.stringify(body)} is not an error`, () => {
      assert.equal(decodeFailure(body as JsonObject), undefined);
    });
  }

  it('need a message or an error object if they have no event name', () => {
    assert.equal(looksLikeFailure({ code: 1 }), false);
    assert.equal(looksLikeFailure({ code: 1, msg: 'x' }), true);
    assert.equal(looksLikeFailure({ error: { code: 1 } }), true);
    assert.equal(looksLikeFailure({ msg: 'x' }), false);
  });
});

describe('Content that is not a string', () => {
  it('is kept as JSON, and null is empty', () => {
    assert.equal(messageOf({ content: { a: 1 } }).content, '{"a":1}');
    assert.equal(messageOf({ content: 4 }).content, '4');
    assert.equal(messageOf({ content: null }).content, '');
    assert.equal(messageOf({}).content, '');
    assert.equal(messageOf({ type: 7, content_type: 7 }).type, '');
    assert.equal(messageOf({ content_type: 7 }).contentType, '');
    assert.equal(messageOf({ reasoning_content: 7 }).reasoning, undefined);
  });
});

describe('The conversation events of', () => {
  const answer = { id: '1', role: 'assistant', type: 'answer', content: 'Hi', content_type: 'text' };

  it('a delta have text, reasoning or both', () => {
    const appended = { type: 'textAppended', runId: 'r', messageId: '1', role: 'assistant', text: 'Hi' };
    const thought = { type: 'reasoningAppended', runId: 'r', messageId: '1', text: 'hm' };
    const name = 'conversation.message.delta';
    assert.deepEqual(chatEvents(name, answer), [appended]);
    assert.deepEqual(chatEvents(name, { ...answer, content: '', reasoning_content: 'hm' }), [thought]);
    assert.deepEqual(chatEvents(name, { ...answer, reasoning_content: 'hm' }), [thought, appended]);
    assert.deepEqual(chatEvents(name, { ...answer, content: '', reasoning_content: '' }), []);
    assert.deepEqual(chatEvents(name, { ...answer, type: '' }), [appended]);
    assert.deepEqual(chatEvents(name, { ...answer, type: 'novel' }), [appended]);
  });

  it('a delta of a tool, a verbose message or a suggestion', () => {
    const name = 'conversation.message.delta';
    assert.deepEqual(chatEvents(name, { ...answer, type: 'tool_output', reasoning_content: 'hm' }), [
      {
        type: 'textAppended',
        runId: 'r',
        messageId: '1',
        role: 'tool',
        text: 'Hi',
        body: { type: 'tool', tool: 'output' },
      },
    ]);
    assert.deepEqual(chatEvents(name, { ...answer, type: 'follow_up' }), []);
    assert.deepEqual(chatEvents(name, { ...answer, type: 'verbose' }), []);
    assert.deepEqual(chatEvents(name, { ...answer, type: 'verbose', content: '{"msg_type":"interrupt"}' }), [
      { type: 'interruptSignalled', runId: 'r', signal: 'verboseInterrupt' },
    ]);
  });

  it('a delta of a card or an object_string are empty until it is completed', () => {
    const name = 'conversation.message.delta';
    assert.deepEqual(chatEvents(name, { ...answer, content_type: 'card', content: '{"x_pro' }), []);
    assert.deepEqual(chatEvents(name, { ...answer, content_type: 'object_string', content: '[{"ty' }), []);
    const whole = chatEvents(name, {
      ...answer,
      content_type: 'object_string',
      content: '[{"type":"text","text":"a"},{"type":"file","file_id":"1"}]',
    });
    assert.deepEqual(whole, [
      {
        type: 'textAppended',
        runId: 'r',
        messageId: '1',
        role: 'assistant',
        text: 'a',
        body: { type: 'media', items: [{ kind: 'file', fileId: '1' }] },
      },
    ]);
  });

  it('a completed message include its conversation if it names one', () => {
    const name = 'conversation.message.completed';
    const completed = {
      type: 'messageCompleted',
      runId: 'r',
      messageId: '1',
      role: 'assistant',
      text: 'Hi',
      body: { type: 'text' },
    };
    assert.deepEqual(chatEvents(name, answer), [completed]);
    assert.deepEqual(
      chatEvents(name, { ...answer, conversation_id: '9', chat_id: '8', reasoning_content: 'hm' }),
      [
        { type: 'chatStarted', runId: 'r', cozeConversationId: '9' },
        { ...completed, reasoning: 'hm' },
      ],
    );
    assert.deepEqual(chatEvents(name, { ...answer, type: 'knowledge', reasoning_content: 'hm' }), [
      { ...completed, role: 'tool', body: { type: 'tool', tool: 'knowledge' } },
    ]);
    assert.deepEqual(chatEvents(name, { ...answer, type: 'follow_up' }), [
      { type: 'followUpSuggested', runId: 'r', text: 'Hi' },
    ]);
    assert.deepEqual(chatEvents(name, { ...answer, type: 'follow_up', content: ' ' }), []);
    assert.deepEqual(chatEvents(name, { ...answer, type: 'verbose' }), []);
  });

  it('a chat have its IDs at the start, and its usage and status at the end', () => {
    const chat = { id: '1', conversation_id: '2', execute_id: '3', status: 'x', usage: { input_count: 4 } };
    const facts = [
      { type: 'executionIdentified', runId: 'r', executeId: '3' },
      { type: 'usageReported', runId: 'r', usage: { input: 4, output: 0, unsplit: 0 } },
    ];
    const begun = [{ type: 'chatStarted', runId: 'r', chatId: '1', cozeConversationId: '2' }, ...facts];
    const known = [{ type: 'chatStarted', runId: 'r', cozeConversationId: '2' }, ...facts];
    assert.deepEqual(chatEvents('conversation.chat.created', chat), begun);
    assert.deepEqual(chatEvents('conversation.chat.in_progress', chat), begun);
    assert.deepEqual(chatEvents('conversation.chat.completed', chat), [
      ...known,
      { type: 'chatCompleted', runId: 'r' },
    ]);
    assert.deepEqual(chatEvents('conversation.chat.canceled', chat), [
      ...known,
      { type: 'chatCanceled', runId: 'r' },
    ]);
    assert.deepEqual(
      chatEvents('conversation.chat.requires_action', { ...chat, status: 'requires_action' }),
      [...known, { type: 'interruptSignalled', runId: 'r', signal: 'requiresAction' }],
    );
    assert.deepEqual(chatEvents('conversation.chat.completed', { status: 'requires_action' }), [
      { type: 'interruptSignalled', runId: 'r', signal: 'chatStatus' },
      { type: 'chatCompleted', runId: 'r' },
    ]);
    assert.deepEqual(chatEvents('conversation.chat.created', {}), [{ type: 'chatStarted', runId: 'r' }]);
    assert.deepEqual(chatEvents('conversation.chat.completed', {}), [{ type: 'chatCompleted', runId: 'r' }]);
  });

  it('a failure have the chat first, then the error', () => {
    const events = chatEvents('conversation.chat.failed', {
      id: '1',
      conversation_id: '2',
      last_error: { code: 1, msg: 'x' },
    });
    assert.deepEqual(events[0], { type: 'chatStarted', runId: 'r', chatId: '1', cozeConversationId: '2' });
    assert.deepEqual(
      events.map(({ type }) => type),
      ['chatStarted', 'chatFailed'],
    );
    assert.deepEqual(
      chatEvents('error', { code: 1, msg: 'x' }).map(({ type }) => type),
      ['chatFailed'],
    );
  });

  it('a debug link precede the end of the run', () => {
    const link = (url: string, isTrusted: boolean) => ({
      type: 'debugUrlReceived',
      runId: 'r',
      url,
      isTrusted,
    });
    assert.deepEqual(chatEvents('done', { debug_url: 'https://x/?execute_id=5' }), [
      link('https://x/?execute_id=5', true),
      { type: 'executionIdentified', runId: 'r', executeId: '5' },
    ]);
    assert.deepEqual(chatEvents(undefined, { debug_url: 'no url' }), [link('no url', false)]);
    assert.deepEqual(chatEvents('done', '[DONE]'), []);
    for (const [name, data] of [
      ['conversation.chat.completed', {}],
      ['error', { code: 1, msg: 'x' }],
      ['conversation.message.delta', answer],
      ['conversation.message.completed', answer],
    ] as const) {
      const events = chatEvents(name, { ...data, debug_url: 'https://x/' });
      assert.deepEqual(events[0], link('https://x/', true), name);
      assert.equal(events.length, 2, name);
    }
  });

  it('a silence, its end, and skipped events', () => {
    const of = (event: CozeEvent) => toChatEvents(event, 'r', () => false);
    assert.deepEqual(of({ type: 'silence', since: 5 }), [{ type: 'silenceNoticed', runId: 'r', since: 5 }]);
    assert.deepEqual(of({ type: 'silenceEnded' }), [{ type: 'silenceEnded', runId: 'r' }]);
    assert.deepEqual(of({ type: 'skipped', event: 'x', reason: 'unknown' }), []);
  });
});
