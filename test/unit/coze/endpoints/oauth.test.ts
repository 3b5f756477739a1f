import assert from 'node:assert/strict';
import { setImmediate, setTimeout } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { CozeOAuth } from '../../../../src/coze/endpoints/oauth/oauth';
import { isCozeError } from '../../../../src/coze/errors/cozeError';
import { isRefusal, type DeviceCode } from '../../../../src/shared/oauth';
import type { OAuthOptions } from '../../../../src/simulator/service/oauth';
import type { SimulatorOptions } from '../../../../src/simulator/service/service';
import { createSimulator } from '../../../../src/simulator/service/simulator';
import { mountHttp, type HttpMount } from '../../../support/httpMount';

const clientId = '1234567890.app.coze';
const start = Date.UTC(2026, 10, 29, 12);
const usual = new AbortController().signal;

interface Setting extends Partial<Omit<SimulatorOptions, 'oauth'>> {
  readonly oauth?: OAuthOptions;
  /** Added to the clock of the service, in milliseconds. */
  readonly skewMs?: number;
  /** Called before each request; an error closes the connection. */
  readonly beforeRequest?: (index: number) => void;
  /** Replaces the reply. */
  readonly reply?: (request: Request) => Response | Promise<Response> | undefined;
}

/** A service on loopback HTTP and a client whose pauses take no time but advance both clocks. */
class Bench {
  now = start;
  readonly pauses: number[] = [];
  readonly trouble: boolean[] = [];
  private mount: HttpMount | undefined;
  readonly client = new CozeOAuth({
    fetch,
    now: () => this.now,
    pause: (milliseconds, signal) => {
      this.pauses.push(milliseconds);
      this.now += milliseconds;
      return signal.aborted ? Promise.reject(signal.reason as Error) : Promise.resolve();
    },
  });

  static async open({ skewMs = 0, beforeRequest, reply, ...options }: Setting = {}): Promise<Bench> {
    const bench = new Bench();
    const simulator = createSimulator({ now: () => bench.now + skewMs, pace: 'instant', ...options });
    let index = 0;
    bench.mount = await mountHttp(async (request) => {
      beforeRequest?.(index++);
      return reply?.(request) ?? simulator(request);
    });
    opened.push(bench.mount);
    return bench;
  }

  get url(): string {
    return this.mount?.baseUrl ?? '';
  }

  get requests() {
    return this.mount?.requests ?? [];
  }

  async code(): Promise<DeviceCode> {
    const code = await this.client.deviceCode(this.url, clientId, usual);
    assert.ok(!isRefusal(code));
    return code;
  }

  async poll(signal = usual) {
    const code = await this.code();
    return this.client.deviceTokens(this.url, clientId, code, (is) => this.trouble.push(is), signal);
  }
}

const opened: HttpMount[] = [];

async function reasonOf(work: Promise<unknown>): Promise<string | undefined> {
  const error = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  return isCozeError(error) ? error.info.reason : String(error);
}

describe('Signing in by a device code', () => {
  afterEach(async () => {
    for (const mount of opened.splice(0)) await mount.close();
  });

  it('requests a code, and the tokens after one interval', async () => {
    const bench = await Bench.open();
    const code = await bench.code();
    assert.match(code.userCode, /^[A-Z]{4}-[A-Z]{4}$/);
    assert.deepEqual([code.expiresAt, code.intervalMs], [start + 300_000, 5_000]);
    const tokens = await bench.poll();
    assert.ok(!isRefusal(tokens));
    assert.match(tokens.accessToken, /^czu_/);
    assert.equal(tokens.expiresAt, bench.now + 900_000);
    assert.deepEqual(bench.pauses, [5_000]);
  });

  it('sends no token, and secrets only in the body', async () => {
    const bench = await Bench.open();
    const tokens = await bench.poll();
    assert.ok(!isRefusal(tokens));
    await bench.client.refresh(bench.url, clientId, tokens.refreshToken, usual);
    for (const { headers, path } of bench.requests) {
      assert.equal(headers['authorization'], undefined);
      assert.match(path, /^\/api\/permission\/oauth2\/(?:device\/code|token)$/);
    }
  });

  it('polls for five minutes while the user does nothing, then reports that the code expired', async () => {
    const bench = await Bench.open({
      oauth: { polls: Array<'authorization_pending'>(100).fill('authorization_pending') },
    });
    assert.deepEqual(await bench.poll(), { problem: 'expired', code: '', message: '' });
    assert.equal(
      bench.requests.length,
      1 + 59,
      'one request for the code, and one for each interval before the end',
    );
  });

  it('waits five more seconds after each slow_down, at most 30', async () => {
    const bench = await Bench.open({
      oauth: { codeLife: 900, polls: ['authorization_pending', ...Array<'slow_down'>(7).fill('slow_down')] },
    });
    assert.ok(!isRefusal(await bench.poll()));
    assert.deepEqual(
      bench.pauses.map((milliseconds) => milliseconds / 1_000),
      [5, 5, 10, 15, 20, 25, 30, 30, 30],
    );
  });

  for (const [poll, problem] of [
    ['access_denied', 'denied'],
    ['access_deny', 'denied'],
    ['expired_token', 'expired'],
  ] as const) {
    for (const spelling of [undefined, 'error', 'error_code', 'msg'] as const) {
      it(`ends at ${poll}${spelling ? `, spelled as ${spelling}` : ''}`, async () => {
        const bench = await Bench.open({
          oauth: { polls: ['authorization_pending', poll], ...(spelling && { spelling }) },
        });
        const reply = await bench.poll();
        assert.ok(isRefusal(reply));
        assert.deepEqual([reply.problem, reply.code], [problem, poll]);
        assert.ok(reply.logId, 'the refusal has the log ID');
        assert.equal(bench.requests.length, 3);
      });
    }
  }

  it('reports a client ID that the service does not know', async () => {
    const bench = await Bench.open({ oauth: { clientIds: ['other.app.coze'] } });
    const reply = await bench.client.deviceCode(bench.url, clientId, usual);
    assert.ok(isRefusal(reply));
    assert.deepEqual([reply.problem, reply.code], ['clientUnknown', 'invalid_client']);
  });

  it('reports that a self-hosted server has no sign-in', async () => {
    const bench = await Bench.open({ dialect: 'selfHosted' });
    const reply = await bench.client.deviceCode(bench.url, clientId, usual);
    assert.ok(isRefusal(reply));
    assert.equal(reply.problem, 'unsupported');
  });

  it('continues to poll while the network is gone or the server fails, and says so', async () => {
    const bench = await Bench.open({
      oauth: { polls: ['authorization_pending', 'internal_error', 'authorization_pending'] },
      beforeRequest: (index) => {
        if (index === 2 || index === 3) throw new Error('no network');
      },
    });
    assert.ok(!isRefusal(await bench.poll()));
    assert.deepEqual(bench.trouble, [false, true, true, true, false, false]);
  });

  it('ends when the code has expired while the network is gone', async () => {
    const bench = await Bench.open({
      beforeRequest: (index) => {
        if (index > 0) throw new Error('no network');
      },
    });
    assert.deepEqual(await bench.poll(), { problem: 'expired', code: '', message: '' });
  });

  it('ends at once when it is cancelled, during a pause and during a request', async () => {
    const controller = new AbortController();
    const bench = await Bench.open({
      beforeRequest: (index) => {
        if (index === 2) controller.abort();
      },
      oauth: { polls: Array<'authorization_pending'>(50).fill('authorization_pending') },
    });
    await assert.rejects(bench.poll(controller.signal), { name: 'AbortError' });
    assert.equal(bench.requests.length, 3);
    await assert.rejects(bench.poll(controller.signal), { name: 'AbortError' });
    assert.equal(bench.requests.length, 4, 'no poll after the cancellation');
  });

  for (const [what, reply] of [
    ['the headers do', () => new Promise<never>(() => undefined)],
    [
      'the rest of the body does',
      () =>
        new Response(new ReadableStream({ start: (body) => body.enqueue(new TextEncoder().encode('{')) })),
    ],
  ] as const) {
    it(`ends when it is cancelled after a garbage collection, while ${what} not arrive`, async () => {
      setFlagsFromString('--expose-gc');
      const collectGarbage = runInNewContext('gc') as () => void;
      const controller = new AbortController();
      const bench = await Bench.open({ reply });
      const code = bench.client.deviceCode(bench.url, clientId, controller.signal);
      while (bench.requests.length === 0) await setImmediate();
      // Few collections, because each takes long in a large heap: the first one takes what can be lost.
      for (let turn = 0; turn < 3; turn++) {
        await setTimeout(2);
        collectGarbage();
      }
      controller.abort();
      await assert.rejects(code, { name: 'AbortError' });
    });
  }

  it('does not follow a redirect', async () => {
    const bench = await Bench.open({
      reply: ({ url }) =>
        url.endsWith('/elsewhere')
          ? new Response('{}')
          : new Response(null, { status: 307, headers: { location: '/elsewhere' } }),
    });
    assert.equal(await reasonOf(bench.client.deviceCode(bench.url, clientId, usual)), 'redirected');
    assert.equal(bench.requests.length, 1);
  });

  it('sends nothing over http to another computer', async () => {
    const bench = await Bench.open();
    const reason = await reasonOf(bench.client.deviceCode('http://coze.example', clientId, usual));
    assert.equal(reason, 'baseUrlInsecure');
  });

  for (const [what, body, type] of [
    ['HTML', '<!doctype html><p>portal', 'text/html'],
    ['nothing', '', 'application/json'],
    ['an empty object', '{}', 'application/json'],
    ['numbers for texts', '{"device_code":{},"user_code":1,"verification_uri":2}', 'application/json'],
    [
      'a code with a link',
      '{"device_code":"d","user_code":"[x](command:y)","verification_uri":"https://a"}',
      'application/json',
    ],
    [
      'an address with a line break',
      '{"device_code":"d","user_code":"u","verification_uri":"https://a\\nb"}',
      'application/json',
    ],
  ] as const) {
    it(`refuses ${what} as the reply to the request for a code`, async () => {
      const bench = await Bench.open({
        reply: () => new Response(body, { headers: { 'content-type': type } }),
      });
      assert.equal(await reasonOf(bench.client.deviceCode(bench.url, clientId, usual)), 'badContent');
    });
  }

  it('reads a user code that is a number', async () => {
    const body = {
      device_code: 'd',
      user_code: 12345678,
      verification_uri: 'https://www.coze.cn/x',
      expires_in: '300',
    };
    const bench = await Bench.open({ reply: () => Response.json(body) });
    assert.equal((await bench.code()).userCode, '12345678');
  });
});

describe('The end of an access token', () => {
  afterEach(async () => {
    for (const mount of opened.splice(0)) await mount.close();
  });

  for (const expiresIn of ['unixTime', 'duration'] as const) {
    for (const minutes of [0, 30, -30, 60 * 24 * 400]) {
      it(`is right for ${expiresIn} and a clock of the service that is ${String(minutes)} minutes ahead`, async () => {
        const bench = await Bench.open({ oauth: { expiresIn }, skewMs: minutes * 60_000 });
        const tokens = await bench.poll();
        assert.ok(!isRefusal(tokens));
        const life = tokens.expiresAt - bench.now;
        assert.ok(Math.abs(life - 900_000) <= 1_000, `${String(life)} ms`);
      });
    }
  }

  for (const [what, sent] of [
    ['in the past', start / 1_000 - 50],
    ['in a hundred years', start / 1_000 + 100 * 366 * 86_400],
    ['absent', undefined],
    ['zero', 0],
  ] as const) {
    it(`is 15 minutes away if the sent time is ${what}`, async () => {
      const bench = await Bench.open({
        reply: () =>
          Response.json(
            { access_token: 'czu_a', refresh_token: 'r', expires_in: sent },
            { headers: { date: new Date(start).toUTCString() } },
          ),
      });
      const tokens = await bench.client.refresh(bench.url, clientId, 'r', usual);
      assert.ok(!isRefusal(tokens));
      assert.equal(tokens.expiresAt, start + 900_000);
    });
  }
});

describe('Refreshing tokens', () => {
  afterEach(async () => {
    for (const mount of opened.splice(0)) await mount.close();
  });

  it('returns another refresh token each time, and the old one is refused', async () => {
    const bench = await Bench.open();
    const first = await bench.poll();
    assert.ok(!isRefusal(first));
    const second = await bench.client.refresh(bench.url, clientId, first.refreshToken, usual);
    assert.ok(!isRefusal(second));
    assert.notEqual(second.refreshToken, first.refreshToken);
    const reuse = await bench.client.refresh(bench.url, clientId, first.refreshToken, usual);
    assert.ok(isRefusal(reuse));
    assert.equal(reuse.problem, 'other');
  });

  it('quotes no secret of the request in a refusal or an error', async () => {
    const secret = 'refresh_4f1c2d';
    const reply = { error: 'invalid_request', error_description: `bad token ${secret}` };
    for (const response of [
      () => Response.json(reply, { status: 400 }),
      () => new Response(`cannot use ${secret}`, { status: 502 }),
    ]) {
      const bench = await Bench.open({ reply: response });
      const result = await bench.client
        .refresh(bench.url, clientId, secret, usual)
        .catch((error: unknown) => (isCozeError(error) ? error.info : error));
      assert.doesNotMatch(JSON.stringify(result), new RegExp(secret));
    }
  });
});
