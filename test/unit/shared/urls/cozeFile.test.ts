import assert from 'node:assert/strict';
import { isCozeFile } from '../../../../src/shared/urls/urls';

describe("A file at one of Coze's own hosts", () => {
  const own = [
    'https://s.coze.cn/t/AbC/',
    'https://lf-bot-studio-plugin-resource.coze.cn/obj/a.png',
    'https://www.coze.com/a.png',
    'https://coze.cn/a.png',
    'HTTPS://S.COZE.CN:443/a.png',
  ];
  for (const url of own) it(`is ${url}`, () => assert.equal(isCozeFile(url), true));

  const others = [
    'http://s.coze.cn/a.png',
    'https://s.coze.cn:8443/a.png',
    'https://s.coze.cn.example.com/a.png',
    'https://evilcoze.cn/a.png',
    'https://coze.cn.co/a.png',
    'https://coze-cn.com/a.png',
    'https://example.com/coze.cn/a.png',
    'https://example.com/a.png?host=s.coze.cn',
    'https://example.com#s.coze.cn',
    'https://s.coze.cn@example.com/a.png',
    'https://me:pass@s.coze.cn/a.png',
    'https://example.com\\.coze.cn/a.png',
    'https://s.coze.cn./a.png',
    'https://s.c\u043eze.cn/a.png',
    'https://s.coze.c\u200bn/a.png',
    'https://xn--cze-sqc.cn/a.png',
    'https://p3.byteimg.com/a.png',
    'https://127.0.0.1/coze.cn',
    'data:image/png;base64,coze.cn',
    'file:///coze.cn',
    's.coze.cn/a.png',
    '',
  ];
  for (const url of others) it(`is not ${JSON.stringify(url)}`, () => assert.equal(isCozeFile(url), false));
});
