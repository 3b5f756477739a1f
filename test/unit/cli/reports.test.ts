import assert from 'node:assert/strict';
import fc from 'fast-check';
import { totalsOf, type CaseResult } from '../../../src/chatflowTests/run/results';
import { htmlReport } from '../../../src/cli/output/html';
import { junitReport } from '../../../src/cli/output/junit';
import { runs } from '../../support/properties';
import { junitMistakes } from './junitRules';
import { canary, CliFolder, fileOf, serviceFor } from './support';

/** A name with everything that a format could take for its own. */
const nasty = 'a <b> & "c" \'d\' ]]> %0A ::error::x | `e` \u0007 \u202E \ud800 @team\n#1 <img src=x>';
const tests = [
  `  - name: ${JSON.stringify(nasty)}\n    turns: [{ user: ${JSON.stringify(`count ${nasty}`)}, expect: [{ text: { contains: "]]>\\nno" } }, { tokens: { below: 1 } }] }]\n`,
  '  - name: passes\n    tags: [smoke]\n    turns: [{ user: card, expect: [{ options: { includes: Red } }] }, { choose: Red }]\n',
  '  - name: errs\n    turns: [{ user: error 4028 }]\n',
  '  - name: is skipped\n    skip: not <now>\n    turns: [{ user: hello }]\n',
  '  - name: rows\n    repeat: 2\n    data: [{ a: one }, { a: two }]\n    turns: [{ user: "${a}" }]\n',
].join('');

describe('The reports of the command line', () => {
  let folder: CliFolder;
  let service: Awaited<ReturnType<typeof serviceFor>>;

  before(async () => {
    folder = await CliFolder.create({ 'sub folder/a.coze-test.yaml': fileOf(tests) });
    service = await serviceFor();
  });

  after(async () => {
    await service.mount.close();
    await folder.remove();
  });

  for (const language of ['en', 'zh']) {
    it(`hold every test once, escaped, without the token (${language})`, async () => {
      const args = [
        'run',
        '--json',
        'o/r.json',
        '--junit',
        'o/r.xml',
        '--html',
        'o/r.html',
        '--github',
        '--lang',
        language,
      ];
      const env = {
        ...service.env,
        GITHUB_STEP_SUMMARY: `${folder.path}/summary.md`,
        GITHUB_ACTIONS: 'true',
      };
      const ended = await folder.run(args, env);
      assert.equal(ended.code, 1);
      assert.equal(ended.lastLine, '3 passed, 1 failed, 1 errors, 1 skipped');
      const [json, xml, html, summary] = await Promise.all(
        ['o/r.json', 'o/r.xml', 'o/r.html', 'summary.md'].map((name) => folder.read(name)),
      );
      for (const text of [ended.stdout, ended.stderr, json, xml, html, summary]) {
        assert.ok(text !== undefined && !text.includes(canary));
      }
      assert.deepEqual(junitMistakes(xml ?? ''), []);
      assert.equal(xml?.match(/<testcase /g)?.length, 6);
      assert.match(xml, /classname="sub folder\/a"/);
      assert.match(xml, /<system-out>target: 7490000000000000001\nrun 1: passed\nrun 2: passed/);
      const totals =
        language === 'zh'
          ? /通过 3 · 失败 1 · 错误 1 · 跳过 1/
          : /passed\\?: 3 · failed\\?: 1 · error\\?: 1 · skipped\\?: 1/;
      for (const text of [html, summary]) assert.match(text ?? '', totals);
      assert.doesNotMatch(html ?? '', /<img|<b>|<script/);
      assert.match(html ?? '', /default-src 'none'/);
      assert.doesNotMatch(summary ?? '', /(?<!\\)[<|`@#]\w/);
    });
  }

  it('hold no secret, in none of the forms that they write', async () => {
    const secret = 'Xan:th,i%p&p<e>"\'\\/\n+ =\u00e9杭';
    const own = await CliFolder.create({
      's.coze-test.yaml': fileOf(
        [
          "  - name: a\n    turns: [{ user: '${who}', expect: [{ text: { equals: '${who}' } }, { options: { includes: '${who}' } }] }]\n",
          "  - name: b\n    parameters: { a: ['${who}'] }\n    turns: [{ user: card }, { choose: '${who}' }]\n",
          "  - name: c\n    turns: [{ user: form }, { form: { city: '${who}', days: '${who}' } }]\n",
        ].join(''),
        'variables: { who: { env: WHO, secret: true } }\n',
      ),
    });
    const env = { ...service.env, WHO: secret, GITHUB_STEP_SUMMARY: `${own.path}/summary.md` };
    const args = 'run --record --github --json r.json --junit r.xml --html r.html';
    const ended = await own.run(args.split(' '), env);
    assert.match(ended.lastLine ?? '', /1 failed, 1 errors/);
    const files = (await own.readAll()).filter((text) => !text.includes('env: WHO'));
    assert.ok(files.length >= 6);
    // Every form, however it is escaped, keeps these two beginnings.
    for (const text of [ended.stdout, ended.stderr, ...files]) assert.doesNotMatch(text, /Xan|杭/, text);
    await own.remove();
  });

  it('keep their markup where a text ends with what comes before a token', async () => {
    const own = await CliFolder.create({
      's.coze-test.yaml': fileOf(
        [
          '  - { name: a, skip: "wants Bearer ", turns: [{ user: hello }] }\n',
          '  - { name: "b Bearer", turns: [{ user: hello, expect: [{ text: { equals: "x" } }] }] }\n',
          `  - { name: c, turns: [{ user: "${canary.replace('pat_', 'sat-')} Bearer", expect: [{ text: { equals: "Bearer" } }] }] }\n`,
        ].join(''),
      ),
    });
    const env = { ...service.env, GITHUB_STEP_SUMMARY: `${own.path}/summary.md` };
    await own.run('run --github --json r.json --junit r.xml --html r.html'.split(' '), env);
    const [xml, html, summary] = await Promise.all(
      ['r.xml', 'r.html', 'summary.md'].map((name) => own.read(name)),
    );
    assert.deepEqual(junitMistakes(xml ?? ''), []);
    for (const tag of ['p', 'div', 'li', 'details']) {
      const count = (pattern: string) => html?.match(new RegExp(pattern, 'g'))?.length;
      assert.equal(count(`</${tag}>`), count(`<${tag}[ >]`), tag);
    }
    const rows = summary?.split('\n').filter((line) => line.startsWith('| ')) ?? [];
    assert.equal(rows.length, 5);
    for (const row of rows) assert.equal(row.match(/(?<!\\)\|/g)?.length, 4, row);
    await own.remove();
  });

  it('have the fields of the documentation in JSON', async () => {
    await folder.run(['run', '--json', 'o/r.json'], service.env);
    const report = JSON.parse(await folder.read('o/r.json')) as {
      version: number;
      tests: Record<string, unknown>[];
      totals: Record<string, number>;
    };
    assert.equal(report.version, 1);
    assert.deepEqual(Object.keys(report.totals), [
      'passed',
      'failed',
      'flaky',
      'errors',
      'skipped',
      'calls',
      'tokens',
    ]);
    assert.equal(report.totals['calls'], 8);
    const [failed, passed] = report.tests;
    assert.equal(failed?.['file'], 'sub folder/a.coze-test.yaml');
    assert.ok(passed);
    const [turn] = passed['turns'] as Record<string, unknown>[];
    assert.deepEqual(
      {
        outcome: turn?.['outcome'],
        asks: turn?.['asks'],
        options: turn?.['options'],
        input: turn?.['input'],
      },
      {
        outcome: 'waiting',
        asks: 'Which colour should the button have?',
        options: ['Red', 'Green', 'Blue'],
        input: 'card',
      },
    );
    assert.deepEqual(Object.keys(turn?.['ids'] as object), ['conversation', 'chat', 'execute']);
    assert.ok(turn);
    const [check] = turn['checks'] as Record<string, unknown>[];
    assert.deepEqual(check, { check: 'options', passed: true, line: 8 });
    assert.equal(report.tests.find(({ row }) => row === 2)?.['name'], 'rows');
  });

  it('say the same on GitHub: annotations at the line, at most ten, and no commands of the service', async () => {
    const many = Array.from(
      { length: 14 },
      (_, index) =>
        `  - name: t${String(index)}\n    turns: [{ user: hello, expect: [{ text: { equals: "x" } }] }]\n`,
    );
    await folder.write('many/b.coze-test.yaml', fileOf(many.join('')));
    const { stdout } = await folder.run(['run', 'many', '--github'], {
      ...service.env,
      GITHUB_ACTIONS: 'true',
    });
    const lines = stdout.split('\n');
    const annotations = lines.filter((line) => line.startsWith('::error'));
    assert.equal(annotations.length, 10);
    assert.match(
      annotations[0] ?? '',
      /^::error file=many\/b\.coze-test\.yaml,line=5,title=many\/b\.coze-test\.yaml › t\d+::text: /,
    );
    assert.match(annotations[9] ?? '', /::5 more failed checks/);
    const stopped =
      /^::stop-commands::(.+)$/.exec(lines.find((line) => line.startsWith('::stop')) ?? '')?.[1] ?? '';
    assert.match(stopped, /^[\w-]{30,}$/);
    const end = lines.indexOf(`::${stopped}::`);
    assert.ok(end > 0 && end < lines.indexOf(annotations[0] ?? ''));
  });

  it('are well-formed with any text in any place', () => {
    fc.assert(
      fc.property(fc.array(anyResult, { maxLength: 5 }), (results) => {
        const totals = totalsOf(results);
        const html = htmlReport(results, totals, 'zh');
        assert.deepEqual(junitMistakes(junitReport(results, totals, 'en')), []);
        assert.doesNotMatch(html, /[^\P{Cc}\n\t]|[\u202A-\u202E\u2066-\u2069]/u);
        const tags = new Set(Array.from(html.matchAll(/<(?!\/)[^\s>]*/g), ([tag]) => tag));
        for (const tag of tags) assert.ok(htmlTags.has(tag.slice(1)), tag);
      }),
      { numRuns: runs(200) },
    );
  });
});

const htmlTags = new Set(
  '!doctype html head meta title style body h1 p details summary strong span div ul li'.split(' '),
);
const anyText = fc.oneof(
  fc.constantFrom(
    nasty,
    ']]>',
    '<!--',
    '&#0;',
    '\u009b31m',
    '\ufffe',
    '\u2066',
    '\r',
    '</system-out>',
    '<script>',
  ),
  fc.string({ unit: 'binary', maxLength: 20 }),
);
const anyTurn = fc.record({
  input: anyText,
  line: fc.nat(),
  outcome: fc.constantFrom('completed' as const, 'cut_off' as const),
  text: anyText,
  durationMs: fc.nat(),
  tokens: fc.nat(),
  calls: fc.nat(),
  checks: fc.array(
    fc.record({ check: fc.constant('text'), passed: fc.boolean(), message: anyText, line: fc.nat() }),
    { maxLength: 2 },
  ),
  ids: fc.record({ conversation: anyText, log: anyText }),
});
const anyResult: fc.Arbitrary<CaseResult> = fc.record({
  file: anyText,
  name: anyText,
  line: fc.nat(),
  tags: fc.array(anyText),
  row: fc.nat(),
  target: anyText,
  verdict: fc.constantFrom('passed', 'failed', 'flaky', 'error', 'skipped'),
  message: anyText,
  calls: fc.nat(),
  tokens: fc.nat(),
  durationMs: fc.oneof(fc.nat(), fc.constantFrom(0, 3_600_000, 1e12)),
  turns: fc.array(anyTurn, { maxLength: 2 }),
  attempts: fc.array(fc.record({ verdict: fc.constantFrom('passed', 'failed'), message: anyText }), {
    maxLength: 2,
  }),
});
