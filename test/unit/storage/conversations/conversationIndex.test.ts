import assert from 'node:assert/strict';
import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import { answered, converse, id, idOf, Place, sent, started } from '../samples';

describe('The history', () => {
  let place: Place;
  beforeEach(() => {
    place = new Place();
  });
  afterEach(() => place.close());

  it('shows the conversation that was used last first, and none in which nothing was sent', async () => {
    const store = await place.open();
    await store.journal(idOf(1)).append([started(idOf(1)), sent(0, 'older', 10)]);
    await store.journal(idOf(2)).append([started(idOf(2)), sent(0, 'newer', 20)]);
    await store.journal(idOf(3)).append([started(idOf(3))]);
    assert.deepEqual(
      (await store.list()).map((summary) => summary.title),
      ['newer', 'older'],
    );
    await store.journal(idOf(1)).append([sent(1, 'again', 30)]);
    assert.deepEqual(
      (await store.list()).map((summary) => summary.title),
      ['older', 'newer'],
    );
  });

  it('marks the conversations that wait for an answer', async () => {
    const store = await place.open();
    await store.journal(id).append([started(), sent(0), { type: 'runWaiting', runId: 'r0', at: 9 }]);
    assert.equal((await store.list())[0]?.isWaiting, true);
    await store.journal(id).append([
      { type: 'interruptAnswered', turnId: 't0', runId: 'r1', text: 'yes', at: 10 },
      { type: 'runCompleted', runId: 'r1', at: 11 },
    ]);
    assert.equal((await store.list())[0]?.isWaiting, false);
  });

  it('is read from the index only where the journal has not changed', async () => {
    const first = await place.open();
    await converse(first, 1);
    await first.list();
    const stale = await place.open();
    assert.equal((await stale.list())[0]?.turns, 1);
    await first.journal(id).append([sent(1)]);
    assert.equal((await stale.list())[0]?.turns, 2);
    assert.equal((await (await place.open()).list())[0]?.turns, 2);
  });

  it('opens from the index without reading a journal', async () => {
    const first = await place.open();
    await converse(first, 1);
    await first.list();
    const { nodeFileSystem } = await import('../../../../src/storage/journal/disk/fileSystem');
    const opened: string[] = [];
    const second = await place.open({
      files: {
        ...nodeFileSystem,
        open: (path, flags, mode) => {
          opened.push(String(path));
          return nodeFileSystem.open(path, flags, mode);
        },
      },
    });
    assert.equal((await second.list())[0]?.turns, 1);
    assert.deepEqual(opened, []);
  });

  it('comes from the journals where the index is broken or of another version', async () => {
    const first = await place.open();
    await converse(first, 2);
    await first.list();
    const index = readFileSync(place.path('index.json'), 'utf8');
    for (const broken of [
      '',
      'garbage',
      index.slice(0, -5),
      index.replace('question 0', 'question X'),
      '\0',
    ]) {
      writeFileSync(place.path('index.json'), broken);
      const [summary] = await (await place.open()).list();
      assert.deepEqual(
        [summary?.title, summary?.turns],
        ['question 0', 2],
        JSON.stringify(broken.slice(0, 20)),
      );
    }
  });

  it('finds words in titles, questions, answers and replies, in any case and script', async () => {
    const store = await place.open();
    await store
      .journal(idOf(1))
      .append([started(idOf(1)), sent(0, 'How to SORT\na list?'), ...answered(0, 'Use Array.sort')]);
    await store
      .journal(idOf(2))
      .append([started(idOf(2)), sent(0, '如何对列表排序？'), ...answered(0, '使用ＡＰＩ“sorted”')]);
    await store.journal(idOf(3)).append([started(idOf(3)), sent(0, 'ÉCOLE straße')]);
    await store.journal(idOf(3)).append([{ type: 'conversationRenamed', title: 'Schule' }]);
    const find = async (query: string) =>
      (await store.search(query)).map((hit) => Number.parseInt(hit.summary.id, 16)).sort();
    assert.deepEqual(await find('sort'), [1, 2]);
    assert.deepEqual(await find('array.SORT'), [1]);
    assert.deepEqual(await find('list how'), [1]);
    assert.deepEqual(await find('排序'), [2]);
    assert.deepEqual(await find('api'), [2]);
    assert.deepEqual(await find('école'), [3]);
    assert.deepEqual(await find('schule'), [3]);
    assert.deepEqual(await find('schule école'), [3]);
    assert.deepEqual(await find('runId'), []);
    assert.deepEqual(await find('   '), [1, 2, 3]);
  });

  it('shows the message with the word, whole characters only', async () => {
    const store = await place.open();
    const long = '🎉'.repeat(200);
    await store
      .journal(id)
      .append([started(), sent(0, 'first'), ...answered(0, `${long} Needle here ${long}`)]);
    const [hit] = await store.search('needle');
    assert.match(hit?.excerpt ?? '', /^…🎉+ Needle here 🎉+…$/u);
  });

  it('has one line each for a title and for the place that was found', async () => {
    const store = await place.open();
    await store
      .journal(id)
      .append([started(), sent(0, 'first\r\nsecond'), ...answered(0, 'before\n\nNeedle\rafter')]);
    await store.journal(id).append([{ type: 'conversationRenamed', title: 'My\r\ntitle\u2028here' }]);
    const [hit] = await (await place.open()).search('needle');
    assert.equal(hit?.excerpt, 'before Needle after');
    assert.equal(hit.summary.title, 'My title here');
  });

  it('finds what was said a moment ago, also by another window', async () => {
    const [here, there] = [await place.open(), await place.open()];
    await converse(here, 1);
    assert.equal((await there.search('brand new')).length, 0);
    await here.journal(id).append([sent(1, 'something Brand New')]);
    assert.equal((await there.search('brand new')).length, 1);
  });

  it('does not find what was hidden', async () => {
    const store = await place.open();
    await converse(store, 2);
    await store.journal(id).append([{ type: 'turnHidden', turnId: 't1' }]);
    assert.equal((await store.search('question 1')).length, 0);
    assert.equal((await store.list())[0]?.turns, 1);
  });

  it('finds everything where the texts for searching are broken', async () => {
    const store = await place.open();
    await converse(store, 1);
    await store.search('question');
    writeFileSync(place.path(`${id}.text`), 'v1 0 999\n');
    assert.equal((await store.search('question')).length, 1);
    appendFileSync(place.path(`${id}.text`), 'x');
    assert.equal((await store.search('question')).length, 1);
  });
});
