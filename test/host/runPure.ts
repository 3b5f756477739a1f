import { readdir } from 'node:fs/promises';
import { build, type Metafile } from 'esbuild';
import Mocha from 'mocha';
import '../support/properties';
import { ResultsReporter } from '../support/report';
import { projectRoot } from './paths';

/** Packages that use the disk, the network or another process. */
const impure = /^(?:node:(?:fs|http|https|http2|net|tls|child_process|worker_threads)\b|undici|@coze\/api)/;

/**
 * Runs the unit tests without impure imports, direct or transitive, except those that measure work, which take seconds.
 * The argument is the file for the results.
 */
async function main(): Promise<number> {
  const files = (await readdir(`${projectRoot}/test/unit`, { recursive: true }))
    .filter((file) => file.endsWith('.test.ts') && !/work\.test\.ts$/i.test(file))
    .map((file) => `test/unit/${file.replaceAll('\\', '/')}`);
  const { metafile } = await build({
    entryPoints: files,
    absWorkingDir: projectRoot,
    outdir: '.cache/pure',
    bundle: true,
    write: false,
    metafile: true,
    packages: 'external',
    platform: 'node',
    logLevel: 'error',
  });
  const mocha = new Mocha({
    timeout: 60_000,
    forbidOnly: true,
    reporter: ResultsReporter,
    reporterOptions: { results: process.argv[2] },
  });
  for (const file of files) if (isPure(file, metafile)) mocha.addFile(`${projectRoot}/${file}`);
  await mocha.loadFilesAsync();
  return new Promise((resolve) => mocha.run(resolve));
}

function isPure(file: string, { inputs }: Metafile): boolean {
  const reached = new Set([file]);
  for (const each of reached) {
    for (const { path } of inputs[each]?.imports ?? []) {
      if (impure.test(path)) return false;
      reached.add(path);
    }
  }
  return true;
}

main().then(
  (failures) => process.exit(failures === 0 ? 0 : 1),
  (error: unknown) => {
    console.error(error);
    process.exit(1);
  },
);
