import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { build as bundleWith, type Plugin } from 'esbuild';
import type { Page } from 'playwright-core';
import { webviewHtml } from '../../../src/host/page/webviewHtml';
import { projectRoot } from '../../host/paths';
import { openPage } from '../../support/browser';
import { openTrap, type Trap } from './trap';

/** A deliberate fault in a build: replaces a text in the file whose path has this ending. */
export interface Sabotage {
  readonly file: string;
  readonly from: string | RegExp;
  readonly to: string;
}

export interface TestPageOptions {
  /** Path of the entry file from the project root. */
  readonly entry: string;
  readonly sabotage?: readonly Sabotage[];
  /** Changes the Content-Security-Policy, which by default is the shipped one. */
  readonly policy?: (shipped: string) => string;
}

/** A page with the built code under the shipped Content-Security-Policy. Records every violation. */
export interface TestPage {
  readonly page: Page;
  readonly trap: Trap;
  /** Requests for files other than those of the page. */
  readonly requests: readonly string[];
  readonly errors: readonly string[];
  /** Number of calls of `hit()` by payloads. */
  hits(): Promise<number>;
  violations(): Promise<readonly string[]>;
  close(): Promise<void>;
}

const entries = new Map<string, Promise<Map<string, string>>>();

/** Opens a page with the built entry. Builds are cached for the process. */
export async function openTestPage(options: TestPageOptions): Promise<TestPage> {
  const key = JSON.stringify([
    options.entry,
    options.sabotage?.map(({ file, from, to }) => [file, String(from), to]),
  ]);
  const files = entries.get(key) ?? bundle(options);
  entries.set(key, files);
  const server = await serve(await files, options.policy);
  const origin = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
  const trap = await openTrap();
  const page = await openPage();
  const requests: string[] = [];
  const errors: string[] = [];
  page.on('request', (request) => {
    if (!request.url().startsWith(`${origin}/`)) requests.push(request.url());
  });
  page.on('pageerror', (error) => errors.push(error.message));
  await page.addInitScript(installWitnesses);
  await page.goto(`${origin}/`);
  return {
    page,
    trap,
    requests,
    errors,
    hits: () => page.evaluate(() => (globalThis as unknown as { hits: number }).hits),
    violations: () => page.evaluate(() => (globalThis as unknown as { violations: string[] }).violations),
    close: async () => {
      await page.context().close();
      await trap.close();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Runs in the page before other scripts. */
const installWitnesses = `
  globalThis.__name = (value) => value;
  globalThis.hits = 0;
  globalThis.hit = () => { globalThis.hits++; };
  globalThis.alert = globalThis.prompt = globalThis.confirm = globalThis.hit;
  globalThis.violations = [];
  document.addEventListener('securitypolicyviolation', (event) => {
    globalThis.violations.push(event.violatedDirective + ' ' + event.blockedURI + ' ' + event.sample);
  });
`;

async function bundle({ entry, sabotage = [] }: TestPageOptions): Promise<Map<string, string>> {
  const parts = ['highlight', 'languages', 'math'];
  const result = await bundleWith({
    entryPoints: {
      webview: `${projectRoot}/${entry}`,
      ...Object.fromEntries(
        parts.map((part) => [`webview-${part}`, `${projectRoot}/webview/parts/${part}.ts`]),
      ),
    },
    bundle: true,
    write: false,
    outdir: '/',
    format: 'iife',
    target: 'chrome128',
    define: { 'process.env.NODE_ENV': '"production"' },
    plugins: [saboteur(sabotage)],
    alias: { entities: `${projectRoot}/src/markdown/light/entities.ts` },
    logLevel: 'error',
  });
  return new Map(
    result.outputFiles.map((file) => [file.path.replaceAll('\\', '/').replace(/^.*\//, '/'), file.text]),
  );
}

/** Throws if the text to replace is missing, because the test would prove nothing. */
function saboteur(sabotage: readonly Sabotage[]): Plugin {
  return {
    name: 'saboteur',
    setup(build) {
      for (const file of new Set(sabotage.map((one) => one.file))) {
        const filter = new RegExp(`${file.replaceAll('.', '\\.').replaceAll('/', '[\\\\/]')}$`);
        build.onLoad({ filter }, async ({ path }) => {
          const changes = sabotage.filter((one) => one.file === file);
          return { contents: changes.reduce(changed, await readFile(path, 'utf8')), loader: 'ts' };
        });
      }
    },
  };
}

function changed(source: string, { file, from, to }: Sabotage): string {
  const result = source.replace(from, to);
  if (result === source) throw new Error(`Nothing to break in ${file}: ${String(from)}`);
  return result;
}

async function serve(files: Map<string, string>, policy?: (shipped: string) => string): Promise<Server> {
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://localhost').pathname;
    const origin = `http://${request.headers.host ?? ''}`;
    const body = path === '/' ? pageFor(origin, policy) : files.get(path);
    const type = path === '/' ? 'text/html' : path.endsWith('.css') ? 'text/css' : 'text/javascript';
    response.writeHead(body === undefined ? 404 : 200, { 'content-type': `${type}; charset=utf-8` });
    response.end(body ?? '');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
}

function pageFor(origin: string, policy?: (shipped: string) => string): string {
  const html = webviewHtml({
    cspSource: origin,
    scriptUri: `${origin}/webview.js`,
    styleUri: `${origin}/webview.css`,
    onDemandUri: `${origin}/webview-`,
    language: 'en',
    title: 'Test',
  });
  if (!policy) return html;
  return html.replace(
    /(http-equiv="Content-Security-Policy" content=")([^"]*)/,
    (_all, before: string, shipped: string) => before + policy(shipped),
  );
}
