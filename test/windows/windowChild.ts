import { ConversationStore } from '../../src/storage/conversations/conversationStore';
import type { ChatEvent } from '../../src/shared/conversation/chatEvent';

/*
 * One of two windows that append to the same conversation at the same time.
 * Arguments: directory, conversation id, name of this window, number of appends.
 * Sends `ready` over IPC, starts at the first message from the parent, and ends when it has received as many events as it
 * has appended. Then it sends `{heard, slowest}`: the messages of the other window in the order of their receipt, and the
 * longest time from append to receipt in milliseconds.
 */

const [directory = '', conversationId = '', name = '', count = '0'] = process.argv.slice(2);
const total = Number(count);
/** Limit of the wait for the other window's messages, in milliseconds. */
const receiveTimeoutMs = 30_000;

function send(message: unknown): void {
  process.send?.(message);
}

function message(number: number): ChatEvent {
  const id = `${name}-${number}`;
  return {
    type: 'messageSent',
    turnId: id,
    runId: `run ${id}`,
    text: `${id} ${Date.now()}`,
    attachments: [],
    at: 0,
  };
}

async function write(): Promise<void> {
  const store = await ConversationStore.open({ directory });
  const heard: { readonly text: string; readonly delay: number }[] = [];
  store.onDidAppendElsewhere(({ events }) => {
    for (const event of events) {
      if (event.type !== 'messageSent') continue;
      heard.push({ text: event.turnId, delay: Date.now() - Number(event.text.split(' ')[1]) });
    }
  });
  await store.journal(conversationId).load();
  send('ready');
  await new Promise((resolve) => process.once('message', resolve));
  for (let number = 0; number < total; number++)
    await store.journal(conversationId).append([message(number)]);
  const until = Date.now() + receiveTimeoutMs;
  while (heard.length < total && Date.now() < until) await new Promise((resolve) => setTimeout(resolve, 20));
  send({ heard: heard.map(({ text }) => text), slowest: Math.max(0, ...heard.map(({ delay }) => delay)) });
  await store.dispose();
  process.disconnect();
}

void write();
