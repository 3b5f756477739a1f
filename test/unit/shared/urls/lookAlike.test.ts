import assert from 'node:assert/strict';
import { imitatedHost, resemblesCoze } from '../../../../src/shared/urls/lookAlike';

describe('A host that imitates Coze', () => {
  const imitations: readonly (readonly [string, string])[] = [
    ['api.coze.cn.example.com', 'api.coze.cn'],
    ['login.api.coze.com.example.com', 'api.coze.com'],
    ['coze.cn.example.com', 'coze.cn'],
    ['api.coze.con', 'api.coze.cn'],
    ['api.coez.cn', 'api.coze.cn'],
    ['api-coze.cn', 'api.coze.cn'],
    ['api.c0ze.com', 'api.coze.com'],
    ['apicoze.com', 'api.coze.com'],
    ['аpi.cоze.cn', 'coze.cn'],
    ['api.сoze.cn', 'api.coze.cn'],
    ['api.cоzе.cn', 'api.coze.cn'],
    ['api.coзе.cn', 'api.coze.cn'],
    ['api.coзe.cn', 'api.coze.cn'],
    ['api.c0ze.com.example.com', 'api.coze.com'],
    ['api.coze.nc', 'api.coze.cn'],
  ];
  for (const [host, imitated] of imitations) {
    it(`is ${host}`, () => assert.equal(imitatedHost(new URL(`https://${host}`).hostname), imitated));
  }

  for (const host of [
    'api.coze.cn',
    'api.coze.com',
    'www.coze.cn',
    'coze.cn',
    'abcdefghij.coze.site',
    'coze.example.com',
    'coze-studio.example.cn',
    'localhost',
    '127.0.0.1',
    'api.example.cn',
    'api.例子.cn',
    'api.cаt.cn',
    'api.аbb.cn',
    'api.coze.xy',
    'api.coze.nx',
    'api.coze.xc',
    'api.coze.ncx',
  ]) {
    it(`is not ${host}`, () => assert.equal(imitatedHost(new URL(`https://${host}`).hostname), undefined));
  }
});

describe('A host that resembles Coze', () => {
  const resembles = (host: string): boolean => resemblesCoze(new URL(`https://${host}`).hostname);

  for (const host of [
    'coze-login.com',
    'api-coze-cn.example.com',
    'coze-com.example.org',
    'mycoze.cn',
    'api.例子.cn',
  ]) {
    it(`is ${host} in a pasted address, which is a usable base URL in the settings`, () => {
      assert.equal(resembles(host), true);
      assert.equal(imitatedHost(new URL(`https://${host}`).hostname), undefined);
    });
  }

  for (const host of ['api.coze.cn.example.com', 'api.c0ze.com', 'аpi.cоze.cn', 'api.coez.cn']) {
    it(`is ${host}, which imitates one`, () => assert.equal(resembles(host), true));
  }

  for (const host of ['coze.example.com', 'coze-studio.example.cn', '127.0.0.1', 'api.example.cn']) {
    it(`is not ${host}`, () => assert.equal(resembles(host), false));
  }
});
