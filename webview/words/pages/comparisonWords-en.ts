import { comparisonEn } from '../../../src/shared/text/tables/comparison.en';
import { errorsEn } from '../../../src/shared/text/tables/errors.en';
import { putWords } from '../wordTable';

putWords({ language: 'en', view: comparisonEn, errors: errorsEn });
