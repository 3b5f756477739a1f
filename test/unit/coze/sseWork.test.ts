import assert from 'node:assert/strict';
import { CozeError } from '../../../src/coze/errors/cozeError';
import { maxEventLength, maxStreamBytes, SseDecoder } from '../../../src/coze/transport/sse';

describe('The decoder of server-sent events, with megabytes', () => {
  it('counts bytes, and throws beyond 64 MB', () => {
    const decoder = new SseDecoder(() => undefined);
    const chunk = Buffer.from(`: ${'x'.repeat(1_048_573)}\n`);
    for (let fed = 0; fed < maxStreamBytes; fed += chunk.length) decoder.feed(chunk);
    assert.equal(decoder.byteCount, maxStreamBytes);
    assert.equal(maxStreamBytes, 64 * 1_048_576);
    assert.throws(
      () => decoder.feed(Buffer.from('x')),
      (error) =>
        error instanceof CozeError &&
        error.info.reason === 'runTooLarge' &&
        error.info.params?.['limit'] === '64 MB',
    );
  });

  it('throws for an event beyond 8 MB, and accepts one of 8 MB', () => {
    assert.equal(maxEventLength, 8 * 1_048_576);
    const lengths: number[] = [];
    const decoder = new SseDecoder(({ data }) => lengths.push(data.length));
    const data = Buffer.from('x'.repeat(1_000_000));
    decoder.feed(Buffer.from('data: '));
    for (let part = 0; part < 8; part++) decoder.feed(data);
    decoder.feed(Buffer.from('\n\n'));
    assert.deepEqual(lengths, [8_000_000]);
    decoder.feed(Buffer.from('data: '));
    for (let part = 0; part < 8; part++) decoder.feed(data);
    assert.throws(
      () => decoder.feed(data),
      (error) =>
        error instanceof CozeError &&
        error.info.reason === 'eventTooLarge' &&
        error.info.params?.['limit'] === '8 MB',
    );
  });
});
