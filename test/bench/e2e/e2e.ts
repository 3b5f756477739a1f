import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import type { Frame } from 'playwright-core';
import { cacheFolder } from '../../host/paths';
import { closeSharedBrowser } from '../../support/browser';
import { Workbench } from '../../ui/support/workbench';
import { packageBareExtension } from '../bareExtension';
import { median, percentile, rounded } from '../figures';
import { paintProbe } from './paintProbe';

/**
 * Measures the time from the server's write of a piece of an answer to its paint in the workbench, compared with the floor:
 * an extension that only appends the text received in a frame. `--quick` runs fewer and shorter rounds.
 */
const isQuick = process.argv.includes('--quick');
const rates = [200, 1000];
const rounds = isQuick ? 1 : 3;
const seconds = isQuick ? 3 : 8;

/** Time at which the n-th piece was written, as Date.now(). */
let written: number[] = [];
let rate = 0;

async function main(): Promise<void> {
  const server = createServer((request, response) => {
    request.resume();
    void once(request, 'end').then(() => {
      // The product also asks for the user and the inputs of the workflow: only the chat may take pieces of the answer.
      if (request.url === '/v1/workflows/chat') void streamAnswer(response);
      else response.writeHead(404).end();
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const baseUrl = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
  const workflow = { name: 'Bench', workflowId: '7500000000000000008' };
  const workbench = await Workbench.open({
    settings: { 'coze.baseUrl': baseUrl, 'coze.workflows': [workflow] },
    moreVsixFiles: [await packageBareExtension()],
    initScript: paintProbe,
  });
  try {
    await workbench.runCommand('Coze: Set access token');
    await workbench.answerInput('Access token for', 'pat_bench');
    const delays: Record<string, { ours: number[]; floor: number[] }> = {};
    for (rate of rates) {
      const at = (delays[String(rate)] = { ours: [] as number[], floor: [] as number[] });
      // The first round is a warm-up of the workbench, the extension host and both views.
      for (let round = 0; round <= rounds; round++) {
        for (const who of ['floor', 'ours'] as const) {
          const times = await measure(workbench, who);
          if (round > 0) at[who].push(...times);
        }
      }
    }
    report(delays);
  } finally {
    await workbench.end();
    await closeSharedBrowser();
    server.closeAllConnections();
    server.close();
  }
}

async function measure(workbench: Workbench, who: 'ours' | 'floor'): Promise<number[]> {
  written = [];
  if (who === 'ours') {
    await workbench.runCommand('Coze: New conversation');
    await workbench.chat.send('go');
  } else {
    const { page } = workbench;
    await page.locator('.activitybar').getByRole('tab', { name: 'Bare' }).click();
    const bare = page.frameLocator('iframe.webview.ready').frameLocator('iframe#active-frame');
    await bare.getByRole('button', { name: 'Ready' }).waitFor();
    await workbench.runCommand('Bare: Stream');
  }
  const count = rate * seconds;
  const last = String(count - 1);
  for (const giveUpAt = Date.now() + (seconds + 60) * 1000; ;) {
    if (Date.now() > giveUpAt) {
      await workbench.screenshot(`${cacheFolder}/bench/e2e.png`);
      throw new Error(
        `${String(written.length)} of ${String(count)} pieces were written, not all of them painted.`,
      );
    }
    for (const frame of workbench.page.frames()) {
      const painted = await paintedIn(frame);
      if (!(last in painted)) continue;
      const begun = written[0]!;
      const isOfThisRound = painted['0'] !== undefined && painted['0'] >= begun;
      if (!isOfThisRound) continue;
      await frame.evaluate(() => {
        const marks = (globalThis as unknown as { paintedMarks: Record<string, number> }).paintedMarks;
        for (const mark of Object.keys(marks)) Reflect.deleteProperty(marks, mark);
      });
      const times = written.map((time, index) => (painted[String(index)] ?? NaN) - time);
      const seen = times.filter((time) => !Number.isNaN(time));
      if (seen.length < times.length * 0.99) {
        throw new Error(`Only ${String(seen.length)} of ${String(times.length)} pieces were painted.`);
      }
      return seen;
    }
    await setTimeout(200);
  }
}

async function paintedIn(frame: Frame): Promise<Record<string, number>> {
  try {
    return await frame.evaluate(
      () => (globalThis as unknown as { paintedMarks?: Record<string, number> }).paintedMarks ?? {},
    );
  } catch (error) {
    if (frame.isDetached()) return {};
    throw error;
  }
}

/** Streams an answer of `rate * seconds` pieces, each of about 6 characters and a mark, in paragraphs. */
async function streamAnswer(response: ServerResponse): Promise<void> {
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  const chat = { id: '1', conversation_id: '2', status: 'created' };
  write(response, 'conversation.chat.created', chat);
  const count = rate * seconds;
  const begun = performance.now();
  while (written.length < count) {
    const due = Math.min(count, Math.ceil(((performance.now() - begun) / 1000) * rate));
    while (written.length < due) {
      const index = written.length;
      const content = `⟦${String(index)}⟧ words${index % 40 === 39 ? '\n\n' : ' '}`;
      written.push(Date.now());
      write(response, 'conversation.message.delta', { ...message, content });
    }
    await setTimeout(2);
  }
  write(response, 'conversation.chat.completed', { ...chat, status: 'completed' });
  write(response, 'done', {});
  response.end();
}

const message = {
  id: '3',
  conversation_id: '2',
  chat_id: '1',
  role: 'assistant',
  type: 'answer',
  content_type: 'text',
};

function write(response: ServerResponse, event: string, data: unknown): void {
  response.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
}

function report(delays: Readonly<Record<string, { ours: number[]; floor: number[] }>>): void {
  const result: Record<string, unknown> = { bench: 'e2e' };
  let worst = -Infinity;
  for (const [perSecond, { ours, floor }] of Object.entries(delays)) {
    const figures = {
      ours: { p50: median(ours), p95: percentile(ours, 0.95) },
      floor: { p50: median(floor), p95: percentile(floor, 0.95) },
    };
    worst = Math.max(worst, figures.ours.p95 - figures.floor.p95);
    result[`${perSecond}/s`] = figures;
    console.log(`${perSecond} deltas a second, ms from write to paint: ${JSON.stringify(figures)}`);
  }
  console.log(JSON.stringify({ ...result, p95OverFloorMs: rounded(worst) }));
}

main().then(
  () => process.exit(0),
  (error: unknown) => {
    console.error(error);
    process.exit(1);
  },
);
