import { isObject, type JsonObject } from '../../../shared/json/json';
import type { Located } from '../read/located';

/** The file that a parameter stands for: an object with the only member `file`; `undefined` for other values. */
export function fileOfParameter(value: unknown): string | undefined {
  if (!isObject(value) || Object.keys(value).length !== 1) return undefined;
  const { file } = value;
  return typeof file === 'string' ? file : undefined;
}

/** The names of the files that parameters and the items of their lists stand for, without those that are overridden. */
export function parameterFilesIn(
  parameters: Located | undefined,
  overridden: JsonObject,
): readonly Located[] {
  const own = [...(parameters?.members ?? [])].filter(([name]) => !Object.hasOwn(overridden, name));
  return own
    .flatMap(([, { node }]) => [node, ...(node.items ?? [])])
    .filter(({ value }) => fileOfParameter(value) !== undefined)
    .flatMap(({ members }) => members?.get('file')?.node ?? []);
}
