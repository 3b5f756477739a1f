import { errorsEn } from '../../src/shared/text/errors.en';
import { viewEn } from './view.en';
import { putWords } from './wordTable';

putWords({ language: 'en', view: viewEn, errors: errorsEn });
