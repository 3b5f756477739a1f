import assert from 'node:assert/strict';
import { copyFileSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Conversation } from '../../../../src/shared/conversation/conversation';
import type { JournalEvent } from '../../../../src/shared/conversation/chatEvent';
import { UsageLedger } from '../../../../src/usage/usageLedger';
import { Place } from '../samples';

const journals = join(__dirname, '../../../fixtures/journals');
const names = ['everyEvent', 'fork', 'heldQueue', 'killed'];

interface Golden {
  readonly conversation: Conversation;
  readonly seq: number;
}

/** One more event does not compile until it is named here and is in a journal. */
const eventTypes: Readonly<Record<JournalEvent['type'], true>> = {
  conversationStarted: true,
  conversationRenamed: true,
  serviceConversationDropped: true,
  messageSent: true,
  interruptAnswered: true,
  runRepeated: true,
  messageQueued: true,
  queuedMessageRemoved: true,
  queueHeld: true,
  interruptDismissed: true,
  turnHidden: true,
  turnShown: true,
  feedbackGiven: true,
  chatStarted: true,
  textAppended: true,
  reasoningAppended: true,
  messageCompleted: true,
  followUpSuggested: true,
  usageReported: true,
  debugUrlReceived: true,
  executionIdentified: true,
  interruptSignalled: true,
  chatCompleted: true,
  chatCanceled: true,
  chatFailed: true,
  runCompleted: true,
  runWaiting: true,
  runStopped: true,
  runFailed: true,
  runCutOff: true,
};

/**
 * Journals that sessions of version 0.1 wrote, kept byte for byte. They stay readable: a golden conversation changes
 * only where a field is added.
 */
describe('a journal that an earlier version wrote', () => {
  let place: Place;

  beforeEach(() => {
    place = new Place();
  });

  afterEach(() => place.close());

  for (const name of names) {
    it(`gives its golden conversation: ${name}`, async () => {
      const golden = JSON.parse(readFileSync(join(journals, `${name}.golden.json`), 'utf8')) as Golden;
      const { id } = golden.conversation;
      mkdirSync(place.directory, { recursive: true });
      copyFileSync(join(journals, `${name}.jsonl`), place.journal(id));
      const store = await place.open();
      const notices: unknown[] = [];
      store.onDidRecover((found) => notices.push(...found));
      const loaded = await store.journal(id).load();
      assert.ok(loaded);
      // Not `isLive`: it depends on the machine, and on the processes that run on it now.
      const { conversation, seq } = loaded;
      assert.deepEqual(JSON.parse(JSON.stringify({ conversation, seq })), golden);
      assert.deepEqual(notices, [], 'a torn last line is no damage');
      assert.deepEqual(readFileSync(place.journal(id)), readFileSync(join(journals, `${name}.jsonl`)));
    });
  }

  it('gives the tokens that its usage file counted', async () => {
    mkdirSync(place.directory, { recursive: true });
    copyFileSync(join(journals, 'usage.jsonl'), join(place.directory, 'usage.jsonl'));
    const ledger = await UsageLedger.open({
      directory: place.directory,
      now: () => 1_795_000_080_000,
      log: { warn: (text) => assert.fail(text) },
    });
    const rows = ledger.query({ by: 'workflow' });
    ledger.dispose();
    const usage = { input: 7, output: 8, unsplit: 9 };
    assert.deepEqual(rows, [{ key: 'other', name: 'Other', usage, runs: 1, calls: 1 }]);
  });

  it('holds every event', () => {
    const all = names.map((name) => readFileSync(join(journals, `${name}.jsonl`), 'utf8')).join('');
    const missing = Object.keys(eventTypes).filter((type) => !all.includes(`{"type":"${type}"`));
    assert.deepEqual(missing, []);
    assert.ok(all.includes('"forkedFrom"'));
  });
});
