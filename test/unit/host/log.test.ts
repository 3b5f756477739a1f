import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { LogOutputChannel } from 'vscode';
import { redact } from '../../../src/coze/text/redact';
import { Log } from '../../../src/host/log';

/** A log with the product's redactor, and the lines it writes. */
function newLog(secrets: readonly string[]) {
  const lines: string[] = [];
  const take = (text: string | Error) => void lines.push(String(text));
  const channel = { info: take, warn: take, debug: take, error: take } as Partial<LogOutputChannel>;
  const log = new Log(channel as LogOutputChannel, redact);
  for (const secret of secrets) log.hide(secret);
  return { lines, log };
}

describe('Log', () => {
  it('writes to each level of the channel', () => {
    const { log, lines } = newLog([]);
    log.info('a');
    log.warn('b');
    log.debug('c');
    log.error('d', new Error('e'));
    assert.deepEqual(lines.slice(0, 3), ['a', 'b', 'c']);
    assert.match(lines[3] ?? '', /^d: Error: e/);
  });

  it('removes tokens from texts, errors and their causes', () => {
    const token = fc.stringMatching(/^[\x21-\x7e]{12,60}$/);
    fc.assert(
      fc.property(token, fc.string(), fc.string(), (secret, before, after) => {
        const { log, lines } = newLog([secret]);
        const text = `${before}${secret}${after}`;
        log.info(text);
        log.warn(text);
        log.debug(text);
        log.error(text, new Error(text, { cause: new TypeError(text) }));
        assert.equal(lines.length, 4);
        for (const line of lines) assert.ok(!line.includes(secret), line);
      }),
    );
  });

  it('writes the causes of an error', () => {
    const { log, lines } = newLog([]);
    log.error('send', new Error('outer', { cause: new Error('inner') }));
    assert.match(lines[0] ?? '', /outer[^]*caused by Error: inner/);
  });

  it('writes a thrown value that is not an error', () => {
    const { log, lines } = newLog([]);
    log.error('send', 'words');
    assert.deepEqual(lines, ['send: words']);
  });

  it('says whether debug lines are written, by the level of the channel', () => {
    const isDebug = (logLevel: number) =>
      new Log({ logLevel } as unknown as LogOutputChannel, redact).isDebug;
    assert.deepEqual([0, 1, 2, 3, 5].map(isDebug), [false, true, true, false, false]);
  });
});
