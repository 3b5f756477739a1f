import assert from 'node:assert/strict';
import { runSteps, unasked, type Next, type Step } from '../../../../../src/host/workflows/add/steps';

const words: readonly Next[] = ['again', 'back', 'first', 'closed', 'done'];

/**
 * Runs steps by a plan such as `a b, b done`: step a leads to step b, which is done. `-b`: step b follows, and the step
 * before it asked nothing. Returns the steps with their numbers, and the result.
 */
async function run(plan: string): Promise<string> {
  const calls: string[] = [];
  const left = plan.split(', ').map((entry) => entry.split(' '));
  const step =
    (name: string): Step =>
    (number) => {
      const [planned, next = ''] = left.shift() ?? [];
      assert.equal(name, planned);
      calls.push(`${name}${String(number)}`);
      const word = words.find((one) => one === next);
      return Promise.resolve(word ?? { step: step(next.replace('-', '')), skips: next.startsWith('-') });
    };
  const result = await runSteps(step(plan.slice(0, 1)));
  return `${calls.join(' ')} ${String(result)}`;
}

describe('A sequence of steps', () => {
  for (const [title, plan, expected] of [
    ['ends when a step is done', 'a b, b done', 'a1 b2 true'],
    ['ends when a step is closed', 'a b, b closed', 'a1 b2 false'],
    ['returns to the step before', 'a b, b back, a done', 'a1 b2 a1 true'],
    ['ends with Back in the first step', 'a back', 'a1 false'],
    ['repeats a step', 'a again, a done', 'a1 a1 true'],
    ['returns to the first step', 'a b, b c, c first, a done', 'a1 b2 c3 a1 true'],
    ['does not return to a step that asked nothing', 'a b, b -c, c back, a done', 'a1 b2 c2 a1 true'],
  ] as const) {
    it(title, async () => assert.equal(await run(plan), expected));
  }

  it('passes an unasked step in both directions', async () => {
    const calls: string[] = [];
    const last: Step = (number) => {
      calls.push(`last${String(number)}`);
      return Promise.resolve(calls.length === 2 ? 'back' : 'done');
    };
    const middle = unasked(() => Promise.resolve({ step: last }));
    const first: Step = (number) => {
      calls.push(`first${String(number)}`);
      return Promise.resolve({ step: middle });
    };
    assert.equal(await runSteps(first), true);
    assert.equal(calls.join(' '), 'first1 last2 first1 last2');
  });

  it('returns to the step before where an unasked step was left by Back', async () => {
    const calls: string[] = [];
    const left = unasked(() => {
      calls.push('left');
      assert.equal(calls.filter((name) => name === 'left').length, 1, 'the unasked step is not repeated');
      return Promise.resolve('again');
    });
    const first: Step = () => Promise.resolve(calls.push('first') === 1 ? { step: left } : ('done' as const));
    assert.equal(await runSteps(first), true);
    assert.deepEqual(calls, ['first', 'left', 'first']);
  });
});
