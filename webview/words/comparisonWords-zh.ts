import { comparisonZhCn } from '../../src/shared/text/comparison.zhCn';
import { errorsZhCn } from '../../src/shared/text/errors.zhCn';
import { putWords } from './wordTable';

putWords({ language: 'zh', view: comparisonZhCn, errors: errorsZhCn });
