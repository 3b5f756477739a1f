import assert from 'node:assert/strict';
import { formParameters } from '../../../../src/shared/inputs/inputForm';
import { inputFields } from '../../../../src/shared/inputs/inputFields';
import type { CozeError } from '../../../../src/coze/errors/cozeError';
import type { ChatRequest } from '../../../../src/coze/wire/chatRequest';
import type { MediaItem } from '../../../../src/shared/conversation/content';
import type { Workflow } from '../../../../src/shared/workflow';
import { FaultServer } from '../../../support/faultServer';
import {
  credentialsBy,
  requestTo,
  runToEnd,
  testClient,
  testToken,
  workflowAt,
} from '../../../support/wirePipeline';
import { answered } from '../../../wire/frames';

describe('The request', () => {
  let server: FaultServer;

  before(async () => {
    server = await FaultServer.start([{ do: 'send', data: answered('Hi') }]);
  });

  after(async () => {
    await server.stop();
  });

  async function bodyOf(request: Partial<ChatRequest>, fields: Partial<Workflow> = {}): Promise<string> {
    server.play([{ do: 'send', data: answered('Hi') }]);
    const { appId: _appId, ...library } = workflowAt(server.baseUrl);
    const wire = testClient().streamChat(
      { messages: [{ role: 'user', text: 'Hello' }], ...request, workflow: { ...library, ...fields } },
      new AbortController().signal,
    );
    const { run } = await runToEnd(wire, server.baseUrl);
    assert.equal(run.outcome, 'completed');
    return server.requests[0]!.body;
  }

  const text = '"additional_messages":[{"role":"user","content":"Hello","content_type":"text"}]';

  it('is the documented body for a library chatflow, byte for byte', async () => {
    assert.equal(await bodyOf({}), `{"workflow_id":"7400000000000000001",${text}}`);
  });

  it('has app_id for a chatflow of an app', async () => {
    assert.equal(
      await bodyOf({}, { appId: '7400000000000000002' }),
      `{"workflow_id":"7400000000000000001","app_id":"7400000000000000002",${text}}`,
    );
  });

  it('has bot_id for an agent', async () => {
    assert.equal(
      await bodyOf({}, { botId: '7400000000000000003' }),
      `{"workflow_id":"7400000000000000001","bot_id":"7400000000000000003",${text}}`,
    );
  });

  it('has conversation_id in an existing conversation', async () => {
    assert.equal(
      await bodyOf({ conversationId: '7402' }),
      `{"workflow_id":"7400000000000000001","conversation_id":"7402",${text}}`,
    );
  });

  it('has parameters, ext, workflow_version and connector_id after the messages, in this order', async () => {
    assert.equal(
      await bodyOf(
        { conversationId: '7402' },
        {
          parameters: { city: '杭州', image: '{"file_id":"1"}', n: 1 },
          ext: { user_id: 'u' },
          workflowVersion: 'v0.0.5',
          connectorId: '1024',
        },
      ),
      `{"workflow_id":"7400000000000000001","conversation_id":"7402",${text},` +
        '"parameters":{"city":"杭州","image":"{\\"file_id\\":\\"1\\"}","n":1},"ext":{"user_id":"u"},' +
        '"workflow_version":"v0.0.5","connector_id":"1024"}',
    );
  });

  it('omits empty fields', async () => {
    assert.equal(
      await bodyOf(
        { conversationId: '' },
        { appId: '', botId: '', parameters: {}, ext: {}, workflowVersion: '', connectorId: '' },
      ).catch((error: unknown) => String(error)),
      `{"workflow_id":"7400000000000000001",${text}}`,
    );
  });

  it('has the history before the last message, the newest 50 at most', async () => {
    const messages = Array.from(
      { length: 60 },
      (_, index) => ({ role: index % 2 === 0 ? 'assistant' : 'user', text: `m${String(index)}` }) as const,
    );
    const body = JSON.parse(await bodyOf({ messages })) as {
      additional_messages: { role: string; content: string }[];
    };
    assert.equal(body.additional_messages.length, 50);
    assert.equal(body.additional_messages[0]?.content, 'm10');
    assert.deepEqual(body.additional_messages.at(-1), { role: 'user', content: 'm59', content_type: 'text' });
  });

  it('has the digits of an integer beyond 2^53, and a file as a string of JSON', async () => {
    const field = (name: string, type: string) => ({ name, type, isRequired: false });
    const { fields } = inputFields([
      field('id', 'integer'),
      field('photo', 'image'),
      field('order', 'object'),
    ]);
    const form = formParameters(fields, {
      id: '12345678901234567890',
      photo: '{"file_id":7369012345678901234}',
      order: '{"id":-9007199254740993,"count":9007199254740991}',
    });
    assert.ok('parameters' in form);
    const body = await bodyOf({ parameters: form.parameters }, { parameters: { id: 1, city: 'Rome' } });
    assert.ok(
      body.endsWith(
        ',"parameters":{"id":"12345678901234567890","city":"Rome","photo":"{\\"file_id\\":\\"7369012345678901234\\"}",' +
          '"order":{"id":"-9007199254740993","count":9007199254740991}}}',
      ),
      body,
    );
  });

  const items: readonly MediaItem[] = [
    { kind: 'image', url: 'https://example.com/a.png', name: 'a.png' },
    { kind: 'file', fileId: '5' },
    { kind: 'audio', url: 'http://example.com/a.mp3' },
    { kind: 'video', url: 'https://example.com/a.mp4' },
  ];

  it('has attachments as object_string items', async () => {
    const content =
      '[{"type":"text","text":"Look"},{"type":"image","file_url":"https://example.com/a.png"},{"type":"file","file_id":"5"},' +
      '{"type":"audio","file_url":"http://example.com/a.mp3"},{"type":"file","file_url":"https://example.com/a.mp4"}]';
    assert.equal(
      await bodyOf({ messages: [{ role: 'user', text: 'Look', attachments: items }] }),
      `{"workflow_id":"7400000000000000001","additional_messages":[{"role":"user","content":${JSON.stringify(content)},"content_type":"object_string"}]}`,
    );
  });

  it('has items only for an attachment without text', async () => {
    const body = await bodyOf({ messages: [{ role: 'user', text: '', attachments: items.slice(0, 1) }] });
    assert.ok(body.includes(JSON.stringify('[{"type":"image","file_url":"https://example.com/a.png"}]')));
  });

  it('has an attachment as file_url if the workflow is configured so', async () => {
    assert.equal(
      await bodyOf(
        {
          messages: [
            {
              role: 'user',
              text: 'Please analyse this picture',
              attachments: [{ kind: 'image', url: 'https://example.com/image.jpg' }],
            },
          ],
        },
        { attachmentFormat: 'file_url' },
      ),
      '{"workflow_id":"7400000000000000001","additional_messages":[{"role":"user","content":"Please analyse this picture","content_type":"image","file_url":"https://example.com/image.jpg"}]}',
    );
  });

  it('has several file_url attachments as several messages, the text with the last', async () => {
    const body = JSON.parse(
      await bodyOf(
        { messages: [{ role: 'user', text: 'Look', attachments: items.slice(0, 2) }] },
        { attachmentFormat: 'file_url' },
      ),
    ) as { additional_messages: unknown };
    assert.deepEqual(body.additional_messages, [
      { role: 'user', content: '', content_type: 'image', file_url: 'https://example.com/a.png' },
      { role: 'user', content: 'Look', content_type: 'file', file_id: '5' },
    ]);
  });

  it('has the documented headers, and asks for an uncompressed stream', async () => {
    await bodyOf({});
    const { method, url, headers } = server.requests[0]!;
    assert.equal(`${method} ${url}`, 'POST /v1/workflows/chat');
    assert.equal(headers.authorization, `Bearer ${testToken}`);
    assert.equal(headers['content-type'], 'application/json');
    assert.equal(headers.accept, 'text/event-stream');
    assert.equal(headers['accept-encoding'], 'identity');
    assert.equal(headers['cache-control'], 'no-cache');
    assert.equal(headers.cookie, undefined);
  });

  it('keeps the path of the base URL', async () => {
    await bodyOf({}, { baseUrl: `${server.baseUrl}/coze/` });
    assert.equal(server.requests[0]?.url, '/coze/v1/workflows/chat');
  });
});

describe('The client never sends', () => {
  let server: FaultServer;

  before(async () => {
    server = await FaultServer.start([{ do: 'send', data: answered('Hi') }]);
  });

  after(async () => {
    await server.stop();
  });

  async function refusal(
    client: ReturnType<typeof testClient>,
    request: ChatRequest,
  ): Promise<CozeError['info']> {
    server.play([{ do: 'send', data: answered('Hi') }]);
    const { run } = await runToEnd(
      client.streamChat(request, new AbortController().signal),
      request.workflow.baseUrl,
    );
    assert.equal(run.outcome, 'failed');
    assert.equal(server.requests.length, 0, 'nothing was sent');
    return run.error!;
  }

  for (const [field, fields] of [
    ['workflow_id', { workflowId: 'abc' }],
    ['workflow_id', { workflowId: '' }],
    ['workflow_id', { workflowId: '74 1' }],
    ['app_id', { appId: '74x' }],
    ['bot_id', { botId: '-7' }],
  ] as const) {
    it(`an ID that is not a number: ${JSON.stringify(fields)}`, async () => {
      const error = await refusal(testClient(), requestTo(server.baseUrl, 'Hello', fields));
      assert.equal(error.reason, 'idNotNumeric');
      assert.equal(error.params?.['field'], field);
    });
  }

  it('a request without a token', async () => {
    const client = testClient({ credentials: credentialsBy(() => Promise.resolve(undefined)) });
    const error = await refusal(client, requestTo(server.baseUrl));
    assert.equal(error.reason, 'tokenMissing');
    assert.deepEqual(error.remedies, ['setToken', 'signIn', 'openTokenPage']);
  });

  for (const token of ['pat_a\nb', 'pat_a b', 'pat_ü', '“pat_a”', 'pat_\u0000', '令牌']) {
    it(`a token that an error would quote: ${JSON.stringify(token)}`, async () => {
      const error = await refusal(
        testClient({ credentials: credentialsBy(() => Promise.resolve(token)) }),
        requestTo(server.baseUrl),
      );
      assert.equal(error.reason, 'tokenUnusable');
      assert.ok(!JSON.stringify(error).includes(token));
    });
  }

  for (const url of ['file:///etc/passwd', 'data:text/plain,x', 'example.com/a.png', '', undefined]) {
    it(`an attachment without an http URL: ${String(url)}`, async () => {
      const item: MediaItem = { kind: 'image', ...(url !== undefined && { url }) };
      const error = await refusal(testClient(), {
        workflow: workflowAt(server.baseUrl),
        messages: [{ role: 'user', text: 'x', attachments: [item] }],
      });
      assert.equal(error.reason, 'attachmentInvalid');
    });
  }

  it('a token over an unencrypted connection', async () => {
    const asked: string[] = [];
    const client = testClient({
      credentials: credentialsBy((origin) => {
        asked.push(origin);
        return Promise.resolve(testToken);
      }),
    });
    const error = await refusal(client, requestTo('http://coze.example'));
    assert.equal(error.reason, 'baseUrlInsecure');
    assert.deepEqual(asked, [], 'the token was not even read');
  });

  it('the token of another origin: each request asks for the token of its origin', async () => {
    const tokens = new Map([[server.baseUrl, 'pat_first']]);
    const asked: string[] = [];
    const client = testClient({
      credentials: credentialsBy((origin) => {
        asked.push(origin);
        return Promise.resolve(tokens.get(origin));
      }),
    });
    const run = async (baseUrl: string) =>
      (await runToEnd(client.streamChat(requestTo(baseUrl), new AbortController().signal), baseUrl)).run;
    server.play([{ do: 'send', data: answered('Hi') }]);
    assert.equal((await run(`${server.baseUrl}/path`)).outcome, 'completed');
    tokens.set(server.baseUrl, 'pat_second');
    assert.equal((await run(server.baseUrl)).outcome, 'completed');
    assert.deepEqual(
      server.requests.map(({ headers }) => headers.authorization),
      ['Bearer pat_first', 'Bearer pat_second'],
    );
    const other = await run(`http://localhost:${String(server.port)}`);
    assert.equal(other.error?.reason, 'tokenMissing');
    assert.equal(server.requests.length, 2);
    assert.deepEqual(asked, [server.baseUrl, server.baseUrl, `http://localhost:${String(server.port)}`]);
  });

  it('a token for the demo, which has none', async () => {
    server.play([{ do: 'send', data: answered('Hi') }]);
    const client = testClient({ credentials: credentialsBy(() => Promise.resolve(undefined)) });
    const request = requestTo(server.baseUrl, 'Hello', { source: 'demo', workflowId: 'demo' });
    const { run } = await runToEnd(client.streamChat(request, new AbortController().signal), server.baseUrl);
    assert.equal(run.outcome, 'completed');
    assert.equal(server.requests[0]?.headers.authorization, undefined);
  });
});
