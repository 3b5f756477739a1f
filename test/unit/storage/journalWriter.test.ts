import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { JournalWriter } from '../../../src/chat/journalWriter';
import { withSlowSync } from './faultyFiles';
import { id, idOf, piece, Place, sent, started, until } from './samples';

describe('The writer of a journal', () => {
  let place: Place;
  beforeEach(() => {
    place = new Place();
  });
  afterEach(() => place.close());
  const journal = () => (existsSync(place.journal()) ? readFileSync(place.journal(), 'utf8') : '');

  it('hands streamed text on while what came before is still being synced', async () => {
    const { files, release } = withSlowSync();
    const store = await place.open({ files });
    const writer = new JournalWriter(store, id, true, (error) => assert.fail(String(error)));
    writer.add(started());
    writer.add(sent(0, 'the message'));
    let isFlushed = false;
    const flushed = writer.flush().then(() => (isFlushed = true));
    await until('the message is written', () => journal().includes('the message'));
    writer.add(piece(0, 'not held up'));
    await until('the text is written', () => journal().includes('not held up'));
    assert.equal(isFlushed, false);
    release();
    await flushed;
  });

  it('hands nothing on while the journal is read for the conversation', async () => {
    const store = await place.open();
    const writer = new JournalWriter(store, id, true, (error) => assert.fail(String(error)));
    writer.add(started());
    writer.add(sent(0));
    await writer.flush();
    let finish: (() => void) | undefined;
    const reading = writer.alone(() => new Promise<void>((resolve) => (finish = resolve)));
    await until('the reading has begun', () => finish !== undefined);
    writer.add(piece(0, 'later'));
    const flushed = writer.flush();
    await store.append(idOf(2), [started(idOf(2))]);
    assert.doesNotMatch(journal(), /later/);
    finish?.();
    await Promise.all([reading, flushed]);
    assert.match(journal(), /later/);
  });
});
