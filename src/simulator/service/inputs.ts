import type { SimulatedParameter, SimulatedParameters } from './account';
import { isFields, parsed } from './json';
import { refusalOf, type Refusal } from './refusal';
import type { ServerKind } from '../dialects/dialect';

type Language = 'en' | 'zh';

interface RefusedInput {
  readonly problem: 'missing' | 'invalid';
  readonly path: string;
}

const fileTypes = [
  'image',
  'file',
  'doc',
  'code',
  'ppt',
  'txt',
  'excel',
  'audio',
  'zip',
  'video',
  'svg',
  'voice',
];

/**
 * Why the service refuses the parameters of a run: the first input that is missing or has a value of another type. The message
 * names its path, such as `order.sku`; the form of the message is that of Coze, its Chinese version is assumed.
 */
export function inputRefusal(
  inputs: SimulatedParameters,
  parameters: Readonly<Record<string, unknown>>,
  server: ServerKind,
  language: Language,
): Refusal | undefined {
  const refused = refusedMember(inputs, parameters, '', server);
  if (!refused) return undefined;
  const { problem, path } = refused;
  return problem === 'missing'
    ? refusalOf(720702002, `${language === 'zh' ? '缺少必填参数' : 'Missing required parameters'}：’${path}‘`)
    : refusalOf(720702001, `${language === 'zh' ? '参数无效' : 'Invalid parameter'}：’${path}‘`);
}

function refusedMember(
  inputs: SimulatedParameters,
  values: Readonly<Record<string, unknown>>,
  parent: string,
  server: ServerKind,
): RefusedInput | undefined {
  for (const [name, input] of Object.entries(inputs)) {
    const value = Object.hasOwn(values, name) ? values[name] : undefined;
    const refused = refusedValue(input, value, `${parent}${name}`, server);
    if (refused) return refused;
  }
  return undefined;
}

function refusedValue(
  { type, required, items, properties }: SimulatedParameter,
  value: unknown,
  path: string,
  server: ServerKind,
): RefusedInput | undefined {
  if (value === undefined) return required ? { problem: 'missing', path } : undefined;
  if (value === null) return undefined;
  const read = typeof value === 'string' && (type === 'object' || type === 'array') ? parsed(value) : value;
  if (!hasType(type, read, server)) return { problem: 'invalid', path };
  if (type === 'array' && items)
    return firstOf(read as readonly unknown[], (item, index) =>
      refusedValue({ ...items, required: false }, item, `${path}.${String(index)}`, server),
    );
  if (type === 'object' && properties)
    return refusedMember(properties, read as Readonly<Record<string, unknown>>, `${path}.`, server);
  return undefined;
}

/** Strings that stand for numbers and booleans are accepted, as by the open-source server. */
function hasType(type: string, value: unknown, server: ServerKind): boolean {
  switch (type) {
    case 'string':
      return true;
    case 'time':
      return typeof value === 'string';
    case 'integer':
    case 'number':
      return typeof value === 'number' || (typeof value === 'string' && /^-?\d+(\.\d+)?$/.test(value));
    case 'boolean':
      return typeof value === 'boolean' || ['true', 'false', '1', '0'].includes(String(value));
    case 'array':
      return Array.isArray(value);
    case 'object':
      return isFields(value);
    default:
      return !fileTypes.includes(type) || isFile(value, server);
  }
}

/** A URL, or in the cloud a string with the id of an uploaded file. An object is refused. */
function isFile(value: unknown, server: ServerKind): boolean {
  if (typeof value !== 'string') return false;
  if (/^https?:\/\//.test(value)) return true;
  const read = parsed(value) as { readonly file_id?: unknown } | undefined;
  return server === 'cloud' && typeof read?.file_id === 'string';
}

function firstOf<T, R>(
  values: readonly T[],
  find: (value: T, index: number) => R | undefined,
): R | undefined {
  for (const [index, value] of values.entries()) {
    const found = find(value, index);
    if (found !== undefined) return found;
  }
  return undefined;
}
