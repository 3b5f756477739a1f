import { ConversationStore } from '../../src/storage/conversations/conversationStore';
import type { ChatEvent } from '../../src/shared/conversation/chatEvent';

/*
 * One of two windows that write to the same conversation at the same time.
 * Arguments: directory, conversation id, own name, number of appends.
 * Tells `ready` over IPC, begins when told, and ends when it has heard as many events as it has written:
 * `{written, heard}` with the texts of the other window in the order in which they were heard.
 */

const [directory = '', conversationId = '', name = '', count = '0'] = process.argv.slice(2);
const total = Number(count);
/** Nothing that is heard may come later than this, in milliseconds. */
const patience = 30_000;

function tell(message: unknown): void {
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
  tell('ready');
  await new Promise((resolve) => process.once('message', resolve));
  for (let number = 0; number < total; number++)
    await store.journal(conversationId).append([message(number)]);
  const until = Date.now() + patience;
  while (heard.length < total && Date.now() < until) await new Promise((resolve) => setTimeout(resolve, 20));
  tell({ heard: heard.map(({ text }) => text), slowest: Math.max(0, ...heard.map(({ delay }) => delay)) });
  await store.dispose();
  process.disconnect();
}

void write();
