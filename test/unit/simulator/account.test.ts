import assert from 'node:assert/strict';
import { accountWith, chatflow, longId, workspace } from '../../support/accounts';
import { bodySaying, instantService, refused, requestOf, type Service } from './calling';

const account = accountWith([
  workspace(1, {
    workflows: [
      chatflow(1),
      chatflow(2, { appId: longId(60, 1) }),
      chatflow(3, { isPublished: false }),
      chatflow(4, { mode: 'workflow' }),
      chatflow(5, { inputs: { city: { type: 'string', required: true } } }),
    ],
    bots: [
      { id: longId(70, 1), name: 'Helper', isPublished: true },
      { id: longId(70, 2), name: 'Trainee', isPublished: false },
    ],
  }),
  workspace(2, { isDenied: true, workflows: [chatflow(6)] }),
]);

async function codeOf(service: Service, path: string): Promise<unknown> {
  const response = await service(new Request(`https://demo.invalid${path}`));
  return ((await response.json()) as { code: unknown }).code;
}

describe('The simulated service with an account', () => {
  const refusals: readonly (readonly [string, number, object, number])[] = [
    ['an unknown workflow', 9, {}, 4200],
    ['a draft', 3, {}, 4200],
    ['a workflow that is no chatflow', 4, {}, 4000],
    ['a chatflow of a workspace that the token does not cover', 6, {}, 4101],
    ['a chatflow of an app without its app', 2, {}, 4000],
    ['a chatflow of an app with another one', 2, { app_id: longId(60, 2) }, 4000],
    ['a chatflow without a required input', 5, {}, 720702002],
    ['an unknown agent', 1, { bot_id: longId(70, 9) }, 4006],
    ['an agent that is not published to the API', 1, { bot_id: longId(70, 2) }, 4015],
  ];
  for (const [what, ordinal, more, code] of refusals) {
    it(`refuses to run ${what} (${String(code)})`, async () => {
      const body = bodySaying('hi', { workflow_id: longId(50, ordinal), ...more });
      assert.equal((await refused(instantService({ account }), body)).code, code);
    });
  }

  const runs: readonly (readonly [string, number, object])[] = [
    ['a chatflow of the library', 1, {}],
    ['a chatflow of an app', 2, { app_id: longId(60, 1) }],
    ['a chatflow with an agent', 1, { bot_id: longId(70, 1) }],
    ['a chatflow with its input', 5, { parameters: { city: 'Oslo' } }],
  ];
  for (const [what, ordinal, more] of runs) {
    it(`runs ${what}`, async () => {
      const body = bodySaying('hi', { workflow_id: longId(50, ordinal), ...more });
      const response = await instantService({ account })(requestOf(body));
      assert.equal(response.headers.get('content-type'), 'text/event-stream');
    });
  }

  const queries: readonly (readonly [string, number])[] = [
    ['/v1/workspaces?page_size=50', 0],
    ['/v1/workspaces?page_size=51', 4000],
    ['/v1/workspaces?page_num=0', 4000],
    [`/v1/workflows?workspace_id=${longId(40, 1)}&page_size=30`, 0],
    [`/v1/workflows?workspace_id=${longId(40, 1)}&page_size=31`, 4000],
    [`/v1/workflows?workspace_id=${longId(40, 1)}&publish_status=draft`, 4000],
    ['/v1/workflows', 4000],
    [`/v1/workflows?workspace_id=${longId(40, 2)}`, 4101],
    [`/v1/workflows?workspace_id=${longId(40, 3)}`, 4200],
    [`/v1/bots?workspace_id=${longId(40, 1)}&page_size=21`, 4000],
    [`/v1/workflows/${longId(50, 1)}/versions?page_size=31`, 4000],
    [`/v1/workflows/${longId(50, 1)}/versions?page_token=x`, 4000],
    [`/v1/workflows/${longId(50, 6)}`, 4101],
    [`/v1/workflows/${longId(50, 9)}`, 4200],
  ];
  for (const [path, code] of queries) {
    it(`answers ${path} with ${String(code)}`, async () => {
      assert.equal(await codeOf(instantService({ account }), path), code);
    });
  }

  it('fails every call when those of a free plan are used up', async () => {
    const service = instantService({ account: { ...account, plan: { level: 'free', calls: 2 } } });
    assert.equal(await codeOf(service, '/v1/users/me'), 0);
    assert.equal(await codeOf(service, '/v1/bots'), 4000);
    assert.equal(await codeOf(service, '/v1/users/me'), 4028);
    assert.equal((await refused(service, bodySaying('hi', { workflow_id: longId(50, 1) }))).code, 4028);
  });

  it('accepts a token of its own region only', async () => {
    const china = instantService({ account, region: 'cn', tokens: ['pat_cn'] });
    const world = instantService({ account, region: 'com', tokens: ['pat_com'] });
    const headers = { authorization: 'Bearer pat_cn' };
    const body = bodySaying('hi', { workflow_id: longId(50, 1) });
    assert.equal((await refused(world, body, { headers })).code, 4100);
    const stream = await (await china(requestOf(body, { headers }))).text();
    assert.match(stream, /"debug_url":"https:\/\/www\.coze\.cn\/work_flow/);
    const there = await world(requestOf(body, { headers: { authorization: 'Bearer pat_com' } }));
    assert.match(await there.text(), /"debug_url":"https:\/\/www\.coze\.com\/work_flow/);
  });
});
