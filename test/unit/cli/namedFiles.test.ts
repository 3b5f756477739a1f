import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { truncate } from 'node:fs/promises';
import { CliFolder } from './support';

const file =
  'version: 1\ntarget: { profile: demo }\ntests:\n  - name: a\n    data: rows.jsonl\n    turns: [{ user: hello }]\n';

describe('A data file of tests', () => {
  let folder: CliFolder;
  beforeEach(async () => {
    folder = await CliFolder.create({ 'a.coze-test.yaml': file });
  });
  afterEach(() => folder.remove());

  it('is refused before it is read if it is larger than 20 MB', async () => {
    await folder.write('rows.jsonl', '{"a":1}\n');
    await truncate(`${folder.path}/rows.jsonl`, 20_000_001);
    const { code, stderr } = await folder.run(['list']);
    assert.equal(code, 2);
    assert.equal(stderr, 'a.coze-test.yaml:5:11: The file rows.jsonl is larger than 20 MB.\n');
  });

  it('is no pipe, which would have no end', async function () {
    if (process.platform === 'win32') this.skip();
    execFileSync('mkfifo', [`${folder.path}/rows.jsonl`]);
    const { code, stderr } = await folder.run(['list']);
    assert.equal(code, 2);
    assert.match(stderr, /rows\.jsonl cannot be read/);
  });
});
