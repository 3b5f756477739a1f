import assert from 'node:assert/strict';
import { errorTextsOf } from '../../../src/cli/words/remedies';
import { languages } from '../../../src/shared/text/language';

describe('The texts of errors on the command line', () => {
  for (const language of languages) {
    it(`name no setting and no form of VS Code, in ${language}`, () => {
      for (const [reason, { message, remedy }] of Object.entries(errorTextsOf(language).reasons)) {
        assert.doesNotMatch(
          message + remedy,
          /VS Code|http\.proxy|http\.system|coze\.\w+T|Workflow inputs|the log for|查看日志|对话流输入/,
          reason,
        );
      }
    });
  }
});
