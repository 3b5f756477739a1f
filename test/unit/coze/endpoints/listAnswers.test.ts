import assert from 'node:assert/strict';
import { setTimeout as pause } from 'node:timers/promises';
import type { ErrorReason } from '../../../../src/shared/errorInfo';
import { CozeApiClient } from '../../../../src/coze/cozeApiClient';
import { isCozeError } from '../../../../src/coze/errors/cozeError';
import { longId } from '../../../support/accounts';
import { allOf, serveApi, type ServedApi } from '../../../support/api';
import { testToken } from '../../../support/wirePipeline';

const filter = { workspaceId: longId(40, 1), mode: 'chatflow', publishStatus: 'all' } as const;
const workflowsOf = ({ api, endpoint }: ServedApi) => allOf(api.workflows(endpoint, filter));
const item = (ordinal: number, fields: object = {}) => ({
  workflow_id: longId(50, ordinal),
  workflow_name: `flow_${String(ordinal)}`,
  ...fields,
});
const pageWith = (items: unknown, hasMore: unknown = false): Response =>
  Response.json({ code: 0, msg: '', data: { items, has_more: hasMore } });
const json = (body: object, status = 200): Response => Response.json(body, { status });
const html = (status: number): Response =>
  new Response('<!doctype html><title>Sign in</title><p>Sign in', {
    status,
    headers: { 'content-type': 'text/html' },
  });

interface Expected {
  readonly reason: ErrorReason;
  readonly isTokenRejected?: boolean;
}

const failures: readonly (readonly [string, () => Response, Expected])[] = [
  ['4100', () => json({ code: 4100, msg: 'no' }), { reason: 'tokenInvalid', isTokenRejected: true }],
  ['HTTP 401 with 4100', () => json({ code: 4100 }, 401), { reason: 'tokenInvalid', isTokenRejected: true }],
  [
    'HTTP 401 with 700012006',
    () => json({ code: 700012006, msg: 'access token invalid' }, 401),
    { reason: 'tokenInvalid', isTokenRejected: true },
  ],
  ['4101', () => json({ code: 4101, msg: 'no' }), { reason: 'noPermission' }],
  ['HTTP 403 with 4101', () => json({ code: 4101, message: 'no' }, 403), { reason: 'noPermission' }],
  ['HTTP 403', () => json({ code: 403, msg: 'no' }, 403), { reason: 'noPermission' }],
  ['HTTP 403 with a page', () => html(403), { reason: 'proxyBlocked' }],
  [
    '4200',
    () => json({ code: 4200, msg: 'Requested resource does not exist' }),
    { reason: 'workspaceNotFound' },
  ],
  [
    'HTTP 401 for a missing session',
    () => json({ code: 401, msg: 'missing session_key in cookie' }, 401),
    { reason: 'endpointMissing' },
  ],
  ['HTTP 404 with JSON', () => json({ code: 404, msg: 'not found' }, 404), { reason: 'endpointMissing' }],
  ['HTTP 404 without a body', () => new Response(null, { status: 404 }), { reason: 'endpointMissing' }],
  ['HTTP 404 with a page', () => html(404), { reason: 'notAStream' }],
  ['HTTP 405', () => new Response(null, { status: 405 }), { reason: 'notAStream' }],
  ['HTTP 429', () => json({ code: 429, msg: 'slow down' }, 429), { reason: 'rateLimited' }],
  ['HTTP 429 without a body', () => new Response(null, { status: 429 }), { reason: 'rateLimited' }],
  ['4020', () => json({ code: 4020, msg: 'slow down' }), { reason: 'rateLimited' }],
  ['HTTP 502 with a page', () => html(502), { reason: 'serverError' }],
  ['HTTP 503', () => new Response('busy', { status: 503 }), { reason: 'serviceUnavailable' }],
  ['HTTP 200 with a page', () => html(200), { reason: 'notAStream' }],
  ['HTTP 200 without a body', () => new Response(null), { reason: 'notAStream' }],
  ['HTTP 204', () => new Response(null, { status: 204 }), { reason: 'notAStream' }],
  ['half of a JSON text', () => new Response('{"code":0,"data":{"items":[{"work'), { reason: 'badContent' }],
  ['a JSON text of another kind', () => json([]), { reason: 'badContent' }],
  ['no data', () => json({ code: 0, msg: '' }), { reason: 'badContent' }],
  ['data that is null', () => json({ code: 0, data: null }), { reason: 'badContent' }],
  ['items that are no list', () => pageWith({ 0: item(1) }), { reason: 'badContent' }],
  [
    'more than 8 MB',
    () => pageWith(Array.from({ length: 9 }, (_, at) => item(at, { description: 'x'.repeat(1_000_000) }))),
    { reason: 'badContent' },
  ],
];

describe('A list that the service refuses', () => {
  for (const [answer, reply, { reason, isTokenRejected = false }] of failures) {
    it(`${answer}: ${reason}, after one call`, async () => {
      await using served = await serveApi(() => Promise.resolve(reply()));
      await assert.rejects(workflowsOf(served), (error) => {
        assert.ok(isCozeError(error));
        assert.equal(error.info.reason, reason);
        assert.equal(
          error.info.params?.['permission'],
          reason === 'noPermission' ? 'listWorkflow' : undefined,
        );
        return true;
      });
      assert.deepEqual(served.rejected, isTokenRejected ? [served.endpoint.baseUrl] : []);
      assert.equal(served.calls.length, 1);
    });
  }

  it('on a later page: the pages before it are kept', async () => {
    let calls = 0;
    await using served = await serveApi(() =>
      Promise.resolve(++calls === 1 ? pageWith([item(1)], true) : json({ code: 429 }, 429)),
    );
    const seen: unknown[] = [];
    await assert.rejects(async () => {
      for await (const page of served.api.workflows(served.endpoint, filter)) seen.push(...page);
    });
    assert.equal(seen.length, 1);
    assert.equal(calls, 2);
  });
});

const odd: readonly (readonly [string, unknown, object])[] = [
  ['a number as ID', { workflow_id: 7_400 }, { id: '7400' }],
  ['times as numbers', { updated_at: 1_780_000_000 }, { updatedAt: 1_780_000_000 }],
  ['times as strings', { updated_at: '1780000000' }, { updatedAt: 1_780_000_000 }],
  ['a time that is none', { updated_at: 'soon' }, {}],
  ['a negative time', { updated_at: -1 }, {}],
  ['an app ID of 0', { app_id: '0' }, {}],
  ['an empty app ID', { app_id: '' }, {}],
  ['an app ID', { app_id: longId(60, 1) }, { appId: longId(60, 1) }],
  ['fields of other types', { description: 5, app_id: {}, icon_url: null, creator: [] }, {}],
  ['unknown fields', { later: { more: 1 } }, {}],
  ['a name with bidi marks', { workflow_name: 'a\u202Egpj.exe\u2066b\u200F' }, { name: 'agpj.exeb' }],
  ['a name with control characters', { workflow_name: '\u0007a\u001b[31mb\u0000' }, { name: 'a[31mb' }],
  ['a name over several lines', { workflow_name: ' a\r\nb\u2028\tc ' }, { name: 'a b c' }],
  ['a name with markup and icons', { workflow_name: '$(trash) <b>[a](x)' }, { name: '$(trash) <b>[a](x)' }],
  ['a long name', { workflow_name: 'x'.repeat(100_000) }, { name: `${'x'.repeat(199)}…` }],
  ['the token as name', { workflow_name: `is ${testToken}` }, { name: 'is •••' }],
];

describe('An item of a list', () => {
  for (const [what, fields, expected] of odd) {
    it(`is read with ${what}`, async () => {
      await using served = await serveApi(() => Promise.resolve(pageWith([item(1, fields as object)])));
      assert.deepEqual(await workflowsOf(served), [{ id: longId(50, 1), name: 'flow_1', ...expected }]);
    });
  }

  it('is read with an ID beyond 2^53 without quotes', async () => {
    const text = `{"code":0,"data":{"items":[{"workflow_id":${longId(50, 1)},"workflow_name":"a"}]}}`;
    await using served = await serveApi(() => Promise.resolve(new Response(text)));
    assert.deepEqual(await workflowsOf(served), [{ id: longId(50, 1), name: 'a' }]);
  });

  it('does not contain the token with escapes', async () => {
    const escaped = testToken.replace('p', String.raw`\u0070`);
    const text = `{"code":0,"data":{"items":[{"workflow_id":"1","workflow_name":"${escaped}"}]}}`;
    await using served = await serveApi(() => Promise.resolve(new Response(text)));
    assert.deepEqual(await workflowsOf(served), [{ id: '1', name: '•••' }]);
  });

  const bad: readonly unknown[] = [
    null,
    7,
    [],
    {},
    item(1, { workflow_id: '../me' }),
    item(1, { workflow_id: '0' }),
    item(1, { workflow_id: -5 }),
    item(1, { workflow_name: undefined }),
    item(1, { workflow_name: '\u202E\n' }),
  ];
  it('that cannot be read does not cost the others', async () => {
    await using served = await serveApi(() => Promise.resolve(pageWith([...bad, item(2), ...bad])));
    assert.deepEqual(
      (await workflowsOf(served)).map(({ id }) => id),
      [longId(50, 2)],
    );
  });
});

describe('A list without items', () => {
  for (const [what, data] of [
    ['empty', { items: [], has_more: false }],
    ['null', { items: null, has_more: false }],
    ['left out', { has_more: false }],
  ] as const) {
    it(`is empty if the list is ${what}`, async () => {
      await using served = await serveApi(() => Promise.resolve(json({ code: 0, data })));
      assert.deepEqual(await workflowsOf(served), []);
      assert.equal(served.calls.length, 1);
    });
  }
});

describe('A list that does not end', () => {
  it('ends when a page repeats the one before', async () => {
    await using served = await serveApi(() => Promise.resolve(pageWith([item(1), item(2)], true)));
    assert.equal((await workflowsOf(served)).length, 2);
    assert.equal(served.calls.length, 2);
  });

  it('ends at an empty page that promises more', async () => {
    await using served = await serveApi(() => Promise.resolve(pageWith([], true)));
    assert.deepEqual(await workflowsOf(served), []);
    assert.equal(served.calls.length, 1);
  });

  it('ends when the token of the next page is missing or repeated', async () => {
    for (const token of [undefined, '', 'same']) {
      const data = { items: [{ version: 'v0.0.1' }], has_more: true, next_page_token: token };
      await using served = await serveApi(() => Promise.resolve(json({ code: 0, data })));
      assert.equal((await allOf(served.api.versions(served.endpoint, '1'))).length, 1);
      assert.equal(served.calls.length, token ? 2 : 1);
    }
  });

  it('has no item twice if pages overlap', async () => {
    let calls = 0;
    await using served = await serveApi(() => {
      calls++;
      return Promise.resolve(pageWith([item(calls), item(calls + 1)], calls < 10));
    });
    const ids = (await workflowsOf(served)).map(({ id }) => id);
    assert.deepEqual(
      ids,
      Array.from({ length: 11 }, (_, at) => longId(50, at + 1)),
    );
    assert.equal(calls, 10);
  });

  it('is complete if the service sends fewer items per page than requested', async () => {
    await using served = await serveApi(({ url }) => {
      const number = Number(new URL(url).searchParams.get('page_num'));
      const workspaces = [number * 2 - 1, number * 2].map((at) => ({ id: String(at), name: 'W' }));
      return Promise.resolve(json({ code: 0, data: { workspaces, total_count: 6 } }));
    });
    assert.equal((await allOf(served.api.workspaces(served.endpoint))).length, 6);
    assert.equal(served.calls.length, 3);
  });

  it('is complete if the service sends the number of items as a string', async () => {
    await using served = await serveApi(({ url }) => {
      const id = new URL(url).searchParams.get('page_num');
      const items = [{ id, name: 'A' }];
      return Promise.resolve(json({ code: 0, data: { items, total: '3' } }));
    });
    const apps = await allOf(served.api.apps(served.endpoint, { workspaceId: '1' }));
    assert.deepEqual(
      apps.map(({ id }) => id),
      ['1', '2', '3'],
    );
  });
});

describe('A wait for a list', () => {
  it('is cancelled before, during and between requests', async () => {
    const controller = new AbortController();
    await using served = await serveApi(async (request) => {
      if (new URL(request.url).searchParams.get('page_num') !== '1') await pause(60_000, null, request);
      return pageWith([item(1)], true);
    });
    const { api, endpoint } = served;
    const pages = api.workflows(endpoint, filter, controller.signal)[Symbol.asyncIterator]();
    assert.equal((await pages.next()).done, false);
    const second = pages.next();
    setTimeout(() => controller.abort(), 50);
    await assert.rejects(second, { name: 'AbortError' });
    const { length } = served.calls;
    await assert.rejects(api.me(endpoint, controller.signal), { name: 'AbortError' });
    assert.equal(served.calls.length, length);
  });

  it('is cancelled while the token is read', async () => {
    const authorize = () => new Promise<string>(() => undefined);
    const api = new CozeApiClient({ fetch, credentials: { authorize, rejected: () => undefined } });
    const controller = new AbortController();
    const asked = api.me({ baseUrl: 'http://127.0.0.1:9' }, controller.signal);
    setTimeout(() => controller.abort(), 10);
    await assert.rejects(asked, { name: 'AbortError' });
  });
});
