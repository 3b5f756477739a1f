import assert from 'node:assert/strict';
import type { ErrorTexts } from '../../../../src/shared/text/errorText';
import { errorsEn } from '../../../../src/shared/text/tables/errors.en';
import { errorsZhCn } from '../../../../src/shared/text/tables/errors.zhCn';
import { viewEn, type ViewText } from '../../../../webview/words/view.en';
import { viewZhCn } from '../../../../webview/words/view.zhCn';

const languages: readonly {
  readonly name: string;
  readonly view: ViewText;
  readonly errors: ErrorTexts;
  /** The texts of the two titles of the card. */
  readonly said: RegExp;
}[] = [
  { name: 'English', view: viewEn, errors: errorsEn, said: /complete|\bfailed\b|interrupted/i },
  { name: 'Chinese', view: viewZhCn, errors: errorsZhCn, said: /不完整|未完成|失败|回复中断/ },
];

describe('The card of a failed or cut-off run', () => {
  for (const { name, view, errors, said } of languages) {
    it(`does not repeat its title in its text, in ${name}`, () => {
      assert.match(view.cutOffTitle, said);
      assert.match(view.failedTitle, said);
      const { demoFailed, demoInterrupted, reasons } = errors;
      for (const [reason, text] of Object.entries({ ...reasons, demoFailed, demoInterrupted })) {
        assert.doesNotMatch(text.message, said, reason);
        assert.notEqual(text.message, text.remedy, reason);
      }
    });
  }
});
