import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import type { ChatEvent } from '../../src/shared/conversation/chatEvent';
import { emptyConversation, type Conversation } from '../../src/shared/conversation/conversation';
import { reduce } from '../../src/shared/conversation/reduce';
import {
  byteByByte,
  fixtureNames,
  fixtures,
  goldenPath,
  inOnePiece,
  playFixture,
  type Cut,
} from '../support/fixtureRun';

function asJson(conversation: Conversation): unknown {
  return JSON.parse(JSON.stringify(conversation));
}

/** A missing golden file fails: an outcome that was not reviewed proves nothing. `npm run fixtures:accept` writes them. */
function golden(name: string): unknown {
  assert.ok(existsSync(goldenPath(name)), `${name} has no golden conversation`);
  return JSON.parse(readFileSync(goldenPath(name), 'utf8'));
}

/** In pieces of 1, 2, 3 … bytes, so that cuts fall differently in every event. */
const inGrowingPieces: Cut = function* (bytes) {
  for (let start = 0, size = 1; start < bytes.length; start += size, size++) {
    yield bytes.subarray(start, start + size);
  }
};

describe('every recorded kind of stream', () => {
  const names = fixtureNames();

  it('is there, and every golden conversation belongs to one', () => {
    assert.ok(names.length >= 80, String(names.length));
    const goldens = readdirSync(fixtures, { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.golden.json'))
      .map((file) => file.replaceAll('\\', '/').replace('.golden.json', ''));
    assert.deepEqual(goldens.sort(), [...names].sort());
  });

  for (const name of names) {
    describe(name, () => {
      it('gives its golden conversation, whole', async () => {
        assert.deepEqual(asJson(await playFixture(name, inOnePiece)), golden(name));
      });

      it('gives the same, one byte at a time', async () => {
        assert.deepEqual(asJson(await playFixture(name, byteByByte)), golden(name));
      });

      it('gives the same, cut anywhere', async () => {
        assert.deepEqual(asJson(await playFixture(name, inGrowingPieces)), golden(name));
      });

      it('gives the same to a view that saw it all, and to one that was reloaded at any moment', async () => {
        const events: ChatEvent[] = [];
        const snapshots: string[] = [JSON.stringify(emptyConversation)];
        const host = await playFixture(name, inOnePiece, (event, conversation) => {
          events.push(JSON.parse(JSON.stringify(event)) as ChatEvent);
          snapshots.push(JSON.stringify(conversation));
        });
        snapshots.forEach((snapshot, seq) => {
          const reloaded = JSON.parse(snapshot) as Conversation;
          const view = events.slice(seq).reduce(reduce, reloaded);
          assert.deepEqual(asJson(view), asJson(host), `reloaded after ${seq} events`);
        });
        assert.ok(events.length >= 3);
      });

      it('does not change when events come twice to a run that has ended', async () => {
        const events: ChatEvent[] = [];
        const host = await playFixture(name, inOnePiece, (event) => events.push(event));
        const repeated = events.filter((event) => event.type !== 'interruptAnswered').reduce(reduce, host);
        assert.equal(repeated, host);
      });
    });
  }

  it('leaves the prototype of objects as it was', async () => {
    await playFixture('cloud/fields/prototypeKeys', inOnePiece);
    assert.equal(({} as { polluted?: number }).polluted, undefined);
  });
});
