import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ConversationStore } from '../../../src/storage/conversations/conversationStore';
import { encodeRecord } from '../../../src/storage/journal/record';
import type { JournalEvent } from '../../../src/shared/conversation/chatEvent';
import { writeFile } from 'node:fs/promises';

/*
 * Measures opening and searching the history: 1,000 conversations of 100 messages in English and Chinese, each answer
 * streamed. Conditions are those of a new window: a new store, the index on disk, the files in the system's cache. Reports
 * the worst of several repetitions, and the slowest of several queries.
 */

const conversations = 1_000;
const turns = 50;
const repetitions = 5;
const directory = mkdtempSync(join(tmpdir(), 'history-'));

const words =
  'the workflow reads a list of orders and sorts it by date then asks for the missing value 排序 对话流 返回 结果 列表 请 再 试 一次'.split(
    ' ',
  );
let seed = 1;

function text(length: number): string {
  let result = '';
  while (result.length < length) {
    seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
    result += `${words[seed % words.length]} `;
  }
  return result;
}

function eventsOf(conversationId: string, number: number): readonly JournalEvent[] {
  const workflow = { key: 'demo', name: 'Demo', workflowId: '1', origin: 'demo:' };
  const events: JournalEvent[] = [{ type: 'conversationStarted', conversationId, workflow, at: number }];
  for (let turn = 0; turn < turns; turn++) {
    const runId = turn.toString(16).padStart(32, 'a');
    const marker = number === 500 && turn === 25 ? 'NeedleInTheHay 干草堆里的针 ' : '';
    const pieces = [text(400), text(400)];
    const answer = pieces.join('');
    events.push(
      {
        type: 'messageSent',
        turnId: `t${runId}`,
        runId,
        text: `${text(100)}${marker}`,
        attachments: [],
        at: number,
      },
      {
        type: 'chatStarted',
        runId,
        chatId: '7500000000000000001',
        cozeConversationId: '7500000000000000002',
      },
      ...pieces.map((piece): JournalEvent => ({
        type: 'textAppended',
        runId,
        messageId: '1',
        role: 'assistant',
        text: piece,
      })),
      {
        type: 'messageCompleted',
        runId,
        messageId: '1',
        role: 'assistant',
        text: answer,
        body: { type: 'text' },
      },
      { type: 'usageReported', runId, usage: { input: 100, output: 200, unsplit: 0 } },
      { type: 'runCompleted', runId, at: number },
    );
  }
  return events;
}

async function prepare(): Promise<void> {
  await (await ConversationStore.open({ directory })).dispose();
  for (let number = 0; number < conversations; number++) {
    const id = number.toString(16).padStart(32, '0');
    const lines = eventsOf(id, number).map((event, index) =>
      encodeRecord({ writer: '00000000.000000.1', number: index + 1, event }).toString(),
    );
    await writeFile(join(directory, `${id}.jsonl`), `\n${lines.join('\n')}\n`, { mode: 0o600 });
  }
}

async function timed<T>(work: () => Promise<T>): Promise<{ readonly ms: number; readonly result: T }> {
  const startedAt = performance.now();
  const result = await work();
  return { ms: performance.now() - startedAt, result };
}

/** Opens a store like a new window, and times `work` in it. */
async function inNewWindow<T>(work: (store: ConversationStore) => Promise<T>) {
  const store = await ConversationStore.open({ directory });
  const measured = await timed(() => work(store));
  await store.dispose();
  return measured;
}

function expect(condition: boolean, what: string): void {
  if (!condition) throw new Error(what);
}

async function main(): Promise<void> {
  await prepare();
  const bytes = readdirSync(directory).reduce((sum, name) => sum + statSync(join(directory, name)).size, 0);
  console.log(`${conversations} conversations of ${turns * 2} messages, ${Math.round(bytes / 1e6)} MB`);
  const cold = await inNewWindow((store) => store.list());
  console.log(`list without an index: ${Math.round(cold.ms)} ms`);

  let listMs = 0;
  for (let repetition = 0; repetition < repetitions; repetition++) {
    const { ms, result } = await inNewWindow((store) => store.list());
    expect(result.length === conversations, `the list has ${result.length} lines`);
    console.log(`list: ${ms.toFixed(0)} ms`);
    listMs = Math.max(listMs, ms);
  }

  let searchMs = 0;
  const queries: readonly [string, number][] = [
    ['needleinthehay', 1],
    ['干草堆', 1],
    ['sorts 排序', conversations],
    ['the', conversations],
    ['nothing like this anywhere', 0],
  ];
  for (const [query, hits] of queries) {
    for (let repetition = 0; repetition < repetitions; repetition++) {
      const { ms, result } = await inNewWindow((store) => store.search(query));
      expect(result.length === hits, `"${query}" has ${result.length} hits`);
      console.log(`search "${query}": ${ms.toFixed(0)} ms`);
      searchMs = Math.max(searchMs, ms);
    }
  }
  rmSync(directory, { recursive: true, force: true });
  const result = { bench: 'history', listMs: Math.round(listMs), searchMs: Math.round(searchMs) };
  console.log(JSON.stringify(result));
  process.exitCode = listMs < 200 && searchMs < 500 ? 0 : 1;
}

void main();
