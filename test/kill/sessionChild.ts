import { credentialsBy } from '../support/wirePipeline';
import { randomBytes } from 'node:crypto';
import { writeSync } from 'node:fs';
import { ChatSessions } from '../../src/chat/chatSessions';
import { ConversationStore } from '../../src/storage/conversations/conversationStore';
import { CozeClient } from '../../src/coze/cozeClient';
import { demoWorkflow } from '../../src/client/demo';
import { createSimulator } from '../../src/simulator/service/simulator';
import { openRecordings } from '../../src/recording/recordings';
import { newWriterId } from '../../src/storage/journal/writerId';
import { dyingFiles, parseDeath } from './dyingFiles';
import { recordingsOf } from './verifyRecordings';
import { textMessage } from '../../src/shared/conversation/userMessage';

/*
 * A window that chats continuously until it is killed, with the real sessions, client, store and recordings, and the simulator.
 *
 * Arguments: directory, conversation id or "new", pace, and the point of death ("never", "call:17", "tear:3").
 * Prints these lines synchronously:
 *   conversation <id>
 *   sent <text>                 `send` has resolved: the text is acknowledged
 *   shown <time> <run> <characters of the answer so far>
 */

const [directory = '', conversationId = 'new', pace = 'instant', death = 'never'] = process.argv.slice(2);

const workflow = demoWorkflow('Demo');

function print(line: string): void {
  writeSync(1, `${line}\n`);
}

async function chat(): Promise<void> {
  const service = createSimulator({
    now: Date.now,
    pace: pace === 'lifelike' ? 'lifelike' : 'instant',
    unknownConversations: 'adopt',
  });
  const silent = () => undefined;
  const files = dyingFiles(parseDeath(death));
  const store = await ConversationStore.open({ directory, files });
  const recordings = await openRecordings({
    ...{ directory: recordingsOf(directory), files, now: Date.now, log: { warn: silent } },
    ...{ writer: newWriterId(randomBytes(16).toString('hex')), maxBytes: () => 1_000_000_000 },
  });
  const sessions = new ChatSessions({
    client: new CozeClient({
      fetch: (input, init) => service(new Request(input, init)),
      credentials: credentialsBy(() => Promise.resolve('pat_kill')),
      timeouts: () => ({ connectMs: 10_000, idleMs: 10_000 }),
      log: { info: silent, warn: silent, debug: silent },
    }),
    store,
    ledger: { add: () => Promise.resolve() },
    workflowByKey: () => workflow,
    now: Date.now,
    newId: () => randomBytes(16).toString('hex'),
    log: { warn: silent },
    record: (run) => Promise.resolve(recordings.begin(run)),
  });
  const session = conversationId === 'new' ? sessions.start(workflow) : await sessions.load(conversationId);
  if (!session) throw new Error(`There is no conversation ${conversationId}.`);
  sessions.hold(session);
  print(`conversation ${session.id}`);
  const lengths = new Map<string, number>();
  session.onDidEmit(({ event }) => {
    if (event.type !== 'textAppended' || event.role !== 'assistant') return;
    const length = (lengths.get(event.runId) ?? 0) + event.text.length;
    lengths.set(event.runId, length);
    print(`shown ${Date.now()} ${event.runId} ${length}`);
  });
  for (let number = 0; ; number++) {
    const text = `Message ${number} of ${process.pid}, ${randomBytes(4).toString('hex')}`;
    await session.send(textMessage(text));
    print(`sent ${text}`);
    while (session.isBusy) await new Promise((resolve) => setTimeout(resolve, 1));
  }
}

void chat();
