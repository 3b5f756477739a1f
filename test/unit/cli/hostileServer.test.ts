import assert from 'node:assert/strict';
import { FaultServer, type Step } from '../../support/faultServer';
import { answered, created, delta, frame, inProgress, verbose } from '../../wire/frames';
import { junitMistakes } from './junitRules';
import { canary, CliFolder, fileOf } from './support';

const testsWithin = (timeout: string): string =>
  [
    `  - name: first\n    timeout: ${timeout}\n    turns: [{ user: hello, expect: [{ text: { contains: Hello } }] }]\n`,
    `  - name: second\n    timeout: ${timeout}\n    turns: [{ user: hello, expect: [{ text: { contains: Hello } }] }]\n`,
  ].join('');
const json = (body: unknown, status = 200): readonly Step[] => [
  { do: 'head', status, contentType: 'application/json' },
  { do: 'send', data: JSON.stringify(body) },
];
const says = (text: string): readonly Step[] => [{ do: 'send', data: answered(text) }];

const rows: readonly { title: string; steps: readonly Step[]; code: number; timeout?: string }[] = [
  { title: 'resets the connection', steps: [{ do: 'reset' }], code: 3 },
  {
    title: 'resets it within an answer',
    steps: [{ do: 'send', data: created() }, { do: 'reset' }],
    code: 3,
  },
  { title: 'ends without an answer', steps: [{ do: 'send', data: '' }], code: 3 },
  { title: 'speaks no HTTP', steps: [{ do: 'raw', data: 'SSH-2.0-x\r\n\u001b[31m' }], code: 3 },
  {
    title: 'sends a page',
    steps: [
      { do: 'head', status: 502, contentType: 'text/html' },
      { do: 'send', data: '<h1>x' },
    ],
    code: 3,
  },
  {
    title: 'refuses the token and repeats it',
    steps: json({ code: 4100, msg: `bad ${canary}` }, 401),
    code: 3,
  },
  { title: 'has no quota left', steps: json({ code: 4028, msg: 'quota' }), code: 3 },
  {
    title: 'sends the request on to another host',
    steps: [{ do: 'redirect', status: 307, to: 'http://127.0.0.1:9/' }],
    code: 3,
  },
  { title: 'sends what is no event', steps: [{ do: 'send', data: frame('\u0000\u001b', '{{{') }], code: 3 },
  { title: 'answers with the token', steps: says(`Hello ${canary}`), code: 0 },
  {
    title: 'answers with commands of terminals and of GitHub',
    steps: says('Hell\u001b[2J\n::set-output name=x::y\n::error::z ]]> </failure> \ufffe'),
    code: 1,
  },
  {
    title: 'never ends its answer',
    steps: [
      { do: 'send', data: created() + inProgress() },
      { do: 'trickle', data: delta('Hello '), everyMs: 1 },
    ],
    code: 3,
    timeout: '500ms',
  },
  {
    title: 'never ends a line',
    steps: [
      { do: 'send', data: `${created()}event: conversation.message.delta\ndata: {"content":"` },
      { do: 'trickle', data: 'x'.repeat(1 << 20), everyMs: 1 },
    ],
    code: 3,
  },
  {
    title: 'only sends comments',
    steps: [{ do: 'trickle', data: ': ping\n\n', everyMs: 5 }],
    code: 3,
    timeout: '500ms',
  },
  {
    title: 'sends a body without end instead of a stream',
    steps: [
      { do: 'head', contentType: 'application/json' },
      { do: 'trickle', data: ' '.repeat(1 << 20), everyMs: 1 },
    ],
    code: 3,
  },
  {
    title: 'names its IDs, codes and messages as commands',
    steps: json({
      code: '::error::4000\n::error::',
      msg: '\r\n::warning file=a::%0A\u001b]0;x\u0007<script>alert(1)</script>\u202e',
      detail: { logid: '\n::error::log\u009b31m' },
    }),
    code: 3,
  },
  {
    title: 'sends hostile IDs',
    steps: [
      {
        do: 'send',
        data:
          created({ id: '\n::error::id', conversation_id: '\u001b[31m' }) +
          verbose('x\n::error::', '{"a":"\u202e"}') +
          answered('Hello <b> \u0000'),
      },
    ],
    code: 0,
  },
];

it('The command line gives the wait that a busy service asks for', async () => {
  const folder = await CliFolder.create({ 'a.coze-test.yaml': fileOf(testsWithin('20s')) });
  const server = await FaultServer.start([
    { do: 'head', status: 429, headers: { 'retry-after': '90' }, contentType: 'application/json' },
    { do: 'send', data: '{"code":4013,"msg":"busy"}' },
  ]);
  try {
    const env = { COZE_API_TOKEN: canary, COZE_BASE_URL: server.baseUrl };
    assert.match((await folder.run(['run'], env)).stdout, /The service asks to wait 90 seconds\./);
    const chinese = await folder.run(['run'], { ...env, LANG: 'zh_CN.UTF-8' });
    assert.match(chinese.stdout, /服务端要求等待 90 秒。/);
  } finally {
    await server.stop();
    await folder.remove();
  }
});

it('The command line gives a test its result whose answer and events have more levels than a program can follow', async () => {
  const levels = `${'['.repeat(20_000)}1${']'.repeat(20_000)}`;
  const said = (check: string, more = '') => `{ user: hello, continue: true, expect: [${check}]${more} }`;
  const tests = [
    `  - name: checks\n    turns: [${['equals: 1', 'contains: a', 'matches: a', 'exists: true'].map((check) => said(`{ json: { path: '$', ${check} } }`)).join(', ')}]\n`,
    `  - name: schema\n    turns: [${said('{ schema: { type: array } }')}]\n`,
    `  - name: saves\n    turns: [${said('', ", save: { all: { json: '$' } }")}]\n`,
    `  - name: passes\n    turns: [{ user: hello, expect: [{ text: { startsWith: '[[[' } }] }]\n`,
  ];
  const folder = await CliFolder.create({ 'a.coze-test.yaml': fileOf(tests.join('')) });
  const server = await FaultServer.start([
    { do: 'send', data: frame('conversation.unknown', `{"a":${levels}}`) + answered(levels) },
  ]);
  try {
    const ended = await folder.run(['run', '--record'], {
      COZE_API_TOKEN: canary,
      COZE_BASE_URL: server.baseUrl,
    });
    assert.equal(ended.lastLine, '1 passed, 3 failed', ended.stdout + ended.stderr);
    assert.equal(ended.code, 1);
    assert.equal(ended.stdout.match(/The JSON of the answer has more than 200 levels\./g)?.length, 5);
    assert.equal((await folder.run(['run', '--replay'])).lastLine, ended.lastLine);
  } finally {
    await server.stop();
    await folder.remove();
  }
});

describe('The command line and a service that', () => {
  for (const { title, steps, code, timeout = '20s' } of rows) {
    it(`${title}: the exit code is ${String(code)}, and nothing leaks`, async () => {
      const folder = await CliFolder.create({ 'a.coze-test.yaml': fileOf(testsWithin(timeout)) });
      const server = await FaultServer.start(steps);
      try {
        const env = {
          COZE_API_TOKEN: canary,
          COZE_BASE_URL: server.baseUrl,
          GITHUB_ACTIONS: 'true',
          GITHUB_STEP_SUMMARY: `${folder.path}/summary.md`,
        };
        const args = 'run --record --github --json r.json --junit r.xml --html r.html'.split(' ');
        const ended = await folder.run(args, env);
        assert.equal(ended.code, code, ended.stdout + ended.stderr);
        const passed = code === 0 ? 2 : 0;
        assert.ok(ended.lastLine?.startsWith(`${String(passed)} passed, ${code === 1 ? '2' : '0'} failed`));
        const files = await folder.readAll();
        const [xml = ''] = files.filter((text) => text.startsWith('<?xml'));
        assert.deepEqual(junitMistakes(xml), []);
        for (const text of [ended.stdout, ended.stderr, ...files]) {
          assert.ok(!text.includes(canary), text);
          assert.ok(!text.includes('\u001b'), text);
        }
        const [before = ''] = ended.stdout.split(/^::error/m);
        assert.doesNotMatch(before.replace(/^::stop-commands::.*$|^::[\w-]{36}::$/gm, ''), /^::/m);
      } finally {
        await server.stop();
        await folder.remove();
      }
    });
  }
});

describe('The progress of the command line', () => {
  it('fits on one line of the terminal, also in Chinese, and is erased', async () => {
    const folder = await CliFolder.create({
      'a.coze-test.yaml': `version: 1\ntarget: { profile: demo }\ntests: [{ name: ${'测试'.repeat(60)}, turns: [{ user: 你好 }] }]\n`,
    });
    try {
      const { stdout } = await folder.run(['run'], {}, undefined, { columns: 40 });
      const progress = stdout.split('\r\u001b[2K')[0]?.split('\n')[1] ?? '';
      assert.match(progress, /^0 of 1 · a\.coze-test\.yaml › 测试/);
      const width = Array.from(progress).reduce((sum, one) => sum + (one > '\u1100' ? 2 : 1), 0);
      assert.ok(width >= 35 && width < 40, progress);
      assert.match(stdout, /\n1 passed, 0 failed\n$/);
    } finally {
      await folder.remove();
    }
  });
});
