import assert from 'node:assert/strict';
import { readFileSync, rmSync } from 'node:fs';
import { nodeFileSystem, renameFile, type FileSystem } from '../../../src/storage/journal/disk/fileSystem';
import { FaultyFiles, systemError, withSlowSync } from './faultyFiles';
import { answered, converse, id, idOf, piece, Place, sent, started, until } from './samples';

describe('Trouble with the disk', () => {
  let place: Place;
  let disk: FaultyFiles;
  beforeEach(() => {
    place = new Place();
    disk = new FaultyFiles();
  });
  afterEach(() => place.close());

  const faults: readonly [string, string, string][] = [
    ['ENOSPC', 'write', 'the disk is full'],
    ['EIO', 'write', 'the disk is broken'],
    ['EIO', 'datasync', 'the disk is broken while syncing'],
    ['EROFS', 'open', 'the disk is read-only'],
    ['EACCES', 'open', 'the file may not be written'],
    ['EMFILE', 'open', 'too many files are open'],
    ['ENAMETOOLONG', 'open', 'the path is too long'],
  ];
  for (const [code, call, what] of faults) {
    it(`continues in memory while ${what} (${code}), and writes everything once it can`, async () => {
      const store = await place.open({ files: disk.files });
      const problems: (string | undefined)[] = [];
      store.onDidChangeProblem((problem) => problems.push(problem));
      await store.journal(id).append([started(), sent(0)]);
      disk.fail(call, code);
      await store.journal(id).append([piece(0, 'kept ')]);
      await store.journal(id).append([piece(0, 'in '), piece(0, 'memory')]);
      await store.journal(id).append([sent(1)]);
      assert.equal(store.problem, code);
      assert.deepEqual(problems, [code]);
      if (call !== 'open') {
        const loaded = await store.journal(id).load();
        assert.equal(loaded?.conversation.turns[0]?.runs[0]?.messages[0]?.text, 'kept in memory');
      }
      disk.heal();
      await store.journal(id).append(answered(1));
      assert.deepEqual(problems, [code, undefined]);
      const loaded = await (await place.open()).journal(id).load();
      assert.equal(loaded?.conversation.turns[0]?.runs[0]?.messages[0]?.text, 'kept in memory');
      assert.equal(loaded.conversation.turns[1]?.runs[0]?.outcome, 'completed');
      assert.equal(loaded.seq, 2 + 3 + 1 + 3);
    });
  }

  it('reports that the history could not be read only until it can', async () => {
    await (await place.open()).journal(id).append([started(), sent(0)]);
    const store = await place.open({ files: disk.files });
    disk.fail('readFile', 'EMFILE');
    await store.list();
    assert.equal(store.problem, 'EMFILE');
    disk.heal();
    assert.equal((await store.list()).length, 1);
    assert.equal(store.problem, undefined);
  });

  it('writes streamed text while the disk is still busy to sync what came before', async () => {
    const { files, release } = withSlowSync();
    const store = await place.open({ files });
    let isSynced = false;
    const message = store
      .journal(id)
      .append([started(), sent(0)])
      .then(() => (isSynced = true));
    await store.journal(id).append([piece(0, 'not held up')]);
    assert.match(readFileSync(place.journal(), 'utf8'), /not held up/);
    assert.equal(isSynced, false, 'the message of the user counts only when it is synced');
    release();
    await message;
    assert.equal(isSynced, true);
  });

  it('writes by itself what waits, once the disk takes it again', async () => {
    const store = await place.open({ files: disk.files });
    disk.fail('write', 'ENOSPC');
    await store.journal(id).append([started(), sent(0, 'late but here')]);
    disk.heal();
    await until('the problem is over', () => store.problem === undefined);
    assert.match(readFileSync(place.journal(), 'utf8'), /late but here/);
  });

  it('counts a write once that took only a part before the disk was full', async () => {
    const store = await place.open({ files: disk.files });
    await store.journal(id).append([started(), sent(0)]);
    for (let part = 1; part < 400; part += 7) {
      disk.tearWrites(part);
      await store.journal(id).append([piece(0, `${part},`), piece(0, 'b,')]);
      disk.heal();
    }
    await store.flush();
    const fresh = await place.open();
    const notices: unknown[] = [];
    fresh.onDidRecover((news) => notices.push(...news));
    const text = (await fresh.journal(id).load())?.conversation.turns[0]?.runs[0]?.messages[0]?.text;
    const parts = Array.from({ length: 57 }, (_, index) => `${1 + index * 7},b,`);
    assert.equal(text, parts.join(''));
    assert.deepEqual(notices, []);
  });

  it('shows conversations that exist in memory only in the list, in the search and when opened', async () => {
    const store = await place.open({ files: disk.files });
    disk.fail('open', 'EROFS');
    await converse(store, 2);
    assert.equal((await store.list())[0]?.turns, 2);
    assert.equal((await store.search('question 1')).length, 1);
    assert.equal((await store.journal(id).load())?.conversation.turns.length, 2);
  });

  it('opens where its directory cannot be made, and says why', async () => {
    disk.fail('mkdir', 'EACCES');
    const store = await place.open({ files: disk.files });
    assert.equal(store.problem, 'EACCES');
    await store.journal(id).append([started(), sent(0)]);
    assert.equal((await store.journal(id).load())?.conversation.turns.length, 1);
    disk.heal();
    await store.journal(id).append([sent(1)]);
    assert.equal(store.problem, undefined);
    assert.equal((await (await place.open()).journal(id).load())?.conversation.turns.length, 2);
  });

  it('keeps new conversations, and says what is not saved, where its directory was deleted under it', async () => {
    const store = await place.open();
    await converse(store, 1);
    rmSync(place.directory, { recursive: true });
    await store.journal(id).append([sent(5)]);
    await converse(store, 1, idOf(2));
    assert.equal(store.problem, 'ENOENT', 'of the first conversation only the end is left');
    assert.equal((await (await place.open()).journal(idOf(2)).load())?.conversation.turns.length, 1);
  });

  it('shows what can be read of a damaged journal where it cannot be repaired', async () => {
    const healthy = await place.open();
    await converse(healthy, 3);
    const content = readFileSync(place.journal());
    content.write('#', content.indexOf('question 1'));
    const { writeFileSync } = await import('node:fs');
    writeFileSync(place.journal(), content);
    disk.fail('link', 'EROFS');
    const store = await place.open({ files: disk.files });
    const kinds: string[] = [];
    store.onDidRecover((notices) => kinds.push(...notices.map((notice) => notice.kind)));
    assert.equal((await store.journal(id).load())?.conversation.turns.length, 2);
    assert.deepEqual(kinds, ['unreadable']);
    assert.deepEqual(readFileSync(place.journal()), content);
  });

  it('keeps a copy of a damaged journal where the disk has no hard links', async () => {
    const healthy = await place.open();
    await converse(healthy, 3);
    const content = readFileSync(place.journal());
    content.write('#', content.indexOf('question 1'));
    const { writeFileSync } = await import('node:fs');
    writeFileSync(place.journal(), content);
    disk.fail('link', 'EPERM');
    const store = await place.open({ files: disk.files });
    await store.journal(id).load();
    const aside = place.names().find((name) => name.includes('.corrupt-'));
    assert.deepEqual(readFileSync(place.path(aside ?? 'nothing was kept')), content);
  });

  it('tries a renaming again while a virus scanner holds the file, for 315 ms', async () => {
    for (const [failures, isDone] of [
      [6, true],
      [7, false],
    ] as const) {
      let calls = 0;
      const files: FileSystem = {
        ...nodeFileSystem,
        rename: () =>
          ++calls <= failures ? Promise.reject(systemError('EBUSY')) : Promise.resolve(undefined),
      };
      const result = await renameFile(files, 'a', 'b').then(
        () => true,
        () => false,
      );
      assert.deepEqual([result, calls], [isDone, isDone ? failures + 1 : failures]);
    }
  });
});
