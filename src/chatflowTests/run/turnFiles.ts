import type { MediaItem } from '../../shared/conversation/content';
import { isObject, type JsonObject } from '../../shared/json/json';
import { objectWith, valueWith, withValues, type Values } from '../testFile/variables';
import { isUrl } from '../testFile/named/namedPath';
import { fileOfParameter } from '../testFile/named/parameterFiles';
import type { TurnSpec } from '../testFile/testFile';
import { attachmentOf } from './turnInput';
import type { NoFile, ServiceFile } from './uploads';

/** Uploads a file that a test file names, or finds it among the uploads of the run. */
export type FileAtService = (name: string) => Promise<ServiceFile | NoFile>;

/** What a turn sends beside its text. */
export interface TurnExtras {
  readonly attachments: readonly MediaItem[];
  readonly parameters: JsonObject;
}

/** Uploads the files of a turn and of the parameters, one after the other. Throws {@link UnknownVariable} before. */
export async function turnExtras(
  turn: TurnSpec,
  parameters: JsonObject,
  values: Values,
  fileAtService: FileAtService,
): Promise<TurnExtras | NoFile> {
  const names = turn.files.map(({ name }) => withValues(name, values));
  // An unknown variable is found before a file is sent.
  objectWith(parameters, values, true);
  const attachments: MediaItem[] = [];
  for (const name of names) {
    const file = isUrl(name) ? { attachment: attachmentOf(name) } : await fileAtService(name);
    if (!('attachment' in file)) return file;
    attachments.push(file.attachment);
  }
  const files = new Map<string, string>();
  for (const name of fileNames(parameters).map((one) => withValues(one, values))) {
    const file = isUrl(name) ? { parameter: name } : await fileAtService(name);
    if (!('parameter' in file)) return file;
    files.set(name, file.parameter);
  }
  return { attachments, parameters: sentObject(parameters, values, files) };
}

/** The names of the files in the members of an object, at any depth. */
function fileNames(object: JsonObject): readonly string[] {
  return Object.values(object).flatMap(namesWithin);
}

function namesWithin(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(namesWithin);
  const name = fileOfParameter(value);
  if (name !== undefined) return [name];
  return isObject(value) ? fileNames(value) : [];
}

/** The members with the values of their variables, and the files as the service names them. */
function sentObject(object: JsonObject, values: Values, files: ReadonlyMap<string, string>): JsonObject {
  const sent = Object.create(null) as Record<string, unknown>;
  for (const [name, member] of Object.entries(object)) sent[name] = sentValue(member, values, files);
  return sent;
}

/** Only the test file names files: an object that a variable holds may come from the service, and is sent as it is. */
function sentValue(value: unknown, values: Values, files: ReadonlyMap<string, string>): unknown {
  if (Array.isArray(value)) return value.map((item: unknown) => sentValue(item, values, files));
  const name = fileOfParameter(value);
  if (name !== undefined) return files.get(withValues(name, values));
  return isObject(value) ? sentObject(value, values, files) : valueWith(value, values, true);
}
