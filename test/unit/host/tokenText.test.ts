import assert from 'node:assert/strict';
import fc from 'fast-check';
import { hasKnownForm, readToken, type TokenProblem } from '../../../src/host/account/tokenText';

const token = 'pat_aB3xY9zQ7';

describe('readToken', () => {
  const taken: readonly (readonly [string, string])[] = [
    ['alone', token],
    ['with spaces around it', `  ${token} `],
    ['with a line end after it', `${token}\n`],
    ['with a Windows line end after it', `${token}\r\n`],
    ['with "Bearer" in front', `Bearer ${token}`],
    ['with "bearer" in front', `bearer   ${token}`],
    ['with the whole header in front', `Authorization: Bearer ${token}`],
    ['with a no-break space around it', `\u00a0${token}\u00a0`],
    ['with a byte order mark in front', `\ufeff${token}`],
  ];
  for (const [title, pasted] of taken) {
    it(`accepts a token ${title}`, () => assert.deepEqual(readToken(pasted), { token }));
  }

  it('accepts a token that begins like the removed prefix', () => {
    assert.deepEqual(readToken('bearerpat_1'), { token: 'bearerpat_1' });
  });

  const refused: readonly (readonly [string, string, TokenProblem])[] = [
    ['an empty text', '', 'empty'],
    ['spaces', '   ', 'empty'],
    ['only "Bearer"', 'Bearer ', 'empty'],
    ['a line break inside', 'pat_a\nb', 'lineBreak'],
    ['a Windows line break inside', 'pat_a\r\nb', 'lineBreak'],
    ['a lone carriage return inside', 'pat_a\rb', 'lineBreak'],
    ['a line separator inside', 'pat_a\u2028b', 'lineBreak'],
    ['an injected header', 'pat_a\r\nX-Evil: 1', 'lineBreak'],
    ['a space inside', 'pat_a b', 'space'],
    ['a tab inside', 'pat_a\tb', 'space'],
    ['a no-break space inside', 'pat_a\u00a0b', 'space'],
    ['a NUL', 'pat_a\u0000b', 'control'],
    ['a bell', 'pat_a\u0007b', 'control'],
    ['a delete character', 'pat_a\u007fb', 'control'],
    ['Chinese', 'pat_令牌', 'notAscii'],
    ['a full-width letter', 'pat_ａ', 'notAscii'],
    ['a zero-width space', 'pat_a\u200bb', 'notAscii'],
    ['a soft hyphen', 'pat_a\u00adb', 'notAscii'],
    ['an emoji', 'pat_😀', 'notAscii'],
    ['an en dash', 'pat–a', 'notAscii'],
    ['quotation marks', '"pat_a"', 'quote'],
    ['single quotation marks', "'pat_a'", 'quote'],
    ['backticks', '`pat_a`', 'quote'],
    ['a text that is too long', 'a'.repeat(9_000), 'tooLong'],
  ];
  for (const [title, pasted, problem] of refused) {
    it(`refuses ${title}`, () => assert.deepEqual(readToken(pasted), { problem }));
  }

  it('returns only values that are valid in a header', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (pasted) => {
        const read = readToken(pasted);
        if ('token' in read) new Headers({ Authorization: `Bearer ${read.token}` });
      }),
    );
  });
});

describe('hasKnownForm', () => {
  it("accepts the forms of Coze's tokens", () => {
    for (const token of [
      `pat_${'aB3'.repeat(20)}`,
      `pat_${'0f'.repeat(32)}`,
      'sat_0123456789abcdef',
      'czu_0123456789abcdef',
      'czs_0123456789abcdef',
      'eyJhbGciOiJSUzI1NiJ9.eyJpc3MiOiJhcGkuY296ZS5jbiJ9.c2lnbmF0dXJl-_',
    ]) {
      assert.ok(hasKnownForm(token), token);
    }
  });

  it('rejects anything else', () => {
    for (const token of [
      'hello',
      'pat_',
      'pat_123',
      'PAT_0123456789',
      'sk-0123456789abcdef',
      'eyJhbGci',
      'xpat_0123456789',
    ]) {
      assert.ok(!hasKnownForm(token), token);
    }
  });
});
