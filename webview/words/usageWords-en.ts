import { errorsEn } from '../../src/shared/text/errors.en';
import { usageEn } from '../../src/shared/text/usage.en';
import { putWords } from './wordTable';

putWords({ language: 'en', view: usageEn, errors: errorsEn });
