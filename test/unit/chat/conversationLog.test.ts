import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { ConversationLog } from '../../../src/chat/conversationLog';
import type { ChatEvent } from '../../../src/shared/conversation/chatEvent';
import { emptyConversation, findRun, type Run } from '../../../src/shared/conversation/conversation';
import { reduceAll } from '../../../src/shared/conversation/reduce';
import type { JournalHandle } from '../../../src/storage/conversations/conversationStore';
import { someError } from '../shared/conversation/building';
import { withSlowSync } from '../storage/faultyFiles';
import { answered, id, idOf, piece, Place, sent, started, until } from '../storage/samples';

describe('The log of a conversation', () => {
  let place: Place;
  beforeEach(() => {
    place = new Place();
  });
  afterEach(() => place.close());

  const onDisk = () => (existsSync(place.journal()) ? readFileSync(place.journal(), 'utf8') : '');
  const onError = (error: unknown) => assert.fail(String(error));
  const run = (log: ConversationLog): Run | undefined => findRun(log.conversation, 'r0')?.run;

  async function begin(journal: Pick<JournalHandle, 'append' | 'load'>): Promise<ConversationLog> {
    const conversation = reduceAll(emptyConversation, [started()]);
    const log = new ConversationLog({ journal, onError }, { conversation, seq: 1, unwritten: [started()] });
    const show = await log.writeAhead([sent(0, 'the message')]);
    show();
    return log;
  }

  it('writes nothing before the first message, and that before it is shown', async () => {
    const store = await place.open();
    const conversation = reduceAll(emptyConversation, [started()]);
    const journal = store.journal(id);
    const log = new ConversationLog({ journal, onError }, { conversation, seq: 1, unwritten: [started()] });
    log.append({ type: 'conversationRenamed', title: 'Renamed' });
    await log.flush();
    assert.deepEqual(place.names(), []);
    const show = await log.writeAhead([sent(0, 'the message')]);
    assert.match(onDisk(), /Renamed[^]*the message/);
    assert.equal(log.conversation.turns.length, 0);
    show();
    assert.equal(log.conversation.turns.length, 1);
  });

  it('hands streamed text to the journal while earlier events are still being synced', async () => {
    const { files, release } = withSlowSync();
    const store = await place.open({ files });
    const log = begin(store.journal(id));
    await until('the message is written', () => onDisk().includes('the message'));
    const conversation = reduceAll(emptyConversation, [started(), sent(0)]);
    const journal = store.journal(id);
    const other = new ConversationLog({ journal, onError }, { conversation, seq: 2, unwritten: [] });
    let isFlushed = false;
    const flushed = other.commit(sent(1, 'committed')).then(() => (isFlushed = true));
    other.append(piece(1, 'not held up'));
    await until('the text is written', () => onDisk().includes('not held up'));
    assert.equal(isFlushed, false);
    release();
    await Promise.all([flushed, log]);
  });

  it('appends nothing while the journal is read again', async () => {
    const store = await place.open();
    const journal = store.journal(id);
    let finish: (() => void) | undefined;
    const load = async () => {
      await new Promise<void>((resolve) => (finish = resolve));
      return journal.load();
    };
    const log = await begin({ append: (events) => journal.append(events), load });
    const reloaded = log.reload();
    await until('the reading has begun', () => finish !== undefined);
    log.append(piece(0, 'later'));
    const flushed = log.flush();
    await store.journal(idOf(2)).append([started(idOf(2))]);
    assert.doesNotMatch(onDisk(), /later/);
    finish?.();
    await Promise.all([reloaded, flushed]);
    assert.match(onDisk(), /later/);
    assert.equal(run(log)?.messages[0]?.text, 'later');
  });

  const silence: ChatEvent = { type: 'silenceNoticed', runId: 'r0', since: 5 };
  const retry: ChatEvent = { type: 'retryScheduled', runId: 'r0', attempt: 1, until: 9, error: someError };

  for (const [name, event, isShown] of [
    ['silence', silence, (shown: Run | undefined) => shown?.silentSince === 5],
    ['a scheduled retry', retry, (shown: Run | undefined) => shown?.retry?.until === 9],
  ] as const) {
    it(`shows ${name} again after a reset, as long as it lasts`, async () => {
      const log = await begin((await place.open()).journal(id));
      log.append(event);
      await log.reload();
      assert.ok(isShown(run(log)));
    });
  }

  const counterparts: readonly (readonly [ChatEvent, ChatEvent])[] = [
    [silence, { type: 'silenceEnded', runId: 'r0' }],
    [retry, { type: 'retryStarted', runId: 'r0' }],
  ];
  for (const [event, counterpart] of counterparts) {
    it(`shows no ${event.type} after a reset that follows ${counterpart.type}`, async () => {
      const log = await begin((await place.open()).journal(id));
      log.append(event);
      log.append(counterpart);
      await log.reload();
      assert.deepEqual([run(log)?.silentSince, run(log)?.retry], [undefined, undefined]);
    });
  }

  it('shows nothing transient of a run that has ended to the next one', async () => {
    const ends: readonly ChatEvent[] = [
      ...answered(0).slice(-1),
      { type: 'runWaiting', runId: 'r0', at: 1 },
      { type: 'runStopped', runId: 'r0', at: 1 },
      { type: 'runFailed', runId: 'r0', at: 1, error: someError },
      { type: 'runCutOff', runId: 'r0', at: 1, error: someError },
    ];
    const store = await place.open();
    for (const end of ends) {
      const journal = store.journal(id);
      const conversation = reduceAll(emptyConversation, [started(), sent(0)]);
      const stored = { conversation, seq: 2, isLive: true };
      const log = new ConversationLog(
        {
          journal: { append: (events) => journal.append(events), load: () => Promise.resolve(stored) },
          onError,
        },
        { conversation, seq: 2, unwritten: [] },
      );
      for (const event of [silence, end]) log.append(event);
      // A journal that does not have the end yet: what is transient would be shown in its open run.
      await log.reload();
      assert.equal(run(log)?.silentSince, undefined, end.type);
    }
  });
});
