import type { BrowserContext, Page } from 'playwright-core';
import { freePort } from '../../host/freePort';
import { sharedBrowser } from '../../support/browser';

/**
 * A browser context, and the port of the server that it shows. One workbench after another uses a slot: the browser then has
 * the files of VS Code in its cache, which saves two thirds of the time of a start.
 */
export interface Slot {
  readonly context: BrowserContext;
  readonly port: number;
}

const idle: Slot[] = [];

/** Resolves to a slot with one blank page and an empty storage. */
export async function takeSlot(): Promise<Slot> {
  const slot = idle.pop();
  if (slot) return slot;
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
 * because its process keeps the compiled scripts.
 */
export async function returnSlot(slot: Slot, page: Page): Promise<void> {
  const { context, port } = slot;
  for (const other of context.pages()) if (other !== page) await other.close();
  await page.goto(`http://127.0.0.1:${String(port)}/healthz`);
  context.removeAllListeners('request');
  await context.clearPermissions();
  await context.clearCookies();
  const session = await context.newCDPSession(page);
  await session.send('Storage.clearDataForOrigin', {
    origin: `http://127.0.0.1:${String(port)}`,
    storageTypes: 'all',
  });
  await session.detach();
  idle.push(slot);
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
