import assert from 'node:assert/strict';
import path from 'node:path';
import { totalsOf, type CaseResult } from '../../../src/chatflowTests/run/results';
import { junitReport } from '../../../src/cli/output/junit';
import { findTestFiles, nameOf } from '../../../src/cli/setup/testFiles';
import { junitMistakes } from './junitRules';
import { CliFolder, fileOf, serviceFor } from './support';

const tests = '  - name: first\n    turns: [{ user: hello, expect: [{ text: { equals: no } }] }]\n';

/** The folder of the command and a file on Windows, and the name and the class of the file in a report. */
const windowsRows = [
  ['C:\\work\\flow', 'C:\\work\\flow\\tests\\a.coze-test.yaml', 'tests/a.coze-test.yaml', 'tests/a'],
  ['C:\\work\\flow', 'c:\\WORK\\flow\\b.coze-test.yml', 'b.coze-test.yml', 'b'],
  [
    'C:\\work\\flow',
    'C:\\work\\other & more\\c.coze-test.json',
    '../other & more/c.coze-test.json',
    '../other &amp; more/c',
  ],
  ['C:\\work', 'D:\\tests\\d.coze-test.yaml', 'D:/tests/d.coze-test.yaml', 'D:/tests/d'],
  [
    'C:\\work',
    '\\\\server\\share\\测试\\e.coze-test.yaml',
    '//server/share/测试/e.coze-test.yaml',
    '//server/share/测试/e',
  ],
  ['\\\\server\\share\\work', '\\\\server\\share\\work\\f\\f.coze-test.yaml', 'f/f.coze-test.yaml', 'f/f'],
] as const;

describe('The paths of test files', () => {
  let folder: CliFolder;

  beforeEach(async () => {
    folder = await CliFolder.create({
      'sub folder/a.coze-test.yaml': fileOf(tests),
      'sub folder/deep/b.coze-test.yml': fileOf(tests),
      'c.coze-test.json': '{}',
      '.hidden/d.coze-test.yaml': '',
      'node_modules/e/e.coze-test.yaml': '',
      'other.yaml': '',
    });
  });

  afterEach(() => folder.remove());

  for (const [root, file, name, className] of windowsRows) {
    it(`have forward slashes in the reports of Windows: ${file}`, () => {
      assert.equal(nameOf(root, file, path.win32), name);
      const result = resultOf(name);
      const xml = junitReport([result], totalsOf([result]), 'en');
      assert.deepEqual(junitMistakes(xml), []);
      assert.ok(xml.includes(`classname="${className}"`), xml);
      assert.ok(xml.includes(`<testsuite name="${name.replace('&', '&amp;')}"`), xml);
      // What a test sends and receives stays as it is.
      assert.ok(xml.includes('C:\\Users\\me &amp; you'), xml);
    });
  }

  it('keep a backslash in the name of a file of Linux and macOS', async function () {
    if (path.sep !== '/') return;
    await folder.write('back\\slash.coze-test.yaml', fileOf(tests));
    const service = await serviceFor();
    try {
      const ended = await folder.run(['run', 'back\\slash.coze-test.yaml', '--junit', 'r.xml'], service.env);
      assert.equal(ended.lastLine, '0 passed, 1 failed', ended.stderr);
      const xml = await folder.read('r.xml');
      assert.ok(xml.includes('classname="back\\slash"'));
      assert.deepEqual(junitMistakes(xml), []);
    } finally {
      await service.mount.close();
    }
  });

  for (const [named, found] of [
    [[], ['c.coze-test.json', 'sub folder/a.coze-test.yaml', 'sub folder/deep/b.coze-test.yml']],
    [['sub folder'], ['sub folder/a.coze-test.yaml', 'sub folder/deep/b.coze-test.yml']],
    [
      ['sub folder/', './sub folder', 'sub folder/a.coze-test.yaml'],
      ['sub folder/a.coze-test.yaml', 'sub folder/deep/b.coze-test.yml'],
    ],
    [['**/*.yml'], ['sub folder/deep/b.coze-test.yml']],
    [['./sub*/*'], ['sub folder/a.coze-test.yaml']],
    [['sub folder\\**\\*.yml'], ['sub folder/deep/b.coze-test.yml']],
    [['{c,x}.coze-test.json'], ['c.coze-test.json']],
    [['nowhere/**'], []],
    [['c.coze-test.json/*'], []],
    [['other.yaml'], ['other.yaml']],
    [['.hidden'], ['.hidden/d.coze-test.yaml']],
  ] as const) {
    it(`are found by ${named.length === 0 ? 'no argument' : named.join(' and ')}`, async () => {
      assert.deepEqual(await findTestFiles(folder.path, named), found);
    });
  }

  it('begin no line as a command of GitHub', async () => {
    const hostile = '::error title=x::y.coze-test.yaml';
    await folder.write(hostile, 'tests: 3\n');
    const wrong = await folder.run(['run', hostile], { GITHUB_ACTIONS: 'true' });
    assert.match(wrong.stderr, /^\.\/::error title=x::y\.coze-test\.yaml:1:\d+: /);
    await folder.write(hostile, fileOf(tests));
    const { stdout } = await folder.run(['list', hostile], { GITHUB_ACTIONS: 'true' });
    assert.match(stdout, /^\.\/::error/);
  });

  it('are relative to the repository in annotations, wherever the command runs', async () => {
    const service = await serviceFor();
    try {
      const env = { ...service.env, GITHUB_WORKSPACE: path.dirname(folder.path) };
      const { stdout } = await folder.run(['run', 'sub folder/a.coze-test.yaml', '--github'], env);
      const name = path.basename(folder.path);
      assert.ok(stdout.includes(`::error file=${name}/sub folder/a.coze-test.yaml,line=5,`), stdout);
    } finally {
      await service.mount.close();
    }
  });
});

function resultOf(file: string): CaseResult {
  const turn = {
    input: 'C:\\Users\\me & you\\a.png',
    line: 5,
    outcome: 'completed',
    text: '\\\\server\\share',
    durationMs: 5,
    tokens: 1,
    calls: 1,
    checks: [{ check: 'text', passed: false, message: 'C:\\Users\\me & you', line: 6 }],
    ids: {},
  } as const;
  return {
    ...{ file, name: 'C:\\a "b"', line: 4, tags: [], target: 'C:\\t@v1', verdict: 'failed' },
    ...{ message: 'C:\\', calls: 1, tokens: 1, durationMs: 5, turns: [turn], attempts: [] },
  };
}
