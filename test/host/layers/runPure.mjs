import { readdir, rm } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { installPackages } from '../bootstrap.mjs';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const folder = '.cache/pure';

/** Packages that use the disk, the network or another process. */
const impure = /^(?:node:(?:fs|http|https|http2|net|tls|child_process|worker_threads)\b|undici|@coze\/api)/;

/**
 * Runs the unit tests without impure imports, direct or transitive, except those that measure work, which take seconds, and
 * with few runs of each property. It needs no tsx: esbuild compiles all tests in one step. The argument, if any, is the file
 * for the results.
 */
async function main([results]) {
  installPackages(root);
  process.env.COZE_RUNS ??= '0.002';
  const { files, metafile } = await compile();
  const { default: Mocha } = await import('mocha');
  const { ResultsReporter } = await import(compiled('test/support/report.ts'));
  await import(compiled('test/support/properties.ts'));
  const reporter = results ? ResultsReporter : 'dot';
  const mocha = new Mocha({ timeout: 60_000, forbidOnly: true, reporter, reporterOptions: { results } });
  for (const file of files) if (isPure(file, metafile)) mocha.addFile(compiled(file));
  await mocha.loadFilesAsync();
  return new Promise((resolve) => mocha.run(resolve));
}

async function compile() {
  const { build } = await import('esbuild');
  const names = await readdir(`${root}/test/unit`, { recursive: true });
  const files = names
    .filter((name) => name.endsWith('.test.ts') && !/work\.test\.ts$/i.test(name))
    .map((name) => `test/unit/${name.replaceAll('\\', '/')}`);
  await rm(`${root}/${folder}`, { recursive: true, force: true });
  const { metafile } = await build({
    entryPoints: [...files, 'test/support/properties.ts', 'test/support/report.ts'],
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
  return { files, metafile };
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

main(process.argv.slice(2)).then(
  (failures) => process.exit(failures === 0 ? 0 : 1),
  (error) => {
    console.error(error);
    process.exit(1);
  },
);
