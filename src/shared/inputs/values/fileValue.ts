import { isObject } from '../../json/json';
import { maxUrlLength } from '../../limits';
import { uploadMember } from '../../uploads';
import { isHttpUrl } from '../../urls/urls';
import { converted, wrong, type Converted } from './converted';
import { inputJson } from './inputJson';

/**
 * The value of a file parameter (docs/coze-protocol.md, 1.5): the URL of a public file, the file ID of an upload as a string of
 * JSON, or `{"$upload":"ID"}`.
 */
export function fileOf(given: unknown): Converted {
  const value = typeof given === 'string' ? (objectIn(given) ?? given.trim()) : given;
  if (typeof value === 'string')
    return value.length <= maxUrlLength && isHttpUrl(value) ? converted(value) : wrong('notFile');
  if (!isObject(value)) return wrong('notFile');
  const upload = idIn(value, uploadMember);
  if (upload !== undefined) return converted({ [uploadMember]: upload });
  const file = idIn(value, 'file_id');
  return file === undefined ? wrong('notFile') : converted(JSON.stringify({ file_id: file }));
}

function objectIn(text: string): unknown {
  return text.trimStart().startsWith('{') ? inputJson(text) : undefined;
}

function idIn(value: object, name: string): string | undefined {
  const id = Object.hasOwn(value, name) ? (value as Record<string, unknown>)[name] : undefined;
  if (typeof id === 'number') return String(id);
  return typeof id === 'string' && id !== '' ? id : undefined;
}
