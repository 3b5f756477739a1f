import assert from 'node:assert/strict';
import { bodySaying, conversationId, instantService, names, refused, requestOf, said, say } from './calling';

const workflow = '7500000000000000001';
const message = { role: 'user', content: 'hello', content_type: 'text' };

describe('The simulated service refuses', () => {
  it('a missing or wrong token, with a log ID in body and header', async () => {
    const service = instantService({ tokens: ['pat_right'] });
    for (const headers of [{}, { authorization: 'Bearer pat_wrong' }, { authorization: 'pat_right' }]) {
      const { status, code, msg, logId, header } = await refused(service, bodySaying('hi'), { headers });
      assert.deepEqual([status, code, msg], [200, 4100, 'authentication is invalid']);
      assert.match(String(logId), /^\d{14}[0-9A-F]{18}$/);
      assert.equal(header, logId);
    }
    const accepted = await service(
      requestOf(bodySaying('hi'), { headers: { authorization: 'Bearer pat_right' } }),
    );
    assert.equal(accepted.headers.get('content-type'), 'text/event-stream');
  });

  const bad: readonly (readonly [string, unknown, number])[] = [
    ['a body that is no JSON', '{"workflow_id":', 4000],
    ['a body that is no object', '[]', 4000],
    ['a missing workflow id', { additional_messages: [message] }, 4000],
    ['an id that is not numeric', bodySaying('hi', { workflow_id: 'abc' }), 4000],
    ['an id that is a number', bodySaying('hi', { workflow_id: 75 }), 4000],
    ['an unknown workflow', bodySaying('hi', { workflow_id: '999' }), 4200],
    ['app_id and bot_id together', bodySaying('hi', { app_id: '1', bot_id: '2' }), 4000],
    ['no messages', { workflow_id: workflow }, 4000],
    ['an empty list of messages', { workflow_id: workflow, additional_messages: [] }, 4000],
    ['51 messages', bodySaying('', { additional_messages: Array(51).fill(message) }), 4004],
    [
      'a last message that is not the user’s',
      bodySaying('', { additional_messages: [message, { ...message, role: 'assistant' }] }),
      4000,
    ],
    ['an unknown role', bodySaying('', { additional_messages: [{ ...message, role: 'system' }] }), 4004],
    [
      'an unknown content type',
      bodySaying('', { additional_messages: [{ ...message, content_type: 'card' }] }),
      4004,
    ],
    ['a conversation it does not know', bodySaying('hi', { conversation_id: '12345' }), 4002],
    ['neither app nor bot where one is needed', bodySaying('hi', { workflow_id: '2' }), 4000],
    ['a missing start parameter', bodySaying('hi', { workflow_id: '3' }), 720702002],
  ];
  for (const [what, body, code] of bad) {
    it(`${what} (${code})`, async () => {
      const service = instantService({
        workflows: [
          { id: workflow },
          { id: '2', needsOwner: true },
          { id: '3', requiredParameters: ['city'] },
        ],
      });
      const refusal = await refused(service, body);
      assert.deepEqual([refusal.status, refusal.code], [200, code]);
    });
  }

  it('neither parameters as an object nor as a JSON string', async () => {
    const service = instantService({ workflows: [{ id: '3', requiredParameters: ['city'] }] });
    for (const parameters of [{ city: 'Oslo' }, '{"city":"Oslo"}']) {
      const events = await say(service, 'hi', { workflow_id: '3', parameters });
      assert.equal(names(events).at(-2), 'chat.completed');
    }
  });

  it('a second chat of a conversation until the first one has ended', async () => {
    const service = instantService();
    const id = conversationId(await say(service, 'hello'));
    const running = await service(requestOf(bodySaying('long 1', { conversation_id: id })));
    assert.equal((await refused(service, bodySaying('hi', { conversation_id: id }))).code, 4016);
    await running.text();
    assert.equal(names(await say(service, 'hi', { conversation_id: id })).at(-2), 'chat.completed');
  });

  it('a conversation from before its restart, unless it adopts unknown ones', async () => {
    const service = instantService({ unknownConversations: 'adopt' });
    const events = await say(service, 'my name is Ada', { conversation_id: '7400000000000000009' });
    assert.equal(conversationId(events), '7400000000000000009');
    assert.match(said(events)[0] ?? '', /Ada/);
    const forgotten = await say(service, 'Green', { conversation_id: '7400000000000000010' });
    assert.match(said(forgotten)[0] ?? '', /do not remember this conversation/);
    const next = await say(service, 'Green', { conversation_id: '7400000000000000010' });
    assert.match(said(next)[0] ?? '', /message 2 of this conversation/);
  });

  it('unknown paths', async () => {
    const response = await instantService()(new Request('https://demo.invalid/v1/nothing'));
    assert.equal(response.status, 404);
  });

  it('paths that an open-source server lacks, with a missing session', async () => {
    const service = instantService({ dialect: 'selfHosted' });
    for (const [method, path] of [
      ['GET', '/v1/workspaces'],
      ['POST', '/v1/conversations/1/messages/2/feedback'],
      ['GET', '/v1/workflows?workspace_id=1'],
    ] as const) {
      const response = await service(new Request(`https://demo.invalid${path}`, { method }));
      const { code, msg } = (await response.json()) as Record<string, unknown>;
      assert.deepEqual([response.status, code, msg], [401, 401, 'missing session_key in cookie']);
    }
  });

  it('a call whose token lacks the permission of the endpoint', async () => {
    const service = instantService({ permissions: ['run', 'feedback'] });
    assert.equal((await say(service, 'hello'))[0]?.event, 'conversation.chat.created');
    const response = await service(requestOf({}, {}, '/v3/chat/cancel'));
    assert.equal(((await response.json()) as { code: unknown }).code, 4101);
    const withoutRun = instantService({ permissions: [] });
    assert.equal((await refused(withoutRun, bodySaying('hi'))).code, 4101);
  });

  it('with the page of a gateway on request', async () => {
    const response = await instantService()(requestOf(bodySaying('gateway')));
    assert.equal(response.status, 502);
    assert.match(await response.text(), /^<html>/);
  });
});

describe('Cancel and feedback of the simulated service', () => {
  const call = async (
    service: (request: Request) => Promise<Response>,
    path: string,
    body: unknown,
    method = 'POST',
  ): Promise<unknown> => {
    const init = method === 'DELETE' ? { method, body: null } : { method };
    const response = await service(requestOf(body, init, path));
    return ((await response.json()) as { code: unknown }).code;
  };

  it('cancel a running chat without ending its stream, and no chat that has ended', async () => {
    const service = instantService();
    const first = await say(service, 'hello');
    const response = await service(
      requestOf(bodySaying('hello', { conversation_id: conversationId(first) })),
    );
    const reader = response.body!.getReader();
    const created = new TextDecoder().decode((await reader.read()).value);
    const ids = {
      conversation_id: conversationId(first),
      chat_id: /"id":"(\d+)"/.exec(created)?.[1],
    };
    assert.equal(await call(service, '/v3/chat/cancel', ids), 0);
    assert.equal((await reader.read()).done, false);
    await reader.cancel();
    const count = await say(service, 'how many messages?', { conversation_id: conversationId(first) });
    assert.match(said(count)[0] ?? '', /message \*\*2\*\*/);
    assert.equal(await call(service, '/v3/chat/cancel', { ...ids, chat_id: first[0]?.data['id'] }), 4104);
    assert.equal(await call(service, '/v3/chat/cancel', { ...ids, chat_id: '1' }), 4001);
    assert.equal(await call(service, '/v3/chat/cancel', { ...ids, conversation_id: '1' }), 4002);
  });

  it('accept ratings of its own messages only', async () => {
    const service = instantService();
    const events = await say(service, 'hello');
    const answer = events.find(({ data }) => data['type'] === 'answer')?.data['id'];
    const path = (id: unknown): string =>
      `/v1/conversations/${conversationId(events)}/messages/${String(id)}/feedback`;
    assert.equal(await call(service, path(answer), { feedback_type: 'like' }), 0);
    assert.equal(await call(service, path(answer), undefined, 'DELETE'), 0);
    assert.equal(await call(service, path(answer), { feedback_type: 'love' }), 4000);
    assert.equal(await call(service, path('1'), { feedback_type: 'like' }), 4000);
  });
});
