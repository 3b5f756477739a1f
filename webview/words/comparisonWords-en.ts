import { comparisonEn } from '../../src/shared/text/comparison.en';
import { errorsEn } from '../../src/shared/text/errors.en';
import { putWords } from './wordTable';

putWords({ language: 'en', view: comparisonEn, errors: errorsEn });
