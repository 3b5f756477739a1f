import { errorsZhCn } from '../../src/shared/text/errors.zhCn';
import { usageZhCn } from '../../src/shared/text/usage.zhCn';
import { putWords } from './wordTable';

putWords({ language: 'zh', view: usageZhCn, errors: errorsZhCn });
