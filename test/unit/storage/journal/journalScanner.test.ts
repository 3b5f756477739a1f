import assert from 'node:assert/strict';
import { readEvent, type JournalEvent } from '../../../../src/shared/conversation/chatEvent';
import { JournalScanner } from '../../../../src/storage/journal/journalScanner';
import { encodeRecord } from '../../../../src/storage/journal/record';
import { crc32 } from 'node:zlib';
import { answered, piece, sent, started } from '../samples';

const writer = '0123abcd.0a1b2c.42';

function line(number: number, event: JournalEvent, by = writer): string {
  return encodeRecord({ writer: by, number, event }).toString();
}

/** What a write puts into the file. */
function write(...lines: readonly string[]): string {
  return `\n${lines.join('\n')}\n`;
}

function scan(content: string | Buffer, chunk = Number.MAX_SAFE_INTEGER) {
  const bytes = Buffer.from(content);
  const events: JournalEvent[] = [];
  const scanner = new JournalScanner(readEvent, { record: ({ event }) => events.push(event) });
  for (let at = 0; at < bytes.length; at += chunk) scanner.push(bytes.subarray(at, at + chunk));
  scanner.finish();
  return { events, damaged: scanner.damaged, future: scanner.futureVersion };
}

const events = [started(), sent(0, '你好 🎉 \n"x" \ud83d'), piece(0, 'a'), ...answered(0)];
const lines = events.map((event, index) => line(index + 1, event));
const whole = write(...lines.slice(0, 2)) + write(...lines.slice(2));

describe('The journal scanner', () => {
  it('gives the events in the order of the file, however the bytes are cut', () => {
    for (const chunk of [1, 2, 3, 7, 64, 1_000]) {
      const result = scan(whole, chunk);
      assert.deepEqual(JSON.stringify(result.events), JSON.stringify(events), `chunks of ${chunk}`);
      assert.equal(result.damaged, 0);
    }
  });

  it('passes over what a crash tore, at every byte, and counts no damage for it', () => {
    const next = write(line(1, sent(1), 'ffffffff.0a1b2c.43'));
    const batch = write(...lines);
    for (let cut = 1; cut < batch.length; cut++) {
      const torn = Buffer.from(batch).subarray(0, cut);
      const sound = lines.filter((_, index) => {
        const end = Buffer.byteLength(write(...lines.slice(0, index + 1))) - 1;
        return end <= cut;
      }).length;
      const alone = scan(torn);
      const followed = scan(Buffer.concat([torn, Buffer.from(next)]));
      assert.equal(alone.events.length, sound, `cut at ${cut}`);
      assert.equal(followed.events.length, sound + 1, `cut at ${cut}, then written on`);
      assert.deepEqual([alone.damaged, followed.damaged], [0, 0], `cut at ${cut}`);
    }
  });

  it('reads a record without what is nested deeper than a stack', () => {
    const deep = `{"type":"runStopped","runId":"r","at":1,"extra":${'['.repeat(100_000)}${']'.repeat(100_000)}}`;
    const body = `v1 ${deep.length} ${writer} 9 ${deep}`;
    const record = `${body} ${crc32(Buffer.from(body)).toString(16).padStart(8, '0')}`;
    const result = scan(write(...lines, record) + write(line(10, sent(9))));
    assert.deepEqual(result.events.at(-2), { type: 'runStopped', runId: 'r', at: 1 });
    assert.equal(result.events.length, events.length + 2);
    assert.equal(result.damaged, 0);
    JSON.stringify(result.events);
  });

  it('counts a record that was written again once', () => {
    const again = scan(whole + write(...lines.slice(1)) + write(line(7, sent(9))));
    assert.equal(again.events.length, events.length + 1);
    assert.equal(again.damaged, 0);
  });

  it('sees a byte that is missing in the middle of a write', () => {
    const batch = write(...lines);
    const at = batch.indexOf('turnId');
    const result = scan(batch.slice(0, at) + batch.slice(at + 1));
    assert.equal(result.damaged, 1);
    assert.equal(result.events.length, events.length - 1);
  });

  it('sees a flipped bit anywhere, and gives every other record', () => {
    const bytes = Buffer.from(write(...lines));
    for (let at = 1; at < bytes.length - 1; at++) {
      const flipped = Buffer.from(bytes);
      flipped.writeUInt8(flipped.readUInt8(at) ^ 0x10, at);
      const result = scan(flipped);
      const isBreak = bytes[at] === 0x0a;
      assert.ok(result.damaged > 0, `bit at ${at}`);
      assert.ok(result.events.length >= events.length - (isBreak ? 0 : 1), `bit at ${at}`);
      assert.equal(result.future, undefined, `bit at ${at}`);
    }
  });

  it('distinguishes a line of a later version from garbage by its checksum', () => {
    const body = 'v2 {"something":"else"}';
    const sum = crc32(body).toString(16).padStart(8, '0');
    assert.equal(scan(whole + write(`${body} ${sum}`)).future, 2);
    const garbage = scan(whole + write(`${body} 00000000`));
    assert.deepEqual([garbage.future, garbage.damaged], [undefined, 1]);
  });

  it('passes over an event of a kind that it does not know', () => {
    const unknown = { type: 'somethingNew', runId: 'r0' } as unknown as JournalEvent;
    const result = scan(whole + write(line(7, unknown), line(8, sent(1))));
    assert.equal(result.events.length, events.length + 1);
    assert.deepEqual([result.damaged, result.future], [0, undefined]);
  });

  it('passes over an event of a known kind that lacks what it needs', () => {
    const { text: _text, ...rest } = sent(3) as Extract<JournalEvent, { type: 'messageSent' }>;
    assert.equal(scan(write(line(1, rest as JournalEvent))).events.length, 0);
  });

  it('keeps no garbage in memory that cannot be a record', () => {
    const scanner = new JournalScanner(readEvent, {});
    const chunk = Buffer.alloc(1024 * 1024, 'x');
    const before = process.memoryUsage().arrayBuffers;
    for (let mebibyte = 0; mebibyte < 300; mebibyte++) scanner.push(chunk);
    assert.ok(process.memoryUsage().arrayBuffers - before < 100 * 1024 * 1024);
    scanner.push(Buffer.from(whole));
    scanner.finish();
    assert.equal(scanner.count, events.length);
    assert.ok(scanner.damaged > 0);
  });
});
