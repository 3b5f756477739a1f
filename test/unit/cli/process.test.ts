import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readFile, rmdir } from 'node:fs/promises';
import path from 'node:path';
import { build } from 'esbuild';
import { FaultServer } from '../../support/faultServer';
import { created, inProgress } from '../../wire/frames';
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
      // Repeated in case the machine is too busy to read the first event in time, without which nothing can be cancelled.
      'hangs.coze-test.yaml': fileOf(
        '  - name: a\n    timeout: 1s\n    repeat: 100\n    turns: [{ user: hello }]\n',
      ),
      'stall.coze-test.yaml': fileOf('  - name: never ends\n    turns: [{ user: stall }]\n'),
    });
    service = await serviceFor();
  });

  after(async () => {
    await service.mount.close();
    await folder.remove();
  });

  function start(...args: string[]): ChildProcess & { text: () => string } {
    return startIn(folder.path, service.env, args);
  }

  function startIn(cwd: string, more: Readonly<Record<string, string>>, args: readonly string[]) {
    const env = { PATH: process.env['PATH'], ...more, LANG: 'C.UTF-8' };
    const child = spawn(process.execPath, [bundle, ...args], { cwd, env });
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

  it('continues the tests when the reader of its output has closed the pipe', async () => {
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

  it('ends at once at the second SIGINT, while the service does not answer the request to cancel', async () => {
    const silent = await FaultServer.start(({ url }) =>
      url.includes('cancel')
        ? [{ do: 'hang' }]
        : [{ do: 'send', data: created() + inProgress() }, { do: 'hang' }],
    );
    const isCancelled = (): boolean => silent.requests.some(({ url }) => url.includes('cancel'));
    try {
      const env = { ...service.env, COZE_BASE_URL: silent.baseUrl };
      const child = startIn(folder.path, env, ['run', 'hangs.coze-test.yaml', '--json', 'hangs.json']);
      while (!isCancelled()) await new Promise((resolve) => setTimeout(resolve, 10));
      // Signals that follow each other closely arrive as one.
      while (child.exitCode === null) {
        child.kill('SIGINT');
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
      assert.equal(child.exitCode, 130);
      assert.doesNotMatch(child.text(), /passed/);
      await assert.rejects(folder.read('hangs.json'));
    } finally {
      await silent.stop();
    }
  });

  it('says why it cannot work in a folder that was removed, without a stack', async () => {
    const gone = path.join(folder.path, 'gone');
    await mkdir(gone);
    // The shell removes its own folder, and the program begins there.
    const child = spawn('sh', ['-c', 'rmdir "$0" && exec "$1" "$2" list', gone, process.execPath, bundle], {
      cwd: gone,
    });
    let text = '';
    child.stderr.on('data', (data: Buffer) => (text += data.toString()));
    assert.equal(await codeOf(child), 3);
    assert.match(text, /ENOENT/);
    assert.doesNotMatch(text, /\n +at /);
    await rmdir(gone).catch(() => undefined);
  });

  it('writes plain lines without a terminal', async () => {
    const child = start('run', 'many.coze-test.yaml', '--grep', 't1$');
    assert.equal(await codeOf(child), 0);
    assert.doesNotMatch(child.text(), /[^\P{Cc}\n]/u);
  });
});
