import { testFileSchema } from '../testFile/schema';
import type { Schema } from '../testFile/schemaTypes';
import type { Language } from '../../shared/text/language';
import { descriptionsZhCn } from '../words/descriptions.zhCn';
import type { Path } from './cursor';

/** What the format says about the value at a path: the schema, or the alternatives. Empty for an unknown path. */
function schemasAt(path: Path): readonly Schema[] {
  let schemas = alternatives(testFileSchema);
  for (const step of path)
    schemas = schemas.flatMap((schema) => memberOf(schema, step)).flatMap(alternatives);
  return schemas;
}

/** A description of the schema in a language. */
export function describedIn(language: Language, description: string): string {
  return (language === 'zh' ? descriptionsZhCn[description] : undefined) ?? description;
}

/** The description of the value at a path. A description beside a reference is that of the definition. */
export function descriptionAt(path: Path): string | undefined {
  const last = path.at(-1);
  if (last === undefined) return undefined;
  const parents = schemasAt(path.slice(0, -1));
  const described = parents.flatMap((schema) => memberOf(schema, last)).map(resolved);
  return described.find(({ description }) => description !== undefined)?.description;
}

export interface Suggestion {
  readonly name: string;
  readonly description?: string;
}

/** The members that an object can have in addition to those it has. */
export function keysAt(path: Path, siblings: readonly string[]): readonly Suggestion[] {
  return schemasAt(path)
    .filter(({ maxProperties = Infinity }) => siblings.length < maxProperties)
    .flatMap(({ properties = {} }) => Object.entries(properties))
    .filter(([name]) => !siblings.includes(name))
    .map(([name, schema]) => suggestion(name, resolved(schema)));
}

/** The values that the format names. */
export function valuesAt(path: Path): readonly Suggestion[] {
  return schemasAt(path).flatMap((schema) => {
    const names = [
      ...(schema.enum ?? []),
      ...(schema.const === undefined ? [] : [String(schema.const)]),
      ...([schema.type].flat().includes('boolean') ? ['true', 'false'] : []),
    ];
    return names.map((name) => suggestion(name, schema));
  });
}

function suggestion(name: string, { description }: Schema): Suggestion {
  return { name, ...(description !== undefined && { description }) };
}

function memberOf(
  { properties = {}, additionalProperties, items }: Schema,
  step: string | number,
): readonly Schema[] {
  if (typeof step === 'number') return items ? [items] : [];
  const known = Object.hasOwn(properties, step) ? properties[step] : undefined;
  if (known) return [known];
  return additionalProperties ? [additionalProperties] : [];
}

function alternatives(schema: Schema): readonly Schema[] {
  const own = resolved(schema);
  return own.anyOf ? own.anyOf.flatMap(alternatives) : [own];
}

function resolved(schema: Schema): Schema {
  const name = schema.$ref?.split('/').at(-1);
  return (name === undefined ? undefined : testFileSchema.definitions?.[name]) ?? schema;
}
