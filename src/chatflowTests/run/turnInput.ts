import { kindOfPath } from '../../shared/urls/kindOfPath';
import type { MediaItem } from '../../shared/conversation/content';
import type { JsonObject } from '../../shared/json/json';
import { isSameName } from '../checks/normalise';
import { listed } from '../checks/textCheck';
import type { SeenQuestion } from '../checks/seen';
import { objectWith, withValues, type Values } from '../testFile/variables';
import type { TurnSpec } from '../testFile/testFile';
import type { Stop } from './budget';

/** What the turn before left: the open question, or how the last run ended. */
export interface Before {
  readonly question?: SeenQuestion;
  /** The answer of the last run; absent in the first turn. */
  readonly lastText?: string;
}

type TurnInput = { readonly text: string; readonly isReply: boolean } | { readonly misuse: Stop };

/** The text that a turn sends, or why it does not fit what the workflow waits for. */
export function turnInput({ action }: TurnSpec, before: Before, values: Values): TurnInput {
  const { question } = before;
  if (action.type === 'user') {
    return question
      ? { misuse: { key: 'userWhileWaiting', params: { question: question.text } } }
      : { text: withValues(action.text, values), isReply: false };
  }
  if (!question) return { misuse: { key: 'answerNotWaiting', params: seenBefore(before) } };
  switch (action.type) {
    case 'answer':
      return { text: withValues(action.text, values), isReply: true };
    case 'choose':
      return chosen(withValues(action.text, values), question);
    case 'form':
      return filledIn(objectWith(action.values, values, true), question);
  }
}

function seenBefore({ lastText }: Before): Stop['params'] {
  return lastText === undefined ? { seen: '$firstTurn' } : { seen: '$lastCompleted', text: lastText };
}

function chosen(option: string, { text, options }: SeenQuestion): TurnInput {
  if (!options) return { misuse: { key: 'chooseWithoutOptions', params: { option, question: text } } };
  // The service compares its own spelling.
  const own = options.includes(option) ? option : options.find((one) => isSameName(one, option));
  if (own !== undefined) return { text: own, isReply: true };
  return { misuse: { key: 'chooseUnknown', params: { option, options: listed(options) } } };
}

/** One line `name:value` for each field, in order (docs/coze-protocol.md, 3.3). A field without a value is sent empty. */
function filledIn(filled: JsonObject, { text, fields }: SeenQuestion): TurnInput {
  if (!fields) return { misuse: { key: 'formWithoutFields', params: { question: text } } };
  const names = Object.keys(filled);
  const unknown = names.find((name) => !fields.some((field) => isSameName(field, name)));
  if (unknown !== undefined) {
    return { misuse: { key: 'formUnknownField', params: { field: unknown, fields: listed(fields) } } };
  }
  const lines = fields.map((field) => {
    const name = names.includes(field) ? field : names.find((one) => isSameName(one, field));
    return `${field}:${name === undefined ? '' : fieldText(filled[name])}`;
  });
  return { text: lines.join('\n'), isReply: true };
}

function fieldText(value: unknown): string {
  // YAML reads a name without a value as null.
  if (value === null) return '';
  return typeof value === 'string' ? onOneLine(value) : JSON.stringify(value);
}

/** A value of a form on one line: line breaks separate the fields. */
export function onOneLine(text: string): string {
  return text.replace(/\s*[\r\n]+\s*/g, ' ');
}

/** A public URL as an attachment; its kind comes from the ending of its path. */
export function attachmentOf(url: string): MediaItem {
  const [path = ''] = url.split(/[?#]/);
  return { kind: kindOfPath(path) ?? 'file', url };
}
