import { l10n } from 'vscode';
import { numberText } from '../environment';
import { normalizeLineEnds } from '../../chat/selectionPrompt';
import { textMessage, type UserMessage } from '../../shared/conversation/userMessage';
import { limits, maxTextLength } from '../../shared/limits';
import {
  fillTemplate,
  mappedParameters,
  type SelectionMapping,
  type SelectionValues,
} from '../../shared/selectionMapping';
import { UserError } from '../guard';

/** What a question is about, without the question. */
export type Subject = Omit<SelectionValues, 'question'>;

/**
 * The message of a question by the mapping of a workflow. Without a mapped message it is the question, or the place in the
 * file if that is empty. Throws a `UserError` if it is larger than the service takes: nothing is cut.
 */
export function mappedMessage(
  { message, parameters = {} }: SelectionMapping,
  subject: Subject,
  question: string,
  isNumber: (name: string) => boolean,
): UserMessage {
  const values = {
    ...subject,
    selection: normalizeLineEnds(subject.selection),
    question: question.trim(),
  };
  const text = message === undefined ? values.question || placeOf(values) : fillTemplate(message, values);
  const mapped = mappedParameters(parameters, values, isNumber);
  checkLength(text.length, maxTextLength);
  checkLength(JSON.stringify(mapped).length, limits.parameters);
  return Object.keys(mapped).length === 0 ? textMessage(text) : { ...textMessage(text), parameters: mapped };
}

/** The path and the lines, such as `src/a.ts:3-5`; for the output of a terminal, its first line. */
function placeOf({ path, startLine, endLine, selection }: SelectionValues): string {
  if (path === '') return selection.trim().split('\n')[0] ?? '';
  return startLine === endLine ? `${path}:${startLine}` : `${path}:${startLine}-${endLine}`;
}

function checkLength(length: number, limit: number): void {
  if (length <= limit) return;
  throw new UserError(
    l10n.t('The text is too long for a message: {count} characters. The limit is {limit}.', {
      count: numberText(length),
      limit: numberText(limit),
    }),
  );
}
