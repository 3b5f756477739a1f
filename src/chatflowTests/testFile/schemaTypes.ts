export type JsonType = 'object' | 'array' | 'string' | 'number' | 'integer' | 'boolean' | 'null';

/** The part of JSON Schema (draft-07) that the format of test files uses. */
export interface Schema {
  readonly $schema?: string;
  readonly title?: string;
  readonly description?: string;
  readonly definitions?: Readonly<Record<string, Schema>>;
  readonly $ref?: string;
  readonly type?: JsonType | readonly JsonType[];
  readonly const?: string | number;
  readonly enum?: readonly string[];
  readonly pattern?: string;
  readonly minLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly items?: Schema;
  readonly minItems?: number;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: Schema | false;
  readonly minProperties?: number;
  readonly maxProperties?: number;
  /** The types of the alternatives are disjoint, so that the type of a value selects one. */
  readonly anyOf?: readonly Schema[];
}

/** An object with these members and no other. */
export function closed(
  properties: Readonly<Record<string, Schema>>,
  required: readonly string[] = [],
): Schema {
  return {
    type: 'object',
    properties,
    ...(required.length > 0 && { required }),
    additionalProperties: false,
  };
}

/** A list of at least one item. */
export function list(items: Schema, description: string): Schema {
  return { type: 'array', minItems: 1, items, description };
}

export function text(description: string): Schema {
  return { type: 'string', description };
}

export function whole(minimum: number, description: string, maximum?: number): Schema {
  return { type: 'integer', minimum, ...(maximum !== undefined && { maximum }), description };
}

export function ref(definition: string): Schema {
  return { $ref: `#/definitions/${definition}` };
}

/** A time, such as 500ms, 3s or 1.5m. */
export const durationPattern = '^\\d+(\\.\\d+)?(ms|s|m)$';

export function duration(description: string): Schema {
  return { type: 'string', pattern: durationPattern, description: `${description} Such as 500ms, 3s or 2m.` };
}
