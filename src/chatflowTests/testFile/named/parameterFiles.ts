import { isObject, type JsonObject } from '../../../shared/json/json';
import type { Located } from '../read/located';

/** The file that a parameter, or a value within it, stands for: an object with the only member `file`; `undefined` for other values. */
export function fileOfParameter(value: unknown): string | undefined {
  if (!isObject(value) || Object.keys(value).length !== 1) return undefined;
  const { file } = value;
  return typeof file === 'string' ? file : undefined;
}

/** The names of the files that parameters and the values within them stand for, without those that are overridden. */
export function parameterFilesIn(
  parameters: Located | undefined,
  overridden: JsonObject,
): readonly Located[] {
  const own = [...(parameters?.members ?? [])].filter(([name]) => !Object.hasOwn(overridden, name));
  return own.flatMap(([, { node }]) => filesIn(node));
}

function filesIn({ value, items = [], members }: Located): readonly Located[] {
  const nodes = [...items, ...[...(members?.values() ?? [])].map(({ node }) => node)];
  return fileOfParameter(value) === undefined ? nodes.flatMap(filesIn) : nodes;
}
