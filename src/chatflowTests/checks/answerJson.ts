import { parseWireJson } from '../../coze/text/json';

/**
 * The JSON of an answer: the whole text, or the first code block, because models like to put JSON in one. Integers beyond
 * 2^53 are texts of their digits. `undefined` if there is none.
 */
export function answerJson(text: string): unknown {
  const whole = parseWireJson(text.trim());
  if (whole !== undefined) return whole;
  const [, block] = /^[ \t]*```[^\n]*\n(.*?)^[ \t]*```/ms.exec(text) ?? [];
  return block === undefined ? undefined : parseWireJson(block);
}
