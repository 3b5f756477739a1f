import type { ErrorInfo } from '../../src/shared/errorInfo';
import { errorText } from '../../src/shared/text/errorText';
import { errorsEn } from '../../src/shared/text/errors.en';
import { errorsZhCn } from '../../src/shared/text/errors.zhCn';
import { language } from './text';

/** The cause and what to do about it, in the reader's language. */
export function errorWords(error: ErrorInfo): { readonly message: string; readonly remedy: string } {
  return errorText(error, language === 'en' ? errorsEn : errorsZhCn);
}

/** The cause alone. */
export function errorSummary(error: ErrorInfo): string {
  return errorWords(error).message;
}
