import { readdirSync } from 'node:fs';
import { ConversationStore } from '../../src/storage/conversations/conversationStore';
import { findRun } from '../../src/shared/conversation/conversation';
import { verifyRecordings } from './verifyRecordings';
import type { LastWords } from './killedProcess';

/** The state on disk after a kill, compared with the output of the killed process. */
export interface Verdict {
  readonly conversationId: string | undefined;
  /** Number of texts whose `send` had resolved and that are missing or out of order, and of recordings without their end. */
  readonly lost: number;
  /** Number of recordings, journals or parts of journals that could not be read. */
  readonly unreadable: number;
  /** Age of the oldest text that was shown and is not on disk, in milliseconds; 0 if there is none. */
  readonly lostTextAge: number;
}

/** Opens the directory like the next window. `acknowledged` are the texts of earlier processes in the same conversation. */
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
  const recorded = await verifyRecordings(directory, conversation || undefined, words.killedAt);
  return {
    ...{ conversationId, lostTextAge },
    lost: lost + recorded.lost,
    unreadable: unreadable + recorded.unreadable,
  };
}

/** The texts that the process has reported as sent. */
export function sentBy(words: LastWords): readonly string[] {
  return words.lines.filter((line) => line.startsWith('sent ')).map((line) => line.slice(5));
}
