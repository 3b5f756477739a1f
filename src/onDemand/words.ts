import type { ErrorInfo } from '../shared/errorInfo';
import { errorsEn } from '../shared/text/errors.en';
import { errorsZhCn } from '../shared/text/errors.zhCn';
import { errorText } from '../shared/text/errorText';

/** An error of the service or the network in words, with what support asks for. */
export function errorInWords(info: ErrorInfo, language: 'en' | 'zh'): string {
  const { message, remedy, details } = errorText(info, language === 'zh' ? errorsZhCn : errorsEn);
  return [message, remedy, details && `(${details})`].filter((part) => part !== '').join(' ');
}
