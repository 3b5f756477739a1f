import { parseWireJson } from '../../coze/text/json';
import { isDeeper, parseJson } from '../../shared/json/json';

/** Most levels of lists and objects within each other: paths, schemas and comparisons call themselves for each level. */
const maxLevels = 200;

/** A code block: at the beginning of a line, or glued to the text before it, which the chat shows as a block as well. */
const blocks = [/^[ \t]*(`{3,}|~{3,})[^\n]*\n(.*?)^[ \t]*\1/ms, /(`{3,}|~{3,})[^\n`]*\n(.*?)^[ \t]*\1/ms];

/** The JSON of an answer has more than {@link maxLevels} levels. */
export class TooDeep extends Error {}

/**
 * The JSON of an answer: the whole text, or the first code block, because models like to put JSON in one. Integers beyond
 * 2^53 are texts of their digits. `undefined` if there is none. Throws {@link TooDeep}.
 */
export function answerJson(text: string): unknown {
  return jsonIn(text, parseWireJson);
}

/** The same with all integers as numbers, which are rounded: a schema looks at the type of a value. */
export function typedAnswerJson(text: string): unknown {
  return jsonIn(text, parseJson);
}

function jsonIn(text: string, parse: (json: string) => unknown): unknown {
  let value = parse(text.trim());
  for (const block of value === undefined ? blocks : []) {
    value ??= parse(block.exec(text)?.[2] ?? '');
  }
  if (isDeeper(value, maxLevels)) throw new TooDeep();
  return value;
}
