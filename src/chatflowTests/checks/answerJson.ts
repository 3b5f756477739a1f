import { parseWireJson } from '../../coze/text/json';
import { parseJson } from '../../shared/json/json';

/**
 * The JSON of an answer: the whole text, or the first code block, because models like to put JSON in one. Integers beyond
 * 2^53 are texts of their digits. `undefined` if there is none.
 */
export function answerJson(text: string): unknown {
  return jsonIn(text, parseWireJson);
}

/** The same with all integers as numbers, which are rounded: a schema looks at the type of a value. */
export function typedAnswerJson(text: string): unknown {
  return jsonIn(text, parseJson);
}

function jsonIn(text: string, parse: (json: string) => unknown): unknown {
  const whole = parse(text.trim());
  if (whole !== undefined) return whole;
  const [, block] = /^[ \t]*```[^\n]*\n(.*?)^[ \t]*```/ms.exec(text) ?? [];
  return block === undefined ? undefined : parse(block);
}
