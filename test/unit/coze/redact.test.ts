import assert from 'node:assert/strict';
import fc from 'fast-check';
import { redact, redactionMark, withoutSecrets } from '../../../src/coze/text/redact';
import { anyCharacter, runs } from '../../support/properties';

/** Every token that can be sent: visible ASCII. */
const token = fc.string({
  unit: fc.integer({ min: 0x21, max: 0x7e }).map((code) => String.fromCharCode(code)),
  minLength: 1,
});
const anyText = fc.oneof(fc.string(), fc.string({ unit: anyCharacter }));

describe('redact', () => {
  it('removes every occurrence of a token', () => {
    fc.assert(
      fc.property(token, fc.array(anyText), (secret, parts) => {
        assert.ok(!redact(parts.join(secret), [secret]).includes(secret));
        assert.ok(!redact(secret + parts.join(secret) + secret, [secret]).includes(secret));
        assert.ok(!redact(secret.repeat(3), [secret]).includes(secret));
      }),
      { numRuns: runs(2_000) },
    );
  });

  it('removes encoded tokens: in a URL, in JSON', () => {
    fc.assert(
      fc.property(token, anyText, (secret, text) => {
        const encoded = encodeURIComponent(secret);
        const quoted = JSON.stringify(secret).slice(1, -1);
        const result = redact(`${text}${encoded} ${quoted}${text}`, [secret]);
        assert.ok(!result.includes(encoded) && !result.includes(quoted));
      }),
    );
  });

  it('removes unknown tokens by their format', () => {
    const mark = redactionMark;
    assert.equal(redact('got pat_AbC123_x-9 here', []), `got ${mark} here`);
    assert.equal(redact('czu_abcd czs_abcd sat_abcd', []), `${mark} ${mark} ${mark}`);
    assert.equal(redact('Authorization: Bearer abc.def/ghi=\n', []), `Authorization: ${mark}\n`);
    assert.equal(redact('bearer x', []), mark);
  });

  it('removes tokens from JSON, which stays valid and keeps everything else', () => {
    const text = (part: string) => `a ${part}\nb "c"`;
    for (const part of [
      'Authorization: Bearer opaque.0-9/~+=',
      '-H "Authorization: Bearer opaque.0"',
      '\npat_AbC123',
      '\tczu_AbC123',
      '\u0001sat_AbC123',
      JSON.stringify('\npat_AbC123'),
    ]) {
      const value = { content: text(part), more: [JSON.stringify({ nested: part }), 'kept'] };
      const clean = redact(JSON.stringify(value), []);
      assert.doesNotMatch(clean, /opaque|AbC123/);
      const read = JSON.parse(clean) as typeof value;
      assert.equal(read.content, text(part.replace(/(?:Bearer [^"]+|(?:pat|czu|sat)_\w+)/, redactionMark)));
      assert.deepEqual(Object.keys(JSON.parse(read.more[0]!) as object), ['nested']);
      assert.equal(read.more[1], 'kept');
    }
  });

  it('keeps other words, and ignores an empty secret', () => {
    assert.equal(
      redact('a pattern, pat_ and compat_mode, at a bearing', ['']),
      'a pattern, pat_ and compat_mode, at a bearing',
    );
  });

  it('leaves nothing of a secret that contains another one, in any order', () => {
    for (const secrets of [
      ['key', 'akeyz'],
      ['akeyz', 'key'],
    ]) {
      assert.equal(redact('<akeyz> <key>', secrets), `<${redactionMark}> <${redactionMark}>`);
    }
    assert.equal(redact('text', ['']), 'text');
  });
});

describe('withoutSecrets', () => {
  const value = { a: ['x', 'x "q" y'], 'x "q"': { b: 1 } };

  it('removes secrets from names and values of JSON, whatever they contain', () => {
    const clean = withoutSecrets(value, ['x "q"']);
    assert.deepEqual(clean, { a: ['x', `${redactionMark} y`], [redactionMark]: { b: 1 } });
  });

  it('returns the value itself if it contains none', () => {
    assert.equal(withoutSecrets(value, ['none']), value);
    assert.equal(withoutSecrets(value, []), value);
    assert.equal(withoutSecrets(undefined, ['x']), undefined);
  });
});
