import { build } from 'esbuild';
import { packageExtension } from '../host/packageExtension';
import { projectRoot } from '../host/paths';

/** Builds and packages the extension that serves as the baseline of the benches. */
export async function packageBareExtension(): Promise<string> {
  const folder = `${projectRoot}/test/bench/bareExtension`;
  const common = { bundle: true, minify: true, outdir: `${folder}/dist`, logLevel: 'warning' } as const;
  await Promise.all([
    build({
      ...common,
      entryPoints: [`${folder}/extension.ts`],
      platform: 'node',
      format: 'cjs',
      external: ['vscode'],
    }),
    build({ ...common, entryPoints: [`${folder}/view.ts`], platform: 'browser', format: 'iife' }),
  ]);
  return packageExtension(folder);
}
