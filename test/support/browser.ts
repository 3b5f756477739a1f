import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { launchChromium } from '../host/chromium';

let shared: Promise<Browser> | undefined;

/**
 * The headless Chromium that all view tests of this process share. Started on first use, without access to other machines,
 * and closed when the process ends.
 */
export async function sharedBrowser(): Promise<Browser> {
  shared ??= launchChromium();
  return shared;
}

/** Closes the shared browser. Called after all tests, because an open browser keeps mocha running. */
export async function closeSharedBrowser(): Promise<void> {
  const browser = await shared;
  shared = undefined;
  await browser?.close();
}

/** Opens a page in a new context, without cookies, storage and cache of other tests. The caller closes it. */
export async function openPage(options: BrowserContextOptions = {}): Promise<Page> {
  const browser = await sharedBrowser();
  const context = await browser.newContext(options);
  return context.newPage();
}
