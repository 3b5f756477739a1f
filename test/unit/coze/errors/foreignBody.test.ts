import assert from 'node:assert/strict';
import { errorFromForeignBody, isPage, snippetOf } from '../../../../src/coze/errors/foreignBody';
import { SseDecoder } from '../../../../src/coze/transport/sse';
import type { ServerSentEvent } from '../../../../src/coze/wire/serverSentEvent';
import { decodeEvent } from '../../../../src/coze/wire/wire';

const context = { host: 'h', secrets: ['pat_secret123'] };

/** The events of a whole body, and whether the decoder detects before its end that it has no events. */
function read(...chunks: readonly string[]): readonly [readonly ServerSentEvent[], boolean] {
  const events: ServerSentEvent[] = [];
  const decoder = new SseDecoder((event) => events.push(event));
  for (const chunk of chunks) decoder.feed(Buffer.from(chunk));
  const isForeign = decoder.isForeign;
  decoder.end();
  return [events, isForeign];
}

describe('A body that is not a stream', () => {
  it('is a page if it starts like one, in any case and after a comment', () => {
    for (const body of [
      '<!DOCTYPE html>',
      '<!doctype HTML>',
      ' \n<html lang="en">',
      '<head>',
      '<BODY>',
      '<?xml version="1.0"?>',
      '<!-- \n served by a proxy --> \n<html>',
    ]) {
      assert.ok(isPage(body), body);
    }
    for (const body of ['', 'html', 'x<html>', '<p>hi', '{"a":"<html>"}', '<!-- only a comment -->']) {
      assert.ok(!isPage(body), body);
    }
  });

  it('is quoted without markup, scripts, styles and secrets', () => {
    const page =
      '<html><style>p{}</style><script type="x">alert(1)</script>\n<!-- no\n --> <b>Sign\n  in</b>pat_secret123';
    assert.equal(snippetOf(page, context.secrets), 'Sign in •••');
    assert.equal(snippetOf('<html>a<script>1</script \n>b<!-- -->c<br>d', []), 'a b c d');
    assert.equal(snippetOf('<html><script>never closed', []), '');
    assert.equal(snippetOf('<html>a<!-- never closed', []), 'a');
    assert.equal(
      snippetOf('<html><title>502 Bad</title><h1>502 Bad</h1>', []),
      '502 Bad',
      'a title says what is said below',
    );
    assert.equal(snippetOf('<html><title>Blocked</title><script>1</script>', []), 'Blocked');
    assert.equal(snippetOf('<html><title>Bad</title >Bad, but <b>why</b>', []), 'Bad, but why');
    assert.equal(snippetOf('<html><title>Blocked</title>This is Blocked', []), 'Blocked This is Blocked');
    assert.equal(snippetOf('<html><title>never closed', []), 'never closed');
    assert.equal(snippetOf('<html>a<title>a</title>b', []), 'a b');
    assert.equal(snippetOf('1 < 2  >  0', []), '1 < 2  >  0');
    assert.equal(snippetOf(`<html>${'y'.repeat(300)}`, []), `${'y'.repeat(199)}…`);
    assert.equal(snippetOf('z'.repeat(300), []).length, 200);
  });

  it('is an error with host, type, status, log ID and text, if known', () => {
    assert.deepEqual(errorFromForeignBody('notAStream', '', 'text/html', context), {
      kind: 'protocol',
      reason: 'notAStream',
      remedies: ['changeBaseUrl', 'openProxySettings', 'tryAgain'],
      params: { host: 'h', contentType: 'text/html' },
    });
    assert.deepEqual(
      errorFromForeignBody('proxyBlocked', 'No', `pat_secret123${'t'.repeat(200)}`, {
        ...context,
        status: 403,
        logId: 'L',
      }),
      {
        kind: 'network',
        reason: 'proxyBlocked',
        remedies: ['openProxySettings', 'tryAgain'],
        params: { host: 'h', contentType: `•••${'t'.repeat(97)}` },
        status: 403,
        logId: 'L',
        serviceMessage: 'No',
      },
    );
  });

  it('is passed on at its end', () => {
    const [events] = read('upstream connect error\n', 'try later');
    assert.deepEqual(events, [
      {
        event: undefined,
        data: '',
        strayLines: 'upstream connect error\ntry later',
        isForeignBody: true,
      },
    ]);
    const failed = decodeEvent(events[0]!, context);
    assert.ok(failed.type === 'failed');
    assert.equal(failed.error.reason, 'notAStream');
    assert.equal(failed.error.params?.['contentType'], 'text/plain');
  });

  it('is a page, JSON or text; JSON with an error is that error', () => {
    const told = (strayLines: string) => {
      const event = decodeEvent({ event: undefined, data: '', strayLines, isForeignBody: true }, context);
      assert.ok(event.type === 'failed');
      return [event.error.reason, event.error.params?.['contentType'], event.error.serviceMessage];
    };
    assert.deepEqual(told('<html>Hi</html>'), ['notAStream', 'text/html', 'Hi']);
    assert.deepEqual(told('{"a":1}'), ['notAStream', 'application/json', '{"a":1}']);
    assert.deepEqual(told('busy'), ['notAStream', 'text/plain', 'busy']);
    assert.deepEqual(told('{"code":4100,"msg":"no"}'), ['tokenInvalid', undefined, 'no']);
  });

  it('is not a truncated field name', () => {
    for (const torn of ['e', 'event', 'da', 'data', 'i', 'id', 're', 'retry']) {
      assert.deepEqual(
        read(torn)[0].filter(({ isForeignBody }) => isForeignBody),
        [],
        torn,
      );
    }
    for (const other of ['vent', 'datum', 'idle', 'ry', 'x']) {
      assert.equal(read(other)[0].length, 1, other);
    }
  });

  it('is detected as a page after its first lines, and never after an event', () => {
    assert.equal(read('<!doctype html>\n', '<p>')[1], true);
    assert.equal(read('<!--\n', '-->\n<html>\n')[1], true);
    assert.equal(read('<!doc')[1], false, 'the line is not whole');
    assert.equal(read('words\n')[1], false);
    assert.equal(read('{"code":', '4100}')[1], true);
    assert.equal(read('{"code":')[1], false, 'the object is not whole');
    assert.equal(read(`{"a":"${'b'.repeat(20_000)}"}`)[1], false, 'only the beginning is looked at');
    assert.equal(read('')[1], false);
    assert.equal(read('data: 1\n\n<html>\n')[1], false);
  });

  it('does not include text after an event', () => {
    assert.deepEqual(
      read('data: 1\n\n<html>\nlost\n')[0].map(({ data }) => data),
      ['1'],
    );
  });
});
