import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { build } from 'esbuild';
import { CliFolder, fileOf, serviceFor } from './support';

const root = path.resolve(__dirname, '../../..');
const bundle = path.join(root, '.cache/cliTest/cli.js');

describe('The process of the command line', () => {
  let folder: CliFolder;
  let service: Awaited<ReturnType<typeof serviceFor>>;

  before('build the bundle', async function () {
    this.timeout(60_000);
    await build({
      absWorkingDir: root,
      entryPoints: ['src/cli/main.ts'],
      outfile: bundle,
      bundle: true,
      platform: 'node',
      target: 'node20',
      format: 'cjs',
      logLevel: 'error',
      alias: { 'jsonc-parser': 'jsonc-parser/lib/esm/main.js' },
    });
    const texts = Array.from(
      { length: 30 },
      (_, index) => `  - name: t${String(index)}\n    turns: [{ user: hello }]\n`,
    );
    folder = await CliFolder.create({
      'many.coze-test.yaml': fileOf(texts.join('')),
      'stall.coze-test.yaml': fileOf('  - name: never ends\n    turns: [{ user: stall }]\n'),
    });
    service = await serviceFor();
  });

  after(async () => {
    await service.mount.close();
    await folder.remove();
  });

  function start(...args: string[]): ChildProcess & { text: () => string } {
    const env = { PATH: process.env['PATH'], ...service.env, LANG: 'C.UTF-8' };
    const child = spawn(process.execPath, [bundle, ...args], { cwd: folder.path, env });
    let text = '';
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (data: Buffer) => (text += data.toString()));
    return Object.assign(child, { text: () => text });
  }

  const codeOf = async (child: ChildProcess): Promise<unknown> => (await once(child, 'close'))[0];

  it('uses neither VS Code nor the SDK of Coze', async () => {
    const text = await readFile(bundle, 'utf8');
    assert.doesNotMatch(text, /require\("vscode"\)|@coze\/api|require\("\.\/extension-/);
    // No code is made of texts: schemas, paths and templates of test files are data.
    assert.doesNotMatch(text, /\beval\(|new Function\(/);
  });

  it('goes on with the tests when the reader of its output has left', async () => {
    const child = start('run', 'many.coze-test.yaml', '--json', 'many.json');
    child.stdout?.once('data', () => child.stdout?.destroy());
    assert.equal(await codeOf(child), 0, child.text());
    const { totals } = JSON.parse(await folder.read('many.json')) as { totals: { passed: number } };
    assert.equal(totals.passed, 30);
  });

  it('ends at SIGINT with 130, a last line and its reports', async () => {
    const before = service.mount.requests.length;
    const child = start('run', 'stall.coze-test.yaml', '--json', 'stall.json');
    while (service.mount.requests.length === before) await new Promise((resolve) => setTimeout(resolve, 10));
    child.kill('SIGINT');
    assert.equal(await codeOf(child), 130);
    assert.match(child.text(), /0 passed, 0 failed, 1 skipped/);
    assert.match(await folder.read('stall.json'), /"skipped": 1/);
  });

  it('writes plain lines without a terminal', async () => {
    const child = start('run', 'many.coze-test.yaml', '--grep', 't1$');
    assert.equal(await codeOf(child), 0);
    assert.doesNotMatch(child.text(), /[^\P{Cc}\n]/u);
  });
});
