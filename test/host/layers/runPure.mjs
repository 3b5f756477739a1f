import { readdir } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { installPackages } from '../bootstrap.mjs';

const root = path.join(import.meta.dirname, '../../..');
const bundle = `${root}/.cache/pure.cjs`;
const properties = 'test/support/properties.ts';
const report = 'test/support/report.ts';

/** Packages that use the disk, the network or another process. */
const impure = /^(?:node:(?:fs|http|https|http2|net|tls|child_process|worker_threads)\b|undici|@coze\/api)/;

/**
 * Runs the unit tests without impure imports, direct or transitive, except those that measure work, which take seconds, and
 * with few runs of each property. It needs no tsx: esbuild compiles all tests in one step. The argument, if any, is the file
 * for the results.
 */
async function main([results]) {
  // Nearly all tests end before optimized code would save what it takes to compile.
  setFlagsFromString('--no-opt');
  installPackages(root);
  process.env.COZE_RUNS ??= '0.002';
  // The compiler is another process: meanwhile this one loads Mocha.
  const [{ files, metafile }, { default: Mocha }] = await Promise.all([compile(), import('mocha')]);
  const load = createRequire(import.meta.url)(bundle);
  const { ResultsReporter, SummaryReporter } = load[report]();
  load[properties]();
  const reporter = results ? ResultsReporter : SummaryReporter;
  const mocha = new Mocha({ timeout: 60_000, forbidOnly: true, reporter, reporterOptions: { results } });
  for (const file of files) {
    if (!isPure(file, metafile)) continue;
    // Mocha defines `describe` and `it` for this file.
    mocha.suite.emit('pre-require', globalThis, `${root}/${file}`, mocha);
    load[file]();
  }
  return new Promise((resolve) => mocha.run(resolve));
}

/**
 * Writes one file with a function for each test that evaluates it, because Node loads one file much faster than hundreds. What
 * only other tests import is not evaluated.
 */
async function compile() {
  const { build } = await import('esbuild');
  const names = await readdir(`${root}/test/unit`, { recursive: true });
  const files = names
    .filter((name) => name.endsWith('.test.ts') && !/work\.test\.ts$/i.test(name))
    .map((name) => `test/unit/${name.replaceAll('\\', '/')}`);
  const members = [...files, properties, report].map((file) => `'${file}': () => require('./${file}'),`);
  const { metafile } = await build({
    stdin: { contents: `module.exports = {${members.join('\n')}};`, resolveDir: root },
    absWorkingDir: root,
    outfile: bundle,
    bundle: true,
    metafile: true,
    packages: 'external',
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    define: { 'import.meta.url': 'bundleUrl' },
    banner: { js: "const bundleUrl = require('node:url').pathToFileURL(__filename).href;" },
    logLevel: 'error',
  });
  return { files, metafile };
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
