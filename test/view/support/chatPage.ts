import { readFile } from 'node:fs/promises';
import type { Disposable, Locator, Page } from 'playwright-core';
import { webviewHtml } from '../../../src/host/chat/webviewHtml';
import type { ChatEvent } from '../../../src/shared/conversation/chatEvent';
import { emptyConversation, type Conversation } from '../../../src/shared/conversation/conversation';
import type { HostMessage, ViewContext, ViewMessage } from '../../../src/shared/protocol';
import { reduce } from '../../../src/shared/conversation/reduce';
import { projectRoot } from '../../host/paths';
import { openPage } from '../../support/browser';
import { returnPage, takePage } from './pagePool';
import { putTheme, themeFor } from './themes';

const origin = 'https://view.test';

/** Folder of the built view: COZE_VIEW_DIST, by default `dist`. */
const dist = process.env['COZE_VIEW_DIST'] ?? `${projectRoot}/dist`;

interface Stub {
  posted: unknown[];
  state: unknown;
}

/** The host's side of `acquireVsCodeApi`, for the tests. */
function installHost(saved: string | undefined): void {
  const stub: Stub = { posted: [], state: saved === undefined ? undefined : (JSON.parse(saved) as unknown) };
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

export interface ChatPageOptions {
  readonly language?: string;
  readonly width?: number;
  readonly height?: number;
  readonly context?: Partial<ViewContext>;
  readonly events?: readonly ChatEvent[];
  /** State that an earlier page has stored with `setState`. */
  readonly state?: unknown;
  /** Name of a theme, such as "Dark 2026". */
  readonly theme?: string;
  readonly reducedMotion?: boolean;
  readonly forcedColors?: boolean;
  /** Emulates a touch screen, without hover. */
  readonly touch?: boolean;
}

export const demoContext: ViewContext = {
  workflows: [{ key: 'demo', name: 'Demo', host: '', isDemo: true }],
  selectedWorkflow: 'demo',
  token: 'notNeeded',
  enterBehavior: 'send',
  canGiveFeedback: false,
};

/**
 * The built view in Chromium, under the page and Content-Security-Policy of the extension, with a host that records
 * messages and sends those of the test.
 */
export class ChatPage {
  conversation: Conversation = emptyConversation;
  seq = 0;
  /** Uncaught errors of the page. */
  readonly errors: string[] = [];
  context: ViewContext;

  private constructor(
    readonly page: Page,
    private readonly scripts: readonly Disposable[],
    private readonly options: ChatPageOptions,
  ) {
    this.context = { ...demoContext, ...options.context };
    page.on('pageerror', (error) => this.errors.push(error.stack ?? error.message));
  }

  static async open(options: ChatPageOptions = {}): Promise<ChatPage> {
    const page = await (options.touch ? openPage({ hasTouch: true, isMobile: true }) : takePage());
    const state = options.state === undefined ? undefined : JSON.stringify(options.state);
    const scripts = [
      // tsx calls a helper for function names, which does not exist in the page.
      await page.addInitScript('globalThis.__name = (value) => value;'),
      await page.addInitScript(installHost, state),
    ];
    const chat = new ChatPage(page, scripts, options);
    await page.setViewportSize({ width: options.width ?? 400, height: options.height ?? 700 });
    await page.emulateMedia({
      reducedMotion: options.reducedMotion ? 'reduce' : 'no-preference',
      forcedColors: options.forcedColors ? 'active' : 'none',
    });
    const html = webviewHtml({
      cspSource: origin,
      scriptUri: `${origin}/webview.js`,
      styleUri: `${origin}/webview.css`,
      onDemandUri: `${origin}/webview-`,
      language: options.language ?? 'en',
      title: 'Chat',
    });
    await page.route(`${origin}/**`, async (route) => {
      const name = new URL(route.request().url()).pathname.slice(1);
      if (name === '') await route.fulfill({ contentType: 'text/html', body: html });
      else await route.fulfill({ body: await readFile(`${dist}/${name}`), contentType: typeOf(name) });
    });
    await page.goto(`${origin}/`);
    if (options.theme !== undefined) await chat.setTheme(options.theme);
    chat.take(options.events ?? []);
    await chat.snapshot();
    return chat;
  }

  /** Changes the colour theme like VS Code. */
  async setTheme(name: string): Promise<void> {
    await this.page.waitForFunction(() => {
      const parts = (globalThis as Record<symbol, object | undefined>)[Symbol.for('coze.parts')];
      return parts !== undefined && 'readableColors' in parts;
    });
    await this.page.evaluate(putTheme, themeFor(name));
  }

  /** Reduces and counts events like the host, without sending them. */
  take(events: readonly ChatEvent[]): void {
    for (const event of events) this.conversation = reduce(this.conversation, event);
    this.seq += events.length;
  }

  /** Starts another conversation, without sending it. */
  restart(events: readonly ChatEvent[], context: Partial<ViewContext> = {}): void {
    this.conversation = emptyConversation;
    this.context = { ...this.context, ...context };
    this.take(events);
  }

  async snapshot(): Promise<void> {
    const { seq, conversation, context } = this;
    await this.say({ type: 'snapshot', seq, conversation, context });
  }

  /** Sends numbered events like the host. */
  async emit(...events: ChatEvent[]): Promise<void> {
    const from = this.seq;
    this.take(events);
    await this.say({ type: 'events', conversationId: this.conversation.id, from, events });
  }

  async setContext(context: Partial<ViewContext>): Promise<void> {
    this.context = { ...this.context, ...context };
    await this.say({ type: 'context', context: this.context });
  }

  /** Sends a message to the view and waits until it is painted. */
  async say(message: HostMessage): Promise<void> {
    await this.page.evaluate((data) => window.postMessage(data, '*'), message);
    await this.settled();
  }

  /** Waits for two animation frames: one to render, one to measure. */
  async settled(): Promise<void> {
    await this.page.evaluate(
      () =>
        new Promise<void>((resolve) => {
          requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(resolve)));
        }),
    );
  }

  /** The messages of one type that the view has posted. */
  async posted<T extends ViewMessage['type']>(type: T): Promise<Extract<ViewMessage, { type: T }>[]> {
    const all = await this.page.evaluate(() => (globalThis as unknown as { cozeStub: Stub }).cozeStub.posted);
    return (all as ViewMessage[]).filter(
      (message): message is Extract<ViewMessage, { type: T }> => message.type === type,
    );
  }

  /** State that the view has stored. */
  async state(): Promise<unknown> {
    return this.page.evaluate(() => (globalThis as unknown as { cozeStub: Stub }).cozeStub.state);
  }

  async violations(): Promise<readonly string[]> {
    return this.page.evaluate(() => (globalThis as unknown as { cozeViolations: string[] }).cozeViolations);
  }

  get log(): Locator {
    return this.page.getByRole('log', { name: /Conversation|会话内容/ });
  }

  get box(): Locator {
    return this.page.getByRole('textbox', { name: /^(Message|消息)$/ });
  }

  button(name: string | RegExp): Locator {
    return this.page.getByRole('button', { name, exact: typeof name === 'string' });
  }

  /** Ends the view. Its page is used again, except that of a touch screen. */
  async close(): Promise<void> {
    if (this.options.touch || this.page.isClosed()) {
      await this.page.context().close();
      return;
    }
    for (const script of this.scripts) await script.dispose();
    await returnPage(this.page);
  }
}

function typeOf(name: string): string {
  return name.endsWith('.css') ? 'text/css' : 'text/javascript';
}
