import type { MediaItem } from '../../shared/conversation/content';
import type { JsonObject } from '../../shared/json/json';
import { objectWith, withValues, type Values } from '../testFile/variables';
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
  const resolved = objectWith(parameters, values, true);
  const attachments: MediaItem[] = [];
  for (const name of names) {
    const file = isUrl(name) ? { attachment: attachmentOf(name) } : await fileAtService(name);
    if (!('attachment' in file)) return file;
    attachments.push(file.attachment);
  }
  const sent = Object.create(null) as Record<string, unknown>;
  for (const [parameter, value] of Object.entries(resolved)) {
    const list = Array.isArray(value) ? (value as readonly unknown[]) : [value];
    const items: unknown[] = [];
    for (const item of list) {
      const name = fileOfParameter(item);
      if (name === undefined || isUrl(name)) {
        items.push(name ?? item);
        continue;
      }
      const file = await fileAtService(name);
      if (!('attachment' in file)) return file;
      items.push(file.parameter);
    }
    sent[parameter] = Array.isArray(value) ? items : items[0];
  }
  return { attachments, parameters: sent };
}
