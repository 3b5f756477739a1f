import { once } from 'node:events';
import { readdir, rm, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { installPackages } from '../bootstrap.mjs';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const folder = '.cache/pure';

/** Packages that use the disk, the network or another process. */
const impure = /^(?:node:(?:fs|http|https|http2|net|tls|child_process|worker_threads)\b|undici|@coze\/api)/;

/**
 * Runs the unit tests without impure imports, direct or transitive, except those that measure work, which take seconds, and
 * with few runs of each property. It needs no tsx: esbuild compiles all tests in one step. Two threads share the files, and
 * print what failed. The argument, if any, is the file for the results.
 */
async function main([resultsFile]) {
  installPackages(root);
  process.env.COZE_RUNS ??= '0.002';
  const work = { files: await compile(), taken: new Int32Array(new SharedArrayBuffer(4)) };
  const results = await Promise.all([runInThread(work), runInThread(work)]);
  const passed = results.reduce((sum, each) => sum + each.passed, 0);
  const failed = results.flatMap((each) => each.failed);
  if (resultsFile) await writeFile(resultsFile, JSON.stringify({ '': { passed, failed } }));
  console.log(`${passed} passed, ${failed.length} failed`);
  return passed > 0 && failed.length === 0;
}

async function runInThread(work) {
  const worker = new Worker(new URL(import.meta.url), { workerData: work });
  let results;
  worker.once('message', (message) => (results = message));
  // Its output is complete when it has ended.
  await once(worker, 'exit');
  return results;
}

/** Runs files that no other thread has taken. A test that is skipped counts as failed. */
async function runFiles({ files, taken }) {
  const { default: Mocha } = await import('mocha');
  await import(compiled('test/support/properties.ts'));
  const results = { passed: 0, failed: [] };
  class Reporter extends Mocha.reporters.Base {
    constructor(runner, options) {
      super(runner, options);
      runner.on('pass', () => results.passed++);
      runner.on('fail', (test) => results.failed.push(test.fullTitle()));
      runner.on('pending', (test) => {
        results.failed.push(test.fullTitle());
        console.log(`Skipped: ${test.fullTitle()}`);
      });
      runner.once('end', () => this.failures.length > 0 && Mocha.reporters.Base.list(this.failures));
    }
  }
  for (let file = take(); file; file = take()) {
    const mocha = new Mocha({ timeout: 60_000, forbidOnly: true, reporter: Reporter });
    mocha.addFile(file);
    await mocha.loadFilesAsync();
    await new Promise((resolve) => mocha.run(resolve));
    mocha.dispose();
  }
  return results;

  function take() {
    return files[Atomics.add(taken, 0, 1)];
  }
}

/** Compiles the tests. Returns the paths of the pure ones. */
async function compile() {
  const { build } = await import('esbuild');
  const names = await readdir(`${root}/test/unit`, { recursive: true });
  const files = names
    .filter((name) => name.endsWith('.test.ts') && !/work\.test\.ts$/i.test(name))
    .map((name) => `test/unit/${name.replaceAll('\\', '/')}`);
  await rm(`${root}/${folder}`, { recursive: true, force: true });
  const { metafile } = await build({
    entryPoints: [...files, 'test/support/properties.ts'],
    absWorkingDir: root,
    outbase: '.',
    outdir: folder,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    splitting: true,
    metafile: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
    logLevel: 'error',
  });
  return files.filter((file) => isPure(file, metafile)).map(compiled);
}

function compiled(file) {
  return `${root}/${folder}/${file.replace(/\.ts$/, '.mjs')}`;
}

function isPure(file, { inputs }) {
  const reached = new Set([file]);
  for (const each of reached) {
    for (const { path } of inputs[each]?.imports ?? []) {
      if (impure.test(path)) return false;
      reached.add(path);
    }
  }
  return true;
}

if (isMainThread) {
  main(process.argv.slice(2)).then(
    (isPassed) => process.exit(isPassed ? 0 : 1),
    (error) => {
      console.error(error);
      process.exit(1);
    },
  );
} else {
  parentPort.postMessage(await runFiles(workerData));
  process.exit();
}
