import assert from 'node:assert/strict';
import { accountOf, accountWith, chatflow, longId, workspace } from '../../../support/accounts';
import { allOf, simulatedApi, type ServedApi } from '../../../support/api';

const inFirst = { workspaceId: longId(40, 1) };
const published = { ...inFirst, mode: 'chatflow', publishStatus: 'published_online' } as const;

const account = accountWith([
  workspace(1, {
    name: 'Personal',
    workflows: [
      chatflow(1, { name: 'travel', description: 'Plans a trip', versions: [{ version: 'v0.0.1' }] }),
      chatflow(2, { name: 'support', appId: longId(60, 1) }),
      chatflow(3, { name: 'notes', isPublished: false }),
      chatflow(4, { name: 'report', mode: 'workflow' }),
    ],
    apps: [
      { id: longId(60, 1), name: 'Shop', isPublished: true },
      { id: longId(60, 2), name: 'Draft shop', isPublished: false },
    ],
    bots: [
      { id: longId(70, 1), name: 'Helper', isPublished: true, updatedAt: 1_790_000_000 },
      { id: longId(70, 2), name: 'Trainee', isPublished: false },
    ],
  }),
  workspace(2, { name: 'Team', type: 'team', role: 'member', isDenied: true }),
]);

describe('The lists of an account', () => {
  let served: ServedApi;
  before(async () => {
    served = await simulatedApi({ account });
  });
  after(() => served[Symbol.asyncDispose]());

  it('have the workspaces with their type', async () => {
    assert.deepEqual(await allOf(served.api.workspaces(served.endpoint)), [
      { id: longId(40, 1), name: 'Personal', type: 'personal' },
      { id: longId(40, 2), name: 'Team', type: 'team' },
    ]);
  });

  it('have the published chatflows, with the app that they are part of', async () => {
    assert.deepEqual(await allOf(served.api.workflows(served.endpoint, published)), [
      {
        id: longId(50, 1),
        name: 'travel',
        description: 'Plans a trip',
        updatedAt: 1_780_000_001,
      },
      {
        id: longId(50, 2),
        name: 'support',
        appId: longId(60, 1),
        updatedAt: 1_780_000_002,
      },
    ]);
  });

  const filters = [
    ['the drafts', { publishStatus: 'unpublished_draft' }, ['notes']],
    ['published ones and drafts', { publishStatus: 'all' }, ['travel', 'support', 'notes']],
    ['the chatflows of an app', { appId: longId(60, 1) }, ['support']],
    ['the workflows that are no chatflows', { mode: 'workflow' }, ['report']],
  ] as const;
  for (const [what, filter, expected] of filters) {
    it(`are filtered by the service: ${what}`, async () => {
      const items = await allOf(served.api.workflows(served.endpoint, { ...published, ...filter }));
      assert.deepEqual(
        items.map(({ name }) => name),
        expected,
      );
    });
  }

  it('have the apps and agents that are published to the API, unless all are requested', async () => {
    const { api, endpoint } = served;
    assert.deepEqual(await allOf(api.bots(endpoint, inFirst)), [
      {
        id: longId(70, 1),
        name: 'Helper',
        updatedAt: 1_790_000_000,
      },
    ]);
    const all = { ...inFirst, publishStatus: 'all' } as const;
    const namesOf = async (list: AsyncIterable<readonly { name: string }[]>): Promise<string[]> =>
      (await allOf(list)).map(({ name }) => name);
    assert.deepEqual(await namesOf(api.bots(endpoint, all)), ['Helper', 'Trainee']);
    assert.deepEqual(await namesOf(api.apps(endpoint, inFirst)), ['Shop']);
    assert.deepEqual(await namesOf(api.apps(endpoint, all)), ['Shop', 'Draft shop']);
    assert.ok(served.calls.at(-1)?.includes('connector_id=1024'));
  });

  it('have the versions of a workflow', async () => {
    assert.deepEqual(await allOf(served.api.versions(served.endpoint, longId(50, 1))), [
      { version: 'v0.0.1', createdAt: 1_780_000_000 },
    ]);
  });

  it('are empty without an error', async () => {
    assert.deepEqual(await allOf(served.api.versions(served.endpoint, longId(50, 2))), []);
    await using none = await simulatedApi({ account: accountWith([workspace(1)]) });
    assert.deepEqual(await allOf(none.api.workflows(none.endpoint, published)), []);
    assert.deepEqual(await allOf(none.api.apps(none.endpoint, inFirst)), []);
    assert.equal(none.calls.length, 2);
  });
});

describe('The pages of a list', () => {
  const manyOf = (count: number) => {
    const each = Array.from({ length: count }, (_, index) => index + 1);
    const projects = each.map((at) => ({ id: longId(70, at), name: `P${String(at)}`, isPublished: true }));
    const versions = each.map((at) => ({ version: `v0.0.${String(at)}` }));
    const first = workspace(1, { workflows: [chatflow(1, { versions })], apps: projects, bots: projects });
    return accountWith([first, ...each.slice(1).map((at) => workspace(at))]);
  };
  const lists: readonly (readonly [
    string,
    number,
    (served: ServedApi) => AsyncIterable<readonly unknown[]>,
  ])[] = [
    ['workspaces', 50, ({ api, endpoint }) => api.workspaces(endpoint)],
    ['apps', 20, ({ api, endpoint }) => api.apps(endpoint, inFirst)],
    ['bots', 20, ({ api, endpoint }) => api.bots(endpoint, inFirst)],
    ['versions', 30, ({ api, endpoint }) => api.versions(endpoint, longId(50, 1))],
  ];
  for (const [name, size, list] of lists) {
    for (const [count, calls] of [
      [size - 1, 1],
      [size, 1],
      [size + 1, 2],
      [size * 3, 3],
    ] as const) {
      it(`${name}: ${String(count)} items take ${String(calls)} calls`, async () => {
        await using served = await simulatedApi({ account: manyOf(count) });
        assert.equal((await allOf(list(served))).length, count);
        assert.equal(served.calls.length, calls);
      });
    }
  }

  for (const [count, calls] of [
    [29, 1],
    [30, 1],
    [31, 2],
    [300, 10],
    [10_000, 334],
  ] as const) {
    it(`workflows: ${String(count)} items take ${String(calls)} calls`, async () => {
      await using served = await simulatedApi({ account: accountOf(count) });
      const items = await allOf(served.api.workflows(served.endpoint, published));
      assert.equal(new Set(items.map(({ id }) => id)).size, count);
      assert.equal(served.calls.length, calls);
    });
  }

  it('are requested one by one, when the consumer asks for them', async () => {
    await using served = await simulatedApi({ account: accountOf(90) });
    const pages = served.api.workflows(served.endpoint, published);
    assert.equal(served.calls.length, 0);
    for await (const page of pages) {
      assert.equal(page.length, 30);
      break;
    }
    assert.equal(served.calls.length, 1);
  });
});
