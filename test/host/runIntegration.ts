import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runTests } from '@vscode/test-electron';
import { build } from 'esbuild';
import { cacheFolder, projectRoot } from './paths';
import { ensureTestVsCode } from './testVsCode';

/** Bundles the tests of test/integration and runs them inside the extension host; the argument is the file for the tally. */
async function main(): Promise<void> {
  const tally = process.argv[2];
  if (tally === undefined) throw new Error('The file for the tally is missing.');
  const bundle = await bundleTests(tally);
  const workspace = await mkdtemp(join(tmpdir(), 'coze-folder-'));
  const { executable, title } = await ensureTestVsCode();
  console.log(`VS Code: ${title}`);
  try {
    await runTests({
      vscodeExecutablePath: executable,
      extensionDevelopmentPath: projectRoot,
      extensionTestsPath: bundle,
      launchArgs: [workspace, '--disable-extensions'],
    });
  } finally {
    await rm(workspace, { recursive: true, force: true });
  }
}

/** One CommonJS file, because that is what an extension host loads; `vscode` and mocha stay outside of it. */
async function bundleTests(tally: string): Promise<string> {
  const folder = `${projectRoot}/test/integration`;
  const files = (await readdir(folder, { recursive: true }))
    .filter((file) => file.endsWith('.test.ts'))
    .sort();
  const requires = files.map((file) => `require('./${file.replaceAll('\\', '/')}');`);
  const outfile = `${cacheFolder}/integration/index.cjs`;
  await build({
    stdin: {
      resolveDir: folder,
      loader: 'ts',
      contents: `import { runInHost } from './inHost';
        export const run = () => runInHost(() => { ${requires.join(' ')} }, ${JSON.stringify(tally)});`,
    },
    bundle: true,
    outfile,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    external: ['vscode', 'mocha', 'playwright-core'],
    sourcemap: 'inline',
    logLevel: 'warning',
  });
  return outfile;
}

main().then(
  () => process.exit(0),
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  },
);
