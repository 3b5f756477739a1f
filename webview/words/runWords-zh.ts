import { errorsZhCn } from '../../src/shared/text/errors.zhCn';
import { runZhCn } from '../../src/shared/text/run.zhCn';
import { putWords } from './wordTable';

putWords({ language: 'zh', view: runZhCn, errors: errorsZhCn });
