import { readFile } from 'node:fs/promises';
import { build } from 'esbuild';
import type { Browser, CDPSession, Page } from 'playwright-core';
import { pauseMs as pause } from '../../../src/host/chat/eventBatcher';
import { webviewHtml } from '../../../src/host/page/webviewHtml';
import { emptyConversation } from '../../../src/shared/conversation/conversation';
import { reduce } from '../../../src/shared/conversation/reduce';
import { projectRoot } from '../../host/paths';
import { demoContext } from '../../view/support/chatPage';
import { story } from '../../view/support/story';

const origin = 'https://bench.test';

/** Folder of the built view, by default that of `npm run build`. */
const dist = process.env['COZE_VIEW_DIST'] ?? `${projectRoot}/dist`;

/** The cost of one run of a renderer. */
export interface Cost {
  /** CPU time of the main thread from the first delta to the last frame, in milliseconds. */
  readonly cpuMs: number;
  /** Wall time of every frame from its start to the end of its layout, in milliseconds. */
  readonly frames: readonly number[];
  readonly heapMb: number;
  /** Share of the text that was shown, from 0 to 1. Less than 1 if the run exceeded its time limit. */
  readonly share: number;
}

/** Bundles the script of the page in which the other renderers run. */
export async function bundlePeers(): Promise<string> {
  const result = await build({
    entryPoints: [`${projectRoot}/test/bench/peers/renderers.ts`],
    bundle: true,
    write: false,
    minify: true,
    format: 'iife',
    target: 'chrome128',
    define: { 'process.env.NODE_ENV': '"production"' },
    logLevel: 'error',
  });
  return result.outputFiles[0]?.text ?? '';
}

/** A renderer in a new page, ready for deltas. */
export class Stage {
  private constructor(
    private readonly page: Page,
    private readonly session: CDPSession,
  ) {}

  /**
   * Opens a peer by name, or with `ours` the built view with its page and policy. `pauseMs` is the minimum time between two
   * messages of the host, by default that of the product.
   */
  static async open(browser: Browser, name: string, peers: string, pauseMs = pause): Promise<Stage> {
    const context = await browser.newContext({ viewport: { width: 400, height: 800 } });
    const page = await context.newPage();
    const isOurs = name === 'ours';
    const files: Record<string, string> = { '/peers.js': peers };
    await page.route(`${origin}/**`, async (route) => {
      const path = new URL(route.request().url()).pathname;
      const body =
        path === '/' ? pageFor(isOurs) : (files[path] ?? (await readFile(`${dist}${path}`, 'utf8')));
      await route.fulfill({
        body,
        contentType: path === '/' ? 'text/html' : path.endsWith('.css') ? 'text/css' : 'text/javascript',
      });
    });
    await page.addInitScript(hostStub);
    await page.goto(`${origin}/`);
    const session = await context.newCDPSession(page);
    await session.send('Performance.enable', { timeDomain: 'threadTicks' });
    if (isOurs) await openAnswer(page, pauseMs);
    else
      await page.evaluate(
        (which) =>
          Object.assign(globalThis, {
            renderer: (globalThis as unknown as { peer: (name: string) => unknown }).peer(which),
          }),
        name,
      );
    return new Stage(page, session);
  }

  /** Streams deltas, `perFrame` in each frame. Aborts after `limitMs` milliseconds. */
  async stream(deltas: readonly string[], perFrame: number, limitMs: number): Promise<Cost> {
    const before = await this.cpuMs();
    const { frames, done } = await this.page.evaluate(drive, { deltas: [...deltas], perFrame, limitMs });
    const cpuMs = (await this.cpuMs()) - before;
    await this.session.send('HeapProfiler.collectGarbage');
    return {
      cpuMs,
      frames,
      heapMb: (await this.metric('JSHeapUsedSize')) / 1_000_000,
      share: done / deltas.length,
    };
  }

  async close(): Promise<void> {
    await this.page.context().close();
  }

  private async cpuMs(): Promise<number> {
    return (await this.metric('TaskDuration')) * 1000;
  }

  private async metric(name: string): Promise<number> {
    const { metrics } = await this.session.send('Performance.getMetrics');
    return metrics.find((metric) => metric.name === name)?.value ?? Number.NaN;
  }
}

interface Drive {
  readonly deltas: readonly string[];
  readonly perFrame: number;
  readonly limitMs: number;
}

/** Runs in the page. Deltas arrive before a frame starts, like those of the network, and are shown in that frame. */
async function drive({ deltas, perFrame, limitMs }: Drive): Promise<{ frames: number[]; done: number }> {
  const { renderer } = globalThis as unknown as {
    renderer: { delta(text: string): void; deliver?(): Promise<void>; isIdle?(): boolean; frame(): void };
  };
  const frames: number[] = [];
  const channel = new MessageChannel();
  const started = performance.now();
  let done = 0;
  for (let left = 3; left > 0;) {
    const end = Math.min(done + perFrame, deltas.length);
    for (; done < end; done++) renderer.delta(deltas[done] ?? '');
    await renderer.deliver?.();
    const start = await new Promise<number>((resolve) => {
      requestAnimationFrame(() => {
        // Our view has requested the frame earlier: its work is done by now, and must be counted.
        const began = (globalThis as unknown as { frameStart: number }).frameStart;
        renderer.frame();
        resolve(began);
      });
    });
    await new Promise((resolve) => {
      channel.port1.onmessage = resolve;
      channel.port2.postMessage(0);
    });
    frames.push(performance.now() - start);
    if (done === deltas.length && renderer.isIdle?.() !== false) left--;
    else if (performance.now() - started > limitMs) break;
  }
  return { frames, done };
}

/**
 * Shows an empty answer in the view, and defines a `renderer` that sends deltas like the host: the first at once, then
 * those of each pause in one message. The page of a peer has no host, so it receives the deltas of each frame.
 */
async function openAnswer(page: Page, pauseMs: number): Promise<void> {
  const events = [story.started(), story.sent('t', 'Go on'), story.chat('tr1')];
  const conversation = events.reduce(reduce, emptyConversation);
  const event = story.delta('tr1', '');
  await page.evaluate(
    async ({ snapshot, delta, pause }) => {
      window.postMessage(snapshot, '*');
      let from = snapshot.seq;
      let waiting: unknown[] = [];
      let last = 0;
      Object.assign(globalThis, {
        renderer: {
          delta: (text: string) => void waiting.push({ ...delta, text }),
          deliver: async () => {
            if (waiting.length === 0 || performance.now() - last < pause - 1) return;
            last = performance.now();
            const events = waiting;
            waiting = [];
            const arrived = new Promise((resolve) => addEventListener('message', resolve, { once: true }));
            window.postMessage(
              { type: 'events', conversationId: snapshot.conversation.id, from, events },
              '*',
            );
            from += events.length;
            await arrived;
          },
          isIdle: () => waiting.length === 0,
          frame: () => undefined,
        },
      });
      await new Promise((resolve) => setTimeout(resolve, 500));
    },
    {
      snapshot: { type: 'snapshot', seq: events.length, conversation, context: demoContext } as const,
      delta: event,
      pause: pauseMs,
    },
  );
}

const hostStub = `
  globalThis.__name = (value) => value;
  let frame;
  const request = requestAnimationFrame;
  globalThis.requestAnimationFrame = (callback) => request((time) => {
    if (time !== frame) globalThis.frameStart = performance.now();
    frame = time;
    callback(time);
  });
  globalThis.acquireVsCodeApi = () => ({ postMessage() {}, getState() {}, setState() {} });
`;

function pageFor(isOurs: boolean): string {
  if (!isOurs)
    return '<!doctype html><html lang="en"><body style="margin:0"><script src="/peers.js"></script></body></html>';
  return webviewHtml({
    cspSource: origin,
    scriptUri: `${origin}/webview.js`,
    styleUri: `${origin}/webview.css`,
    onDemandUri: `${origin}/webview-`,
    language: 'en',
    title: 'Chat',
  });
}
