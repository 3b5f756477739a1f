import {
  isAlias,
  isMap,
  isScalar,
  parseDocument,
  type Alias,
  type Document,
  type Node,
  type Pair,
  type Scalar,
  type YAMLError,
  type YAMLMap,
  type YAMLSeq,
} from 'yaml';
import { locatedList, locatedObject, type Located, type Member } from './located';
import type { Mistake } from '../problem';
import { yamlProblem } from './yamlProblem';

/** Most aliases, and most values with those that aliases repeat: a few nested aliases can stand for gigabytes. */
const maxAliases = 200;
const maxValues = 200_000;

/**
 * Reads YAML 1.2 with the core schema: `yes`, `no` and dates are texts. Returns the mistakes instead of a value if there
 * are any. The text has no byte order mark.
 */
export function readYaml(
  text: string,
): { readonly root: Located } | { readonly mistakes: readonly Mistake[] } {
  const document = parseDocument(text, {
    schema: 'core',
    version: '1.2',
    prettyErrors: false,
    uniqueKeys: true,
  });
  const faults = [...document.errors, ...document.warnings];
  if (faults.length > 0) return { mistakes: firstOfEachLine(faults, text).map(yamlProblem) };
  if (!document.contents) return { mistakes: [{ key: 'fileEmpty', start: 0, end: 0 }] };
  const reader = new YamlReader(document);
  const root = reader.read(document.contents);
  return reader.mistakes.length > 0 ? { mistakes: reader.mistakes } : { root };
}

class YamlReader {
  readonly mistakes: Mistake[] = [];
  private aliases = 0;
  private values = 0;
  private readonly open = new Set<Node>();

  constructor(private readonly document: Document) {}

  read(node: Node | null, near = 0): Located {
    this.values++;
    if (!node) return { value: null, start: near, end: near };
    if (isAlias(node)) return this.readAlias(node);
    if (isScalar(node)) return this.readScalar(node);
    const [start, end] = rangeOf(node);
    this.open.add(node);
    const result = isMap(node) ? this.readMap(node, start, end) : this.readList(node, start, end);
    this.open.delete(node);
    return result;
  }

  private readList(list: YAMLSeq, start: number, end: number): Located {
    return locatedList(
      list.items.map((item) => this.read(item as Node | null, start)),
      start,
      end,
    );
  }

  private readMap(map: YAMLMap, start: number, end: number): Located {
    const members = new Map<string, Member>();
    for (const { key, value } of map.items as Pair<Node, Node | null>[]) {
      const [keyStart, keyEnd] = rangeOf(key);
      const name = isScalar(key) ? nameOf(key) : undefined;
      if (name === undefined) {
        this.mistakes.push({ key: 'keyNotText', start: keyStart, end: keyEnd });
        continue;
      }
      if (name === '<<') this.mistakes.push({ key: 'mergeKey', start: keyStart, end: keyEnd });
      members.set(name, { keyStart, keyEnd, node: this.read(value, keyEnd) });
    }
    return locatedObject(members, start, end);
  }

  private readScalar(node: Scalar): Located {
    const [start, end] = rangeOf(node);
    const { value } = node;
    if (typeof value === 'number') {
      const isRounded = Number.isInteger(value) && !Number.isSafeInteger(value);
      if (isRounded)
        this.mistakes.push({ key: 'numberRounded', params: { value: node.source ?? '' }, start, end });
      else if (!Number.isFinite(value)) this.mistakes.push({ key: 'numberNotFinite', start, end });
      else if (isCode(node.source))
        this.mistakes.push({
          key: 'numberChanged',
          params: { value: node.source ?? '', read: String(value) },
          start,
          end,
        });
    }
    return { value, start, end };
  }

  private readAlias(alias: Alias): Located {
    const [start, end] = rangeOf(alias);
    const source = this.sourceOf(alias);
    if (typeof source !== 'string') return this.read(source);
    const isRepeated = source === 'aliasesTooMany' && this.mistakes.some(({ key }) => key === source);
    if (!isRepeated) this.mistakes.push({ key: source, params: { name: alias.source }, start, end });
    return { value: null, start, end };
  }

  private sourceOf(alias: Alias): Node | 'aliasUnknown' | 'aliasCycle' | 'aliasesTooMany' {
    // The search for an anchor takes the whole document.
    if (++this.aliases > maxAliases || this.values > maxValues) return 'aliasesTooMany';
    const source = alias.resolve(this.document);
    if (!source) return 'aliasUnknown';
    return this.open.has(source) ? 'aliasCycle' : source;
  }
}

/** One mistake makes others on its line. */
function firstOfEachLine(faults: readonly YAMLError[], text: string): readonly YAMLError[] {
  const lines = new Set<number>();
  return faults.filter(({ pos: [start] }) => {
    const line = text.lastIndexOf('\n', start - 1);
    if (lines.has(line)) return false;
    lines.add(line);
    return true;
  });
}

/**
 * Whether a number is written as nobody writes an amount: with a zero or a plus sign in front, as in a phone number, or in
 * hexadecimal or octal digits. The number would be sent without them.
 */
function isCode(source = ''): boolean {
  return /^(?:\+|-?0[\dxo])/i.test(source);
}

/** The name of a member: numbers and flags are texts, as they are written. */
function nameOf({ value, source }: Scalar): string | undefined {
  if (typeof value === 'string') return value;
  return typeof value === 'number' || typeof value === 'boolean' ? source : undefined;
}

function rangeOf(node: Node | null): [number, number] {
  const range = node?.range;
  return range ? [range[0], range[1]] : [0, 0];
}
