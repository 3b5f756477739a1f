import { readdir, rm } from 'node:fs/promises';
import { context, build } from 'esbuild';
import { writeThirdPartyNotices } from './thirdPartyNotices.mjs';

const isProduction = process.argv.includes('--production');
const isWatching = process.argv.includes('--watch');

const common = {
  bundle: true,
  outdir: 'dist',
  minify: isProduction,
  sourcemap: isProduction ? false : 'linked',
  legalComments: 'none',
  logLevel: 'info',
  metafile: true,
  define: { 'process.env.NODE_ENV': '"production"' },
  alias: { entities: './src/markdown/entities.ts' },
};

const extension = {
  ...common,
  entryPoints: { extension: 'src/extension.ts' },
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  external: ['vscode'],
};

/** Parts of the view that are loaded only when a message needs them, one file each: dist/webview-NAME.js. */
const onDemand = (await readdir('webview/onDemand').catch(() => [])).filter((name) => name.endsWith('.ts'));

const webview = {
  ...common,
  entryPoints: {
    webview: 'webview/main.ts',
    ...Object.fromEntries(
      onDemand.map((name) => [`webview-${name.slice(0, -3)}`, `webview/onDemand/${name}`]),
    ),
  },
  platform: 'browser',
  target: 'chrome128',
  format: 'iife',
};

if (isWatching) {
  const contexts = await Promise.all([context(extension), context(webview)]);
  await Promise.all(contexts.map((one) => one.watch()));
} else {
  await rm('dist', { recursive: true, force: true });
  const built = await Promise.all([build(extension), build(webview)]);
  const metafiles = built.map(({ metafile }) => metafile);
  await writeThirdPartyNotices('dist/third-party-notices.txt', metafiles);
}
