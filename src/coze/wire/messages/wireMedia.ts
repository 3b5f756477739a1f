import type { MediaItem } from '../../../shared/conversation/content';
import { isHttpUrl } from '../../../shared/urls/urls';
import { idOf, parseWireJson, stringOf } from '../../text/json';
import { isObject, type JsonObject } from '../../../shared/json/json';

/** The content of an answer that is not plain text: text, and media by URL or file ID. */
export interface MediaContent {
  readonly text: string;
  readonly items: readonly MediaItem[];
}

/**
 * `object_string` (docs/coze-protocol.md, 1.4): a JSON list of text, image, file, audio and video items. `undefined`
 * for other content.
 */
export function decodeObjectString(content: string): MediaContent | undefined {
  const list = parseWireJson(content);
  if (!Array.isArray(list)) return undefined;
  const texts: string[] = [];
  const items: MediaItem[] = [];
  for (const entry of list as unknown[]) {
    if (!isObject(entry)) continue;
    const type = stringOf(entry['type']) ?? '';
    const text = stringOf(entry['text']);
    if (type === 'text') {
      if (text !== undefined) texts.push(text);
    } else {
      items.push(itemOf(kindOf(type), entry));
    }
  }
  return { text: texts.join('\n'), items };
}

/**
 * A message whose content type or message type is image, file, audio or video. The address is in `file_url`, in
 * `file_id`, or is the content; other content is the text.
 */
export function decodeMedia(type: string, message: JsonObject, content: string): MediaContent {
  const kind = kindOf(type);
  if (stringOf(message['file_url']) || idOf(message['file_id'])) {
    return { text: content, items: [itemOf(kind, message)] };
  }
  if (isHttpUrl(content.trim())) return { text: '', items: [{ kind, url: content.trim() }] };
  const list = decodeObjectString(content);
  if (list) return list;
  const parsed = parseWireJson(content);
  if (isObject(parsed)) return { text: stringOf(parsed['text']) ?? '', items: [itemOf(kind, parsed)] };
  // Audio samples as base64: neither text nor a URL.
  if (kind === 'audio') return { text: '', items: [{ kind }] };
  return { text: content, items: [] };
}

export function isMediaType(type: string): boolean {
  return type === 'image' || type === 'file' || type === 'audio' || type === 'video';
}

function kindOf(type: string): MediaItem['kind'] {
  return type === 'image' || type === 'audio' || type === 'video' ? type : 'file';
}

function itemOf(kind: MediaItem['kind'], entry: JsonObject): MediaItem {
  const url = firstText(entry['file_url'], entry['url'], entry['image_url'], entry['audio_url']);
  const fileId = idOf(entry['file_id']);
  const name = firstText(entry['file_name'], entry['name']);
  return {
    kind,
    ...(url !== undefined && { url }),
    ...(fileId !== undefined && { fileId }),
    ...(name !== undefined && { name }),
  };
}

function firstText(...values: readonly unknown[]): string | undefined {
  return values.find((value): value is string => typeof value === 'string' && value !== '');
}
