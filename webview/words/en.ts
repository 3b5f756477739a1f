import { errorsEn } from '../../src/shared/text/errors.en';
import { viewEn } from '../../src/shared/text/view.en';
import { putWords } from '../app/wordTable';

putWords({ language: 'en', view: viewEn, errors: errorsEn });
