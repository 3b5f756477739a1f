import assert from 'node:assert/strict';
import { appendFileSync, existsSync } from 'node:fs';
import fc from 'fast-check';
import type { ConversationStore } from '../../../../src/storage/conversations/conversationStore';
import { encodeRecord } from '../../../../src/storage/journal/record';
import { withoutSync } from '../faultyFiles';
import { fastDirectory, id, Place, sent, started, until } from '../samples';
import { runs, timeoutOf } from '../../../support/properties';

/** What can happen to a conversation that two windows have open; `window` is the one that does it. */
type Act =
  | { readonly kind: 'append' | 'load' | 'remove' | 'restore' | 'crash'; readonly window: 0 | 1 }
  /** A third process dies in the middle of a write, after this share of it. */
  | { readonly kind: 'tornWrite'; readonly share: number };

const window = fc.constantFrom<0 | 1>(0, 1);
const act: fc.Arbitrary<Act> = fc.oneof(
  { weight: 8, arbitrary: fc.record({ kind: fc.constant('append' as const), window }) },
  {
    weight: 6,
    arbitrary: fc.record({ kind: fc.constantFrom('load', 'remove', 'restore', 'crash' as const), window }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('tornWrite' as const),
      share: fc.double({ min: 0, max: 1, noNaN: true }),
    }),
  },
);

/** Two windows on one conversation, and what must be true of it. */
class Scene {
  readonly place = new Place(fastDirectory);
  private windows: readonly [ConversationStore, ConversationStore] | undefined;
  /** Ids of the turns in the order in which they were acknowledged. */
  private readonly turns: string[] = [];
  /** What each window knows: what it has read, heard and done. */
  private readonly known: [Set<string>, Set<string>] = [new Set(), new Set()];
  private readonly isFollowing = [false, false];
  private isRemoved = false;
  private number = 0;

  async begin(): Promise<void> {
    this.windows = [await this.open(0), await this.open(1)];
    await this.windows[0].journal(id).append([started(), sent(this.number)]);
    this.turns.push(`t${this.number}`);
    await this.load(0);
    await this.load(1);
  }

  async do(step: Act): Promise<void> {
    switch (step.kind) {
      case 'append':
        this.number++;
        await this.window(step.window)
          .journal(id)
          .append([sent(this.number)]);
        this.turns.push(`t${this.number}`);
        this.known[step.window].add(`t${this.number}`);
        break;
      case 'load':
        await this.load(step.window);
        break;
      case 'remove':
        await this.window(step.window).remove(id);
        this.isRemoved = true;
        break;
      case 'restore':
        assert.equal(await this.window(step.window).restore(id), this.isRemoved);
        this.isRemoved = false;
        break;
      case 'crash':
        await this.crash(step.window);
        break;
      case 'tornWrite':
        this.tear(step.share);
        break;
    }
  }

  /** Everything is there, in order; nothing was thought to be damaged; each window has heard of everything. */
  async end(): Promise<void> {
    if (this.isRemoved) await this.window(0).restore(id);
    const fresh = await this.place.open();
    const loaded = await fresh.journal(id).load();
    assert.deepEqual(
      loaded?.conversation.turns.map((turn) => turn.id),
      this.turns,
    );
    assert.deepEqual(
      this.place.names().filter((name) => name.includes('.corrupt-')),
      [],
    );
    for (const index of [0, 1] as const) {
      if (!this.isFollowing[index]) continue;
      await until('the window has heard of everything', () =>
        this.turns.every((turn) => this.known[index].has(turn)),
      );
    }
  }

  private async load(index: 0 | 1): Promise<void> {
    const loaded = await this.window(index).journal(id).load();
    assert.equal(loaded === undefined, this.isRemoved);
    if (!loaded) return;
    assert.deepEqual(
      loaded.conversation.turns.map((turn) => turn.id),
      this.turns,
    );
    this.isFollowing[index] = true;
    for (const turn of this.turns) this.known[index].add(turn);
  }

  /** The window is gone without a word; a new one takes its place. */
  private async crash(index: 0 | 1): Promise<void> {
    const store = await this.open(index);
    const [first, second] = [this.window(0), this.window(1)];
    this.windows = index === 0 ? [store, second] : [first, store];
    this.isFollowing[index] = false;
  }

  private tear(share: number): void {
    const journal = this.place.journal();
    if (!existsSync(journal)) return;
    const line = encodeRecord({ writer: `${'f'.repeat(8)}.000000.1`, number: 1, event: sent(1_000_000) });
    const write = Buffer.concat([Buffer.from('\n'), line]);
    appendFileSync(journal, write.subarray(0, Math.floor(share * (write.length - 1))));
  }

  private window(index: 0 | 1): ConversationStore {
    assert.ok(this.windows);
    return this.windows[index];
  }

  private async open(index: 0 | 1): Promise<ConversationStore> {
    const store = await this.place.open({ files: withoutSync() });
    store.onDidAppendElsewhere(({ events }) => {
      for (const event of events) {
        // One that has crashed goes on in this test; what it hears is no matter.
        if (event.type !== 'messageSent' || this.windows?.[index] !== store) continue;
        assert.ok(!this.known[index].has(event.turnId), 'heard twice');
        this.known[index].add(event.turnId);
      }
    });
    return store;
  }
}

describe('Any course of events', () => {
  it('leaves every acknowledged message in its order, and both windows with all of them', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(act, { maxLength: 25 }), async (acts) => {
        const scene = new Scene();
        try {
          await scene.begin();
          for (const step of acts) await scene.do(step);
          await scene.end();
        } finally {
          await scene.place.close();
        }
      }),
      { numRuns: runs(60) },
    );
  }).timeout(timeoutOf(120_000));
});
