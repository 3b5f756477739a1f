import { tokenInText } from '../../shared/text/tokenInText';
import { parseUrl } from '../../shared/urls/urls';

/** An ID of a run, of its execution, conversation, chat or log, as Coze and the extension write them. */
const idPattern = /^[\w-]{6,128}$/;

/** Names of an ID in addresses, the most exact first; then in logs, in JSON and on the page "Run". */
const names = ['run', 'execute_id', 'chat_id', 'log_id', 'logid', 'conversation_id'] as const;

const namesInText = [
  'run(?:[_ ]?id)?',
  'execut(?:e|ion)[_ ]?id',
  'chat[_ ]?id',
  'log[_ ]?id',
  'conversation[_ ]?id',
];
const quote = String.raw`(?:\\*["'])?`;
const idWithDigit = String.raw`(?=[\w-]*\d)[\w-]{6,128}`;

/** Longest text that is searched. */
const mostCharacters = 10_000;

/** The ID in a link to the extension, `/open?run=ID`; `undefined` for any other link, and for a token in place of an ID. */
export function linkedRunId(path: string, run: string | null): string | undefined {
  const isLink = path === '/open' && run !== null && idPattern.test(run);
  return isLink && tokenInText(run) === undefined ? run : undefined;
}

/**
 * The ID in a pasted text: an ID alone, a debug link, or a text that names one, such as `"logid": "2026…"`. `undefined` if
 * there is none, or if the text contains an access token.
 */
export function pastedRunId(pasted: string): string | undefined {
  const text = pasted.slice(0, mostCharacters).trim();
  if (tokenInText(text) !== undefined) return undefined;
  const alone = text.replace(/^["'`“]|["'`”],?$/g, '');
  if (idPattern.test(alone)) return alone;
  const url = parseUrl(text);
  for (const name of names) {
    const value = url?.searchParams.get(name);
    if (value && idPattern.test(value)) return value;
  }
  for (const name of namesInText) {
    // In JSON within a string, quotes have backslashes. A word such as in "run: failed" is no ID.
    const found = new RegExp(
      `\\b${name}\\b${quote}\\s*[:=：]\\s*${quote}(${idWithDigit})(?![\\w-])`,
      'i',
    ).exec(text);
    if (found) return found[1];
  }
  return undefined;
}
