import { getLocation } from 'jsonc-parser';

/** The part of a variable at an offset, in UTF-16 units before and after it. */
export interface TypedVariable {
  readonly before: number;
  readonly after: number;
}

/**
 * The variable that is being typed at an offset of a settings file. `undefined` outside of the texts of `selection` in
 * `coze.workflows`. Works in a text that is not complete JSON yet.
 */
export function mappingTextAt(text: string, offset: number): TypedVariable | undefined {
  const { path, previousNode, isAtPropertyKey } = getLocation(text, offset);
  if (isAtPropertyKey || previousNode?.type !== 'string' || !isMappingText(path)) return undefined;
  const start = text.slice(previousNode.offset + 1, offset);
  const [before = ''] = /\$(?:\{\w*)?$/.exec(start) ?? [];
  const [after = ''] = before === '' ? [] : (/^\w*\}?/.exec(text.slice(offset)) ?? []);
  return { before: before.length, after: after.length };
}

function isMappingText(path: readonly (string | number)[]): boolean {
  const entry = path[0] === 'settings' ? path.slice(1) : path;
  const [list, index, field, name, parameter, ...deeper] = entry;
  if (list !== 'coze.workflows' || typeof index !== 'number' || field !== 'selection') return false;
  if (name === 'message') return parameter === undefined;
  return name === 'parameters' && typeof parameter === 'string' && deeper.length === 0;
}
