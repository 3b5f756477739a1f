import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { readdir, rm, symlink } from 'node:fs/promises';
import { canary, CliFolder, fileOf, serviceFor } from './support';

const tests = [
  '  - name: first\n    tags: [smoke]\n    turns: [{ user: hello }]\n',
  '  - name: second\n    tags: [slow]\n    turns: [{ user: card }, { choose: Red }]\n',
  '  - name: third\n    turns: [{ user: hello, expect: [{ text: { equals: no } }] }]\n',
].join('');

describe('An option of the command line', () => {
  let folder: CliFolder;
  let service: Awaited<ReturnType<typeof serviceFor>>;

  beforeEach(async () => {
    folder = await CliFolder.create({ 'a.coze-test.yaml': fileOf(tests) });
    service = await serviceFor();
  });

  afterEach(async () => {
    await service.mount.close();
    await folder.remove();
  });

  const run = (...args: string[]) => folder.run(['run', ...args], service.env);

  for (const [args, last] of [
    [['--grep', 'FIRST|second'], '1 passed, 0 failed'],
    [['--grep', 'a\\.coze-test\\.yaml › f'], '1 passed, 0 failed'],
    [['--tag', 'smoke'], '1 passed, 0 failed'],
    [['--tag', 'smoke', '--tag', 'slow'], '2 passed, 0 failed'],
    [['--tag', 'smoke,slow'], '2 passed, 0 failed'],
    [['--repeat', '2', '--tag', 'smoke'], '1 passed, 0 failed'],
    [['--shard', '1/2'], '1 passed, 1 failed'],
    [['--shard', '2/2'], '1 passed, 0 failed'],
    [['--shard', '4/4'], '0 passed, 0 failed'],
    [['--bail', '--concurrency', '1', '--grep', 'third|second'], '1 passed, 1 failed'],
    [
      ['--bail', '1', '--concurrency', '1', 'z.coze-test.yaml', 'a.coze-test.yaml'],
      '2 passed, 1 failed, 1 skipped',
    ],
    [['--bail=2', '--repeat', '2', '--concurrency', '1', '.'], '2 passed, 2 failed'],
    [['--budget-tokens', '1', '--concurrency', '1'], '1 passed, 0 failed, 2 skipped'],
    [['a.coze-test.yaml'], '2 passed, 1 failed'],
    [['*.yaml'], '2 passed, 1 failed'],
    [['.'], '2 passed, 1 failed'],
  ] as const) {
    it(`selects and limits the tests: ${args.join(' ')}`, async () => {
      if (args.some((one) => one.startsWith('--bail')))
        await folder.write(
          'z.coze-test.yaml',
          fileOf(tests.split('  - name: third')[1]!.replace(/^/, '  - name: fourth')),
        );
      const ended = await run(...args);
      assert.equal(ended.lastLine, last, ended.stdout + ended.stderr);
    });
  }

  it('--dry-run counts the calls and sends none', async () => {
    const { code, stdout } = await run('--dry-run', '--repeat', '3');
    assert.equal(code, 0);
    assert.match(stdout, /^3 tests, at most 12 calls/);
    assert.equal(service.mount.requests.length, 0);
  });

  for (const args of [
    ['list', '--json', 'r.json'],
    ['run', '--dry-run', '--junit', 'r.xml'],
    ['run', '--dry-run', '--html', 'r.html'],
  ]) {
    it(`says that no report is written: ${args.join(' ')}`, async () => {
      const { code, stderr } = await folder.run(args, service.env);
      assert.equal(code, 0);
      assert.match(stderr, /^No test runs, so no report is written\.$/m);
      assert.deepEqual(await readdir(folder.path), ['a.coze-test.yaml']);
    });
  }

  it('--only-failed repeats what did not pass', async () => {
    await run('--json', 'r.json');
    const ended = await run('--only-failed', 'r.json');
    assert.equal(ended.lastLine, '0 passed, 1 failed');
  });

  it('--only-failed knows tests whose names the results mask', async () => {
    const turns = 'turns: [{ user: Shanghai, expect: [{ text: { equals: x } }] }]';
    await folder.write(
      'a.coze-test.yaml',
      fileOf(
        `  - { name: 'sat_survey (1)', ${turns} }\n  - { name: 'ask Shanghai', ${turns} }\n  - { name: greets, turns: [{ user: hello }] }\n`,
        'variables: { city: { env: CITY, secret: true } }\n',
      ),
    );
    const env = { ...service.env, CITY: 'Shanghai' };
    const first = await folder.run(['run', '--json', 'r.json'], env);
    assert.equal(first.lastLine, '1 passed, 2 failed', first.stdout);
    assert.doesNotMatch(await folder.read('r.json'), /Shanghai|sat_survey/);
    const again = await folder.run(['run', '--only-failed', 'r.json'], env);
    assert.equal(again.lastLine, '0 passed, 2 failed', again.stdout + again.stderr);
  });

  it('list shows the tests, and needs no token', async () => {
    const { code, stdout } = await folder.run(['list']);
    assert.equal(code, 0);
    assert.match(stdout, /^a\.coze-test\.yaml › first #smoke\n/);
    assert.match(stdout, /3 tests, at most 4 calls/);
  });

  it('a token of any form is masked in every line', async () => {
    await folder.write(
      'a.coze-test.yaml',
      fileOf('  - name: plain-token-123 works\n    turns: [{ user: hello }]\n'),
    );
    const { stdout } = await folder.run(['list'], { COZE_API_TOKEN: 'plain-token-123' });
    assert.match(stdout, /› ••• works/);
  });

  it('--record keeps runs without secrets, and --replay repeats the checks on them without network and token', async () => {
    await folder.write(
      'b.coze-test.yaml',
      fileOf(
        "  - name: says a secret/name\n    turns: [{ user: 'my name is ${who}' }, { user: card }, { choose: Red, expect: [{ text: { contains: Red } }, { duration: { below: 10s } }] }]\n",
        'variables: { who: { env: WHO, secret: true } }\n',
      ),
    );
    const env = { ...service.env, WHO: 'Xanthippe' };
    const live = await folder.run(['run', 'b.coze-test.yaml', '--record', '--json', 'live.json'], env);
    assert.equal(live.lastLine, '1 passed, 0 failed', live.stdout);
    const sent = service.mount.requests.length;
    const replay = await folder.run(['run', 'b.coze-test.yaml', '--replay', '--json', 'replay.json'], {});
    assert.equal(replay.lastLine, '1 passed, 0 failed', replay.stdout + replay.stderr);
    assert.equal(service.mount.requests.length, sent);
    const [name = ''] = await readdir(`${folder.path}/__runs__`);
    assert.match(name, /^b\.says-a-secret-name\.\w+\.ndjson$/);
    const text = await folder.read(`__runs__/${name}`);
    const entries = text
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { event?: string; data?: string });
    const said = entries
      .filter(({ event }) => event === 'conversation.message.delta')
      .map(({ data = '' }) => (JSON.parse(data) as { content: string }).content);
    assert.match(said.join(''), /meet you, \*\*•••\*\*/);
    for (const secret of [canary, 'Xanthippe'])
      for (const where of [text, said.join('')]) assert.ok(!where.includes(secret), where);
    const turnsOf = async (file: string) => {
      const {
        tests: [test],
      } = JSON.parse(await folder.read(file)) as { tests: [{ turns: { text: string; ids: unknown }[] }] };
      return test.turns.map(({ text: answer, ids }) => ({ answer, ids }));
    };
    assert.deepEqual(await turnsOf('replay.json'), await turnsOf('live.json'));

    await folder.write(
      'b.coze-test.yaml',
      (await folder.read('b.coze-test.yaml')).replace('user: card', 'user: form'),
    );
    const stale = await folder.run(['run', 'b.coze-test.yaml', '--replay'], {});
    assert.match(stale.stdout, /turn 2 sends another input/);
    assert.equal(stale.code, 3);
    assert.match(
      (await folder.run(['run', 'a.coze-test.yaml', '--replay'], {})).stdout,
      /There is no recording/,
    );
  });

  it('--record keeps what was recorded before of a test that sends nothing, or is stopped', async () => {
    const two = (first: string, second = 'hello') =>
      folder.write(
        'd.coze-test.yaml',
        fileOf(
          `  - name: first\n    turns: [{ user: ${first} }]\n  - name: second\n    turns: [${second}]\n`,
        ),
      );
    await two('hello', '{ user: hello }');
    const args = ['d.coze-test.yaml', '--concurrency', '1'];
    assert.equal((await run(...args, '--record')).lastLine, '2 passed, 0 failed');
    const kept = async () => (await readdir(`${folder.path}/__runs__`)).sort();
    const read = async () => Promise.all((await kept()).map((name) => folder.read(`__runs__/${name}`)));
    const before = await read();
    const budget = await run(...args, '--grep', 'first|second', '--record', '--budget-tokens', '1');
    assert.equal(budget.lastLine, '1 passed, 0 failed, 1 skipped', budget.stdout);
    assert.equal((await read())[1], before[1]);
    await two('hello', '{ answer: hello }');
    assert.equal((await run(...args, '--record')).lastLine, '1 passed, 0 failed, 1 errors');
    assert.equal((await read())[1], before[1]);
    await two('hello', '{ user: hello, timeout: 1ms }');
    assert.equal((await run(...args, '--record')).lastLine, '1 passed, 0 failed, 1 errors');
    assert.equal((await read())[1], before[1]);
    await two('hello', '{ user: hello }');
    assert.equal((await run(...args, '--replay')).lastLine, '2 passed, 0 failed');
  });

  it('--record writes nothing outside of the folder, wherever links lead', async function () {
    if (process.platform === 'win32') this.skip();
    const outside = await CliFolder.create({ 'profile.txt': 'mine' });
    await folder.write('e.coze-test.yaml', fileOf('  - name: a\n    turns: [{ user: hello }]\n'));
    const record = () => run('e.coze-test.yaml', '--record');
    await record();
    const [name = ''] = await readdir(`${folder.path}/__runs__`);
    for (const [link, to] of [
      [`__runs__/${name}`, `${outside.path}/profile.txt`],
      [`__runs__/${name}`, `${outside.path}/new.txt`],
      ['__runs__', outside.path],
    ] as const) {
      await rm(`${folder.path}/${link}`, { recursive: true });
      await symlink(to, `${folder.path}/${link}`);
      const { code, stderr } = await record();
      assert.equal(code, 0);
      assert.match(stderr, /could not be written/);
      assert.deepEqual(await readdir(outside.path), ['profile.txt']);
      assert.equal(await outside.read('profile.txt'), 'mine');
    }
    await outside.remove();
  });

  it('--replay reports recordings that are old, or of another version of the profile', async () => {
    await folder.write(
      'c.coze-test.yaml',
      'version: 1\ntarget: { profile: mine }\ntests: [{ name: a, turns: [{ user: hello }] }]\n',
    );
    const profile = (version: object) =>
      folder.write('p.json', JSON.stringify([{ name: 'mine', workflowId: '1', ...version }]));
    const args = ['c.coze-test.yaml', '--profile-file', 'p.json'];
    await profile({ workflowVersion: 'v0.0.1' });
    assert.equal((await run(...args, '--record')).code, 0);
    const fresh = await run(...args, '--replay');
    assert.equal(fresh.code, 0);
    assert.equal(fresh.stderr, '');
    await profile({ workflowVersion: 'v0.0.2' });
    const other = await run(...args, '--replay');
    assert.equal(other.code, 0);
    assert.match(
      other.stderr,
      /^The recording __runs__\/c\.a\.\w+\.ndjson is of the version v0\.0\.1 and 0 days old\.\n$/,
    );
    await profile({});
    assert.match((await run(...args, '--replay', '--lang', 'zh')).stderr, /的版本为 v0\.0\.1，已有 0 天。/);

    const [name = ''] = await readdir(`${folder.path}/__runs__`);
    const text = await folder.read(`__runs__/${name}`);
    for (const [days, reported] of [
      [30, ''],
      [31, '31 days old.\n'],
    ] as const) {
      const startedAt = String(Date.now() - days * 86_400_000 - 60_000);
      await folder.write(`__runs__/${name}`, text.replace(/"startedAt":\d+/, `"startedAt":${startedAt}`));
      await profile({ workflowVersion: 'v0.0.1' });
      const old = await run(...args, '--replay');
      assert.ok(reported === '' ? old.stderr === '' : old.stderr.endsWith(reported), old.stderr);
    }
  });

  it('--profile-file names workflows; the token goes to the host of COZE_BASE_URL only', async () => {
    const other = await serviceFor();
    try {
      const entry = { name: 'mine', workflowId: '1' };
      await folder.write(
        'p.json',
        JSON.stringify([entry, { ...entry, name: 'theirs', baseUrl: other.mount.baseUrl }]),
      );
      for (const [name, code] of [
        ['mine', 0],
        ['theirs', 3],
        ['nobody', 2],
      ] as const) {
        await folder.write(
          'c.coze-test.yaml',
          `version: 1\ntarget: { profile: ${name} }\ntests: [{ name: a, turns: [{ user: hello }] }]\n`,
        );
        const ended = await run('c.coze-test.yaml', '--profile-file', 'p.json');
        assert.equal(ended.code, code, ended.stdout + ended.stderr);
      }
      assert.equal(service.mount.requests.length, 1);
      assert.equal(other.mount.requests.length, 0, 'nothing is sent to another host');
    } finally {
      await other.mount.close();
    }
  });

  it('profiles come from the settings of the workspace, with comments, and tokens in them are refused', async () => {
    const settings = (entry: object) => `{ // profiles\n  "coze.workflows": [${JSON.stringify(entry)}],\n}`;
    await folder.write(
      'c.coze-test.yaml',
      'version: 1\ntarget: { profile: mine }\ntests: [{ name: a, turns: [{ user: hello }] }]\n',
    );
    await folder.write('.vscode/settings.json', settings({ name: 'mine', workflowId: '1' }));
    assert.equal((await run('c.coze-test.yaml')).code, 0);
    await folder.write(
      '.vscode/settings.json',
      settings({ name: 'mine', workflowId: '1', parameters: { token: canary } }),
    );
    const refused = await run('c.coze-test.yaml');
    assert.equal(refused.code, 2);
    assert.match(refused.stderr, /no profile “mine”[^]*entry 1 .*access token \(parameters\.token\)/);
    assert.ok(!refused.stderr.includes(canary));
  });

  it('an OAuth app signs in with its key, once for all tests', async () => {
    const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
    const spki = publicKey.export({ type: 'spki', format: 'der' }).toString('base64');
    const apps = await serviceFor({ tokens: [], oauth: { appKeys: { '1173': spki } } });
    const env = {
      COZE_BASE_URL: apps.mount.baseUrl,
      COZE_OAUTH_APP_ID: '1173',
      COZE_OAUTH_KEY_ID: 'print',
      COZE_OAUTH_PRIVATE_KEY: pem.replaceAll('\n', '\\n'),
    };
    try {
      const ended = await folder.run(['run', '--tag', 'smoke,slow'], env);
      assert.equal(ended.lastLine, '2 passed, 0 failed', ended.stdout + ended.stderr);
      const paths = apps.mount.requests.map(({ path }) => path);
      assert.equal(paths.filter((path) => path.includes('oauth2')).length, 1);
      const wrong = await folder.run(['run', '--tag', 'smoke'], { ...env, COZE_OAUTH_APP_ID: '9' });
      assert.equal(wrong.code, 3);
      assert.match(wrong.stdout, /invalid_client/);
      const incomplete = await folder.run(['run'], { COZE_OAUTH_APP_ID: '1' });
      assert.equal(incomplete.code, 2);
      const replayed = await folder.run(['run', '--replay'], { COZE_OAUTH_APP_ID: '1' });
      assert.match(replayed.lastLine ?? '', /0 failed, 3 errors/, 'a replay needs no key');
      assert.equal((await folder.run(['list'], { COZE_OAUTH_APP_ID: '1' })).code, 0);
      const masked = await folder.run(['run', '--tag', 'smoke'], {
        ...env,
        COZE_OAUTH_PRIVATE_KEY: Buffer.from(pem).toString('base64'),
      });
      assert.equal(masked.code, 0, masked.stdout + masked.stderr);
      const unusable = await folder.run(['run'], { ...env, COZE_OAUTH_PRIVATE_KEY: 'no key' });
      assert.equal(unusable.code, 2);
      assert.match(unusable.stderr, /neither a private key/);
      assert.match(incomplete.stderr, /COZE_OAUTH_KEY_ID is not set/);
      for (const text of [ended.stdout, wrong.stdout, wrong.stderr]) assert.ok(!text.includes('PRIVATE KEY'));
    } finally {
      await apps.mount.close();
    }
  });

  it('--timeout ends the whole run', async () => {
    await folder.write('s.coze-test.yaml', fileOf('  - name: never ends\n    turns: [{ user: stall }]\n'));
    const ended = await run('s.coze-test.yaml', '--timeout', '300ms');
    assert.equal(ended.lastLine, '0 passed, 0 failed, 1 skipped');
    assert.match(ended.stderr, /time limit/);
    assert.equal(ended.code, 3);
  });

  it('a time beyond what a timer can wait does not end a test or the run at once', async () => {
    const text = '  - name: patient\n    timeout: 99999999m\n    turns: [{ user: hello }]\n';
    await folder.write('patient.coze-test.yaml', fileOf(text));
    const { lastLine, stdout } = await run('patient.coze-test.yaml', '--timeout', '99999999m');
    assert.equal(lastLine, '1 passed, 0 failed', stdout);
  });

  it('the demo needs nothing', async () => {
    await folder.write(
      'd.coze-test.yaml',
      'version: 1\ntarget: { profile: demo }\ntests: [{ name: a, turns: [{ user: 你好 }] }]\n',
    );
    const ended = await folder.run(['run', 'd.coze-test.yaml'], { LANG: 'zh_CN.UTF-8' });
    assert.equal(ended.code, 0);
    assert.match(ended.stdout, /^共 1 个测试，不调用任何服务/);
  });

  it('a missing command, an unknown one, --help and --version', async () => {
    assert.equal((await folder.run([])).code, 2);
    assert.equal((await folder.run(['test'])).code, 2);
    assert.match((await folder.run(['--help'])).stdout, /^Usage: coze-chatflow-test/);
    assert.equal((await folder.run(['--version'])).stdout, '1.2.3\n');
    for (const language of ['en', 'zh']) {
      const { stdout } = await folder.run(['--help', '--lang', language]);
      const rows = [...stdout.matchAll(/^( {2}(?:--|run|list).*? {2,})\S/gm)].map(([, first = '']) => first);
      // Characters of Chinese take two columns of a terminal.
      const widths = rows.map((first) =>
        Array.from(first).reduce((sum, one) => sum + (one > '\u1100' ? 2 : 1), 0),
      );
      assert.ok(rows.length > 15 && new Set(widths).size === 1, JSON.stringify(widths));
    }
  });
});
