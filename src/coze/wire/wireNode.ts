import { isObject } from '../../shared/json/json';
import { idOf, parseWireJson, stringOf } from '../text/json';

/** The node of the workflow that an event names (docs/coze-protocol.md, 2.6). The title is foreign. */
export interface WireNode {
  /** The same for all events of one execution of the node. */
  readonly key: string;
  readonly title: string;
  /** The node has begun to put out: a later execution in a loop can have the same key. */
  readonly isFirst: boolean;
  readonly isFinished: boolean;
}

/** The node that an event names in its data; `undefined` if it names none. Never throws. */
export function decodeNode(data: string): WireNode | undefined {
  // Most streams name no nodes, and a search costs less than parsing.
  if (!data.includes('"node_')) return undefined;
  const value = parseWireJson(data);
  if (!isObject(value)) return undefined;
  const title = stringOf(value['node_title']) ?? '';
  const id = idOf(value['node_id']) ?? '';
  const key = idOf(value['node_execute_uuid']) ?? (id || title);
  if (key === '') return undefined;
  return {
    ...{ key, title: title || id },
    isFirst: String(value['node_seq_id']) === '0',
    isFinished: value['node_is_finish'] === true,
  };
}
