import assert from 'node:assert/strict';
import { mediaTypeOf } from '../../../../src/host/media/mediaType';
import { isPublicAddress } from '../../../../src/host/media/mediaAddress';

describe('isPublicAddress', () => {
  const notPublic = [
    ...['0.0.0.0', '10.0.0.1', '100.64.0.1', '127.0.0.1', '127.255.255.254', '169.254.169.254', '172.16.0.1'],
    ...[
      '172.31.255.255',
      '192.168.1.1',
      '198.18.0.1',
      '224.0.0.1',
      '255.255.255.255',
      '192.0.2.1',
      '203.0.113.9',
    ],
    ...[
      '::',
      '::1',
      '::ffff:127.0.0.1',
      '::ffff:10.0.0.1',
      '::ffff:a9fe:a9fe',
      'fe80::1',
      'fc00::1',
      'fd12::1',
    ],
    ...['ff02::1', '64:ff9b::7f00:1', '2002:7f00:1::', '2001:db8::1', '2001::1', 'fec0::1', '100::1'],
    ...[
      '::127.0.0.1',
      '::8.8.8.8',
      '4000::1',
      '1fff::1',
      '64:ff9b::808:808',
      '64:ff9b:1::1',
      '3ffe::1',
      '3fff::1',
    ],
    ...['8000::1', 'e000::1', '2001:0:808:808::1', '2606:4700::1111%eth0', '::ffff:0:1.1.1.1'],
    ...['localhost', '', 'example.com', '127.1', '999.1.1.1'],
  ];
  for (const address of notPublic) {
    it(`is false for ${address || 'nothing'}`, () => assert.equal(isPublicAddress(address), false));
  }

  const isPublic = [
    '1.1.1.1',
    '93.184.216.34',
    '172.32.0.1',
    '192.167.255.255',
    '100.128.0.1',
    '2606:4700::1111',
    '::ffff:1.1.1.1',
  ];
  for (const address of isPublic) {
    it(`is true for ${address}`, () => assert.equal(isPublicAddress(address), true));
  }
});

describe('mediaTypeOf', () => {
  const bytes = (text: string) => Buffer.from(text, 'latin1');
  const playable: readonly (readonly [string, string])[] = [
    ['ID3\x04', 'audio/mpeg'],
    ['\xff\xfb\x90', 'audio/mpeg'],
    ['RIFF....WAVEfmt ', 'audio/wav'],
    ['OggS', 'audio/ogg'],
    ['fLaC', 'audio/flac'],
    ['\0\0\0 ftypM4A ', 'audio/mp4'],
    ['\0\0\0 ftypisom', 'video/mp4'],
    ['\x1a\x45\xdf\xa3', 'video/webm'],
  ];
  for (const [beginning, mime] of playable) {
    it(`detects ${mime} by ${JSON.stringify(beginning)}`, () => {
      assert.equal(mediaTypeOf(bytes(beginning)), mime);
    });
  }

  it('detects the four supported types of images', () => {
    assert.equal(mediaTypeOf(bytes('\x89PNG\r\n\x1a\nrest')), 'image/png');
    assert.equal(mediaTypeOf(bytes('\xff\xd8\xff\xe0rest')), 'image/jpeg');
    assert.equal(mediaTypeOf(bytes('GIF87a')), 'image/gif');
    assert.equal(mediaTypeOf(bytes('GIF89a')), 'image/gif');
    assert.equal(mediaTypeOf(bytes('RIFF....WEBPVP8 ')), 'image/webp');
  });

  it('returns undefined for anything else', () => {
    for (const text of [
      '',
      '<svg xmlns="…">',
      '<html>',
      'RIFF....AVI ',
      '\xff\xfeUTF-16',
      '....free',
      'BM',
      '%PDF-1.7',
      '\x89PNG',
      'GIF88a',
    ]) {
      assert.equal(mediaTypeOf(bytes(text)), undefined, text);
    }
  });
});
