import assert from 'node:assert/strict';
import { canary, CliFolder, fileOf, serviceFor } from './support';

const tests = '  - name: first\n    turns: [{ user: hello }]\n';

describe('COZE_API_TOKEN on the command line', () => {
  let folder: CliFolder;
  let service: Awaited<ReturnType<typeof serviceFor>>;

  beforeEach(async () => {
    folder = await CliFolder.create({
      'a.coze-test.yaml': fileOf(tests),
      'demo.coze-test.yaml': `version: 1\ntarget: { profile: demo }\ntests:\n${tests}`,
    });
    service = await serviceFor();
  });

  afterEach(async () => {
    await service.mount.close();
    await folder.remove();
  });

  const run = (token: string, ...args: string[]) =>
    folder.run(['run', ...args], { ...service.env, COZE_API_TOKEN: token });

  for (const [form, text] of [
    ['with the name of its scheme', `Bearer ${canary}`],
    ['as a header line', `Authorization: Bearer ${canary}`],
    ['between quotation marks', `"${canary}"`],
    ['with a line break of Windows', `${canary}\r\n`],
    ['among invisible characters', `\uFEFF\u200B${canary}\u200B`],
  ] as const) {
    it(`is sent as VS Code does, and masked: ${form}`, async () => {
      const ended = await run(text, 'a.coze-test.yaml', '--json', 'r.json');
      assert.equal(ended.lastLine, '1 passed, 0 failed', ended.stdout + ended.stderr);
      assert.deepEqual(
        service.mount.requests.map(({ headers }) => headers['authorization']),
        [`Bearer ${canary}`],
      );
      for (const output of [ended.stdout, ended.stderr, await folder.read('r.json')])
        assert.ok(!output.includes(canary));
    });
  }

  for (const [kind, text] of [
    ['a line break within', 'pat_0123 4567\n89'],
    ['letters that cannot be sent', '令牌pat'],
    ['the name of a variable', '$COZE_TOKEN'],
    ['the ID of a workflow', '7490000000000000001'],
  ] as const) {
    it(`is refused before anything is sent, and not shown: ${kind}`, async () => {
      const ended = await run(text, 'a.coze-test.yaml');
      assert.equal(ended.code, 2);
      assert.match(ended.stderr, /^COZE_API_TOKEN is not an access token/);
      assert.ok(!(ended.stdout + ended.stderr).includes(text));
      assert.equal(service.mount.requests.length, 0);
    });
  }

  it('is refused with its reason in both languages if it has a blank within', async () => {
    const cut = `${canary} 0123`;
    for (const [language, message] of [
      ['en', /^COZE_API_TOKEN is not an access token: it has a space or a line break within\./],
      ['zh', /^COZE_API_TOKEN 不是访问令牌：其中有空格或换行。/],
    ] as const) {
      const ended = await run(cut, 'a.coze-test.yaml', '--lang', language);
      assert.equal(ended.code, 2);
      assert.match(ended.stderr, message);
      assert.ok(!(ended.stdout + ended.stderr).includes(canary));
    }
    assert.equal(service.mount.requests.length, 0);
  });

  it('does not matter where nothing is sent', async () => {
    const demo = await run('$COZE_TOKEN', 'demo.coze-test.yaml');
    assert.equal(demo.lastLine, '1 passed, 0 failed', demo.stderr);
    const counted = await run('$COZE_TOKEN', 'a.coze-test.yaml', '--dry-run');
    assert.equal(counted.code, 0);
  });
});
