import { errorsEn } from '../../../src/shared/text/tables/errors.en';
import { usageEn } from '../../../src/shared/text/tables/usage.en';
import { putWords } from '../wordTable';

putWords({ language: 'en', view: usageEn, errors: errorsEn });
