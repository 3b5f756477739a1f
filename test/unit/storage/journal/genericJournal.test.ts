import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { nodeFileSystem } from '../../../../src/storage/journal/disk/fileSystem';
import { JournalAppender } from '../../../../src/storage/journal/journalAppender';
import { JournalTail } from '../../../../src/storage/journal/journalTail';
import type { EventCodec } from '../../../../src/storage/journal/journalTypes';
import { SeenRecords } from '../../../../src/storage/journal/seenRecords';
import { Place } from '../samples';

/** Measurements: nothing of a conversation. */
const codec: EventCodec<number> = {
  read: (value) => (typeof value === 'number' ? value : undefined),
  needsSync: (value) => value < 0,
  isFirst: (value) => value === 0,
};

describe('A journal of any events', () => {
  let place: Place;
  beforeEach(() => {
    place = new Place();
    mkdirSync(place.directory);
  });
  afterEach(() => place.close());

  const paths = () => ({
    directory: place.directory,
    file: place.path('measurements.jsonl'),
    removed: place.path('removed.jsonl'),
    corrupt: (at: number, number: number) => join(place.directory, `corrupt-${at}-${number}`),
  });

  function appender(writer: string): JournalAppender<unknown> {
    return new JournalAppender<unknown>({
      files: nodeFileSystem,
      paths: paths(),
      codec: { ...codec, needsSync: () => false, isFirst: (value) => value === 0 },
      writer,
      onDiskError: (code) => assert.equal(code, undefined),
      assertRemoved: () => Promise.reject(new Error('It is there')),
      onGone: () => assert.fail('It is there'),
    });
  }

  function follow(): { readonly tail: JournalTail<number>; readonly records: unknown[] } {
    const records: unknown[] = [];
    const tail = new JournalTail(
      { identity: '', offset: 0, seen: new SeenRecords() },
      {
        files: nodeFileSystem,
        paths: paths(),
        codec,
        onRecord: ({ writer, number, event }) => records.push([writer, number, event]),
        onRead: () => records.push('read'),
        assertRemoved: () => Promise.resolve(),
        onRemoved: () => records.push('removed'),
        onRestored: () => records.push('restored'),
      },
    );
    return { tail, records };
  }

  it('gives the events of all writers in their order, each once, and passes over unknown ones', async () => {
    const [a, b] = [appender('aaaaaaaa.000000.1'), appender('bbbbbbbb.000000.1')];
    await a.append([0, 1]);
    const { tail, records } = follow();
    await tail.check();
    await b.append([2, 'unknown']);
    await a.append([3]);
    await tail.check();
    await tail.check();
    assert.deepEqual(records, [
      ['aaaaaaaa.000000.1', 1, 0],
      ['aaaaaaaa.000000.1', 2, 1],
      'read',
      ['bbbbbbbb.000000.1', 1, 2],
      ['aaaaaaaa.000000.1', 3, 3],
      'read',
    ]);
  });

  it('reports that it was removed and restored', async () => {
    await appender('aaaaaaaa.000000.1').append([0]);
    const { tail, records } = follow();
    await tail.check();
    await nodeFileSystem.rename(paths().file, paths().removed);
    await tail.check();
    await tail.check();
    await nodeFileSystem.rename(paths().removed, paths().file);
    await tail.check();
    assert.deepEqual(records.slice(1), ['read', 'removed', 'restored']);
  });

  it('measures how long it is neither written nor touched', async () => {
    const writer = appender('aaaaaaaa.000000.1');
    await writer.append([0]);
    const { tail } = follow();
    await tail.check();
    await new Promise((resolve) => setTimeout(resolve, 30));
    await tail.check();
    assert.ok(tail.silence >= 20);
    await writer.append([1]);
    await tail.check();
    assert.equal(tail.silence, 0);
  });
});
