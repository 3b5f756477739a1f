import { connectionZhCn } from '../../src/shared/text/connection.zhCn';
import { errorsZhCn } from '../../src/shared/text/errors.zhCn';
import { putWords } from './wordTable';

putWords({ language: 'zh', view: connectionZhCn, errors: errorsZhCn });
