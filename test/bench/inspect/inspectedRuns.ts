import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { Page } from 'playwright-core';
import { InspectedRun } from '../../../src/host/runs/inspectedRun';
import { openRecordings, type Recordings } from '../../../src/recording/recordings';
import { maxRowsAtOnce } from '../../../src/shared/pages/runPage';
import { nodeFileSystem } from '../../../src/storage/journal/disk/fileSystem';
import { openBuiltPage } from '../../view/support/builtPage';

const runId = 'r1';
const text = 'word ';

export interface OpenedInspector {
  /** From the file to the messages for the page, in milliseconds. */
  readonly hostMs: number;
  /** From the messages to the painted page, in milliseconds. */
  readonly pageMs: number;
  readonly framesOver50: number;
  /** Memory of the host for the run, in megabytes. */
  readonly heapMb: number;
}

/** Recordings with one run of `count` events. */
export async function longRecording(directory: string, count: number): Promise<Recordings> {
  const recordings = await openRecordings({
    ...{ directory, files: nodeFileSystem, writer: 'aaaaaaaa.000000.1', now: Date.now },
    ...{ maxBytes: () => 1_000_000_000, log: { warn: () => undefined } },
  });
  const recorder = recordings.begin({
    ...{ runId, conversationId: 'c1', turnId: 't1', startedAt: Date.now(), key: 'k', name: 'Bench' },
    ...{ workflowId: '7400000000000000001', origin: 'https://api.coze.cn', baseUrl: 'https://api.coze.cn' },
  });
  if (!recorder) throw new Error('The run has no recording.');
  const url = 'https://api.coze.cn/v1/workflows/chat';
  recorder.trace({ type: 'request', offsetMs: 0, method: 'POST', url, body: '{}' });
  recorder.trace({ type: 'response', offsetMs: 200, status: 200, headers: {} });
  const message = {
    ...{ id: '7405', conversation_id: '7402', bot_id: '7406', role: 'assistant', type: 'answer' },
    ...{ content_type: 'text', chat_id: '7401', section_id: '7402' },
  };
  const event = (offsetMs: number, name: string, data: object) =>
    recorder.trace({ type: 'event', offsetMs, event: name, data: JSON.stringify(data) });
  event(300, 'conversation.chat.created', { id: '7401', conversation_id: '7402', status: 'created' });
  for (let index = 3; index < count; index++) {
    event(300 + index, 'conversation.message.delta', { ...message, content: text });
  }
  event(count + 300, 'conversation.message.completed', { ...message, content: text.repeat(count - 3) });
  event(count + 301, 'conversation.chat.completed', {
    id: '7401',
    conversation_id: '7402',
    status: 'completed',
  });
  recorder.end('completed');
  await recordings.flush();
  return recordings;
}

/** Opens the page "Run" as the host does, and scrolls through its events. */
export async function openInspector(recordings: Recordings, count: number): Promise<OpenedInspector> {
  const { page, close } = await openBuiltPage('webview-run', 'runWords', { width: 900, height: 800 });
  try {
    const before = heapMb();
    const start = performance.now();
    let run: InspectedRun | undefined;
    const following = await recordings.follow(runId, (followed) => {
      run = new InspectedRun(followed, '');
      return () => undefined;
    });
    following?.dispose();
    if (run?.rows.length !== count) throw new Error('The recording is not complete.');
    const messages = messagesOf(run);
    const hostMs = performance.now() - start;
    const heap = heapMb() - before;
    const pageMs = await show(page, messages, count);
    const frames = await scroll(page);
    return {
      ...{ hostMs, pageMs, heapMb: heap },
      framesOver50: frames.length,
    };
  } finally {
    await close();
  }
}

/** The messages of the host to the page, as VS Code sends them. */
function messagesOf({ inspection, rows }: InspectedRun): readonly string[] {
  const messages: string[] = [JSON.stringify({ type: 'state', state: { run: inspection, actions: [] } })];
  for (let from = 0; from < rows.length; from += maxRowsAtOnce) {
    const more = { from, rows: rows.slice(from, from + maxRowsAtOnce) };
    messages.push(JSON.stringify({ type: 'more', more }));
  }
  return messages;
}

async function show(page: Page, messages: readonly string[], count: number): Promise<number> {
  await page.evaluate('globalThis.benchMessages = []');
  for (const message of messages) {
    await page.evaluate((one) => {
      (globalThis as unknown as { benchMessages: string[] }).benchMessages.push(one);
    }, message);
  }
  return page.evaluate(async (rows) => {
    const { benchMessages } = globalThis as unknown as { benchMessages: string[] };
    const start = performance.now();
    for (const message of benchMessages) window.postMessage(JSON.parse(message), '*');
    for (;;) {
      await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
      const shown = document.querySelector('[role=grid]')?.getAttribute('aria-rowcount');
      if (shown === String(rows + 1)) return performance.now() - start;
    }
  }, count);
}

/** Scrolls from the first to the last event. Returns the durations of the frames that took longer than 50 ms. */
async function scroll(page: Page): Promise<readonly number[]> {
  return page.evaluate(async () => {
    const grid = document.querySelector('[role=grid]')!;
    grid.scrollIntoView();
    const frame = () => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
    await frame();
    const long: number[] = [];
    const observer = new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) long.push(duration);
    });
    observer.observe({ type: 'longtask' });
    const frames = 240;
    const step = (grid.scrollHeight - grid.clientHeight) / frames;
    for (let count = 0; count < frames; count++) {
      grid.scrollTop += step;
      await frame();
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
    observer.disconnect();
    return long;
  });
}

function heapMb(): number {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
  return process.memoryUsage().heapUsed / 1_000_000;
}
