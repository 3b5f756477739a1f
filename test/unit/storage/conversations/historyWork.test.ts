import assert from 'node:assert/strict';
import { appendFileSync, mkdirSync } from 'node:fs';
import { ConversationJournal } from '../../../../src/storage/conversations/conversationJournal';
import { encodeRecord } from '../../../../src/storage/journal/record';
import { interceptFiles } from '../faultyFiles';
import { fastDirectory, idOf, Place, sent, started, until } from '../samples';

describe('The work of a listing', function () {
  this.timeout(120_000);
  let place: Place;
  beforeEach(() => {
    place = new Place(fastDirectory);
    mkdirSync(place.directory, { recursive: true });
  });
  afterEach(() => place.close());

  /** Puts so many conversations on disk. */
  function write(count: number): void {
    for (let number = 1; number <= count; number++) {
      const lines = [started(idOf(number)), sent(0)].map((event, index) =>
        encodeRecord({ writer: '00000000.000000.1', number: index + 1, event }).toString(),
      );
      appendFileSync(place.journal(idOf(number)), `\n${lines.join('\n')}\n`);
    }
  }

  /** How often the second listing of so many conversations asks a journal for what is not on disk yet. */
  async function askedIn(count: number): Promise<number> {
    write(count);
    const store = await place.open();
    assert.equal((await store.list()).length, count);
    const property = Object.getOwnPropertyDescriptor(ConversationJournal.prototype, 'hasUnwritten')!;
    let asked = 0;
    Object.defineProperty(ConversationJournal.prototype, 'hasUnwritten', {
      ...property,
      get(this: ConversationJournal) {
        asked++;
        return property.get!.call(this) as boolean;
      },
    });
    try {
      assert.equal((await store.list()).length, count);
    } finally {
      Object.defineProperty(ConversationJournal.prototype, 'hasUnwritten', property);
    }
    return asked;
  }

  it('does not grow with the square of the number of conversations', async () => {
    assert.ok((await askedIn(300)) <= 300);
  });

  it('leaves no journal in memory that is not in use', async () => {
    write(50);
    const store = await place.open();
    await store.list();
    await store.journal(idOf(1)).load();
    assert.equal(store.journalsInUse, 1);
    store.journal(idOf(1)).unfollow();
    assert.equal(store.journalsInUse, 0);
  });

  it('leaves none that was let go while it was looked at for news of other windows', async () => {
    write(1);
    let isArmed = false;
    const files = interceptFiles((call) => {
      if (call !== 'lstat' || !isArmed) return;
      isArmed = false;
      store.journal(idOf(1)).unfollow();
    });
    const store = await place.open({ files });
    await store.journal(idOf(1)).load();
    isArmed = true;
    await until('it was let go', () => !isArmed);
    await until('it is not in memory', () => store.journalsInUse === 0);
  });

  it('leaves none that was deleted, or that does not exist', async () => {
    write(3);
    const store = await place.open();
    assert.equal(await store.journal(idOf(9)).load(), undefined);
    await store.remove(idOf(1));
    assert.equal(store.journalsInUse, 0);
    await store.restore(idOf(1));
    await store.removeAll();
    assert.equal(store.journalsInUse, 0);
  });
});
