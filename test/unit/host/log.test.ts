import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { LogOutputChannel } from 'vscode';
import { redact } from '../../../src/coze/text/redact';
import { Log } from '../../../src/host/log';

/** The log with the product's own redactor, and what it would write. */
function newLog(secrets: readonly string[]) {
  const lines: string[] = [];
  const take = (text: string | Error) => void lines.push(String(text));
  const channel = { info: take, warn: take, debug: take, error: take } as Partial<LogOutputChannel>;
  return { lines, log: new Log(channel as LogOutputChannel, (text) => redact(text, secrets)) };
}

describe('Log', () => {
  it('writes every kind of line', () => {
    const { log, lines } = newLog([]);
    log.info('a');
    log.warn('b');
    log.debug('c');
    log.error('d', new Error('e'));
    assert.deepEqual(lines.slice(0, 3), ['a', 'b', 'c']);
    assert.match(lines[3] ?? '', /^d: Error: e/);
  });

  it('writes no token, wherever it stands, nor one that an error quotes, nor one of its causes', () => {
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

  it('names the causes of an error', () => {
    const { log, lines } = newLog([]);
    log.error('send', new Error('outer', { cause: new Error('inner') }));
    assert.match(lines[0] ?? '', /outer[^]*caused by Error: inner/);
  });

  it('writes what was thrown even if it is no error', () => {
    const { log, lines } = newLog([]);
    log.error('send', 'words');
    assert.deepEqual(lines, ['send: words']);
  });
});
