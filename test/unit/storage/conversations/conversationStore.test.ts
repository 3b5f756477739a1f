import assert from 'node:assert/strict';
import { lstatSync, mkdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { emptyConversation } from '../../../../src/shared/conversation/conversation';
import { reduce } from '../../../../src/shared/conversation/reduce';
import { interceptFiles } from '../faultyFiles';
import { answered, converse, id, idOf, piece, Place, sent, started, workflow } from '../samples';

describe('The conversation store', () => {
  let place: Place;
  beforeEach(() => {
    place = new Place();
  });
  afterEach(() => place.close());

  it('gives back after a restart the conversation that the same events make', async () => {
    const events = [
      started(),
      sent(0),
      piece(0, 'ans'),
      piece(0, 'wer'),
      ...answered(0, 'answer\n"quoted" \u2028 你好 🎉 \ud83d'),
    ];
    const first = await place.open();
    await first.journal(id).append(events.slice(0, 2));
    await first.journal(id).append(events.slice(2));
    await first.dispose();
    const loaded = await (await place.open()).journal(id).load();
    assert.deepEqual(loaded?.conversation, events.reduce(reduce, emptyConversation));
    assert.equal(loaded.seq, events.length);
  });

  it('leaves events of the moment out', async () => {
    const store = await place.open();
    await store.journal(id).append([started(), sent(0), { type: 'silenceNoticed', runId: 'r0', since: 5 }]);
    await store.journal(id).append([{ type: 'silenceEnded', runId: 'r0' }]);
    assert.doesNotMatch(readFileSync(place.journal(), 'utf8'), /silence/);
    assert.equal((await store.journal(id).load())?.seq, 2);
  });

  it('keeps the order of appends when the clock goes back', async () => {
    const store = await place.open();
    await store.journal(id).append([started(), sent(0, 'first', 5_000)]);
    await store.journal(id).append([...answered(0), sent(1, 'second', 3)]);
    await store.journal(id).append([...answered(1), sent(2, 'third', -1)]);
    const loaded = await (await place.open()).journal(id).load();
    assert.deepEqual(
      loaded?.conversation.turns.map((turn) => turn.text),
      ['first', 'second', 'third'],
    );
  });

  it('keeps the order of appends that do not wait for one another', async () => {
    const store = await place.open();
    const appends = [store.journal(id).append([started(), sent(0)])];
    for (let number = 0; number < 200; number++)
      appends.push(store.journal(id).append([piece(0, `${number} `)]));
    await Promise.all(appends);
    const text = (await store.journal(id).load())?.conversation.turns[0]?.runs[0]?.messages[0]?.text;
    assert.equal(text, Array.from({ length: 200 }, (_, number) => `${number} `).join(''));
  });

  it('has everything on disk when append resolves', async () => {
    const store = await place.open();
    await store.journal(id).append([started(), sent(0, 'canary one')]);
    assert.match(readFileSync(place.journal(), 'utf8'), /canary one/);
    await store.journal(id).append([piece(0, 'canary two')]);
    assert.match(readFileSync(place.journal(), 'utf8'), /canary two/);
  });

  it('writes files that only the user can read', async function () {
    if (process.platform === 'win32') this.skip();
    mkdirSync(place.directory, { recursive: true, mode: 0o755 });
    const store = await place.open();
    await converse(store, 2);
    await store.search('answer');
    await store.remove(id);
    await converse(store, 1, idOf(2));
    await store.list();
    assert.equal(lstatSync(place.directory).mode & 0o777, 0o700);
    for (const name of place.names()) {
      const stat = lstatSync(place.path(name));
      assert.equal(stat.mode & 0o077, 0, name);
    }
  });

  it('takes no id that could be a path', async () => {
    const store = await place.open();
    const bad = ['../x', '..\\x', 'CON', `${'a'.repeat(31)}\0`, 'A'.repeat(32), 'a'.repeat(33), ''];
    for (const name of bad) {
      await assert.rejects(store.journal(name).append([started(), sent(0)]), TypeError, name);
      await assert.rejects(store.remove(name), TypeError, name);
      await assert.rejects(store.restore(name), TypeError, name);
      assert.equal(await store.journal(name).load(), undefined, name);
    }
    assert.deepEqual(place.names(), []);
  });

  it('lists what was renamed, where it came from and what it cost', async () => {
    const store = await place.open();
    await converse(store, 3);
    await store.journal(id).append([{ type: 'conversationRenamed', title: 'Renamed' }]);
    const [summary] = await store.list();
    assert.deepEqual(summary, {
      id,
      title: 'Renamed',
      workflow,
      lastAt: 2_002,
      turns: 3,
      usage: { input: 30, output: 15, unsplit: 0 },
      isWaiting: false,
      isRunning: false,
    });
  });

  it('brings a deleted conversation back, with what was appended meanwhile', async () => {
    const store = await place.open();
    await converse(store, 1);
    await store.remove(id);
    assert.equal(await store.journal(id).load(), undefined);
    assert.deepEqual(await store.list(), []);
    await store.journal(id).append([sent(1, 'while deleted')]);
    assert.equal(await store.restore(id), true);
    const turns = (await store.journal(id).load())?.conversation.turns;
    assert.deepEqual(
      turns?.map((turn) => turn.text),
      ['question 0', 'while deleted'],
    );
    assert.equal(await store.restore(id), false);
  });

  it('deletes for good what was removed when its window closes', async () => {
    const store = await place.open();
    await store.journal(id).append([started(), sent(0, 'canary removed')]);
    await store.journal(idOf(2)).append([started(idOf(2)), sent(0, 'stays')]);
    await store.search('canary');
    await store.remove(id);
    await store.dispose();
    assert.deepEqual(place.filesWith('canary'), []);
    assert.deepEqual(place.filesWith(id), []);
    assert.equal((await (await place.open()).list()).length, 1);
  });

  it('deletes with a conversation what was set aside of it', async () => {
    const store = await place.open();
    await store.journal(id).append([started(), sent(0, 'canary one'), sent(1, 'canary two')]);
    const content = readFileSync(place.journal());
    content.write('#', content.indexOf('two'));
    writeFileSync(place.journal(), content);
    await store.journal(id).load();
    assert.equal(place.names().filter((name) => name.includes('.corrupt-')).length, 1);
    await store.remove(id);
    await store.dispose();
    assert.deepEqual(place.filesWith('canary'), []);
  });

  it('syncs what the user did and the end of a run before it counts as written, and nothing in between', async () => {
    let calls: string[] = [];
    const store = await place.open({ files: interceptFiles((call) => calls.push(call)) });
    const callsOf = async (event: ReturnType<typeof sent>) => {
      calls = [];
      await store.journal(id).append([event]);
      return calls.filter((call) => call === 'write' || call === 'datasync');
    };
    await store.journal(id).append([started()]);
    assert.deepEqual(await callsOf(sent(0)), ['write', 'datasync']);
    assert.deepEqual(await callsOf(piece(0, 'text')), ['write']);
    for (const event of answered(0)) {
      const needsSync = event.type === 'runCompleted';
      assert.deepEqual(await callsOf(event), needsSync ? ['write', 'datasync'] : ['write'], event.type);
    }
  });

  it('deletes at the next start what a killed window had removed long ago', async () => {
    const store = await place.open();
    await store.journal(id).append([started(), sent(0, 'canary removed')]);
    await store.remove(id);
    const long = new Date(Date.now() - 3_600_000);
    utimesSync(place.path(`removed/${id}.jsonl`), long, long);
    const other = await place.open();
    assert.deepEqual(place.filesWith('canary'), []);
    assert.equal(await other.restore(id), false);
  });

  it('deletes all of its files, and no others, when everything is deleted', async () => {
    const store = await place.open();
    for (let number = 1; number <= 5; number++) {
      await store.journal(idOf(number)).append([started(idOf(number)), sent(0, `canary ${number}`)]);
    }
    await store.search('canary');
    await store.remove(idOf(1));
    writeFileSync(place.journal(idOf(2)), 'canary: damaged beyond recognition');
    writeFileSync(place.path(`${idOf(3)}.text.abc.tmp`), 'canary');
    writeFileSync(place.path('usage.jsonl'), 'not of the store');
    await store.list();
    assert.ok(place.names().some((name) => name.includes('.corrupt-')));
    const told: string[] = [];
    store.onDidRemove(({ conversationId }) => told.push(conversationId));
    await store.removeAll();
    assert.deepEqual(place.names(), ['usage.jsonl']);
    assert.deepEqual(await store.list(), []);
    assert.ok(told.includes(idOf(4)) && told.includes(idOf(5)));
    await store.journal(idOf(4)).append([sent(1, 'canary after')]);
    assert.deepEqual(place.names(), ['usage.jsonl']);
  });

  it('starts again after everything was deleted', async () => {
    const store = await place.open();
    await converse(store, 1);
    await store.removeAll();
    await converse(store, 2, idOf(7));
    assert.equal((await (await place.open()).journal(idOf(7)).load())?.conversation.turns.length, 2);
  });

  it('judges a run in the list as when it is loaded, whatever the clock of the disk says', async () => {
    const store = await place.open();
    await store.journal(id).append([started(), sent(0)]);
    const [, machine] = /\.([0-9a-f]{6})\./.exec(readFileSync(place.journal(), 'utf8')) ?? [];
    const { encodeRecord } = await import('../../../../src/storage/journal/record');
    // Another window of this computer, one that is gone, and one of another computer.
    const writers = [
      `00000000.${machine}.${process.ppid}`,
      `00000000.${machine}.999999999`,
      '00000000.abcdef.7',
    ];
    for (const [number, writer] of writers.entries()) {
      const other = idOf(number + 1);
      const lines = [started(other), sent(0)].map((event, index) =>
        encodeRecord({ writer, number: index + 1, event }),
      );
      writeFileSync(place.journal(other), `\n${lines.map(String).join('\n')}\n`);
      const slowClock = new Date(Date.now() - 3_600_000);
      utimesSync(place.journal(other), slowClock, slowClock);
    }
    const listed = new Map((await store.list()).map((summary) => [summary.id, summary.isRunning]));
    for (const [number, isRunning] of [true, false, true].entries()) {
      assert.equal(listed.get(idOf(number + 1)), isRunning);
      assert.equal((await store.journal(idOf(number + 1)).load())?.isLive, isRunning);
    }
  });

  it('knows whether the process of an open run is alive', async () => {
    const store = await place.open();
    await store.journal(id).append([started(), sent(0)]);
    const own = await store.journal(id).load();
    assert.equal(own?.isLive, true);
    // The same record by a process that is gone: its number is beyond every process id.
    const journal = readFileSync(place.journal(), 'utf8');
    const { encodeRecord } = await import('../../../../src/storage/journal/record');
    const [, machine] = /\.([0-9a-f]{6})\./.exec(journal) ?? [];
    const dead = `00000000.${machine}.999999999`;
    const other = idOf(0xb);
    const lines = [started(other), sent(0)].map((event, index) =>
      encodeRecord({ writer: dead, number: index + 1, event }),
    );
    writeFileSync(place.journal(other), `\n${lines.map(String).join('\n')}\n`);
    const lost = await store.journal(other).load();
    assert.equal(lost?.isLive, false);
    const running = (await store.list()).filter((summary) => summary.isRunning).map((summary) => summary.id);
    assert.deepEqual(running, [id]);
  });
});
