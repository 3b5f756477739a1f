import { errorsEn } from '../../src/shared/text/tables/errors.en';
import { viewEn } from './view.en';
import { putWords } from './wordTable';

putWords({ language: 'en', view: viewEn, errors: errorsEn });
