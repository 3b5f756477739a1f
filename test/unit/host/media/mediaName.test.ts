import assert from 'node:assert/strict';
import { mediaFileName } from '../../../../src/host/media/mediaName';

const url = 'https://s.coze.cn/a/photo.png?sign=x';

describe('The file name of a medium', () => {
  const rows: readonly (readonly [string, name: string | undefined, url: string, mime: string, string])[] = [
    ['is that of the service', 'cat.png', url, 'image/png', 'cat.png'],
    ['is the last part of the URL without one', undefined, url, 'image/png', 'photo.png'],
    ['is decoded', undefined, 'https://s.coze.cn/%E7%8C%AB.png', 'image/png', '猫.png'],
    [
      'stays as it is if it cannot be decoded',
      undefined,
      'https://s.coze.cn/%E7.png',
      'image/png',
      '%E7.png',
    ],
    ['is a word for a URL without a path', undefined, 'https://s.coze.cn/', 'image/gif', 'file.gif'],
    ['is a short code of a link', undefined, 'https://s.coze.cn/t/AbC1/', 'image/webp', 'AbC1.webp'],
    ['has no path', '../../.ssh/id.png', url, 'image/png', 'ssh id.png'],
    ['has no path of Windows', 'C:\\a\\b.png', url, 'image/png', 'C a b.png'],
    ['has no encoded path', undefined, 'https://s.coze.cn/..%2F..%2Fetc%2Fx.png', 'image/png', 'etc x.png'],
    ['has no hidden characters', 'a\u202egnp.exe\u200b\u0000', url, 'image/png', 'agnp.exe.png'],
    ['is never hidden', '.bashrc', url, 'text/plain', 'bashrc.txt'],
    ['is no device of Windows', 'CON.png', url, 'image/png', 'CON_.png'],
    ['ends as the bytes of a picture require', 'a.exe', url, 'image/jpeg', 'a.exe.jpg'],
    ['keeps another ending of the type', 'a.JPEG', url, 'image/jpeg', 'a.jpeg'],
    ['ends as the bytes of a sound require', 'a.png', url, 'audio/mpeg', 'a.png.mp3'],
    ['keeps the ending of a text', 'report.csv', url, 'text/plain', 'report.csv'],
    ['gets an ending for a text', 'report', url, 'text/plain', 'report.txt'],
    ['is cut before its ending', `${'x'.repeat(300)}.png`, url, 'image/png', `${'x'.repeat(80)}.png`],
  ];
  for (const [title, name, address, mime, expected] of rows) {
    it(title, () => assert.equal(mediaFileName(name, address, mime), expected));
  }
});
