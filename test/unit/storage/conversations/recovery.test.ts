import assert from 'node:assert/strict';
import {
  linkSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { crc32 } from 'node:zlib';
import type { ConversationStore } from '../../../../src/storage/conversations/conversationStore';
import type { RecoveryNotice } from '../../../../src/storage/conversations/readConversation';
import { runs } from '../../../support/properties';
import { withoutSync } from '../faultyFiles';
import { converse, fastDirectory, id, idOf, Place, random, sent } from '../samples';

const neighbour = idOf(0xbb);

function noticesOf(store: ConversationStore): readonly RecoveryNotice[] {
  const notices: RecoveryNotice[] = [];
  store.onDidRecover((news) => notices.push(...news));
  return notices;
}

describe('Recovery', () => {
  let place: Place;
  let healthy: Buffer;
  beforeEach(async () => {
    place = new Place(fastDirectory);
    const store = await place.open();
    await converse(store, 2);
    await converse(store, 1, neighbour);
    await store.dispose();
    healthy = readFileSync(place.journal());
  });
  afterEach(() => place.close());

  /** Starts with this content in place of the journal and returns what can be said about it. */
  async function startWith(content: Buffer) {
    writeFileSync(place.journal(), content);
    const store = await place.open({ files: withoutSync() });
    const notices = noticesOf(store);
    const list = await store.list();
    const loaded = await store.journal(id).load();
    await store.journal(id).append([sent(99, 'life goes on')]);
    await store.dispose();
    const copies = place.names().filter((name) => name.startsWith(`${id}.jsonl`));
    const isOriginalKept = copies.some((name) =>
      readFileSync(place.path(name)).subarray(0, content.length).equals(content),
    );
    // The next start would look at each copy.
    for (const name of copies) if (name.includes('.corrupt-')) rmSync(place.path(name));
    return { list, loaded, notices, isOriginalKept };
  }

  /** Lines of the healthy journal that are whole in the other content. */
  function wholeLines(content: Buffer): number {
    const present = new Set(content.toString('latin1').split('\n'));
    return healthy
      .toString('latin1')
      .split('\n')
      .filter((line) => line !== '' && present.has(line)).length;
  }

  it('starts with a journal that was cut at any byte, and keeps every whole record', async () => {
    healthy = readFileSync(place.journal(neighbour));
    for (let cut = 0; cut < healthy.length; cut++) {
      const content = healthy.subarray(0, cut);
      const { list, loaded, notices, isOriginalKept } = await startWith(content);
      const where = `cut at ${cut}`;
      assert.ok(
        list.some((summary) => summary.id === neighbour),
        where,
      );
      assert.ok((loaded?.seq ?? 0) >= wholeLines(content), where);
      assert.ok(isOriginalKept, where);
      assert.deepEqual(notices, [], where);
      const after = readFileSync(place.journal(), 'utf8');
      if (loaded) assert.match(after, /life goes on/, where);
    }
  }).timeout(120_000);

  it('starts with journals that were damaged at random, keeps every whole record and every original', async () => {
    const mutations: Record<string, (bytes: Buffer, next: () => number) => Buffer> = {
      'flipped bit': (bytes, next) => {
        const at = Math.floor(next() * bytes.length);
        bytes.writeUInt8(bytes.readUInt8(at) ^ (1 << Math.floor(next() * 8)), at);
        return bytes;
      },
      'deleted bytes': (bytes, next) => {
        const at = Math.floor(next() * bytes.length);
        return Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + 1 + Math.floor(next() * 40))]);
      },
      'inserted bytes that are not UTF-8': (bytes, next) => {
        const at = Math.floor(next() * bytes.length);
        const inserted = Buffer.from(Array.from({ length: 20 }, () => 128 + Math.floor(next() * 128)));
        return Buffer.concat([bytes.subarray(0, at), inserted, bytes.subarray(at)]);
      },
      'zeros instead of a part': (bytes, next) => {
        const at = Math.floor(next() * bytes.length);
        return bytes.fill(0, at, Math.min(bytes.length, at + 1 + Math.floor(next() * 300)));
      },
      'a part twice': (bytes, next) => {
        const from = Math.floor(next() * bytes.length);
        const to = from + Math.floor(next() * 400);
        return Buffer.concat([bytes.subarray(0, to), bytes.subarray(from)]);
      },
      'zeros at the end': (bytes, next) =>
        Buffer.concat([bytes, Buffer.alloc(1 + Math.floor(next() * 5_000))]),
    };
    const seeds = runs(28);
    const count = seeds * Object.keys(mutations).length;
    let damaged = 0;
    for (let seed = 0; seed < seeds; seed++) {
      for (const [name, mutate] of Object.entries(mutations)) {
        const next = random(seed);
        next();
        const content = mutate(Buffer.from(healthy), next);
        const { list, loaded, notices, isOriginalKept } = await startWith(content);
        const where = `${name}, seed ${seed}`;
        assert.ok(
          list.some((summary) => summary.id === neighbour),
          where,
        );
        assert.ok((loaded?.seq ?? 0) >= wholeLines(content), where);
        assert.ok(isOriginalKept, where);
        if (notices.length > 0) damaged++;
      }
    }
    assert.ok(damaged > 0.66 * count, `only ${damaged} of ${count} were reported`);
  }).timeout(120_000);

  it('moves a damaged journal aside, reports it once and continues in a new one', async () => {
    const content = Buffer.from(healthy);
    content.write('#', content.indexOf('question 1'));
    writeFileSync(place.journal(), content);
    const store = await place.open({ now: () => Date.UTC(2026, 0, 2, 3, 4, 5) });
    const notices = noticesOf(store);
    const loaded = await store.journal(id).load();
    const aside = place.path(`${id}.jsonl.corrupt-2026-01-02T03-04-05Z`);
    assert.deepEqual(notices, [{ conversationId: id, kind: 'repaired', path: aside }]);
    assert.deepEqual(readFileSync(aside), content);
    assert.equal(loaded?.conversation.turns.length, 1);
    await store.journal(id).append([sent(7, 'after repair')]);
    await store.list();
    assert.equal((await store.journal(id).load())?.conversation.turns.length, 2);
    assert.equal(notices.length, 1);
  });

  it('keeps every damaged original when it happens twice within a second', async () => {
    const now = () => 1_000;
    for (const text of ['question 0', 'question 1']) {
      const content = readFileSync(place.journal());
      content.write('#', content.indexOf(text));
      writeFileSync(place.journal(), content);
      const store = await place.open({ now });
      await store.journal(id).load();
      await store.dispose();
    }
    const aside = place.names().filter((name) => name.includes('.corrupt-'));
    assert.equal(aside.length, 2);
  });

  it('moves aside what has nothing sound in it', async () => {
    const { list, loaded, notices, isOriginalKept } = await startWith(Buffer.from('{"messages":[]}\n'));
    assert.equal(loaded, undefined);
    assert.deepEqual(
      list.map((summary) => summary.id),
      [neighbour],
    );
    assert.deepEqual(
      notices.map((notice) => notice.kind),
      ['setAside'],
    );
    assert.ok(isOriginalKept);
  });

  it('says nothing about an empty file', async () => {
    const { loaded, notices } = await startWith(Buffer.alloc(0));
    assert.equal(loaded, undefined);
    assert.deepEqual(notices, []);
  });

  it('leaves a journal of a later version unchanged, and reports it once', async () => {
    const body = 'v2 whatever comes then';
    const line = `${body} ${crc32(body).toString(16).padStart(8, '0')}\n`;
    const content = Buffer.concat([healthy, Buffer.from(line)]);
    writeFileSync(place.journal(), content);
    const store = await place.open();
    const notices = noticesOf(store);
    assert.deepEqual(
      (await store.list()).map((summary) => summary.id),
      [neighbour],
    );
    assert.equal(await store.journal(id).load(), undefined);
    assert.deepEqual(notices, [{ conversationId: id, kind: 'future', path: place.journal() }]);
    assert.deepEqual(readFileSync(place.journal()), content);
    assert.deepEqual(
      place.names().filter((name) => name.includes('corrupt')),
      [],
    );
  });

  it('moves a directory in place of a journal aside with what is in it', async () => {
    const odd = idOf(0xcc);
    mkdirSync(place.journal(odd));
    writeFileSync(place.path(`${odd}.jsonl/precious`), 'precious');
    const store = await place.open();
    const notices = noticesOf(store);
    assert.equal((await store.list()).length, 2);
    assert.equal(notices.length, 1);
    assert.deepEqual(
      place.filesWith('precious').map((path) => path.includes('.corrupt-')),
      [true],
    );
  });

  it('reads and writes nothing through a link', async function () {
    if (process.platform === 'win32') this.skip();
    const odd = idOf(0xdd);
    const target = place.path('../target.jsonl');
    linkSync(place.journal(), target);
    symlinkSync(target, place.journal(odd));
    const store = await place.open();
    const notices = noticesOf(store);
    await store.journal(odd).append([sent(5, 'not into the target')]);
    assert.doesNotMatch(readFileSync(target, 'utf8'), /not into the target/);
    await store.list();
    assert.equal(notices[0]?.kind, 'setAside');
    assert.equal(readlinkSync(notices[0].path), target);
    assert.ok(lstatSync(target).isFile());
    assert.deepEqual(readFileSync(target), healthy);
  });

  it('starts with a file of 500 MB of nothing, without taking that much memory', async () => {
    truncateSync(place.journal(), 500 * 1024 * 1024);
    const store = await place.open();
    const before = process.memoryUsage().arrayBuffers;
    const loaded = await store.journal(id).load();
    assert.ok(process.memoryUsage().arrayBuffers - before < 64 * 1024 * 1024);
    assert.equal(loaded?.conversation.turns.length, 2);
    assert.ok(lstatSync(place.journal()).size < 1024 * 1024);
  }).timeout(60_000);
});
