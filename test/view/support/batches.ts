import fc from 'fast-check';
import { runs } from '../../support/properties';

const size = 50;

/**
 * Checks a property for `count` values, many in one call of the page: most texts take less time than a call. If a batch fails,
 * the values are tried one by one, so that the error names a small counterexample.
 */
export async function assertEach<T>(
  value: fc.Arbitrary<T>,
  count: number,
  check: (values: readonly T[]) => Promise<void>,
): Promise<void> {
  const values = fc.sample(value, runs(count));
  try {
    for (let start = 0; start < values.length; start += size) await check(values.slice(start, start + size));
  } catch (error) {
    await fc.assert(
      fc.asyncProperty(value, (one) => check([one])),
      { numRuns: runs(count) },
    );
    throw error;
  }
}
