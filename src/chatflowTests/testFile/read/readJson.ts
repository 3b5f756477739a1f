import { parseTree, printParseErrorCode, type Node, type ParseError } from 'jsonc-parser';
import { locatedList, locatedObject, type Located, type Member } from './located';
import type { Mistake } from '../problem';

/** Reads JSON. Returns the mistakes instead of a value if there are any. The text has no byte order mark. */
export function readJson(
  text: string,
): { readonly root: Located } | { readonly mistakes: readonly Mistake[] } {
  if (text.trim() === '') return { mistakes: [{ key: 'fileEmpty', start: 0, end: 0 }] };
  const errors: ParseError[] = [];
  const tree = parseTree(text, errors, { disallowComments: true });
  const [first] = errors;
  // The first mistake makes the others.
  if (first) {
    const { error, offset, length } = first;
    const detail = printParseErrorCode(error).replace(
      /(?<=[a-z])[A-Z]/g,
      (letter) => ` ${letter.toLowerCase()}`,
    );
    return { mistakes: [{ key: 'jsonSyntax', params: { detail }, start: offset, end: offset + length }] };
  }
  if (!tree) return { mistakes: [{ key: 'fileEmpty', start: 0, end: 0 }] };
  const mistakes: Mistake[] = [];
  const root = locate(tree, text, mistakes);
  return mistakes.length > 0 ? { mistakes } : { root };
}

function locate(node: Node, text: string, mistakes: Mistake[]): Located {
  const start = node.offset;
  const end = start + node.length;
  switch (node.type) {
    case 'object':
      return locatedObject(membersOf(node, text, mistakes), start, end);
    case 'array':
      return locatedList(
        (node.children ?? []).map((item) => locate(item, text, mistakes)),
        start,
        end,
      );
    default: {
      const value = node.value as unknown;
      if (typeof value === 'number') {
        const isRounded = Number.isInteger(value) && !Number.isSafeInteger(value);
        if (isRounded)
          mistakes.push({ key: 'numberRounded', params: { value: text.slice(start, end) }, start, end });
        else if (!Number.isFinite(value)) mistakes.push({ key: 'numberNotFinite', start, end });
      }
      return { value, start, end };
    }
  }
}

function membersOf(node: Node, text: string, mistakes: Mistake[]): ReadonlyMap<string, Member> {
  const members = new Map<string, Member>();
  for (const { children } of node.children ?? []) {
    const [key, value] = children ?? [];
    if (!key || !value) continue;
    const name = String(key.value);
    const keyStart = key.offset;
    const keyEnd = keyStart + key.length;
    if (members.has(name)) mistakes.push({ key: 'keyTwice', params: { name }, start: keyStart, end: keyEnd });
    members.set(name, { keyStart, keyEnd, node: locate(value, text, mistakes) });
  }
  return members;
}
