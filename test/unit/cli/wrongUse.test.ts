import assert from 'node:assert/strict';
import { CliFolder, fileOf, serviceFor } from './support';

const tests = '  - name: first\n    turns: [{ user: hello }]\n';
const profiles = JSON.stringify([
  { name: 'twice', workflowId: '1' },
  { name: 'twice', workflowId: '2' },
]);

/** The arguments after `run`, and what the message says in English and in Chinese. */
const rows: readonly (readonly [readonly string[], RegExp, RegExp])[] = [
  [['--shard', '3/2'], /--shard must be I\/N with I from 1 to N.*“3\/2”/, /--shard 应为 I\/N.*“3\/2”/],
  [['--shard', '0/2'], /“0\/2”/, /“0\/2”/],
  [['--shard', '1'], /“1”/, /“1”/],
  [
    ['--repeat', '0'],
    /--repeat must be a whole number from 1 to 100, not “0”/,
    /--repeat 必须是 1 到 100 的整数/,
  ],
  [['--repeat', '-1'], /--repeat needs a value/, /--repeat 需要一个值/],
  [['--repeat=-1'], /not “-1”/, /不能是“-1”/],
  [['--bail=x'], /--bail must be a whole number.*“x”/, /--bail 必须/],
  [['--bail', '0'], /--bail must be a whole number.*“0”/, /--bail 必须/],
  [['--concurrency', '1000'], /from 1 to 50/, /1 到 50/],
  [['--budget-calls', '1e3'], /“1e3”/, /“1e3”/],
  [['--timeout', '5'], /such as 90s or 10m, not “5”/, /例如 90s 或 10m/],
  [['--grep', '('], /must be a regular expression, not “\(”/, /必须是正则表达式/],
  [['--replay', '--record'], /cannot be combined/, /不能同时使用/],
  [['--lang', 'fr'], /must be en or zh, not “fr”/, /必须是 en 或 zh/],
  [['--junit'], /--junit needs a value/, /--junit 需要一个值/],
  [['--json', ''], /--json needs a value/, /--json 需要一个值/],
  [['--tag='], /--tag needs a value/, /--tag 需要一个值/],
  [['--html', '--github'], /--html needs a value/, /--html 需要一个值/],
  [['--github=yes'], /--github takes no value/, /--github 不接受值/],
  [
    ['--buget-calls', '3'],
    /no option --buget-calls. Did you mean --budget-calls\?/,
    /你是否想用 --budget-calls/,
  ],
  [['--frobnicate'], /no option --frobnicate. --help lists/, /没有选项 --frobnicate/],
  [['-x'], /no option -x/, /没有选项 -x/],
  [['nothing.yaml'], /no file “nothing\.yaml”/, /没有文件“nothing\.yaml”/],
  [[''], /no file “”/, /没有文件“”/],
  [['empty folder/*.yaml'], /no test files .* in empty folder/, /empty folder\/\*\.yaml 中没有测试文件/],
  [['--tag', 'unknown'], /No test matches/, /没有匹配的测试/],
  [['--only-failed', 'none.json'], /results in none\.json cannot be read/, /无法读取 none\.json/],
  [
    ['--only-failed', 'plan.json'],
    /results in plan\.json cannot be read\. --json writes/,
    /结果由 --json 生成/,
  ],
  [
    ['--junit', 'out/r.xml', '--html', './out/r.xml'],
    /--junit and --html name the same file/,
    /--junit 和 --html 指定了同一个文件/,
  ],
  [['--only-failed', 'a.coze-test.yaml'], /results in a\.coze-test\.yaml/, /无法读取/],
  [['--profile-file', 'none.json'], /profiles in none\.json cannot be read/, /无法读取 none\.json/],
  [
    ['twice.yaml', '--profile-file', 'p.json'],
    /^twice\.yaml:2:9: Several profiles .*“twice”/,
    /有多个名为“twice”的配置/,
  ],
  [['--json', 'p.json/r.json'], /report p\.json\/r\.json could not be written: \w+/, /无法写入报告/],
  [['--junit', '.'], /report \. could not be written: EISDIR/, /无法写入报告/],
];

describe('Wrong use of the command line', () => {
  let folder: CliFolder;
  let service: Awaited<ReturnType<typeof serviceFor>>;

  before(async () => {
    folder = await CliFolder.create({
      'a.coze-test.yaml': fileOf(tests),
      'twice.yaml': `version: 1\ntarget: { profile: twice }\ntests:\n${tests}`,
      'p.json': profiles,
      'plan.json': JSON.stringify({ version: 1, tests: [{ name: 'first', turns: [{ user: 'hello' }] }] }),
    });
    service = await serviceFor();
  });

  after(async () => {
    await service.mount.close();
    await folder.remove();
  });

  for (const [args, english, chinese] of rows) {
    it(`ends with 2, names the mistake in both languages and sends nothing: ${args.join(' ')}`, async () => {
      for (const [lang, message] of [
        ['C.UTF-8', english],
        ['zh_CN.UTF-8', chinese],
      ] as const) {
        const ended = await folder.run(['run', ...args], { ...service.env, LANG: lang });
        assert.equal(ended.code, 2, ended.stdout);
        assert.match(ended.stderr, message);
        assert.doesNotMatch(ended.stderr, /[{}]|Error/);
      }
      assert.equal(service.mount.requests.length, 0);
    });
  }

  for (const [host, imitated] of [
    ['api.coze.cn.', 'api.coze.cn'],
    ['api.c0ze.com', 'api.coze.com'],
  ] as const) {
    it(`is a base URL whose host only looks like that of Coze: ${host}`, async () => {
      const env = { ...service.env, COZE_BASE_URL: `https://${host}` };
      for (const [lang, text] of [
        ['en', `The host of COZE_BASE_URL, “${host}”, only looks like “${imitated}”. Nothing was sent.\n`],
        ['zh', `COZE_BASE_URL 的主机“${host}”看似“${imitated}”，实际并不是。未发送任何请求。\n`],
      ] as const) {
        const ended = await folder.run(['run', '--lang', lang], env);
        assert.equal(ended.code, 2, ended.stdout);
        assert.equal(ended.stderr, text);
      }
    });
  }

  it('has a hint where the base URL is the address of a page of Coze', async () => {
    const run = (...args: string[]) =>
      folder.run(['run', '--dry-run', ...args], {
        ...service.env,
        COZE_BASE_URL: 'https://www.coze.cn/space/1',
      });
    assert.match(
      (await run()).stderr,
      /^COZE_BASE_URL is the address of Coze’s pages.* Use https:\/\/api\.coze\.cn\.$/m,
    );
    assert.match((await run('--lang', 'zh')).stderr, /是扣子网页的地址.*请使用 https:\/\/api\.coze\.cn。$/m);
    assert.equal((await run('--replay')).stderr, '');
  });

  it('is not a selection of failed tests where none has failed', async () => {
    await folder.write('r.json', JSON.stringify({ tests: [{ verdict: 'passed' }] }));
    const ended = await folder.run(['run', '--only-failed', 'r.json'], service.env);
    assert.equal(ended.code, 0);
    assert.equal(ended.lastLine, '0 passed, 0 failed');
  });
});
