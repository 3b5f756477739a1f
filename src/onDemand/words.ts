import type { ErrorInfo } from '../shared/errorInfo';
import { demoErrorText, errorText } from '../shared/text/errorText';
import type { Language } from '../shared/text/language';
import { texts } from '../shared/text/texts';
import { demoHost } from '../shared/workflow';

/** The text of an error, its remedy and the details for Coze support. */
export function errorInWords(info: ErrorInfo, language: Language): string {
  const { errors } = texts[language];
  const isDemo = info.params?.['host'] === demoHost;
  const { message, remedy, details } = isDemo ? demoErrorText(info, errors) : errorText(info, errors);
  return [message, remedy, details && `(${details})`].filter((part) => part !== '').join(' ');
}
