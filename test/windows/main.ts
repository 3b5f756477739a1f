import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ConversationStore } from '../../src/storage/conversations/conversationStore';
import { bundleScript } from '../kill/bundleScript';

/*
 * Two processes append a thousand messages each to one conversation at the same time. `kept` counts the messages that are
 * in the conversation afterwards. `inOrder` is true if there are no duplicates, and if the messages of each window are in
 * the order in which it sent them, on disk and in the events received by the other window.
 */

const conversationId = 'c'.repeat(32);
const appends = 1_000;
const names = ['a', 'b'];

interface Report {
  readonly heard: readonly string[];
  /** Longest time from append to receipt, in milliseconds. */
  readonly slowest: number;
}

function expected(name: string): readonly string[] {
  return Array.from({ length: appends }, (_, number) => `${name}-${number}`);
}

function isEqual(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((text, index) => text === b[index]);
}

async function start(script: string, directory: string, name: string): Promise<ChildProcess> {
  const child = fork(script, [directory, conversationId, name, String(appends)]);
  await once(child, 'message');
  return child;
}

async function finish(child: ChildProcess): Promise<Report> {
  const [report] = (await once(child, 'message')) as [Report];
  await once(child, 'exit');
  return report;
}

async function main(): Promise<void> {
  const directory = mkdtempSync(join(tmpdir(), 'windows-'));
  const script = await bundleScript('windowChild', join(__dirname, 'windowChild.ts'));
  const store = await ConversationStore.open({ directory });
  const workflow = { key: 'demo', name: 'Demo', workflowId: '1', origin: 'demo:' };
  await store
    .journal(conversationId)
    .append([{ type: 'conversationStarted', conversationId, workflow, at: 0 }]);
  const children = await Promise.all(names.map((name) => start(script, directory, name)));
  const startedAt = Date.now();
  const finished = children.map(finish);
  for (const child of children) child.send('begin');
  const reports = await Promise.all(finished);
  const turns = (await store.journal(conversationId).load())?.conversation.turns.map((turn) => turn.id) ?? [];
  await store.dispose();
  rmSync(directory, { recursive: true, force: true });

  const wanted = new Set(names.flatMap(expected));
  const kept = new Set(turns.filter((id) => wanted.has(id))).size;
  const isOnDiskInOrder = names.every((name) =>
    isEqual(
      turns.filter((id) => id.startsWith(name)),
      expected(name),
    ),
  );
  const isHeardInOrder = reports.every(({ heard }, index) =>
    isEqual(heard, expected(names[1 - index] ?? '')),
  );
  const inOrder = isOnDiskInOrder && isHeardInOrder && turns.length === kept;
  const slowest = Math.max(...reports.map((report) => report.slowest));
  process.stdout.write(
    `${Date.now() - startedAt} ms; each received ${reports.map(({ heard }) => heard.length).join(' and ')} of the other, ` +
      `the slowest after ${slowest} ms\n`,
  );
  process.stdout.write(`${JSON.stringify({ bench: 'windows', kept, of: wanted.size, inOrder })}\n`);
  process.exitCode = kept === wanted.size && inOrder && slowest < 1_000 ? 0 : 1;
}

void main();
