import type { CardField, CardQuestion } from '../../shared/conversation/content';
import { idOf, objectOf, parseWireJson, stringOf } from '../text/json';
import { isObject, type JsonObject } from '../../shared/json';

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
  const fields = (list as unknown[]).flatMap((entry): CardField[] => {
    const name = isObject(entry) ? stringOf(entry['name']) : undefined;
    if (!isObject(entry) || name === undefined || name === '') return [];
    return [{ name, type: stringOf(entry['type']) ?? 'string', required: entry['required'] === true }];
  });
  return fields.length === 0 ? undefined : { type: 'inputs', title: '', fields };
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? (value as unknown[]) : [];
}
