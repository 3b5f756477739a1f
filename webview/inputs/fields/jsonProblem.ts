import { parseTree, printParseErrorCode, type ParseError } from 'jsonc-parser';
import { fill, number } from '../../words/text';
import { formText } from '../../words/formText';

const words = new Map([
  ['PropertyNameExpected', formText.jsonName],
  ['ValueExpected', formText.jsonValue],
  ['ColonExpected', formText.jsonColon],
  ['CommaExpected', formText.jsonComma],
  ['CloseBraceExpected', formText.jsonBrace],
  ['CloseBracketExpected', formText.jsonBracket],
  ['EndOfFileExpected', formText.jsonEnd],
  ['InvalidCommentToken', formText.jsonComment],
  ['UnexpectedEndOfString', formText.jsonQuote],
]);

/** Where a text is not valid JSON, and what is expected there. `undefined` if nothing is found. */
export function jsonProblem(text: string): string | undefined {
  const first = firstError(text);
  if (!first) return undefined;
  const line = text.slice(0, first.offset).split(/\r\n?|\n/).length;
  const problem = words.get(printParseErrorCode(first.error)) ?? formText.jsonOther;
  return fill(formText.jsonLine, { line: number(line), problem });
}

function firstError(text: string): ParseError | undefined {
  const errors: ParseError[] = [];
  try {
    parseTree(text, errors, { disallowComments: true });
  } catch {
    // Nested so deeply that the stack overflows.
    return undefined;
  }
  return errors.toSorted((one, other) => one.offset - other.offset)[0];
}
