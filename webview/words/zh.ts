import { errorsZhCn } from '../../src/shared/text/tables/errors.zhCn';
import { viewZhCn } from './view.zhCn';
import { putWords } from './wordTable';

putWords({ language: 'zh', view: viewZhCn, errors: errorsZhCn });
