import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { build, context, transform } from 'esbuild';
import { minify } from 'terser';
import { shareModules } from './sharedModules.mjs';
import { writeThirdPartyNotices } from './thirdPartyNotices.mjs';

const manifest = JSON.parse(await readFile('package.json', 'utf8'));
const isProduction = process.argv.includes('--production');
const isWatching = process.argv.includes('--watch');

const common = {
  bundle: true,
  outdir: 'dist',
  minify: isProduction,
  sourcemap: isProduction ? false : 'linked',
  legalComments: 'none',
  charset: 'utf8',
  logLevel: 'info',
  metafile: true,
  define: { 'process.env.NODE_ENV': '"production"' },
  alias: {
    // Its main file loads its parts in a way that cannot be bundled.
    'jsonc-parser': 'jsonc-parser/lib/esm/main.js',
    entities: './src/markdown/light/entities.ts',
    'linkify-it': './src/markdown/light/noLinkify.ts',
    'uc.micro': './src/markdown/light/characterClasses.ts',
    mdurl: './src/markdown/light/noUrlTools.ts',
    'punycode.js': './src/markdown/light/noUrlTools.ts',
  },
};

/** Entry points of a folder whose files are loaded on demand, each bundled to dist/PREFIX-NAME.js. */
async function partsOf(folder, prefix) {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.ts'));
  return Object.fromEntries(names.map((name) => [`${prefix}-${name.slice(0, -3)}`, `${folder}/${name}`]));
}

/** Turns `import('…/onDemand/NAME')` into a `require` of a separate bundle: esbuild cannot split CommonJS. */
const requireOnDemand = {
  name: 'require on demand',
  setup({ onResolve }) {
    onResolve({ filter: /\/onDemand\/\w+$/ }, ({ path, kind }) =>
      kind === 'dynamic-import'
        ? { path: path.replace(/^.*\//, './extension-') + '.js', external: true }
        : undefined,
    );
  },
};

/** VS Code looks up the calling extension at every `require('vscode')`: the bundle contains one call, not one per file. */
const requireVscodeOnce = {
  name: 'require vscode once',
  setup({ onLoad, onResolve }) {
    onResolve({ filter: /^vscode$/ }, ({ path, namespace }) =>
      namespace === 'once' ? { path, external: true } : { path, namespace: 'once' },
    );
    onLoad({ filter: /.*/, namespace: 'once' }, () => ({ contents: "export * from 'vscode'" }));
  },
};

const ownFiles = {
  'di.js': 'webview/toolkit/oneContainer.ts',
  'key-codes.js': 'webview/toolkit/keyNames.ts',
  'design-token.js': 'webview/toolkit/noDesignTokens.ts',
  'design-tokens.js': 'webview/toolkit/designTokens.ts',
};

/** Replaces modules inside the toolkit and FAST by smaller ones with the subset that is used. */
const lightToolkit = {
  name: 'light toolkit',
  setup({ onResolve }) {
    onResolve({ filter: /\/(di|key-codes|design-tokens?)\.js$/ }, ({ path, importer }) =>
      importer.includes('@microsoft') || importer.includes('webview-ui-toolkit')
        ? { path: resolve(ownFiles[path.split('/').at(-1)]) }
        : undefined,
    );
  },
};

const extension = await shareModules({
  ...common,
  entryPoints: {
    extension: 'src/extension.ts',
    ...(await partsOf('src/onDemand', 'extension')),
  },
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  supported: { 'dynamic-import': false },
  plugins: [requireOnDemand, requireVscodeOnce],
});

/** `import css from './NAME.css?text'` is the minified text of a style sheet, for a part that brings its own. */
const styleText = {
  name: 'style text',
  setup({ onLoad, onResolve }) {
    onResolve({ filter: /\.css\?text$/ }, ({ path, resolveDir }) => ({
      path: resolve(resolveDir, path.slice(0, -'?text'.length)),
      namespace: 'style-text',
    }));
    onLoad({ filter: /.*/, namespace: 'style-text' }, async ({ path }) => {
      const { code } = await transform(await readFile(path, 'utf8'), { loader: 'css', minify: isProduction });
      return { contents: code, loader: 'text', watchFiles: [path] };
    });
  },
};

/** The command line: one file without VS Code. What a run does not need is evaluated on first use. */
const cli = {
  ...common,
  entryPoints: { cli: 'src/cli/main.ts' },
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  banner: { js: '#!/usr/bin/env node' },
  define: { ...common.define, packageVersion: JSON.stringify(manifest.version) },
};

/** Languages of the texts of the view and the pages: each has a bundle for each of them. */
const languages = ['en', 'zh'];
const pages = ['comparison', 'connection', 'run', 'usage'];

function forEachLanguage(name, fileOf) {
  return Object.fromEntries(languages.map((language) => [`webview-${name}-${language}`, fileOf(language)]));
}

/** A page in an editor tab and its texts. */
function pageEntries(page) {
  const words = forEachLanguage(
    `${page}Words`,
    (language) => `webview/words/pages/${page}Words-${language}.ts`,
  );
  return { [`webview-${page}`]: `webview/pages/${page}.ts`, ...words };
}

const webview = {
  ...common,
  entryPoints: {
    webview: 'webview/main.ts',
    ...forEachLanguage('words', (language) => `webview/words/${language}.ts`),
    ...Object.assign({}, ...pages.map(pageEntries)),
  },
  platform: 'browser',
  target: 'chrome128',
  format: 'iife',
  plugins: [lightToolkit],
};

/** The parts of the view use its lit-html. */
const parts = {
  ...webview,
  plugins: [...webview.plugins, styleText],
  entryPoints: await partsOf('webview/parts', 'webview'),
  alias: {
    ...common.alias,
    'lit-html': './webview/onDemand/partLit.ts',
    'lit-html/directives/live.js': './webview/onDemand/partLit.ts',
  },
};

/** Terser removes another 3 % of the view and 14 % of the languages after esbuild. */
async function shrink(file) {
  const { code } = await minify(await readFile(file, 'utf8'), { ecma: 2020, compress: { passes: 2 } });
  await writeFile(file, code);
}

const bundles = [...extension, cli, webview, parts];

if (isWatching) {
  const contexts = await Promise.all(bundles.map((options) => context(options)));
  await Promise.all(contexts.map((one) => one.watch()));
} else {
  await rm('dist', { recursive: true, force: true });
  const built = await Promise.all(bundles.map((options) => build(options)));
  const metafiles = built.map(({ metafile }) => metafile);
  await writeThirdPartyNotices('dist/third-party-notices.txt', metafiles);
  if (isProduction) {
    const small = [
      '',
      ...['languages', 'math', ...languages.map((language) => `words-${language}`), ...pages].map(
        (name) => `-${name}`,
      ),
    ];
    for (const name of small) await shrink(`dist/webview${name}.js`);
  }
}
