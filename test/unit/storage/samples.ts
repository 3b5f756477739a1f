import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { JournalEvent } from '../../../src/shared/conversation/chatEvent';
import { ConversationStore, type StoreOptions } from '../../../src/storage/conversations/conversationStore';

export const workflow = { key: 'demo', name: 'Demo', workflowId: '1', origin: 'demo:' };

/** A conversation id that says which one it is. */
export function idOf(number: number): string {
  return number.toString(16).padStart(32, '0');
}

export const id = idOf(0xa);

/** Files without a disk below, where the system has such a place: for tests that start a thousand times. */
export const fastDirectory = existsSync('/dev/shm') ? '/dev/shm' : tmpdir();

/** A directory for one test, and stores in it; `close` leaves nothing behind. */
export class Place {
  readonly directory: string;
  private readonly stores: ConversationStore[] = [];

  constructor(parent = tmpdir()) {
    this.directory = join(mkdtempSync(join(parent, 'store-')), 'conversations');
  }

  async open(options: Partial<StoreOptions> = {}): Promise<ConversationStore> {
    const store = await ConversationStore.open({ directory: this.directory, ...options });
    this.stores.push(store);
    return store;
  }

  async close(): Promise<void> {
    for (const store of this.stores) await store.dispose();
    rmSync(join(this.directory, '..'), { recursive: true, force: true });
  }

  path(name: string): string {
    return join(this.directory, name);
  }

  journal(conversationId = id): string {
    return this.path(`${conversationId}.jsonl`);
  }

  names(): readonly string[] {
    return readdirSync(this.directory).sort();
  }

  /** Every file below the directory that holds the text. */
  filesWith(text: string): readonly string[] {
    return readdirSync(this.directory, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .filter((path) => readFileSync(path).includes(text));
  }
}

export function started(conversationId = id): JournalEvent {
  return { type: 'conversationStarted', conversationId, workflow, at: 1_000 };
}

export function sent(turn: number, text = `question ${turn}`, at = 1_000 + turn): JournalEvent {
  return { type: 'messageSent', turnId: `t${turn}`, runId: `r${turn}`, text, attachments: [], at };
}

export function piece(turn: number, text: string): JournalEvent {
  return { type: 'textAppended', runId: `r${turn}`, messageId: `m${turn}`, role: 'assistant', text };
}

export function answered(turn: number, text = `answer ${turn}`): readonly JournalEvent[] {
  return [
    {
      type: 'messageCompleted',
      runId: `r${turn}`,
      messageId: `m${turn}`,
      role: 'assistant',
      text,
      body: { type: 'text' },
    },
    { type: 'usageReported', runId: `r${turn}`, usage: { input: 10, output: 5, unsplit: 0 } },
    { type: 'runCompleted', runId: `r${turn}`, at: 2_000 + turn },
  ];
}

/** A conversation of some turns, each appended as a session does it. */
export async function converse(store: ConversationStore, turns: number, conversationId = id): Promise<void> {
  await store.journal(conversationId).append([started(conversationId), sent(0)]);
  for (let turn = 0; turn < turns; turn++) {
    if (turn > 0) await store.journal(conversationId).append([sent(turn)]);
    await store.journal(conversationId).append([piece(turn, 'ans'), piece(turn, 'wer 你好 🎉')]);
    await store.journal(conversationId).append(answered(turn));
  }
}

/** Resolves when the condition holds; fails with what was awaited after ten seconds. */
export async function until(what: string, condition: () => boolean): Promise<void> {
  for (let tries = 0; !condition(); tries++) {
    if (tries > 1_000) throw new Error(`Never happened: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

/** Numbers from 0 to 1 that are the same for the same seed. */
export function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 4_294_967_296;
  };
}
