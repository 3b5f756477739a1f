import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import type { ErrorInfo } from '../../src/shared/errorInfo';
import { closeUp } from '../../src/shared/text/closeUp';
import { errorsZhCn } from '../../src/shared/text/errors.zhCn';
import { errorText } from '../../src/shared/text/errorText';
import { hostFiles, hostStrings } from '../support/hostStrings';

const root = `${__dirname}/../..`;
const read = (name: string) => JSON.parse(readFileSync(`${root}/${name}`, 'utf8')) as Record<string, string>;
const placeholders = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort();

describe('The words of the host', () => {
  const shown = hostStrings(hostFiles(root));
  const chinese = read('l10n/bundle.l10n.zh-cn.json');

  it('are found in the code', () => {
    assert.ok(shown.includes('Send this selection?'));
    assert.ok(shown.includes('Demo'));
  });

  it('are all there in Chinese, and nothing else is', () => {
    assert.deepEqual(Object.keys(chinese).sort(), shown);
  });

  it('are Chinese where they are translated', () => {
    const same = Object.entries(chinese).filter(
      ([, text]) => !/\p{Script=Han}/u.test(text) && !/Token/.test(text),
    );
    assert.deepEqual(same, []);
  });

  it('keep their placeholders', () => {
    for (const [english, translated] of Object.entries(chinese)) {
      assert.deepEqual(placeholders(translated), placeholders(english), english);
    }
  });
});

describe('Chinese with values filled in', () => {
  it('has spaces around Latin letters and none within Chinese', () => {
    const error: ErrorInfo = { kind: 'network', reason: 'connectionReset', remedies: [] };
    assert.equal(errorText(error, errorsZhCn).message, '与服务的连接已断开。');
    const known = errorText({ ...error, params: { host: 'api.coze.cn' } }, errorsZhCn);
    assert.equal(known.message, '与 api.coze.cn 的连接已断开。');
    assert.equal(closeUp('发消息给 演示 流 v2 试试'), '发消息给演示流 v2 试试');
  });
});

describe('The words of the manifest', () => {
  const english = read('package.nls.json');
  const chinese = read('package.nls.zh-cn.json');
  const manifest = readFileSync(`${root}/package.json`, 'utf8');
  const used = [...new Set([...manifest.matchAll(/"%([^%"]+)%"/g)].map(([, key]) => key ?? ''))].sort();

  it('are all there in English, and nothing else is', () => {
    assert.deepEqual(Object.keys(english).sort(), used);
  });

  it('are all there in Chinese, and nothing else is', () => {
    assert.deepEqual(Object.keys(chinese).sort(), used);
  });

  it('are Chinese where they are translated', () => {
    const same = Object.entries(chinese).filter(([, text]) => !/\p{Script=Han}/u.test(text));
    assert.deepEqual(same, []);
  });

  it('offer the same commands in links', () => {
    const links = (text: string | undefined) =>
      [...(text ?? '').matchAll(/\(command:[\w.]+\)/g)].map(([link]) => link);
    for (const key of used) assert.deepEqual(links(chinese[key]), links(english[key]), key);
  });
});
