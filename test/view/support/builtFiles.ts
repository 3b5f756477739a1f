import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { projectRoot } from '../../host/paths';

/** Folder of the built pages: COZE_VIEW_DIST, by default `dist`. */
const dist = process.env['COZE_VIEW_DIST'] ?? `${projectRoot}/dist`;

const pages = new Map<string, string>();
let pageCount = 0;
let origin: Promise<string> | undefined;

/** A page under a URL of loopback that no other page had. */
export interface ServedPage {
  readonly url: string;
  readonly end: () => void;
}

/**
 * Serves the HTML, which gets the origin of the built files. The browser caches these files and their compiled code for all
 * pages of the process, which takes a third less CPU time than routes of Playwright.
 */
export async function servePage(html: (origin: string) => string): Promise<ServedPage> {
  origin ??= start();
  const base = await origin;
  const path = `/page${String(++pageCount)}/`;
  pages.set(path, html(base));
  return { url: `${base}${path}`, end: () => pages.delete(path) };
}

/** Starts the server, which ends with the process. Resolves to its origin. */
async function start(): Promise<string> {
  const server = createServer((request, response) => {
    const path = request.url ?? '/';
    const page = pages.get(path);
    if (page !== undefined) {
      response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' });
      response.end(page);
      return;
    }
    readFile(`${dist}${path}`).then(
      (file) => {
        response.writeHead(200, { 'content-type': typeOf(path), 'cache-control': 'max-age=86400' });
        response.end(file);
      },
      () => response.writeHead(404).end(),
    );
  });
  server.unref();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
}

function typeOf(path: string): string {
  return `text/${path.endsWith('.css') ? 'css' : 'javascript'}; charset=utf-8`;
}
