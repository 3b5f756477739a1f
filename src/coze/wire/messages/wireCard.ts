import { maxFieldDepth, type CardField, type CardQuestion } from '../../../shared/conversation/content';
import { idOf, objectOf, parseWireJson, stringOf } from '../../text/json';
import { isObject, type JsonObject } from '../../../shared/json/json';

/**
 * The question of a card (docs/coze-protocol.md, 3.3): the options of a question node or the fields of an input node.
 * `undefined` for other cards.
 */
export function decodeCardQuestion(card: JsonObject): CardQuestion | undefined {
  const properties = objectOf(card['x_properties']);
  const info = objectOf(properties?.['workflow_card_info']);
  if (!info) return undefined;
  const kind = stringOf(info['card_type'])?.toUpperCase();
  if (kind === 'QUESTION') return decodeOptions(objectOf(info['question_card_data']));
  if (kind === 'INPUT') return decodeFields(info['input_card_data']);
  return undefined;
}

function decodeOptions(data: JsonObject | undefined): CardQuestion | undefined {
  if (!data) return undefined;
  const title = stringOf(data['Title']) ?? stringOf(data['title']) ?? '';
  const options = listOf(data['Options'] ?? data['options']).flatMap((option) => {
    const name = isObject(option) ? (idOf(option['name']) ?? idOf(option['Name'])) : idOf(option);
    return name === undefined ? [] : [name];
  });
  return { type: 'options', title, options };
}

function decodeFields(data: unknown): CardQuestion | undefined {
  const list = typeof data === 'string' ? parseWireJson(data) : data;
  if (!Array.isArray(list)) return undefined;
  const fields = fieldsOf(list as unknown[], maxFieldDepth);
  return fields.length === 0 ? undefined : { type: 'inputs', title: '', fields };
}

/** The fields of a list of variables that have names. */
function fieldsOf(list: readonly unknown[], depth: number): readonly CardField[] {
  return list.flatMap((entry) => {
    const name = isObject(entry) ? stringOf(entry['name']) : undefined;
    return isObject(entry) && name !== undefined && name !== '' ? [fieldOf(name, entry, depth)] : [];
  });
}

/** A variable (docs/coze-protocol.md, 3.3). `schema` is the type of the items of a list, or the members of an object. */
function fieldOf(name: string, variable: JsonObject, depth: number): CardField {
  const given = stringOf(variable['type']) ?? 'string';
  const type = (given === 'string' && subTypes.get(Number(variable['assistType']))) || given;
  const description = stringOf(variable['description']);
  const defaultValue = idOf(variable['defaultValue']);
  const { schema } = variable;
  return {
    name,
    type: type === 'list' ? 'array' : type,
    required: variable['required'] === true,
    ...(description && { description }),
    ...(defaultValue && { defaultValue }),
    ...(depth > 0 && type === 'list' && isObject(schema) && { items: fieldOf('', schema, depth - 1) }),
    ...(depth > 0 && type === 'object' && Array.isArray(schema) && { members: fieldsOf(schema, depth - 1) }),
  };
}

/** Files and times are strings with one of these numbers. */
const subTypes: ReadonlyMap<number, string> = new Map([
  [1, 'file'],
  [2, 'image'],
  [3, 'doc'],
  [4, 'code'],
  [5, 'ppt'],
  [6, 'txt'],
  [7, 'excel'],
  [8, 'audio'],
  [9, 'zip'],
  [10, 'video'],
  [11, 'svg'],
  [12, 'voice'],
  [10_000, 'time'],
]);

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? (value as unknown[]) : [];
}
