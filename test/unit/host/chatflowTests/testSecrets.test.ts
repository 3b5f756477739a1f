import assert from 'node:assert/strict';
import { readTestFile } from '../../../../src/chatflowTests/testFile/readTestFile';
import { TestSecrets, type AskForSecret } from '../../../../src/host/chatflowTests/secrets/testSecrets';
import { Memory, Secrets } from '../account/memorySecrets';

describe('The secrets of chatflow tests', () => {
  const secrets = new Secrets();
  const memento = new Memory();
  const seen: string[] = [];
  const warnings: string[] = [];
  let asked: string[] = [];
  const of = (workspace: string) =>
    new TestSecrets({
      ...{ secrets, memento, workspace },
      onDidSee: (value) => void seen.push(value),
      warn: (text) => void warnings.push(text),
    });
  const answer =
    (value: string | undefined): AskForSecret =>
    (name, path) => {
      asked.push(`${name} of ${path}`);
      return Promise.resolve(value);
    };
  const valuesOf = async (
    workspace: string,
    variables: string,
    value?: string,
    env: Readonly<Record<string, string>> = {},
  ) => ({ ...(await of(workspace).valuesOf([await fileWith(variables)], env, answer(value))) });

  beforeEach(() => {
    secrets.values.clear();
    memento.values.clear();
    secrets.failure = 'none';
    asked = [];
    seen.length = 0;
    warnings.length = 0;
  });

  async function fileWith(variables: string) {
    const text = `version: 1\ntarget: { profile: demo }\nvariables: { ${variables} }\ntests:\n  - name: a\n    turns: [{ user: hi }]\n`;
    const read = await readTestFile('a.coze-test.yaml', Buffer.from(text), () => Promise.reject(new Error()));
    assert.ok('file' in read);
    return read.file;
  }

  const twice = 'key: { env: KEY, secret: true }, again: { env: KEY, secret: true }';

  it('are asked for once, kept for the workspace, and hidden in the log', async () => {
    assert.deepEqual(await valuesOf('one', twice, 'value of the key'), { KEY: 'value of the key' });
    assert.deepEqual(await valuesOf('one', twice, 'another value'), { KEY: 'value of the key' });
    assert.deepEqual(asked, ['KEY of a.coze-test.yaml']);
    assert.deepEqual([...new Set(seen)], ['value of the key']);
  });

  it('of one workspace are not those of another one', async () => {
    await valuesOf('one', twice, 'value of the key');
    assert.deepEqual(await valuesOf('two', twice), {});
    assert.equal(asked.length, 2);
  });

  it('are asked for again if none was entered', async () => {
    assert.deepEqual(await valuesOf('one', twice), {});
    assert.deepEqual(await valuesOf('one', twice, 'value of the key'), { KEY: 'value of the key' });
  });

  it('are not asked for if the environment or the file has a value, or if the variable is no secret', async () => {
    const variables =
      'a: { env: A, secret: true }, b: { env: B }, c: { env: C, secret: true, default: given }, d: x';
    assert.deepEqual(await valuesOf('one', variables, 'entered', { A: 'of the environment' }), {});
    assert.deepEqual(asked, []);
    assert.deepEqual(seen, ['of the environment', 'given']);
  });

  it('are used for one run, and never logged, if the storage fails', async () => {
    for (const failure of ['refuses', 'unreadable'] as const) {
      secrets.values.clear();
      secrets.failure = failure;
      assert.deepEqual(await valuesOf('one', twice, 'value of the key'), { KEY: 'value of the key' });
    }
    assert.deepEqual(warnings, [
      'Secret storage refused the secret KEY of tests: it is used for this run only',
      'Secret storage could not read the secret KEY of tests',
    ]);
  });

  it('are deleted together', async () => {
    await valuesOf('one', 'key: { env: KEY, secret: true }, pin: { env: PIN, secret: true }', 'value');
    await of('one').clear();
    assert.equal(secrets.values.size, 0);
    assert.deepEqual(await valuesOf('one', twice), {});
  });

  it('stay known if the storage cannot delete them', async () => {
    await valuesOf('one', twice, 'value of the key');
    secrets.failure = 'refuses';
    await assert.rejects(of('one').clear());
    secrets.failure = 'none';
    await of('one').clear();
    assert.equal(secrets.values.size, 0);
  });
});
