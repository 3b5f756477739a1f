import { isFields, parsed } from './json';
import { refusalOf } from './refusal';
import type { ReceivedChat } from './endpoints/chats/chatRequest';
import type { ServerKind } from '../dialects/dialect';

/** The description of an uploaded file. */
export interface KeptFile {
  readonly id: string;
  readonly name: string;
  readonly bytes: number;
}

const mostFiles = 1_000;

/** The files of the service, at most `mostFiles`. Their bytes are not kept. */
export class FileMemory {
  private readonly files = new Map<string, KeptFile>();

  get(id: string): KeptFile | undefined {
    return this.files.get(id);
  }

  add(id: string, name: string, bytes: number): KeptFile {
    const file = { id, name, bytes };
    this.files.set(id, file);
    const [oldest] = this.files.keys();
    if (this.files.size > mostFiles && oldest !== undefined) this.files.delete(oldest);
    return file;
  }

  /** Refuses a chat with the id of a file that was not uploaded. */
  check({ messages, parameters }: ReceivedChat, server: ServerKind): void {
    const inItems = messages.flatMap(({ items }) => items.flatMap(({ fileId }) => fileId ?? []));
    // Self-hosted servers do not read file ids in parameters.
    const inParameters = server === 'cloud' ? fileIdsIn(parameters) : [];
    const unknown = [...inItems, ...inParameters].find((id) => !this.files.has(id));
    if (unknown !== undefined) throw refusalOf(4000, `file_id ${unknown} does not exist`);
  }
}

/** The file ids in strings of the form `{"file_id":"…"}`, at any depth. */
function fileIdsIn(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(fileIdsIn);
  if (typeof value === 'object' && value !== null) return Object.values(value).flatMap(fileIdsIn);
  if (typeof value !== 'string' || !value.startsWith('{')) return [];
  const read = parsed(value);
  const id = isFields(read) ? read['file_id'] : undefined;
  return typeof id === 'string' ? [id] : [];
}
