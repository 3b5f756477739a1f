import { readdirSync } from 'node:fs';
import { ConversationStore } from '../../src/storage/conversations/conversationStore';
import { findRun } from '../../src/shared/conversation/conversation';
import type { LastWords } from './killedProcess';

/** What the disk holds after a kill, compared with what the dead process had told. */
export interface Verdict {
  readonly conversationId: string | undefined;
  /** Texts of which `send` had resolved and that are not there, or not in their order. */
  readonly lost: number;
  /** The journal, or a part of it, could not be read. */
  readonly unreadable: number;
  /** How old the oldest text was that had been shown and was not on disk, in milliseconds. */
  readonly lostTextAge: number;
}

/** Opens the directory as the next window would. `acknowledged` is what earlier processes had sent to the same conversation. */
export async function verify(
  directory: string,
  words: LastWords,
  acknowledged: readonly string[],
): Promise<Verdict> {
  const conversationId = words.lines.find((line) => line.startsWith('conversation '))?.slice(13);
  const sent = [...acknowledged, ...sentBy(words)];
  const store = await ConversationStore.open({ directory });
  let unreadable = 0;
  store.onDidRecover((notices) => (unreadable += notices.length));
  const conversation = conversationId && (await store.journal(conversationId).load())?.conversation;
  await store.list();
  await store.dispose();
  unreadable += readdirSync(directory).filter((name) => name.includes('.corrupt-')).length;
  const texts = conversation ? conversation.turns.map((turn) => turn.text) : [];
  let at = 0;
  let lost = 0;
  for (const text of sent) {
    const found = texts.indexOf(text, at);
    if (found < 0) lost++;
    else at = found + 1;
  }
  const lostTextAge = Math.max(
    0,
    ...words.lines.map((line) => {
      const [kind, time, runId, length] = line.split(' ');
      if (kind !== 'shown' || runId === undefined) return 0;
      const run = conversation ? findRun(conversation, runId)?.run : undefined;
      const saved = run?.messages.filter(({ role }) => role === 'assistant').map(({ text }) => text) ?? [];
      return saved.join('').length >= Number(length) ? 0 : words.killedAt - Number(time);
    }),
  );
  return { conversationId, lost, unreadable, lostTextAge };
}

/** Texts of which the process had told that they were sent. */
export function sentBy(words: LastWords): readonly string[] {
  return words.lines.filter((line) => line.startsWith('sent ')).map((line) => line.slice(5));
}
