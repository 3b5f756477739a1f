import { readdir } from 'node:fs/promises';
import { build } from 'esbuild';
import { cacheFolder, projectRoot } from '../paths';

/**
 * Bundles the tests of `test/integration` into one CommonJS file, the format that an extension host loads. `vscode` and
 * mocha are external. `results` is the file for the results. Returns the path of the bundle.
 */
export async function bundleIntegration(results: string): Promise<string> {
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
      contents: `import { runInHost } from '../host/vscode/inHost';
        export const run = () => runInHost(() => { ${requires.join(' ')} }, ${JSON.stringify(results)});`,
    },
    bundle: true,
    outfile,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    mainFields: ['module', 'main'],
    external: ['vscode', 'mocha', 'playwright-core'],
    sourcemap: 'inline',
    logLevel: 'warning',
  });
  return outfile;
}
