import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { mountHttp } from '../../support/httpMount';
import { canary, CliFolder, fileOf } from './support';

const tests = [
  '  - name: first\n    turns: [{ user: hello }]\n',
  '  - name: second\n    turns: [{ user: hello }]\n',
].join('');

describe('The number of calls on the command line', () => {
  let folder: CliFolder;

  before(async () => {
    folder = await CliFolder.create({ 'a.coze-test.yaml': fileOf(tests) });
  });

  after(() => folder.remove());

  /** The calls of the results, and the lines about tests. */
  async function callsWith(env: Readonly<Record<string, string>>, ...args: string[]) {
    const { stdout } = await folder.run(['run', '--json', 'r.json', ...args], env);
    const { totals } = JSON.parse(await folder.read('r.json')) as { totals: { calls: number } };
    return {
      calls: totals.calls,
      text: stdout,
      lines: stdout.split('\n').filter((line) => line.startsWith('! ')),
    };
  }

  async function replying(status: number) {
    const mount = await mountHttp(() => Promise.resolve(new Response('{"code":1,"msg":"no"}', { status })));
    return { mount, env: { COZE_API_TOKEN: canary, COZE_BASE_URL: mount.baseUrl } };
  }

  it('is zero without a token, and where nothing listens', async () => {
    const { mount } = await replying(500);
    const without = await callsWith({ COZE_BASE_URL: mount.baseUrl });
    assert.equal(without.calls, 0);
    assert.equal(mount.requests.length, 0);
    await mount.close();
    const closed = await callsWith({ COZE_API_TOKEN: canary, COZE_BASE_URL: await closedAddress() });
    assert.equal(closed.calls, 0);
    assert.match(without.text, /Set COZE_API_TOKEN to a personal access token/);
    for (const line of [...without.lines, ...closed.lines]) assert.doesNotMatch(line, /call/);
    assert.equal(without.lines.length + closed.lines.length, 4);
  });

  it('has the requests that the service refused, and repeated ones', async () => {
    for (const [status, requests] of [
      [401, 2],
      [429, 6],
    ] as const) {
      const { mount, env } = await replying(status);
      const { calls } = await callsWith(env);
      assert.equal(mount.requests.length, requests);
      assert.equal(calls, requests, String(status));
      await mount.close();
    }
  });

  it('is in the line before the last, without calls to the demo, and where nothing else is', async () => {
    const demo = await CliFolder.create({
      'a.coze-test.yaml': fileOf(tests),
      'demo.coze-test.yaml': `version: 1\ntarget: { profile: demo }\ntests:\n${tests}`,
    });
    const { mount, env } = await replying(429);
    try {
      const end = async (...args: string[]) =>
        (await demo.run(['run', ...args], env)).stdout.trimEnd().split('\n').slice(-2);
      assert.deepEqual(await end(), [
        '6 calls made (Coze’s free plan has 500 in all)',
        '2 passed, 0 failed, 2 errors',
      ]);
      assert.deepEqual(await end('--lang', 'zh'), [
        '实际产生 6 次调用（扣子免费版总共 500 次）',
        '2 passed, 0 failed, 2 errors',
      ]);
      for (const line of await end('demo.coze-test.yaml')) assert.doesNotMatch(line, /made/);
    } finally {
      await mount.close();
      await demo.remove();
    }
  });

  it('leaves the budget to the tests that follow if nothing was sent', async () => {
    const env = { COZE_API_TOKEN: canary, COZE_BASE_URL: await closedAddress() };
    const { lines } = await callsWith(env, '--budget-calls', '2', '--concurrency', '1');
    assert.equal(lines.length, 2, 'both were tried');
  });
});

/** An address of this computer where nothing listens. */
async function closedAddress(): Promise<string> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return `http://127.0.0.1:${String(port)}`;
}
