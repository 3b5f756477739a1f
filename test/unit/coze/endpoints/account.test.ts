import assert from 'node:assert/strict';
import type { ApiEndpoint, CozeApi } from '../../../../src/coze/cozeApi';
import { isCozeError } from '../../../../src/coze/errors/cozeError';
import type { SimulatorOptions } from '../../../../src/simulator/service/service';
import { accountWith, chatflow, longId, workspace } from '../../../support/accounts';
import { allOf, serveApi, simulatedApi } from '../../../support/api';

const account = accountWith(
  [
    workspace(1, {
      workflows: [
        chatflow(1, {
          name: 'travel',
          description: 'Plans a trip',
          appId: longId(60, 1),
          inputs: {
            city: { type: 'string', required: true, description: 'Where' },
            days: { type: 'integer', default_value: '3' },
            items: {
              type: 'array',
              items: {
                type: 'object',
                properties: { sku: { type: 'string', required: true }, photo: { type: 'image' } },
              },
            },
          },
          outputs: { answer: { type: 'string' } },
        }),
        chatflow(2, { name: 'report', mode: 'workflow', inputs: { city: { type: 'string' } } }),
      ],
    }),
    workspace(2, { isDenied: true, workflows: [chatflow(3)] }),
  ],
  { name: 'Ada', plan: { level: 'pro_personal' } },
);

const everyEndpoint: readonly (readonly [
  string,
  string,
  (api: CozeApi, at: ApiEndpoint) => Promise<unknown>,
])[] = [
  ['workspaces', 'listWorkspace', (api, at) => allOf(api.workspaces(at))],
  [
    'workflows',
    'listWorkflow',
    (api, at) =>
      allOf(
        api.workflows(at, {
          workspaceId: longId(40, 1),
          mode: 'chatflow',
          publishStatus: 'published_online',
        }),
      ),
  ],
  ['apps', 'listApp', (api, at) => allOf(api.apps(at, { workspaceId: longId(40, 1) }))],
  ['bots', 'listBot', (api, at) => allOf(api.bots(at, { workspaceId: longId(40, 1) }))],
  ['versions', 'listVersion', (api, at) => allOf(api.versions(at, longId(50, 1)))],
  ['workflow', 'getMetaData', (api, at) => api.workflow(at, longId(50, 1))],
  ['me', '', (api, at) => api.me(at)],
  ['plan', 'getBenefit', (api, at) => api.plan(at)],
];

describe('The metadata of a workflow', () => {
  it('has name, app and inputs with their members', async () => {
    await using served = await simulatedApi({ account });
    assert.deepEqual(await served.api.workflow(served.endpoint, longId(50, 1)), {
      id: longId(50, 1),
      name: 'travel',
      description: 'Plans a trip',
      appId: longId(60, 1),
      updatedAt: 1_780_000_001,
      isChatflow: true,
      inputs: [
        { name: 'USER_INPUT', type: 'string', isRequired: false },
        { name: 'CONVERSATION_NAME', type: 'string', isRequired: false },
        { name: 'city', type: 'string', isRequired: true, description: 'Where' },
        { name: 'days', type: 'integer', isRequired: false, defaultValue: '3' },
        {
          name: 'items',
          type: 'array',
          isRequired: false,
          items: {
            name: '',
            type: 'object',
            isRequired: false,
            properties: [
              { name: 'sku', type: 'string', isRequired: true },
              { name: 'photo', type: 'image', isRequired: false },
            ],
          },
        },
      ],
    });
    assert.deepEqual(served.calls, [`/v1/workflows/${longId(50, 1)}?include_input_output=true`]);
  });

  it('says that a workflow without USER_INPUT is not a chatflow', async () => {
    await using served = await simulatedApi({ account });
    const { isChatflow } = await served.api.workflow(served.endpoint, longId(50, 2));
    assert.equal(isChatflow, false);
  });

  it('of a self-hosted server has the name only, and is that of a chatflow', async () => {
    await using served = await simulatedApi({ account, dialect: 'selfHosted' });
    assert.deepEqual(await served.api.workflow(served.endpoint, longId(50, 1)), {
      id: longId(50, 1),
      name: 'travel',
      description: 'Plans a trip',
      isChatflow: true,
    });
    await assert.rejects(
      served.api.workflow(served.endpoint, longId(50, 2)),
      (error) => isCozeError(error) && error.info.reason === 'workflowNotFound',
    );
  });

  it('has the ID as name if the service sends none', async () => {
    await using served = await serveApi(() =>
      Promise.resolve(Response.json({ code: 0, data: { role: { name: ' ' } } })),
    );
    assert.deepEqual(await served.api.workflow(served.endpoint, '7'), {
      id: '7',
      name: '7',
      isChatflow: true,
    });
  });

  it('is read with inputs nested deeper than the limit, without those', async () => {
    let type: unknown = { type: 'string' };
    for (let depth = 0; depth < 2_000; depth++) type = { type: 'object', properties: { inner: type } };
    const detail = { workflow_id: '1', workflow_name: 'deep' };
    await using served = await serveApi(() =>
      Promise.resolve(
        Response.json({ code: 0, data: { workflow_detail: detail, input: { parameters: { type } } } }),
      ),
    );
    const { inputs } = await served.api.workflow(served.endpoint, '1');
    let depth = 0;
    for (let at = inputs?.[0]; at; at = at.properties?.[0]) depth++;
    assert.equal(depth, 13);
  });
});

describe('The account of a token', () => {
  it('has an id and a name, and a plan', async () => {
    await using served = await simulatedApi({ account });
    assert.deepEqual(await served.api.me(served.endpoint), { id: longId(30, 1), name: 'Ada' });
    assert.deepEqual(await served.api.plan(served.endpoint), { level: 'pro_personal' });
  });

  it('is known by its ID if it has no name', async () => {
    await using served = await serveApi(() =>
      Promise.resolve(new Response(`{"code":0,"data":{"user_id":${longId(30, 2)},"nick_name":""}}`)),
    );
    assert.deepEqual(await served.api.me(served.endpoint), { id: longId(30, 2), name: longId(30, 2) });
  });
});

describe('Each endpoint', () => {
  const clouds: readonly (readonly [string, Partial<SimulatorOptions>])[] = [
    ['coze.cn', { region: 'cn' }],
    ['coze.com', { region: 'com' }],
  ];
  for (const [cloud, options] of clouds) {
    it(`takes one call at ${cloud}`, async () => {
      await using served = await simulatedApi({ account, ...options });
      for (const [index, [, , request]] of everyEndpoint.entries()) {
        await request(served.api, served.endpoint);
        assert.equal(served.calls.length, index + 1);
      }
    });
  }

  it('writes one line to the log, with the log ID and without query and token', async () => {
    await using served = await simulatedApi({ account });
    for (const [index, [, , request]] of everyEndpoint.entries()) {
      await request(served.api, served.endpoint);
      assert.equal(served.lines.length, index + 1);
      assert.match(
        served.lines.at(-1) ?? '',
        /^GET http:\/\/127\.0\.0\.1:\d+\/v1\/[\w/]+ 200 in \d+ ms, log id \d{14}[0-9A-F]{18}$/,
      );
    }
  });

  for (const [name, , request] of everyEndpoint) {
    if (name === 'workflow') continue;
    it(`is missing on a self-hosted server, which says nothing about the token: ${name}`, async () => {
      await using served = await simulatedApi({ account, dialect: 'selfHosted' });
      await assert.rejects(
        request(served.api, served.endpoint),
        (error) => isCozeError(error) && error.info.reason === 'endpointMissing' && error.info.status === 401,
      );
      assert.deepEqual(served.rejected, []);
      assert.equal(served.calls.length, 1);
    });
  }

  for (const [name, permission, request] of everyEndpoint) {
    if (permission === '') continue;
    it(`names the permission that the token lacks: ${name}`, async () => {
      await using served = await simulatedApi({ account, permissions: ['run'] });
      await assert.rejects(
        request(served.api, served.endpoint),
        (error) => isCozeError(error) && error.info.params?.['permission'] === permission,
      );
      assert.deepEqual(served.rejected, []);
    });
  }

  for (const [name, , request] of everyEndpoint) {
    it(`reports a token that the service rejects: ${name}`, async () => {
      await using served = await simulatedApi({ account, tokens: ['pat_of_the_other_region'] });
      await assert.rejects(
        request(served.api, served.endpoint),
        (error) => isCozeError(error) && error.info.reason === 'tokenInvalid',
      );
      assert.deepEqual(served.rejected, [served.endpoint.baseUrl]);
      assert.equal(served.calls.length, 1);
    });
  }

  it('fails when the calls of the plan are used up', async () => {
    const free = { ...account, plan: { level: 'free', calls: 500 } } as const;
    await using served = await simulatedApi({ account: free });
    for (let calls = 0; calls < 500; calls++) await served.api.me(served.endpoint);
    for (const [, , request] of everyEndpoint) {
      await assert.rejects(
        request(served.api, served.endpoint),
        (error) => isCozeError(error) && error.info.reason === 'creditsExhausted',
      );
    }
  });
});
