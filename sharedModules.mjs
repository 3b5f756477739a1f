import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { build } from 'esbuild';

/*
 * Lets the on-demand bundles use the modules that are in `extension.js` already, instead of copies: esbuild
 * cannot split CommonJS. `extension.js` exports them, and the others require it; it is always loaded first.
 */

/** What may be shared. The modules of the host are not: they import `vscode`, which should be required only once. */
const sharable = /^(?:src\/(?!host\/|extension\.ts|onDemand\/)|node_modules\/valibot\/)/;

/**
 * Returns the esbuild options of `extension.js` and of the on-demand bundles. `options` are those that build all of them
 * without sharing.
 */
export async function shareModules(options) {
  const modules = await commonModules(options);
  const { extension, ...onDemand } = options.entryPoints;
  const shared = modules.map(({ path, names }) => {
    const list = [...names].map(([name, sharedName]) => `${name} as ${sharedName}`).join(', ');
    return `export { ${list} } from './${path}';`;
  });
  const contents = [`export * from './${extension}';`, ...shared].join('\n');
  return [
    {
      ...options,
      entryPoints: undefined,
      outdir: undefined,
      outfile: `${options.outdir}/extension.js`,
      stdin: { contents, resolveDir: process.cwd() },
    },
    { ...options, entryPoints: onDemand, plugins: [...options.plugins, requireShared(modules)] },
  ];
}

/** The modules, each with its path and a map from the names of its exports to their names in `extension.js`. */
async function commonModules(options) {
  const { metafile } = await build({ ...options, write: false, sourcemap: false, logLevel: 'silent' });
  const outputs = Object.entries(metafile.outputs);
  const bytesIn = (inputs, path) => inputs[path]?.bytesInOutput ?? 0;
  const [, main] = outputs.find(([name]) => name.endsWith('/extension.js'));
  const others = outputs.map(([, output]) => output).filter((output) => output !== main);
  const isCommon = (path) => {
    const most = Math.max(...others.map(({ inputs }) => bytesIn(inputs, path)));
    // Activation should not load the greater part of a module for others.
    return sharable.test(path) && most > 0 && bytesIn(main.inputs, path) > 0.8 * most;
  };
  const sources = Object.keys(metafile.inputs).filter((path) => path.startsWith('src/'));
  let count = 0;
  const modules = [];
  for (const path of Object.keys(main.inputs).filter(isCommon).sort()) {
    const names = await exportsOf(path, sources);
    modules.push({ path, names: new Map(names.map((name) => [name, `s${count++}`])) });
  }
  return modules;
}

/** Names that a module exports; of a package, those that the sources use. */
async function exportsOf(path, sources) {
  const { metafile } = await build({
    entryPoints: [path],
    format: 'esm',
    write: false,
    metafile: true,
    outdir: 'dist',
  });
  const [{ exports }] = Object.values(metafile.outputs);
  if (!path.startsWith('node_modules/')) return exports;
  const texts = await Promise.all(sources.map((file) => readFile(file, 'utf8')));
  const uses = texts.flatMap((text) => [...text.matchAll(/\bv\.(\w+)|import {(.*)} from 'valibot'/g)]);
  const used = new Set(uses.flatMap(([, name, list = '']) => [name, ...list.split(/\W+/)]));
  return exports.filter((name) => used.has(name));
}

/** Replaces the source of each shared module by its exports in `extension.js`. */
function requireShared(modules) {
  const byPath = new Map(modules.map(({ path, names }) => [resolve(path), names]));
  return {
    name: 'require shared modules',
    setup({ onLoad, onResolve }) {
      onResolve({ filter: /^shared-exports$/ }, ({ path }) => ({ path, namespace: 'shared' }));
      onResolve({ filter: /^\.\/extension\.js$/ }, ({ path }) => ({ path, external: true }));
      onLoad({ filter: /.*/, namespace: 'shared' }, () => ({
        contents: "const shared = require('./extension.js'); export const get = (name) => shared[name];",
      }));
      onLoad({ filter: /\.m?[jt]s$/ }, ({ path }) => {
        const names = byPath.get(path);
        if (!names) return undefined;
        // A pure call is left out where its result is not used.
        const exported = [...names].map(
          ([name, sharedName]) =>
            `const _${name} = /* @__PURE__ */ get('${sharedName}'); export { _${name} as ${name} };`,
        );
        return { contents: ["import { get } from 'shared-exports';", ...exported].join('\n'), loader: 'js' };
      });
    },
  };
}
