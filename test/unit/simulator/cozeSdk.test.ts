import assert from 'node:assert/strict';
import {
  ChatEventType,
  CozeAPI,
  RoleType,
  type ChatV3Message,
  type CreateChatData,
  type StreamChatData,
} from '@coze/api';
import { mountHttp, type HttpMount } from '../../support/httpMount';
import { instantService } from './calling';

describe('Coze’s SDK with the simulated service', () => {
  let mount: HttpMount;
  let coze: CozeAPI;
  before(async () => {
    mount = await mountHttp(instantService({ tokens: ['pat_test'] }));
    coze = new CozeAPI({
      token: 'pat_test',
      baseURL: mount.baseUrl,
      allowPersonalAccessTokenInBrowser: true,
    });
  });
  after(() => mount.close());

  async function read(text: string, conversationId?: string): Promise<StreamChatData[]> {
    const stream = coze.workflows.chat.stream({
      workflow_id: '7500000000000000001',
      additional_messages: [{ role: RoleType.User, content: text, content_type: 'text' }],
      ...(conversationId !== undefined && { conversation_id: conversationId }),
    });
    const events: StreamChatData[] = [];
    // The SDK yields one object repeatedly, so each value is copied.
    for await (const event of stream) events.push(structuredClone(event));
    return events;
  }

  it('creates a stream and reads every event', async () => {
    const events = await read('show me markdown');
    assert.deepEqual(
      events.map(({ event }) => event).filter((name, index, all) => name !== all[index - 1]),
      [
        ChatEventType.CONVERSATION_CHAT_CREATED,
        ChatEventType.CONVERSATION_CHAT_IN_PROGRESS,
        ChatEventType.CONVERSATION_MESSAGE_DELTA,
        ChatEventType.CONVERSATION_MESSAGE_COMPLETED,
        ChatEventType.CONVERSATION_CHAT_COMPLETED,
        ChatEventType.DONE,
      ],
    );
    const pieces = events.map((each) =>
      each.event === ChatEventType.CONVERSATION_MESSAGE_DELTA ? messageOf(each).content : '',
    );
    const completed = messageOf(find(events, ChatEventType.CONVERSATION_MESSAGE_COMPLETED));
    assert.equal(pieces.join(''), completed.content);
    const { usage } = chatOf(find(events, ChatEventType.CONVERSATION_CHAT_COMPLETED));
    assert.ok(usage && usage.token_count > 0);
    assert.equal(usage.token_count, usage.input_count + usage.output_count);
  });

  it('reads an interruption, answers it and reads the rest', async () => {
    const asked = await read('ask me');
    const waiting = chatOf(find(asked, ChatEventType.CONVERSATION_CHAT_REQUIRES_ACTION));
    assert.equal(waiting.status, 'requires_action');
    const resumed = await read('noodles', waiting.conversation_id);
    const answer = messageOf(find(resumed, ChatEventType.CONVERSATION_MESSAGE_COMPLETED));
    assert.match(answer.content, /\*\*noodles\*\*/);
    assert.equal(resumed.at(-1)?.event, ChatEventType.DONE);
  });

  it('reads a failure in the middle of the stream', async () => {
    const failed = chatOf(find(await read('fail'), ChatEventType.CONVERSATION_CHAT_FAILED));
    assert.equal(failed.last_error?.code, 720701013);
  });

  it('reads a refusal: JSON instead of a stream', async () => {
    const events: unknown[] = await read('error 4028');
    assert.equal(events.length, 1);
    assert.match(JSON.stringify(events[0]), /4028/);
  });

  it('lists workspaces and agents, and reads the account', async () => {
    const { workspaces, total_count: total } = await coze.workspaces.list({ page_num: 1, page_size: 50 });
    assert.equal(workspaces.length, total);
    const [first] = workspaces;
    assert.deepEqual(
      [first?.name, first?.role_type, first?.workspace_type],
      ['Personal', 'owner', 'personal'],
    );
    const bots = await coze.bots.listNew({ workspace_id: first?.id ?? '', page_num: 1, page_size: 20 });
    assert.deepEqual(
      bots.items.map(({ name, is_published: isPublished }) => [name, isPublished]),
      [['Helper', true]],
    );
    assert.equal((await coze.users.me()).nick_name, 'Ada');
  });

  it('reads apps, workflows, metadata, versions and the plan by path', async () => {
    const get = async (path: string, query = {}): Promise<Record<string, unknown>> =>
      (await coze.get<object, { data: Record<string, unknown> }>(path, query)).data;
    const query = { workspace_id: '7400000000000000001', page_num: 1 };
    assert.equal((await get('/v1/apps', query))['total'], 1);
    assert.equal((await get('/v1/workflows', query))['has_more'], false);
    const workflow = '/v1/workflows/7500000000000000001';
    const { input } = await get(workflow, { include_input_output: true });
    assert.match(JSON.stringify(input), /"USER_INPUT":\{"type":"string"/);
    assert.equal(((await get(`${workflow}/versions`))['items'] as unknown[]).length, 3);
    assert.deepEqual(await get('/v1/commerce/benefit/benefits/get'), { basic_info: { user_level: 'free' } });
  });

  it('explains a self-hosted server without lists', async () => {
    const studio = await mountHttp(instantService({ dialect: 'selfHosted' }));
    const there = new CozeAPI({
      token: 'pat_test',
      baseURL: studio.baseUrl,
      allowPersonalAccessTokenInBrowser: true,
    });
    await assert.rejects(there.workspaces.list(), /401/);
    await studio.close();
  });
});

function find(events: readonly StreamChatData[], name: ChatEventType): StreamChatData {
  const found = events.find(({ event }) => event === name);
  assert.ok(found, name);
  return found;
}

function messageOf({ data }: StreamChatData): ChatV3Message {
  return data as ChatV3Message;
}

function chatOf({ data }: StreamChatData): CreateChatData {
  return data as CreateChatData;
}
