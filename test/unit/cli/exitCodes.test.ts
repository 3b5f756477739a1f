import assert from 'node:assert/strict';
import { canary, CliFolder, fileOf, serviceFor } from './support';

const passes = '  - name: says hello\n    turns: [{ user: hello, expect: [{ text: { contains: demo } }] }]\n';
const fails =
  '  - name: expects another text\n    turns: [{ user: hello, expect: [{ text: { equals: no } }] }]\n';
const errors = '  - name: answers nothing\n    turns: [{ answer: hello }]\n';

describe('The command line', () => {
  let folder: CliFolder;
  let service: Awaited<ReturnType<typeof serviceFor>>;

  beforeEach(async () => {
    folder = await CliFolder.create();
    service = await serviceFor();
  });

  afterEach(async () => {
    await service.mount.close();
    await folder.remove();
  });

  const rows = [
    { title: '0 if all tests pass', tests: passes, args: [], code: 0, last: '1 passed, 0 failed' },
    {
      title: '1 if a test fails',
      tests: passes + fails + errors,
      args: [],
      code: 1,
      last: '1 passed, 1 failed, 1 errors',
    },
    { title: '2 for a mistake in a file', tests: '  - name: x\n', args: [], code: 2 },
    { title: '2 for an unknown option', tests: passes, args: ['--nope'], code: 2 },
    { title: '2 if no test matches', tests: passes, args: ['--grep', 'nothing'], code: 2 },
    {
      title: '3 for errors without failures',
      tests: passes + errors,
      args: [],
      code: 3,
      last: '1 passed, 0 failed, 1 errors',
    },
    {
      title: '4 if the tests can make more calls than the budget',
      tests: passes + fails,
      args: ['--budget-calls', '1'],
      code: 4,
    },
  ];
  for (const { title, tests, args, code, last } of rows) {
    it(`ends with ${title}`, async () => {
      await folder.write('a.coze-test.yaml', fileOf(tests));
      const ended = await folder.run(['run', ...args], service.env);
      assert.equal(ended.code, code, ended.stdout + ended.stderr);
      if (last !== undefined) assert.equal(ended.lastLine, last);
      if (code === 2 || code === 4) assert.equal(service.mount.requests.length, 0, 'nothing is sent');
      assert.ok(!(ended.stdout + ended.stderr).includes(canary));
    });
  }

  it('ends with 130 if it is interrupted, and skips what had not ended', async () => {
    await folder.write(
      'a.coze-test.yaml',
      fileOf(`${passes}  - name: never ends\n    turns: [{ user: stall }]\n${fails}`),
    );
    const interrupt = new AbortController();
    const running = folder.run(
      ['run', '--concurrency', '1', '--json', 'out.json'],
      service.env,
      interrupt.signal,
    );
    while (service.mount.requests.length < 2) await new Promise((resolve) => setImmediate(resolve));
    interrupt.abort();
    const ended = await running;
    assert.equal(ended.code, 130);
    assert.equal(ended.lastLine, '1 passed, 0 failed, 2 skipped');
    assert.equal(await service.mount.requests[1]?.ended, 'aborted', 'the connection is closed');
    const report = JSON.parse(await folder.read('out.json')) as { tests: { verdict: string }[] };
    assert.deepEqual(
      report.tests.map(({ verdict }) => verdict),
      ['passed', 'skipped', 'skipped'],
    );
  });

  it('ends with 130 and sends nothing if it was interrupted before the first test', async () => {
    await folder.write('a.coze-test.yaml', fileOf(passes));
    const ended = await folder.run(['run'], service.env, AbortSignal.abort());
    assert.equal(ended.code, 130);
    assert.equal(ended.lastLine, '0 passed, 0 failed, 1 skipped');
    assert.equal(service.mount.requests.length, 0);
  });

  it('ends with 3 if a report cannot be written after all', async () => {
    // A full disk, which only Linux offers as a file.
    if (process.platform !== 'linux') return;
    await folder.write('a.coze-test.yaml', fileOf(passes));
    const ended = await folder.run(['run', '--junit', '/dev/full'], service.env);
    assert.equal(ended.code, 3);
    assert.equal(ended.lastLine, '1 passed, 0 failed');
    assert.match(ended.stderr, /report \/dev\/full could not be written: ENOSPC/);
  });

  it('counts no calls in a replay, which no budget limits', async () => {
    await folder.write('a.coze-test.yaml', fileOf(passes, 'budget: { calls: 1, tokens: 1 }\n'));
    await folder.run(['run', '--record'], service.env);
    const args = [
      'run',
      '--replay',
      '--repeat',
      '3',
      '--budget-calls',
      '1',
      '--budget-tokens',
      '1',
      '--json',
      'r.json',
    ];
    const ended = await folder.run(args);
    assert.equal(ended.code, 0, ended.stdout + ended.stderr);
    assert.match(
      ended.stdout,
      /^1 test, no calls to a service\n✓ a\.coze-test\.yaml › says hello \(\d+\.\ds\)\n/,
    );
    const { totals } = JSON.parse(await folder.read('r.json')) as { totals: Record<string, number> };
    assert.deepEqual([totals['calls'], totals['tokens']], [0, 0]);
  });
});
