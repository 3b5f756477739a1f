import { conversationToMarkdown } from '../chat/transfer/conversationMarkdown';
import { exportWords } from '../chat/transfer/exportWords';
import { contentMarkdown } from '../chat/transfer/messageMarkdown';
import { inertMarkdown } from '../markdown/inert';
import type { Conversation, ServiceMessage } from '../shared/conversation/conversation';
import { closeUp } from '../shared/text/closeUp';
import type { Language } from '../shared/text/language';
import type { ErrorInfo } from '../shared/errorInfo';
import { demoErrorText, errorText, type ErrorText } from '../shared/text/errorText';
import { texts } from '../shared/text/texts';
import { demoHost } from '../shared/workflow';

export { codesOf } from '../markdown/codes';
export { languageOf } from '../markdown/fenceLanguage';
export { imagesOf, linksOf } from '../markdown/links';
export { conversationFromJson, conversationToJson } from '../chat/transfer/conversationJson';

const brackets: Readonly<Record<Language, readonly [string, string]>> = { en: ['(', ')'], zh: ['（', '）'] };

/** A conversation as a Markdown document in the user's language. */
export function conversationInMarkdown(conversation: Conversation, language: Language): string {
  return conversationToMarkdown(conversation, exportWords(language, inertMarkdown));
}

/** A message of the service alone, with the user's reply to it, in the user's language. */
export function messageInMarkdown(
  message: ServiceMessage,
  reply: string | undefined,
  language: Language,
): string {
  return contentMarkdown(message, exportWords(language, inertMarkdown), reply).join('\n\n');
}

/** The text of an error, its remedy and the details for Coze support. */
export function errorInWords(info: ErrorInfo, language: Language): string {
  const { message, more } = errorInTwoLines(info, language);
  return closeUp([message, more].filter((part) => part !== '').join(' '));
}

/** The same as what happened, and more about it. `more` can be empty. */
export function errorInTwoLines(
  info: ErrorInfo,
  language: Language,
): { readonly message: string; readonly more: string } {
  const { message, remedy, details } = errorParts(info, language);
  const inBrackets = details && brackets[language].join(details);
  return { message, more: closeUp([remedy, inBrackets].filter((part) => part !== '').join(' ')) };
}

function errorParts(info: ErrorInfo, language: Language): ErrorText {
  const { errors } = texts[language];
  const isDemo = info.params?.['host'] === demoHost;
  return isDemo ? demoErrorText(info, errors) : errorText(info, errors);
}
