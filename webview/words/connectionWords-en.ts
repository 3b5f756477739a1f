import { connectionEn } from '../../src/shared/text/connection.en';
import { errorsEn } from '../../src/shared/text/errors.en';
import { putWords } from './wordTable';

putWords({ language: 'en', view: connectionEn, errors: errorsEn });
