import type { BrowserContextOptions, Page } from 'playwright-core';
import { webviewHtml } from '../../../src/host/page/webviewHtml';
import { openPage } from '../../support/browser';
import { servePage } from './builtFiles';
import { returnPage, takePage } from './pagePool';
import { putTheme, themeFor } from './themes';

interface Stub {
  posted: unknown[];
  state: unknown;
}

const usualMedia = { reducedMotion: 'no-preference', forcedColors: 'none' } as const;

/** The host's side of `acquireVsCodeApi`, for the tests. */
function installHost(): void {
  const stub: Stub = { posted: [], state: undefined };
  Object.assign(globalThis, {
    cozeStub: stub,
    cozeViolations: [] as string[],
    acquireVsCodeApi: () => ({
      postMessage: (message: unknown) => void stub.posted.push(structuredClone(message)),
      getState: () => stub.state,
      setState: (state: unknown) => (stub.state = structuredClone(state)),
    }),
  });
  document.addEventListener('securitypolicyviolation', (event) => {
    (globalThis as unknown as { cozeViolations: string[] }).cozeViolations.push(
      `${event.violatedDirective} ${event.blockedURI} ${event.sample}`,
    );
  });
}

/** Runs after `installHost`. */
function restoreState(saved: string): void {
  (globalThis as unknown as { cozeStub: Stub }).cozeStub.state = JSON.parse(saved);
}

export interface BuiltPageOptions {
  readonly language?: string;
  readonly width?: number;
  readonly height?: number;
  /** State that an earlier page has stored with `setState`. */
  readonly state?: unknown;
  /** Name of a theme, such as "Dark 2026". */
  readonly theme?: string;
  readonly reducedMotion?: boolean;
  readonly forcedColors?: boolean;
  /** Emulates a touch screen, without hover. */
  readonly touch?: boolean;
}

export interface BuiltPage {
  readonly page: Page;
  /** Uncaught errors of the page. */
  readonly errors: readonly string[];
  /** Gives the page back, to be used again, except that of a touch screen. */
  readonly close: () => Promise<void>;
}

/**
 * Opens a built page in Chromium, under the HTML and Content-Security-Policy of the extension, with a host that records its
 * messages. `name` is that of its script, `words` that of the files with its texts.
 */
export async function openBuiltPage(
  name: string,
  words: string,
  options: BuiltPageOptions,
): Promise<BuiltPage> {
  const page = await (options.touch ? openNew({ hasTouch: true, isMobile: true }) : takePage(openNew));
  const stateScript =
    options.state === undefined
      ? undefined
      : await page.addInitScript(restoreState, JSON.stringify(options.state));
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(error.stack ?? error.message));
  // Until then they are errors of the document that this one replaces.
  page.once('framenavigated', () => errors.splice(0));
  await setSize(page, options);
  const hasMedia = options.reducedMotion === true || options.forcedColors === true;
  if (hasMedia) {
    await page.emulateMedia({
      reducedMotion: options.reducedMotion ? 'reduce' : 'no-preference',
      forcedColors: options.forcedColors ? 'active' : 'none',
    });
  }
  const served = await servePage((origin) =>
    webviewHtml({
      cspSource: origin,
      scriptUri: `${origin}/${name}.js`,
      styleUri: `${origin}/${name}.css`,
      onDemandUri: `${origin}/webview-`,
      words,
      language: options.language ?? 'en',
      title: 'Page',
    }),
  );
  await page.goto(served.url);
  if (options.theme !== undefined) await setTheme(page, options.theme);
  return {
    page,
    errors,
    close: async () => {
      served.end();
      if (options.touch || page.isClosed()) {
        await page.context().close();
        return;
      }
      await stateScript?.dispose();
      if (hasMedia) await page.emulateMedia(usualMedia);
      await returnPage(page);
    },
  };
}

/** Opens a page in a new context, with the stub of the host in each document that it loads. */
async function openNew(options: BrowserContextOptions = {}): Promise<Page> {
  const page = await openPage({ ...usualMedia, ...options });
  // tsx calls a helper for function names, which does not exist in the page.
  await page.addInitScript('globalThis.__name = (value) => value;');
  await page.addInitScript(installHost);
  return page;
}

/** Does nothing if the page has the size: a test takes a tenth less time without. */
async function setSize(page: Page, { width = 400, height = 700 }: BuiltPageOptions): Promise<void> {
  const size = page.viewportSize();
  if (size?.width !== width || size.height !== height) await page.setViewportSize({ width, height });
}

/** Changes the colour theme like VS Code. */
export async function setTheme(page: Page, name: string): Promise<void> {
  await page.waitForFunction(() => {
    const parts = (globalThis as Record<symbol, object | undefined>)[Symbol.for('coze.parts')];
    return parts !== undefined && 'readableColors' in parts;
  });
  await page.evaluate(putTheme, themeFor(name));
}

/** Sends a message to the page and waits until it is painted. */
export async function say(page: Page, message: unknown): Promise<void> {
  await page.evaluate(
    (data) =>
      new Promise<void>((resolve) => {
        const afterFrames = () =>
          requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(resolve)));
        // The page listened first, so it has handled the message by then.
        addEventListener('message', afterFrames, { once: true });
        postMessage(JSON.parse(data), '*');
      }),
    // As text, because Playwright encodes an object value by value.
    JSON.stringify(message),
  );
}

/** Waits for two animation frames: one to render, one to measure. */
export async function settled(page: Page): Promise<void> {
  await page.evaluate(
    () =>
      new Promise<void>((resolve) => {
        requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(resolve)));
      }),
  );
}

/** The messages that the page has posted, by default of all types. */
export function postedBy(page: Page, type?: string): Promise<unknown[]> {
  return page.evaluate((wanted) => {
    const { posted } = (globalThis as unknown as { cozeStub: Stub }).cozeStub;
    return posted.filter((one) => wanted === undefined || (one as { type?: unknown }).type === wanted);
  }, type);
}

/** State that the page has stored. */
export function storedBy(page: Page): Promise<unknown> {
  return page.evaluate(() => (globalThis as unknown as { cozeStub: Stub }).cozeStub.state);
}

/** Violations of the Content-Security-Policy. */
export function violationsOf(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => (globalThis as unknown as { cozeViolations: string[] }).cozeViolations);
}
