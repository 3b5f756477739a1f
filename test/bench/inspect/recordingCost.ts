import { spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { build } from 'esbuild';
import { ChatSessions } from '../../../src/chat/chatSessions';
import { openRecordings, type Recordings } from '../../../src/recording/recordings';
import { textMessage } from '../../../src/shared/conversation/userMessage';
import { ConversationStore } from '../../../src/storage/conversations/conversationStore';
import { nodeFileSystem } from '../../../src/storage/journal/disk/fileSystem';
import { testClient, workflowAt } from '../../support/wirePipeline';
import { chatCompleted, created, delta, done, inProgress, message } from '../../wire/frames';
import { percentile } from '../figures';

const events = 2_000;
const text = '你好, go ';
const frames = [
  ...[created(), inProgress(), ...Array.from({ length: events }, () => delta(text))],
  ...[message(text.repeat(events)), chatCompleted(), done()],
].map((frame) => Buffer.from(frame));

type Fetch = typeof fetch;

/**
 * The CPU time of a recorded run to that of one that is not recorded. A run has a conversation with a journal and receives
 * its events over HTTP, one at a time. The time that the system needs for sockets varies by more than a recording costs.
 * The cost is therefore the difference between runs in memory, with and without a recording in turn, so that load affects
 * both alike; it is added to the time of a run over HTTP. Of all times the fifth from below counts: load adds, and nothing
 * subtracts.
 */
export async function recordingRatio(directory: string, rounds: number): Promise<number> {
  const server = await startServer(directory);
  try {
    const url = `http://127.0.0.1:${(await firstLine(server)).trim()}/each/${events}`;
    const recordings = await openRecordings({
      ...{
        directory: join(directory, 'cost'),
        files: nodeFileSystem,
        writer: 'aaaaaaaa.000000.1',
        now: Date.now,
      },
      ...{ maxBytes: () => 1_000_000_000, log: { warn: () => undefined } },
    });
    const store = await ConversationStore.open({ directory: join(directory, 'conversations') });
    const costs: { recorded: number[]; plain: number[] } = { recorded: [], plain: [] };
    // The first rounds are a warm-up.
    for (let round = -5; round < rounds * 8; round++) {
      for (const name of round % 2 === 0
        ? (['plain', 'recorded'] as const)
        : (['recorded', 'plain'] as const)) {
        const cpu = await cpuOfRun(inMemory, store, name === 'recorded' ? recordings : undefined);
        if (round >= 0) costs[name].push(cpu);
      }
    }
    const overHttp: number[] = [];
    for (let round = -1; round < rounds; round++) {
      const cpu = await cpuOfRun((_input, init) => fetch(url, init), store);
      if (round >= 0) overHttp.push(cpu);
    }
    await store.dispose();
    const cost = percentile(costs.recorded, 0.2) - percentile(costs.plain, 0.2);
    const run = percentile(overHttp, 0.2);
    console.log(
      `CPU of a run with ${events} events: ${run.toFixed(1)} ms, of its recording ${cost.toFixed(1)} ms`,
    );
    return 1 + cost / run;
  } finally {
    server.kill();
  }
}

/** The reply of the server, each event in a turn of the event loop. */
const inMemory: Fetch = () => {
  const rest = frames.values();
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      await setImmediate();
      const { value } = rest.next();
      if (value) controller.enqueue(value);
      else controller.close();
    },
  });
  return Promise.resolve(new Response(body, { headers: { 'Content-Type': 'text/event-stream' } }));
};

/** Milliseconds of CPU time, until everything is on disk. */
async function cpuOfRun(
  fetchReply: Fetch,
  store: ConversationStore,
  recordings?: Recordings,
): Promise<number> {
  const workflow = workflowAt('http://127.0.0.1');
  const sessions = new ChatSessions({
    client: testClient({ fetch: fetchReply }),
    ...{ store, ledger: { add: () => Promise.resolve() }, workflowByKey: () => workflow, now: Date.now },
    newId: () => randomBytes(16).toString('hex'),
    log: { warn: () => undefined },
    ...(recordings && { record: (run) => Promise.resolve(recordings.begin(run)) }),
  });
  const session = sessions.start(workflow);
  sessions.hold(session);
  const ended = new Promise<void>((resolve) => {
    session.onDidEmit(({ event }) => {
      if (event.type === 'runCompleted') resolve();
    });
  });
  const start = process.cpuUsage();
  await session.send(textMessage('Hello'));
  await ended;
  await recordings?.flush();
  const { user, system } = process.cpuUsage(start);
  sessions.dispose();
  return (user + system) / 1_000;
}

async function startServer(directory: string): Promise<ChildProcess> {
  const folder = join(directory, 'server');
  await mkdir(folder, { recursive: true });
  await build({
    entryPoints: [join(__dirname, '../wire/wireServer.ts')],
    outdir: folder,
    ...{ bundle: true, platform: 'node', format: 'cjs', target: 'node20', logLevel: 'error' },
  });
  return spawn(process.execPath, [join(folder, 'wireServer.js')], { stdio: ['ignore', 'pipe', 'inherit'] });
}

async function firstLine({ stdout }: ChildProcess): Promise<string> {
  if (!stdout) throw new Error('The server has no output.');
  const [line] = (await once(stdout, 'data')) as [Buffer];
  return line.toString();
}
