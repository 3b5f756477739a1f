import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Conversation } from '../../src/shared/conversation/conversation';
import { totalTokens } from '../../src/shared/usage';
import { fixtureNames, inOnePiece, playFixture, type Cut } from '../support/fixtureRun';
import { runs, timeoutOf } from '../support/properties';

/** Streams only: a refusal that a mutation makes repeatable would be waited for. */
const streams = fixtureNames().filter((name) => !name.startsWith('reply'));

type Mutation = (bytes: Uint8Array) => Uint8Array;

const flip = fc.tuple(fc.nat(), fc.integer({ min: 0, max: 255 })).map(
  ([at, value]): Mutation =>
    (bytes) =>
      bytes.length === 0 ? bytes : bytes.with(at % bytes.length, value),
);

const remove = fc.tuple(fc.nat(), fc.nat(60)).map(([at, count]): Mutation => (bytes) => {
  const start = bytes.length === 0 ? 0 : at % bytes.length;
  return joined([bytes.subarray(0, start), bytes.subarray(start + count)]);
});

const insert = fc
  .tuple(fc.nat(), fc.uint8Array({ maxLength: 20 }))
  .map(([at, extra]): Mutation => (bytes) => {
    const start = at % (bytes.length + 1);
    return joined([bytes.subarray(0, start), extra, bytes.subarray(start)]);
  });

/** Events are doubled, lost or change places. */
const shuffle = fc.array(fc.nat(), { minLength: 1, maxLength: 30 }).map((order): Mutation => (bytes) => {
  const events = new TextDecoder().decode(bytes).split('\n\n');
  const picked = order.map((index) => events[index % events.length] ?? '');
  return new TextEncoder().encode(`${picked.join('\n\n')}\n\n`);
});

const wrongValue = fc
  .tuple(
    fc.nat(),
    fc.constantFrom('null', '-1', '1e999', '[]', '{}', '""', 'true', '"x"', '12345678901234567890'),
  )
  .map(([at, value]): Mutation => (bytes) => {
    const text = new TextDecoder().decode(bytes);
    const values = [...text.matchAll(/":("[^"\\]*"|\d+|null|\{\}|true|false)/g)];
    const match = values[at % Math.max(1, values.length)];
    if (!match) return bytes;
    const end = match.index + match[0].length;
    return new TextEncoder().encode(`${text.slice(0, match.index)}":${value}${text.slice(end)}`);
  });

function joined(parts: readonly Uint8Array[]): Uint8Array {
  return new Uint8Array(Buffer.concat(parts));
}

const mutations = fc.array(fc.oneof(flip, remove, insert, shuffle, wrongValue), {
  minLength: 1,
  maxLength: 4,
});

function checkWhole(conversation: Conversation): void {
  const runs = conversation.turns.flatMap((turn) => turn.runs);
  assert.ok(runs.length > 0);
  for (const run of runs) {
    assert.ok(run.outcome, 'every run has ended');
    assert.equal(run.error !== undefined, run.outcome === 'failed' || run.outcome === 'cutOff');
    for (const message of run.messages) {
      assert.equal(typeof message.text, 'string');
      assert.equal(typeof message.id, 'string');
    }
  }
  for (const figure of Object.values(conversation.usage)) {
    assert.ok(Number.isFinite(figure) && figure >= 0, String(figure));
  }
  assert.equal(
    totalTokens(conversation.usage),
    runs.reduce((sum, run) => sum + totalTokens(run.usage), 0),
  );
}

describe('recorded streams with random damage', function () {
  this.timeout(timeoutOf(60_000));

  it('always end with one outcome and with figures that are numbers, and never throw', async () => {
    const outcomes = new Map<string, number>();
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...streams), mutations, async (name, changes) => {
        const damaged: Cut = (bytes) => [
          changes.reduce((damagedSoFar, change) => change(damagedSoFar), bytes),
        ];
        const conversation = await playFixture(name, damaged);
        checkWhole(conversation);
        for (const { outcome } of conversation.turns.flatMap((turn) => turn.runs)) {
          outcomes.set(outcome!, (outcomes.get(outcome!) ?? 0) + 1);
        }
      }),
      { numRuns: runs(800) },
    );
    for (const outcome of ['completed', 'waiting', 'failed', 'cutOff']) {
      assert.ok((outcomes.get(outcome) ?? 0) > 10, `${outcome}: ${JSON.stringify([...outcomes])}`);
    }
    assert.equal(({} as { polluted?: number }).polluted, undefined);
  });

  it('keep the text they had, wherever they are cut off', async () => {
    const whole = await playFixture('cloud/messages/markdown', inOnePiece);
    const text = whole.turns[0]!.runs[0]!.messages[0]!.text;
    let length = 0;
    await playFixture('cloud/messages/markdown', (bytes) => {
      length = bytes.length;
      return [bytes];
    });
    let longest = 0;
    for (let end = 0; end < length; end += 3) {
      const { turns } = await playFixture('cloud/messages/markdown', (bytes) => [bytes.subarray(0, end)]);
      const run = turns[0]!.runs[0]!;
      const shown = run.messages[0]?.text ?? '';
      assert.ok(text.startsWith(shown), JSON.stringify(shown));
      assert.ok(shown.length >= longest, `${end}: shrank from ${longest} to ${shown.length}`);
      longest = shown.length;
      assert.equal(run.outcome, run.reportedStatus === 'completed' ? 'completed' : 'cutOff');
    }
    assert.ok(longest > text.length - 10);
  });
});
