import assert from 'node:assert/strict';
import { isCozeError } from '../../../../src/coze/errors/cozeError';
import { CozeApiClient } from '../../../../src/coze/cozeApiClient';
import { checkConnection, type CheckRequest } from '../../../../src/host/connection/connectionCheck';
import type {
  ConnectionReport,
  ConnectionStep,
  Verdict,
} from '../../../../src/shared/pages/connectionReport';
import type { SimulatorOptions } from '../../../../src/simulator/service/service';
import { createSimulator } from '../../../../src/simulator/service/simulator';
import { accountWith, workspace } from '../../../support/accounts';
import { mountHttp, type HttpMount } from '../../../support/httpMount';
import { credentialsBy, testToken } from '../../../support/wirePipeline';

const cn = 'https://api.coze.cn';
const com = 'https://api.coze.com';
const home = 'https://coze.example.com';
const published = '7500000000000000001';

type Handler = (request: Request) => Promise<Response>;

/** Each origin is a server on loopback. */
class Servers implements AsyncDisposable {
  private readonly mounts = new Map<string, HttpMount>();

  async serve(origin: string, handler: Handler): Promise<void> {
    this.mounts.set(origin, await mountHttp(handler));
  }

  requestsTo(origin: string): readonly string[] {
    return this.mounts.get(origin)?.requests.map(({ method, path }) => `${method} ${path}`) ?? [];
  }

  check(request: Partial<CheckRequest> = {}, onProgress?: (report: ConnectionReport) => void) {
    const api = new CozeApiClient({
      fetch: (input, init) => {
        const url = new URL(input instanceof Request ? input.url : input);
        return fetch(`${this.mounts.get(url.origin)?.baseUrl ?? 'http://127.0.0.1:2'}${url.pathname}`, init);
      },
      credentials: credentialsBy(() => Promise.resolve(testToken), []),
    });
    return checkConnection(
      { baseUrl: cn, extent: 'entered', token: { source: 'stored' }, ...request },
      {
        api,
        errorInfoOf: (error) => (isCozeError(error) ? error.info : undefined),
        now: () => 1_800_000_000_000,
        ...(onProgress && { onProgress }),
      },
    );
  }

  async [Symbol.asyncDispose]() {
    await Promise.all([...this.mounts.values()].map((mount) => mount.close()));
  }
}

function simulator(options: Partial<SimulatorOptions> = {}): Handler {
  return createSimulator({ now: Date.now, pace: 'instant', tokens: [testToken], ...options });
}

const reply =
  (body: unknown, status = 200): Handler =>
  () =>
    Promise.resolve(
      typeof body === 'string'
        ? new Response(body, { status, headers: { 'content-type': 'text/html' } })
        : Response.json(body, { status }),
    );
const steps = (report: ConnectionReport) => report.steps.map(({ call, result }) => `${call} ${result}`);

const me = 'GET /v1/users/me';
const plan = 'GET /v1/commerce/benefit/benefits/get';
const metadata = `GET /v1/workflows/${published}`;

describe('The check of an entered token', () => {
  it('learns the account and the plan from two calls', async () => {
    await using servers = new Servers();
    await servers.serve(cn, simulator());
    const report = await servers.check();
    assert.deepEqual(servers.requestsTo(cn), [me, plan]);
    assert.equal(report.verdict, 'works');
    assert.equal(report.kind, 'cloudCn');
    assert.deepEqual(report.account, { known: { id: '7300000000000000001', name: 'Ada' } });
    assert.deepEqual(report.plan, { known: { level: 'free' } });
  });

  it('makes no call without a token', async () => {
    await using servers = new Servers();
    await servers.serve(cn, simulator());
    const report = await servers.check({ token: { source: 'none' } });
    assert.equal(report.verdict, 'noToken');
    assert.deepEqual(servers.requestsTo(cn), []);
  });

  it('works if the account is known and another call is refused with the code of a token', async () => {
    await using servers = new Servers();
    const answer = simulator();
    const refuse = reply({ code: 4100, msg: 'authentication is invalid' }, 401);
    await servers.serve(cn, (request) => (request.url.includes('benefit') ? refuse : answer)(request));
    const report = await servers.check();
    assert.deepEqual(steps(report), ['account answered', 'plan tokenRefused']);
    assert.equal(report.verdict, 'works');
    assert.equal(report.otherHost, undefined);
  });

  it('ends after one call if the token is refused, and names the other cloud without calling it', async () => {
    for (const [own, other] of [
      [cn, com],
      [com, cn],
    ] as const) {
      await using servers = new Servers();
      await servers.serve(own, simulator({ tokens: ['pat_another_token'] }));
      await servers.serve(other, simulator());
      const report = await servers.check({ baseUrl: own });
      assert.equal(report.verdict, 'tokenRefused');
      assert.equal(report.otherHost, new URL(other).host);
      assert.deepEqual(servers.requestsTo(own), [me]);
      assert.deepEqual(servers.requestsTo(other), []);
    }
  });

  it('names the other cloud if every call is refused with 4101, where the token may be tried there', async () => {
    for (const mayTryOtherCloud of [true, false]) {
      await using servers = new Servers();
      await servers.serve(cn, reply({ code: 4101, msg: 'no permission' }, 403));
      await servers.serve(com, simulator());
      const report = await servers.check({ mayTryOtherCloud });
      assert.deepEqual(steps(report), ['account notPermitted', 'plan notPermitted']);
      assert.equal(report.verdict, 'cannotTell');
      assert.equal(report.otherHost, mayTryOtherCloud ? new URL(com).host : undefined);
      assert.deepEqual(servers.requestsTo(com), []);
    }
  });

  it('names no other cloud for a self-hosted server', async () => {
    await using servers = new Servers();
    await servers.serve(home, reply({ code: 4100, msg: 'authentication is invalid' }, 401));
    const report = await servers.check({ baseUrl: home });
    assert.equal(report.verdict, 'tokenRefused');
    assert.equal(report.otherHost, undefined);
  });

  it('asks a self-hosted server about the workflow, because it knows neither account nor plan', async () => {
    await using servers = new Servers();
    await servers.serve(home, simulator({ dialect: 'selfHosted' }));
    const report = await servers.check({ baseUrl: home, workflowId: published });
    assert.deepEqual(servers.requestsTo(home), [me, metadata]);
    assert.deepEqual(steps(report), ['account notOnServer', 'workflow answered']);
    assert.equal(report.verdict, 'works');
    assert.deepEqual(report.account, { unknown: 'notOnServer' });
    assert.deepEqual(report.plan, { unknown: 'notAsked' });
  });

  it('cannot tell for a self-hosted server without a workflow, after one call', async () => {
    await using servers = new Servers();
    await servers.serve(home, simulator({ dialect: 'selfHosted' }));
    const report = await servers.check({ baseUrl: home });
    assert.deepEqual(servers.requestsTo(home), [me]);
    assert.equal(report.verdict, 'cannotTell');
  });

  it('finds a refused token at a self-hosted server', async () => {
    await using servers = new Servers();
    await servers.serve(home, simulator({ dialect: 'selfHosted', tokens: ['pat_another_token'] }));
    const report = await servers.check({ baseUrl: home, workflowId: published });
    assert.equal(report.verdict, 'tokenRefused');
  });
});

describe('The full check', () => {
  it('makes three calls, the second one about the workflow', async () => {
    await using servers = new Servers();
    await servers.serve(com, simulator());
    const report = await servers.check({ baseUrl: com, extent: 'full', workflowId: published });
    assert.deepEqual(servers.requestsTo(com), [me, metadata, plan]);
    assert.equal(report.kind, 'cloudCom');
    assert.equal(report.verdict, 'works');
  });

  it('asks for one page of workspaces where no workflow is selected', async () => {
    await using servers = new Servers();
    const workspaces = Array.from({ length: 120 }, (_, index) => workspace(index + 1));
    await servers.serve(cn, simulator({ account: accountWith(workspaces) }));
    await servers.check({ extent: 'full' });
    assert.deepEqual(servers.requestsTo(cn), [me, 'GET /v1/workspaces', plan]);
  });

  it('makes two calls at a self-hosted server', async () => {
    await using servers = new Servers();
    await servers.serve(home, simulator({ dialect: 'selfHosted' }));
    await servers.check({ baseUrl: home, extent: 'full', workflowId: published });
    assert.deepEqual(servers.requestsTo(home), [me, metadata]);
  });

  it('names granted and missing permissions, and cannot tell about those that no call needs', async () => {
    await using servers = new Servers();
    await servers.serve(cn, simulator({ permissions: ['run', 'getMetaData'] }));
    const report = await servers.check({ extent: 'full', workflowId: published });
    const states = new Map(report.permissions.map(({ name, state }) => [name, state]));
    assert.equal(states.get('getMetaData'), 'granted');
    assert.equal(states.get('getBenefit'), 'missing');
    assert.equal(states.get('run'), 'cannotTell');
    assert.equal(states.get('listWorkflow'), 'cannotTell');
    assert.equal(report.verdict, 'works');
  });

  it('finds that the token is valid and the workflow is not there', async () => {
    await using servers = new Servers();
    await servers.serve(cn, simulator());
    const report = await servers.check({ extent: 'full', workflowId: '7599999999999999999' });
    assert.deepEqual(steps(report), ['account answered', 'workflow notFound', 'plan answered']);
  });

  it('reports after each call', async () => {
    await using servers = new Servers();
    await servers.serve(cn, simulator());
    const counts: number[] = [];
    await servers.check({ extent: 'full' }, (report) => counts.push(report.steps.length));
    assert.deepEqual(counts, [1, 2, 3]);
  });

  it('reports an account and a plan together with their calls', async () => {
    await using servers = new Servers();
    await servers.serve(cn, simulator());
    const known: (readonly [account: boolean, plan: boolean])[] = [];
    await servers.check({ extent: 'full' }, ({ account, plan }) => {
      known.push(['known' in account, 'known' in plan]);
    });
    assert.deepEqual(known, [
      [true, false],
      [true, false],
      [true, true],
    ]);
  });

  it('keeps the error of a refused call with code and log ID', async () => {
    await using servers = new Servers();
    await servers.serve(cn, simulator({ permissions: [] }));
    const report = await servers.check({ extent: 'full', workflowId: published });
    const { error } = report.steps.find(({ call }) => call === 'workflow') ?? {};
    assert.equal(error?.reason, 'noPermission');
    assert.equal(error.code, '4101');
    assert.equal(error.params?.['permission'], 'getMetaData');
    assert.ok(error.logId);
  });
});

describe('An answer of users/me', () => {
  const rows: readonly (readonly [string, Handler, string, ConnectionStep['result'], Verdict])[] = [
    ['404 of the cloud', reply({ code: 404, msg: 'not found' }, 404), cn, 'notOnServer', 'cannotTell'],
    ['404 with a page', reply('<html>Not found</html>', 404), cn, 'notOnServer', 'cannotTell'],
    ['4101', reply({ code: 4101, msg: 'no permission' }), cn, 'notPermitted', 'cannotTell'],
    [
      '4101 with status 403',
      reply({ code: 4101, msg: 'no permission' }, 403),
      cn,
      'notPermitted',
      'cannotTell',
    ],
    [
      '401 of the Studio',
      reply({ code: 401, msg: 'missing session_key in cookie' }, 401),
      home,
      'notOnServer',
      'cannotTell',
    ],
    [
      '401 of a proxy before a self-hosted server',
      reply('<html>401</html>', 401),
      home,
      'notOnServer',
      'cannotTell',
    ],
    [
      '4100',
      reply({ code: 4100, msg: 'authentication is invalid' }, 401),
      cn,
      'tokenRefused',
      'tokenRefused',
    ],
    ['4100 with status 200', reply({ code: 4100, msg: 'invalid' }), cn, 'tokenRefused', 'tokenRefused'],
    ['700012006', reply({ code: 700012006, msg: 'invalid' }), home, 'tokenRefused', 'tokenRefused'],
    ['429', reply({ code: 429, msg: 'slow down' }, 429), cn, 'failed', 'unreachable'],
    ['500', reply('', 500), cn, 'failed', 'unreachable'],
    ['a page with status 200', reply('<html>Sign in</html>'), cn, 'failed', 'unreachable'],
    ['nothing', reply(''), cn, 'failed', 'unreachable'],
    ['JSON that is not an account', reply({ code: 0, data: [] }), cn, 'failed', 'unreachable'],
  ];
  for (const [title, handler, baseUrl, result, verdict] of rows) {
    it(`${title} means ${verdict}`, async () => {
      await using servers = new Servers();
      await servers.serve(baseUrl, handler);
      const report = await servers.check({ baseUrl });
      assert.equal(report.steps[0]?.result, result);
      assert.equal(report.verdict, verdict);
    });
  }

  it('that does not come means that the token could not be checked', async () => {
    await using servers = new Servers();
    const report = await servers.check();
    assert.equal(report.verdict, 'unreachable');
    assert.equal(report.steps[0]?.error?.kind, 'network');
    assert.equal(report.steps.length, 1);
  });

  it('contains no token', async () => {
    await using servers = new Servers();
    await servers.serve(cn, reply({ code: 4100, msg: `token ${testToken} is invalid` }, 401));
    assert.doesNotMatch(JSON.stringify(await servers.check()), new RegExp(testToken));
  });
});
