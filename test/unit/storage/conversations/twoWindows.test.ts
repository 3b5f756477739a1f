import assert from 'node:assert/strict';
import { readFileSync, renameSync, utimesSync, writeFileSync } from 'node:fs';
import { spawn } from 'node:child_process';
import { encodeRecord } from '../../../../src/storage/journal/record';
import type { JournalEvent } from '../../../../src/shared/conversation/chatEvent';
import type { ConversationStore } from '../../../../src/storage/conversations/conversationStore';
import { interceptFiles } from '../faultyFiles';
import { answered, converse, id, idOf, piece, Place, sent, started, until } from '../samples';

describe('Two windows on one conversation', () => {
  let place: Place;
  let here: ConversationStore;
  let there: ConversationStore;
  beforeEach(async () => {
    place = new Place();
    here = await place.open();
    there = await place.open();
    await converse(here, 1);
  });
  afterEach(() => place.close());

  function heardBy(store: ConversationStore): readonly JournalEvent[] {
    const heard: JournalEvent[] = [];
    store.onDidAppendElsewhere(({ events }) => heard.push(...events));
    return heard;
  }

  it('each receives what the other appends, once and in order, and none of its own events', async () => {
    await here.journal(id).load();
    await there.journal(id).load();
    const [atHere, atThere] = [heardBy(here), heardBy(there)];
    const byHere = [sent(1), piece(1, 'a'), ...answered(1)];
    const byThere = [sent(2), ...answered(2)];
    for (const event of byHere) await here.journal(id).append([event]);
    await there.journal(id).append(byThere);
    await until('both have heard', () => atHere.length >= byThere.length && atThere.length >= byHere.length);
    assert.deepEqual(atHere, byThere);
    assert.deepEqual(atThere, byHere);
  });

  it('receives what the other adds to a conversation that began here and was never read', async () => {
    await there.journal(id).load();
    const heard = heardBy(here);
    await there.journal(id).append([sent(1)]);
    await until('it was heard', () => heard.length > 0);
    assert.deepEqual(heard, [sent(1)]);
  });

  it('loses nothing between loading and hearing, while the other writes all the time', async () => {
    const total = 300;
    const texts: string[] = [];
    there.onDidAppendElsewhere(({ events }) => {
      for (const event of events) if (event.type === 'textAppended') texts.push(event.text);
    });
    await here.journal(id).append([sent(1)]);
    const writing = (async () => {
      for (let number = 0; number < total; number++) await here.journal(id).append([piece(1, `${number},`)]);
    })();
    await until('something was written', () => readFileSync(place.journal(), 'utf8').includes('"50,"'));
    const loaded = await there.journal(id).load();
    await writing;
    const before = loaded?.conversation.turns[1]?.runs[0]?.messages[0]?.text ?? '';
    await until('all was heard', () => texts.includes(`${total - 1},`));
    const expected = Array.from({ length: total }, (_, number) => `${number},`).join('');
    assert.equal(before + texts.join(''), expected);
  });

  it('a deletion in one is heard in the other, and so is its undo', async () => {
    await there.journal(id).load();
    const told: string[] = [];
    there.onDidRemove(() => told.push('removed'));
    there.onDidRestore(() => told.push('restored'));
    await here.remove(id);
    await until('the removal was told', () => told.length === 1);
    assert.deepEqual(await there.list(), []);
    await here.restore(id);
    await until('the undo was told', () => told.length === 2);
    assert.deepEqual(told, ['removed', 'restored']);
    const heard = heardBy(there);
    await here.journal(id).append([sent(3)]);
    await until('it is followed again', () => heard.length === 1);
  });

  it('a run of another computer counts as alive, whatever the clock of the file server says', async () => {
    const other = idOf(0xb);
    const lines = [started(other), sent(0)].map((event, index) =>
      encodeRecord({ writer: 'ffffffff.ffffff.42', number: index + 1, event }).toString(),
    );
    writeFileSync(place.journal(other), `\n${lines.join('\n')}\n`);
    const hourAgo = Date.now() / 1_000 - 3_600;
    utimesSync(place.journal(other), hourAgo, hourAgo);
    const loaded = await here.journal(other).load();
    assert.equal(loaded?.isLive, true);
  });

  it('a conversation that the other deleted permanently is not written again', async () => {
    await there.journal(id).load();
    let wasTold = false;
    there.onDidRemove(() => (wasTold = true));
    await here.removeAll();
    await there.journal(id).append([sent(1)]);
    assert.ok(wasTold);
    assert.deepEqual(
      place.names().filter((name) => name.includes(id)),
      [],
    );
    assert.equal(there.problem, undefined);
  });

  it('continues in the repaired file when one repairs while the other writes', async () => {
    await there.journal(id).load();
    const heard = heardBy(there);
    const content = readFileSync(place.journal());
    content.write('#', content.indexOf('question 0'));
    writeFileSync(place.journal(), content);
    const writing = Promise.all(
      Array.from({ length: 50 }, (_, number) => there.journal(id).append([sent(10 + number)])),
    );
    await here.journal(id).load();
    await writing;
    await here.journal(id).append([sent(100)]);
    await until('the other has found the new file', () => heard.length > 0);
    assert.deepEqual(heard, [sent(100)]);
    const loaded = await (await place.open()).journal(id).load();
    assert.equal(loaded?.conversation.turns.length, 51);
  });

  it('takes over what the other wrote just before the repaired file stood in its place', async () => {
    const content = readFileSync(place.journal());
    content.write('#', content.indexOf('question 0'));
    writeFileSync(place.journal(), content);
    let isLate = false;
    const files = interceptFiles((call) => {
      if (call !== 'rename' || isLate) return;
      isLate = true;
      const record = { writer: 'ffffffff.000000.1', number: 1, event: sent(8, 'just before') };
      writeFileSync(place.journal(), `\n${encodeRecord(record).toString()}\n`, { flag: 'a' });
    });
    const loaded = await (await place.open({ files })).journal(id).load();
    assert.ok(isLate);
    assert.deepEqual(
      loaded?.conversation.turns.map((turn) => turn.text),
      ['just before'],
    );
  });

  it('writes again into the repaired file what went to the old one at that very moment', async () => {
    const repaired = readFileSync(place.journal());
    let isArmed = false;
    const files = interceptFiles((call) => {
      if (call !== 'write' || !isArmed) return;
      isArmed = false;
      writeFileSync(place.path('fresh'), repaired);
      renameSync(place.path('fresh'), place.journal());
    });
    const writer = await place.open({ files });
    isArmed = true;
    await writer.journal(id).append([sent(7, 'at that very moment')]);
    assert.match(readFileSync(place.journal(), 'utf8'), /at that very moment/);
    assert.equal((await here.journal(id).load())?.conversation.turns.length, 2);
  });

  it('reports events to listeners only after they were read by the loader', async () => {
    const log: string[] = [];
    let closes = 0;
    const files = interceptFiles(
      (call) => {
        if (call !== 'lstat' || closes === 0) return;
        closes = 0;
        const record = { writer: 'ffffffff.000000.1', number: 1, event: sent(8) };
        writeFileSync(place.journal(), `\n${encodeRecord(record).toString()}\n`, { flag: 'a' });
      },
      (call) => {
        if (call === 'close' && log.includes('armed')) closes++;
      },
    );
    const reader = await place.open({ files });
    await reader.journal(id).load();
    reader.onDidAppendElsewhere(() => log.push('heard'));
    log.push('armed');
    // The record comes to the file when the journal has been read and before this window is done with it.
    const loaded = await reader.journal(id).load();
    log.push(`read ${loaded?.conversation.turns.length}`);
    await until('it was heard', () => log.includes('heard'));
    assert.deepEqual(log, ['armed', 'read 1', 'heard']);
  });

  it('reports that the process of a run has died', async () => {
    const holder = spawn('sleep', ['60']);
    try {
      const [, machine] = /\.([0-9a-f]{6})\./.exec(readFileSync(place.journal(), 'utf8')) ?? [];
      const record = { writer: `00000000.${machine}.${holder.pid}`, number: 1, event: sent(5) };
      writeFileSync(place.journal(), `\n${encodeRecord(record).toString()}\n`, { flag: 'a' });
      const loaded = await here.journal(id).load();
      assert.equal(loaded?.isLive, true);
      const orphans: string[] = [];
      here.onDidOrphanRuns(({ runIds }) => orphans.push(...runIds));
      holder.kill('SIGKILL');
      await until('the death was told', () => orphans.length > 0);
      assert.deepEqual(orphans, ['r5']);
      assert.equal((await here.journal(id).load())?.isLive, false);
    } finally {
      holder.kill('SIGKILL');
    }
  });

  it('shows the other that a silent run is alive', async () => {
    const { utimesSync, statSync } = await import('node:fs');
    await here.journal(id).append([sent(1)]);
    const long = new Date(Date.now() - 60_000);
    utimesSync(place.journal(), long, long);
    await until('the run has shown itself', () => Date.now() - statSync(place.journal()).mtimeMs < 5_000);
    assert.equal((await there.journal(id).load())?.isLive, true);
    assert.equal((await there.list())[0]?.isRunning, true);
  });

  it('leaves nothing behind that could lock anybody out', async () => {
    await there.journal(id).load();
    await here.journal(id).append([started(), sent(1)]);
    assert.deepEqual(place.names(), [`${id}.jsonl`]);
  });
});
