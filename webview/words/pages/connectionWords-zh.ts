import { connectionZhCn } from '../../../src/shared/text/tables/connection.zhCn';
import { errorsZhCn } from '../../../src/shared/text/tables/errors.zhCn';
import { putWords } from '../wordTable';

putWords({ language: 'zh', view: connectionZhCn, errors: errorsZhCn });
