import type { JsonObject } from '../json/json';
import { foreignText } from './foreignText';

/** A JSON object with line breaks. Control characters, marks of text direction and the like are written as escapes. */
export function visibleJson(value: JsonObject): string {
  return JSON.stringify(value, undefined, 2).replace(/[^\P{C}\n]/gu, escaped);
}

/** The names of the members, in their order, on one line of 200 characters at most. */
export function memberNames(value: JsonObject): string {
  return foreignText(Object.keys(value).join(', '), 200);
}

function escaped(character: string): string {
  return Array.from(
    { length: character.length },
    (_, index) => `\\u${character.charCodeAt(index).toString(16).padStart(4, '0')}`,
  ).join('');
}
