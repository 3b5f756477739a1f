import assert from 'node:assert/strict';
import fc from 'fast-check';
import { errorInfo, reasons, type ErrorReason } from '../../../../src/shared/errorInfo';
import { maxRetries, parseRetryAfter, retryDelay } from '../../../../src/coze/errors/retry';

const first = { attempt: 0, hasBegun: false, isAnswer: false };
const allReasons = Object.keys(reasons) as ErrorReason[];

describe('An automatic retry', () => {
  it('requires that the request was certainly not processed', () => {
    const repeated = allReasons.filter((reason) => retryDelay(errorInfo(reason), first) !== undefined);
    assert.deepEqual(repeated.sort(), [
      'connectTimeout',
      'connectionRefused',
      'hostNotFound',
      'proxyUnreachable',
    ]);
  });

  it('is limited to the statuses 429 and 503', () => {
    const repeated = Array.from({ length: 500 }, (_, index) => 100 + index).filter(
      (status) => retryDelay(errorInfo('serverError', { status }), first) !== undefined,
    );
    assert.deepEqual(repeated, [429, 503]);
  });

  it('excludes a rate limit within the stream, where the run has started to cost', () => {
    assert.equal(retryDelay(errorInfo('rateLimited', { code: '4020' }), first), undefined);
  });

  it('never happens after the first byte, for an answer to a question, or a third time', () => {
    const refused = errorInfo('connectionRefused');
    assert.equal(retryDelay(refused, { ...first, hasBegun: true }), undefined);
    assert.equal(retryDelay(refused, { ...first, isAnswer: true }), undefined);
    assert.notEqual(retryDelay(refused, { ...first, attempt: maxRetries - 1 }), undefined);
    assert.equal(retryDelay(refused, { ...first, attempt: maxRetries }), undefined);
    assert.equal(maxRetries, 2);
  });

  it('waits a random part of one second, then of two', () => {
    const refused = errorInfo('connectionRefused');
    assert.equal(
      retryDelay(refused, first, () => 0),
      0,
    );
    assert.equal(
      retryDelay(refused, first, () => 1),
      1_000,
    );
    assert.equal(
      retryDelay(refused, { ...first, attempt: 1 }, () => 1),
      2_000,
    );
    assert.equal(
      retryDelay(refused, { ...first, attempt: 1 }, () => 0.25),
      500,
    );
  });

  it('waits as long as the service asks, up to a minute', () => {
    const asked = (retryAfterMs: number) => errorInfo('rateLimited', { status: 429, retryAfterMs });
    assert.equal(retryDelay(asked(0), first), 0);
    assert.equal(retryDelay(asked(60_000), first), 60_000);
    assert.equal(retryDelay(asked(60_001), first), undefined);
  });
});

describe('Retry-After', () => {
  const now = Date.parse('2026-01-01T00:00:00Z');
  const table: readonly (readonly [string | null, number | undefined])[] = [
    ['7', 7_000],
    [' 7 ', 7_000],
    ['0', 0],
    ['1.5', 1_500],
    ['1.25', 1_250],
    ['1000000000', 1_000_000_000_000],
    ['Thu, 01 Jan 2026 00:00:09 GMT', 9_000],
    ['Thu, 01 Jan 2026 00:00:00 GMT', 0],
    ['Wed, 31 Dec 2025 23:59:59 GMT', undefined],
    ['-5', undefined],
    ['+5', undefined],
    ['5 s', undefined],
    ['soon', undefined],
    ['2026-01-01', undefined],
    ['', undefined],
    [null, undefined],
  ];
  for (const [value, expected] of table) {
    it(`${JSON.stringify(value)} is ${String(expected)} ms`, () => {
      assert.equal(parseRetryAfter(value, now), expected);
    });
  }

  it('is never negative or NaN', () => {
    fc.assert(
      fc.property(fc.string(), fc.integer(), (value, at) => {
        const delay = parseRetryAfter(value, at);
        assert.ok(delay === undefined || delay >= 0);
      }),
    );
  });
});
