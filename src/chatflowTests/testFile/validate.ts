import type { Located } from './read/located';
import { nearestName } from './nearestName';
import type { Mistake } from './problem';
import { durationPattern, type JsonType, type Schema } from './schemaTypes';

/** Most mistakes of one file. */
export const maxMistakes = 50;

/** The mistakes of a value by a schema, in the order of the text, at most {@link maxMistakes}. */
export function mistakesBySchema(root: Located, schema: Schema): readonly Mistake[] {
  const validator = new Validator(schema);
  validator.check(root, schema, '');
  return validator.mistakes.slice(0, maxMistakes);
}

class Validator {
  readonly mistakes: Mistake[] = [];

  constructor(private readonly root: Schema) {}

  check(node: Located, described: Schema, name: string): void {
    if (this.mistakes.length >= maxMistakes) return;
    const schema = this.resolve(described);
    if (schema.anyOf) {
      const branch = schema.anyOf.find((one) => hasType(node.value, typesOf(this.resolve(one))));
      if (branch) this.check(node, branch, name);
      else
        this.refuseType(
          node,
          schema.anyOf.flatMap((one) => typesOf(this.resolve(one))),
          name,
        );
      return;
    }
    const types = typesOf(schema);
    if (types.length > 0 && !hasType(node.value, types)) {
      this.refuseValue(node, schema, types, name);
      return;
    }
    this.checkScalar(node, schema, name);
    if (node.members) this.checkObject(node, node.members, schema, name);
    if (node.items) this.checkList(node, node.items, schema, name);
  }

  private checkScalar(node: Located, schema: Schema, name: string): void {
    const { value } = node;
    if (schema.const !== undefined && value !== schema.const) {
      this.add(node, 'notThis', { name, allowed: JSON.stringify(schema.const) });
    }
    if (schema.enum && !schema.enum.some((one) => one === value)) {
      const near = typeof value === 'string' ? nearestName(value, schema.enum) : undefined;
      const allowed = schema.enum.join(', ');
      if (near === undefined) this.add(node, 'notOneOf', { name, allowed });
      else this.add(node, 'notOneOfNear', { name, allowed, near });
    }
    if (typeof value === 'string') {
      if (value.length < (schema.minLength ?? 0)) this.add(node, 'textEmpty', { name });
      if (schema.pattern !== undefined && !new RegExp(schema.pattern).test(value)) {
        this.add(node, schema.pattern === durationPattern ? 'notADuration' : 'notDigits', { name });
      }
    }
    if (typeof value === 'number') {
      const { minimum, maximum } = schema;
      if (minimum !== undefined && value < minimum)
        this.add(node, 'tooSmall', { name, limit: String(minimum) });
      if (maximum !== undefined && value > maximum)
        this.add(node, 'tooLarge', { name, limit: String(maximum) });
    }
  }

  private checkObject(
    node: Located,
    members: NonNullable<Located['members']>,
    schema: Schema,
    name: string,
  ): void {
    const properties = schema.properties ?? {};
    for (const missing of schema.required ?? []) {
      if (!members.has(missing)) this.add(startOf(node), 'missing', { name: missing });
    }
    if (members.size < (schema.minProperties ?? 0)) this.add(startOf(node), 'objectEmpty', { name });
    if (members.size > (schema.maxProperties ?? Infinity)) {
      const second = [...members.values()][1];
      if (second) {
        this.add({ start: second.keyStart, end: second.keyEnd }, 'oneCheckEach', {
          name: [...members.keys()][1] ?? '',
        });
      }
    }
    for (const [key, { keyStart, keyEnd, node: member }] of members) {
      const known = Object.hasOwn(properties, key) ? properties[key] : undefined;
      const other = schema.additionalProperties;
      if (known) this.check(member, known, key);
      else if (other) this.check(member, other, key);
      else if (other === false) {
        const near = nearestName(key, Object.keys(properties));
        const place = { start: keyStart, end: keyEnd };
        if (near === undefined) {
          this.add(place, 'keyUnknown', { name: key, allowed: Object.keys(properties).join(', ') });
        } else this.add(place, 'keyUnknownNear', { name: key, near });
      }
    }
  }

  private checkList(node: Located, items: readonly Located[], schema: Schema, name: string): void {
    if (items.length < (schema.minItems ?? 0)) this.add(node, 'listEmpty', { name });
    const { items: described } = schema;
    if (described)
      for (const [index, item] of items.entries()) this.check(item, described, `${name}[${String(index)}]`);
  }

  /** Names what is expected as exactly as the schema does. */
  private refuseValue(node: Located, schema: Schema, types: readonly JsonType[], name: string): void {
    const allowed = Object.keys(schema.properties ?? {}).join(', ');
    if (name === '') this.add({ ...node, end: node.start }, 'fileNoObject', { found: typeOf(node.value) });
    else if (schema.enum) this.add(node, 'notOneOf', { name, allowed: schema.enum.join(', ') });
    else if (schema.pattern === durationPattern) this.add(node, 'notADuration', { name });
    else if (allowed !== '') this.add(node, 'needsMembers', { name, allowed, found: typeOf(node.value) });
    else this.refuseType(node, types, name);
  }

  private refuseType(node: Located, types: readonly JsonType[], name: string): void {
    const { value } = node;
    const wanted = types.join('|');
    // YAML reads 123 and true as a number and a flag, where people mean a text.
    const isUnquoted = types.includes('string') && (typeof value === 'number' || typeof value === 'boolean');
    this.add(node, isUnquoted ? 'needsQuotes' : 'wrongType', { name, wanted, found: typeOf(value) });
  }

  private add(
    { start, end }: { readonly start: number; readonly end: number },
    key: Mistake['key'],
    params: Readonly<Record<string, string>>,
  ): void {
    this.mistakes.push({ key, params, start, end });
  }

  private resolve(schema: Schema): Schema {
    const definition = schema.$ref?.split('/').at(-1);
    const resolved = definition === undefined ? undefined : this.root.definitions?.[definition];
    return resolved ?? schema;
  }
}

/** The beginning of an object: the whole of it would underline the rest of the file. */
function startOf({ start, end }: Located): { start: number; end: number } {
  return { start, end: Math.min(end, start + 1) };
}

function typesOf({ type, enum: names }: Schema): readonly JsonType[] {
  if (type === undefined) return names ? ['string'] : [];
  return typeof type === 'string' ? [type] : type;
}

function hasType(value: unknown, types: readonly JsonType[]): boolean {
  const type = typeOf(value);
  return types.includes(type) || (type === 'integer' && types.includes('number'));
}

function typeOf(value: unknown): JsonType {
  if (value === null || value === undefined) return 'null';
  if (Array.isArray(value)) return 'array';
  if (typeof value === 'number') return Number.isInteger(value) ? 'integer' : 'number';
  return typeof value as JsonType;
}
