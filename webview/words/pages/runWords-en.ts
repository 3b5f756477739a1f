import { errorsEn } from '../../../src/shared/text/tables/errors.en';
import { runEn } from '../../../src/shared/text/tables/run.en';
import { putWords } from '../wordTable';

putWords({ language: 'en', view: runEn, errors: errorsEn });
