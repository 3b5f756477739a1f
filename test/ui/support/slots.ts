import type { BrowserContext, Page } from 'playwright-core';
import { freePort } from '../../host/freePort';
import {
  startWorkbenchServer,
  type WorkbenchServer,
  type WorkbenchServerOptions,
} from '../../host/vscode/workbenchServer';
import { sharedBrowser } from '../../support/browser';

/**
 * A browser context, and the server that it shows. One workbench after another uses a slot: the browser then has the files of
 * VS Code in its cache, which saves two thirds of the time of a start, and the server runs already if its options are equal.
 */
export interface Slot {
  readonly context: BrowserContext;
  readonly server: WorkbenchServer;
  /** The options of the server besides its settings. */
  readonly key: string;
}

type ServerOptions = Omit<WorkbenchServerOptions, 'port' | 'userDataFolder'>;

interface IdleSlot {
  readonly context: BrowserContext;
  /** Port of the server, which may have ended. */
  readonly port: number;
  readonly server?: WorkbenchServer;
  readonly key?: string;
}

const idle: IdleSlot[] = [];

/** Resolves to a slot with one blank page, an empty storage of the browser, and a server with a new profile. */
export async function takeSlot({ settings, ...options }: ServerOptions): Promise<Slot> {
  const key = JSON.stringify(options);
  const found = idle.findIndex((slot) => slot.key === key);
  const [slot = await newSlot()] = found === -1 ? idle.splice(-1) : idle.splice(found, 1);
  const { context, port, server: old } = slot;
  if (old && slot.key === key && (await old.renew(settings))) return { context, server: old, key };
  await old?.end();
  const server = await startWorkbenchServer({ ...options, port, ...(settings && { settings }) });
  return { context, server, key };
}

async function newSlot(): Promise<IdleSlot> {
  const browser = await sharedBrowser();
  const context = await browser.newContext();
  // Beside other layers a window may be busy for half a minute.
  context.setDefaultTimeout(60_000);
  const page = await context.newPage();
  // Chromium renders only the foremost tab of a window: the workbench stays in front of the tabs that it opens.
  page.on('popup', () => void page.bringToFront());
  return { context, port: await freePort() };
}

/**
 * Closes the windows of the workbench, whose server still runs, and removes what it stored in the browser. One page stays,
 * because its process keeps the compiled scripts. The server stays as well if `keepsServer` is set.
 */
export async function returnSlot(slot: Slot, page: Page, keepsServer: boolean): Promise<void> {
  const { context, server, key } = slot;
  for (const other of context.pages()) if (other !== page) await other.close();
  await page.goto(`${server.origin}/healthz`);
  context.removeAllListeners('request');
  await context.clearPermissions();
  await context.clearCookies();
  const session = await context.newCDPSession(page);
  await session.send('Storage.clearDataForOrigin', { origin: server.origin, storageTypes: 'all' });
  await session.detach();
  const port = Number(new URL(server.origin).port);
  if (!keepsServer) await server.end();
  idle.push(keepsServer ? { context, port, server, key } : { context, port });
}

/** Ends the servers that no workbench uses. */
export async function endIdleServers(): Promise<void> {
  for (const { server } of idle.splice(0)) await server?.end();
}

/** Opens a page in another browser window of the context: Chromium renders only the foremost tab of each window. */
export async function openBrowserWindow(context: BrowserContext, page: Page): Promise<Page> {
  const session = await context.newCDPSession(page);
  const { targetInfo } = await session.send('Target.getTargetInfo');
  const [other] = await Promise.all([
    context.waitForEvent('page'),
    session.send('Target.createTarget', {
      url: 'about:blank',
      newWindow: true,
      ...(targetInfo.browserContextId !== undefined && { browserContextId: targetInfo.browserContextId }),
    }),
  ]);
  await session.detach();
  return other;
}
