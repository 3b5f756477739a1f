import assert from 'node:assert/strict';
import { attachmentOf } from '../../../../src/chatflowTests/run/turnInput';
import { kindOfPath } from '../../../../src/shared/urls/kindOfPath';

describe('The kind of a file', () => {
  for (const [path, kind] of [
    ['/a.png', 'image'],
    ['/a.JPEG', 'image'],
    ['/a.b/%E5%9B%BE.avif', 'image'],
    ['/a.mp3', 'audio'],
    ['/a.MOV', 'video'],
    ['/a.png.pdf', 'file'],
    ['/a.png/b', undefined],
    ['/png', undefined],
    ['', undefined],
  ] as const) {
    it(`is ${String(kind)} for the path ${path}`, () => assert.equal(kindOfPath(path), kind));
  }

  for (const [url, kind] of [
    ['https://example.com/a.png?size=2#top', 'image'],
    ['https://example.com/a.pdf?preview=a.png', 'file'],
    ['https://example.com/a.pdf#a.png', 'file'],
    ['https://example.com/a.wav', 'audio'],
    ['https://example.com/download', 'file'],
    ['https://example.com', 'file'],
  ] as const) {
    it(`is ${kind} in a test for ${url}`, () => assert.deepEqual(attachmentOf(url), { kind, url }));
  }
});
