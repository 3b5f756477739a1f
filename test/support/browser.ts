import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { launchChromium } from '../host/chromium';

let shared: Promise<Browser> | undefined;

/**
 * The one headless Chromium that all view tests of this process use; started on first use. It is confined to this
 * machine, and closed when the process ends.
 */
export async function sharedBrowser(): Promise<Browser> {
  shared ??= launchChromium();
  return shared;
}

/** Closes the shared browser, for a hook after all tests: an open one keeps mocha from ending. */
export async function closeSharedBrowser(): Promise<void> {
  const browser = await shared;
  shared = undefined;
  await browser?.close();
}

/** A page of its own context (no cookies, no storage, no cache of another test). Closing it is the caller's. */
export async function openPage(options: BrowserContextOptions = {}): Promise<Page> {
  const browser = await sharedBrowser();
  const context = await browser.newContext(options);
  return context.newPage();
}
