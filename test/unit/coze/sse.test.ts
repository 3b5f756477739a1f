import assert from 'node:assert/strict';
import { SseDecoder } from '../../../src/coze/transport/sse';

/** The events after each chunk, and after the end. */
function feed(...chunks: readonly (string | Uint8Array)[]): readonly string[] {
  const seen: string[] = [];
  const events: string[] = [];
  const decoder = new SseDecoder(({ event, data, strayLines }) =>
    events.push(`${event ?? '-'}|${data}|${strayLines}`),
  );
  for (const chunk of chunks) {
    decoder.feed(Buffer.from(chunk));
    seen.push(events.splice(0).join(' & '));
  }
  decoder.end();
  return [...seen, events.join(' & ')];
}

describe('The decoder of server-sent events', () => {
  it('dispatches an event at its blank line, and the last one without', () => {
    assert.deepEqual(feed('event: a\ndata: 1\n\ndata: 2'), ['a|1|', '-|2|']);
    assert.deepEqual(feed('data: 1\n'), ['', '-|1|']);
    assert.deepEqual(feed(''), ['', '']);
    assert.deepEqual(feed(), ['']);
  });

  it('dispatches an event that ends with CR at once, and drops the LF of the next chunk', () => {
    assert.deepEqual(feed('data: 1\r\r', 'data: 2\r\n\r', '\ndata: 3\r', '\r'), [
      '-|1|',
      '-|2|',
      '',
      '-|3|',
      '',
    ]);
    assert.deepEqual(feed('data: 1\r', '\n', '\n'), ['', '', '-|1|', '']);
    assert.deepEqual(feed('data: 1\r', '', '\ndata: 2\n\n'), ['', '', '-|1\n2|', '']);
    assert.deepEqual(feed('data: a\rdata: b\r\n\n'), ['-|a\nb|', '']);
    assert.deepEqual(feed('data: a\rdata: b', '\n\n'), ['', '-|a\nb|', '']);
    assert.deepEqual(feed('data: a\r', 'data: b\n\n'), ['', '-|a\nb|', '']);
    assert.deepEqual(feed('data: a', '\n\n'), ['', '-|a|', '']);
    assert.deepEqual(feed('\n', 'data: a\n\n'), ['', '-|a|', '']);
  });

  it('joins a character that is split between chunks, and drops a byte order mark', () => {
    const bytes = Buffer.from('\uFEFFdata: 世🌏\n\n');
    for (let at = 1; at < bytes.length; at++) {
      assert.deepEqual(feed(bytes.subarray(0, at), bytes.subarray(at)).join(''), '-|世🌏|');
    }
    assert.deepEqual(feed(Buffer.concat([Buffer.from('data: '), Buffer.from([0xe4, 0xb8])])), [
      '',
      '-|\uFFFD|',
    ]);
  });

  it('attaches stray lines to their event, and drops comments', () => {
    assert.deepEqual(feed('data: {\n"a": 1,\n# note\n// note: x\n}\n\ndata: 2\n\n'), [
      '-|{|"a": 1,\n} & -|2|',
      '',
    ]);
    assert.deepEqual(feed('lost\n\ndata: 1\n\n'), ['-|1|lost', '']);
    assert.deepEqual(feed('retry: x\ndata: 1\n\n'), ['-|1|', '']);
  });

  it('reports a body without any event as one, for its lines', () => {
    assert.deepEqual(feed('{"code":\n1}'), ['', '-||{"code":\n1}']);
    assert.deepEqual(feed('data: 1\n\nlost'), ['-|1|', '']);
    assert.deepEqual(feed(': comment\n'), ['', '']);
  });

  it('drops stray lines beyond 256 kB per event', () => {
    const line = `${'x'.repeat(100_000)}\n`;
    const strayLength = (text: string): readonly number[] => {
      const lengths: number[] = [];
      const decoder = new SseDecoder(({ strayLines }) => lengths.push(strayLines.length));
      decoder.feed(Buffer.from(text));
      decoder.end();
      return lengths;
    };
    assert.deepEqual(strayLength(`${line.repeat(3)}data: 1\n\n${line}data: 2\n\n`), [200_001, 100_000]);
    assert.deepEqual(strayLength(`${'y'.repeat(262_144)}\ndata: 1\n\n`), [262_144]);
    assert.deepEqual(strayLength(`${'y'.repeat(262_145)}\ndata: 1\n\n`), [0]);
  });
});
