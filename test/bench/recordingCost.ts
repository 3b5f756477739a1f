import { spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'esbuild';
import { ChatSessions } from '../../src/chat/chatSessions';
import { openRecordings, type Recordings } from '../../src/recording/recordings';
import { textMessage } from '../../src/shared/conversation/userMessage';
import { ConversationStore } from '../../src/storage/conversations/conversationStore';
import { nodeFileSystem } from '../../src/storage/journal/disk/fileSystem';
import { testClient, workflowAt } from '../support/wirePipeline';
import { percentile } from './figures';

const events = 2_000;

/** The CPU time of runs in a conversation with a journal, recorded, to that of runs that are not recorded. */
export async function recordingRatio(directory: string, rounds: number): Promise<number> {
  const server = await startServer(directory);
  try {
    const baseUrl = `http://127.0.0.1:${(await firstLine(server)).trim()}`;
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
    // The first rounds are a warm-up. Each round takes both, in turn, so that load affects them alike.
    for (let round = -1; round < rounds; round++) {
      for (const name of round % 2 === 0
        ? (['plain', 'recorded'] as const)
        : (['recorded', 'plain'] as const)) {
        const cpu = await cpuOfRun(baseUrl, store, name === 'recorded' ? recordings : undefined);
        if (round >= 0) costs[name].push(cpu);
      }
    }
    await store.dispose();
    console.log(
      `CPU of a run with ${events} events: ${percentile(costs.plain, 0.2).toFixed(1)} ms, recorded ${percentile(costs.recorded, 0.2).toFixed(1)} ms`,
    );
    return percentile(costs.recorded, 0.2) / percentile(costs.plain, 0.2);
  } finally {
    server.kill();
  }
}

/** Milliseconds of CPU time, until everything is on disk. */
async function cpuOfRun(
  baseUrl: string,
  store: ConversationStore,
  recordings: Recordings | undefined,
): Promise<number> {
  const workflow = workflowAt(baseUrl);
  const sessions = new ChatSessions({
    client: testClient({ fetch: (_input, init) => fetch(`${baseUrl}/each/${events}`, init) }),
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
    entryPoints: [join(__dirname, 'wireServer.ts')],
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
