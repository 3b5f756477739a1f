import { isObject } from '../../shared/json/json';
import { idOf, parseWireJson } from '../text/json';
import { decodeTotal } from './wireUsage';

/** What a chat object contains beside the fields of a run (docs/coze-protocol.md, 2.5). */
export interface ChatDetails {
  /** The part of the conversation that the service uses as context. */
  readonly sectionId?: string;
  /** The total of the service's token counts. */
  readonly totalTokens?: number;
}

/** The details of a chat object; empty if `data` is none. Never throws. */
export function decodeChatDetails(data: string): ChatDetails {
  const value = parseWireJson(data);
  if (!isObject(value)) return {};
  const sectionId = idOf(value['section_id']);
  const totalTokens = decodeTotal(value['usage']);
  return {
    ...(sectionId !== undefined && { sectionId }),
    ...(totalTokens !== undefined && { totalTokens }),
  };
}
