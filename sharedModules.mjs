import { readdir, readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { build } from 'esbuild';

/*
 * Puts the modules that the bundle `extension` has in common with on-demand bundles into one bundle, `extension-shared`,
 * which all of them require: esbuild cannot split CommonJS. Activation needs these modules in any case.
 */

/** What may be shared. The modules of the host are not: they import `vscode`, which should be required only once. */
const sharable = /^(?:src\/(?!host\/|extension\.ts|onDemand\/)|node_modules\/valibot\/)/;

/**
 * Returns the esbuild options of the shared bundle, and a plugin with which the others require its modules. `options` are
 * those of all bundles of the extension.
 */
export async function shareModules(options) {
  const modules = await commonModules(options);
  const entry = modules.map(({ path, id, names }) => {
    const list = names.map((name) => `${name} as ${id}_${name}`).join(', ');
    return `export { ${list} } from ${JSON.stringify(`./${path}`)};`;
  });
  return {
    bundle: {
      ...options,
      entryPoints: undefined,
      outdir: undefined,
      outfile: 'dist/extension-shared.js',
      stdin: { contents: entry.join('\n'), resolveDir: process.cwd() },
    },
    plugin: requireShared(modules),
  };
}

/** The modules, each with a name that is unique in the bundle and the names of its exports. */
async function commonModules(options) {
  const { metafile } = await build({ ...options, write: false, sourcemap: false, logLevel: 'silent' });
  const inMain = new Set();
  const onDemand = new Set();
  for (const [output, { inputs }] of Object.entries(metafile.outputs)) {
    const paths = output.endsWith('/extension.js') ? inMain : onDemand;
    for (const [path, { bytesInOutput }] of Object.entries(inputs)) if (bytesInOutput > 0) paths.add(path);
  }
  const common = [...inMain].filter((path) => sharable.test(path) && onDemand.has(path)).sort();
  return Promise.all(
    common.map(async (path, index) => ({ path, id: `m${index}`, names: await exportsOf(path) })),
  );
}

/** Names that a module exports; of a package, those that the sources use. */
async function exportsOf(path) {
  const { metafile } = await build({
    entryPoints: [path],
    format: 'esm',
    write: false,
    metafile: true,
    outdir: 'dist',
  });
  const [{ exports }] = Object.values(metafile.outputs);
  if (!path.startsWith('node_modules/')) return exports;
  const files = (await readdir('src', { recursive: true })).filter((file) => file.endsWith('.ts'));
  const texts = await Promise.all(files.map((file) => readFile(`src/${file}`, 'utf8')));
  const uses = texts.flatMap((text) => [...text.matchAll(/\bv\.(\w+)|import {(.*)} from 'valibot'/g)]);
  const used = new Set(uses.flatMap(([, name, list = '']) => [name, ...list.split(/\W+/)]));
  return exports.filter((name) => used.has(name));
}

/** Replaces the source of each shared module by its exports in the shared bundle, which is required once. */
function requireShared(modules) {
  const byPath = new Map(modules.map((module) => [resolve(module.path), module]));
  return {
    name: 'require shared modules',
    setup({ onLoad, onResolve }) {
      onResolve({ filter: /^shared-exports$/ }, ({ path }) => ({ path, namespace: 'shared' }));
      onResolve({ filter: /^\.\/extension-shared\.js$/ }, ({ path }) => ({ path, external: true }));
      onLoad({ filter: /.*/, namespace: 'shared' }, () => ({
        contents:
          "const shared = require('./extension-shared.js'); export const get = (name) => shared[name];",
      }));
      onLoad({ filter: /\.m?[jt]s$/ }, ({ path }) => {
        const module = byPath.get(path);
        if (!module) return undefined;
        const { id, names } = module;
        // A pure call is left out where its result is not used.
        const exported = names.map(
          (name) => `const _${name} = /* @__PURE__ */ get('${id}_${name}'); export { _${name} as ${name} };`,
        );
        return { contents: ["import { get } from 'shared-exports';", ...exported].join('\n'), loader: 'js' };
      });
    },
  };
}
