import { connectionEn } from '../../../src/shared/text/tables/connection.en';
import { errorsEn } from '../../../src/shared/text/tables/errors.en';
import { putWords } from '../wordTable';

putWords({ language: 'en', view: connectionEn, errors: errorsEn });
