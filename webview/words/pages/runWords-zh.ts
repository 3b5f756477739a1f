import { errorsZhCn } from '../../../src/shared/text/tables/errors.zhCn';
import { runZhCn } from '../../../src/shared/text/tables/run.zhCn';
import { putWords } from '../wordTable';

putWords({ language: 'zh', view: runZhCn, errors: errorsZhCn });
