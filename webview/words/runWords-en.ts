import { errorsEn } from '../../src/shared/text/errors.en';
import { runEn } from '../../src/shared/text/run.en';
import { putWords } from './wordTable';

putWords({ language: 'en', view: runEn, errors: errorsEn });
