import { comparisonZhCn } from '../../../src/shared/text/tables/comparison.zhCn';
import { errorsZhCn } from '../../../src/shared/text/tables/errors.zhCn';
import { putWords } from '../wordTable';

putWords({ language: 'zh', view: comparisonZhCn, errors: errorsZhCn });
