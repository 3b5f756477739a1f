import assert from 'node:assert/strict';
import { appendFileSync, mkdirSync } from 'node:fs';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { JournalScanner } from '../../../../src/storage/journal/journalScanner';
import { encodeRecord } from '../../../../src/storage/journal/record';
import { SearchText } from '../../../../src/storage/conversations/searchText';
import { emptyConversation } from '../../../../src/shared/conversation/conversation';
import { reduceAll } from '../../../../src/shared/conversation/reduce';
import { answered, fastDirectory, id, piece, Place, sent, started } from '../samples';

/** The most that may be worked on before everything else in the process has had its turn. */
const bytesInOneTurn = 128 * 1024;

describe('A long journal', function () {
  this.timeout(120_000);
  let place: Place;
  beforeEach(() => {
    place = new Place(fastDirectory);
    mkdirSync(place.directory, { recursive: true });
  });
  afterEach(() => place.close());

  /** Writes a journal of 4 MB and returns the most of it that `work` reads without a turn of the event loop. */
  async function mostInOneTurn(work: () => Promise<unknown>): Promise<number> {
    const text = 'Words of an answer. '.repeat(50);
    const events = [
      started(),
      sent(0),
      ...Array.from({ length: 4_000 }, () => piece(0, text)),
      ...answered(0),
    ];
    const lines = events.map((event, index) =>
      encodeRecord({ writer: '00000000.000000.1', number: index + 1, event }).toString(),
    );
    appendFileSync(place.journal(), `\n${lines.join('\n')}\n`);
    const property = Object.getOwnPropertyDescriptor(JournalScanner.prototype, 'push')!;
    let inThisTurn = 0;
    let most = 0;
    let total = 0;
    let isCounting = true;
    const count = async () => {
      while (isCounting) {
        inThisTurn = 0;
        await nextTurn();
      }
    };
    Object.defineProperty(JournalScanner.prototype, 'push', {
      ...property,
      value(this: JournalScanner<unknown>, chunk: Buffer) {
        total += chunk.length;
        inThisTurn += chunk.length;
        most = Math.max(most, inThisTurn);
        (property.value as (this: JournalScanner<unknown>, chunk: Buffer) => void).call(this, chunk);
      },
    });
    try {
      const counting = count();
      await work();
      isCounting = false;
      await counting;
    } finally {
      Object.defineProperty(JournalScanner.prototype, 'push', property);
    }
    assert.ok(total > 4_000_000);
    return most;
  }

  it('is loaded in slices, with everything else in between', async () => {
    const store = await place.open();
    assert.ok((await mostInOneTurn(() => store.journal(id).load())) <= bytesInOneTurn);
  });

  it('is listed in slices, with everything else in between', async () => {
    const store = await place.open();
    assert.ok((await mostInOneTurn(() => store.list())) <= bytesInOneTurn);
  });

  it('is made searchable in slices, with everything else in between', async () => {
    const turns = 400;
    const text = 'Ｗｏｒｄｓ of an answer. '.repeat(500);
    const events = Array.from({ length: turns }, (_, turn) => [sent(turn), ...answered(turn, text)]).flat();
    const conversation = reduceAll(emptyConversation, [started(), ...events]);
    let turnsOfTheLoop = 0;
    let isCounting = true;
    const count = async () => {
      while (isCounting) {
        await nextTurn();
        turnsOfTheLoop++;
      }
    };
    const counting = count();
    const made = await SearchText.of(conversation);
    isCounting = false;
    await counting;
    assert.ok(turnsOfTheLoop >= (turns * text.length) / (2 * bytesInOneTurn), `${turnsOfTheLoop} turns`);
    assert.ok(made.find(Buffer.from('words of an answer')) >= 0);
    const excerpt = made.excerpt(made.find(Buffer.from('question 399')), 'question 399');
    assert.match(excerpt, /^question 399/);
  });
});
