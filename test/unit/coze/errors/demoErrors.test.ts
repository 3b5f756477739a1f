import assert from 'node:assert/strict';
import { errorInfo, reasons, type ErrorReason } from '../../../../src/shared/errorInfo';
import { errorsEn } from '../../../../src/shared/text/tables/errors.en';
import { errorsZhCn } from '../../../../src/shared/text/tables/errors.zhCn';
import { demoErrorText } from '../../../../src/shared/text/errorText';

/** Terms that do not apply to a workflow that runs in the extension, without an account and without the network. */
const foreign =
  /demo\.invalid|on Coze|Coze’s|令牌|权限|扣子上|token|permission|\bbill|计费|http\.proxy|代理|base URL|服务地址|credits|account|账号|余额|debug page|调试页面|publish|发布/i;

describe('An error of the demo', () => {
  for (const reason of Object.keys(reasons) as ErrorReason[]) {
    it(`does not mention tokens, networks or Coze (${reason})`, () => {
      const info = errorInfo(reason, {
        params: {
          host: 'demo.invalid',
          otherHost: 'api.coze.com',
          seconds: '60',
          detail: 'x',
          url: 'https://demo.invalid',
        },
      });
      for (const texts of [errorsEn, errorsZhCn]) {
        const { message, remedy } = demoErrorText(info, texts);
        assert.notEqual(message, '');
        assert.notEqual(remedy, '');
        assert.doesNotMatch(`${message} ${remedy}`, foreign);
        assert.doesNotMatch(`${message} ${remedy}`, /[{}]/);
      }
    });
  }

  it('is in the language of its table', () => {
    assert.match(demoErrorText(errorInfo('tokenInvalid'), errorsEn).message, /^[\x20-\x7e’]+$/);
    assert.match(demoErrorText(errorInfo('tokenInvalid'), errorsZhCn).message, /演示/);
  });

  it('keeps the requested code', () => {
    assert.match(demoErrorText(errorInfo('tokenInvalid', { code: '4100' }), errorsEn).details, /4100/);
  });
});
