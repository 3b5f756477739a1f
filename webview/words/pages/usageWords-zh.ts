import { errorsZhCn } from '../../../src/shared/text/tables/errors.zhCn';
import { usageZhCn } from '../../../src/shared/text/tables/usage.zhCn';
import { putWords } from '../wordTable';

putWords({ language: 'zh', view: usageZhCn, errors: errorsZhCn });
