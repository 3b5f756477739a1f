import type { ErrorInfo } from '../shared/errorInfo';
import { errorsEn } from '../shared/text/errors.en';
import { errorsZhCn } from '../shared/text/errors.zhCn';
import { demoErrorText, errorText } from '../shared/text/errorText';
import { demoHost } from '../shared/workflow';

/** An error of the service or the network in words, with what support asks for. */
export function errorInWords(info: ErrorInfo, language: 'en' | 'zh'): string {
  const texts = language === 'zh' ? errorsZhCn : errorsEn;
  const isDemo = info.params?.['host'] === demoHost;
  const { message, remedy, details } = isDemo ? demoErrorText(info, texts) : errorText(info, texts);
  return [message, remedy, details && `(${details})`].filter((part) => part !== '').join(' ');
}
