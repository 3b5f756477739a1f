import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { isObject, parseJson } from '../../shared/json/json';
import type { TypedEntry } from '../../shared/conversation/typedEntry';
import {
  directoryMode,
  nodeFileSystem,
  replaceFile,
  unlessMissing,
  type FileSystem,
} from '../journal/disk/fileSystem';

export interface TypedTextsDeps {
  readonly directory: string;
  readonly files?: FileSystem;
  readonly onDiskError: (error: unknown) => void;
}

/** Most entries; the oldest are dropped. */
const most = 50;

/**
 * Unsent texts, in one small file. VS Code saves the state of a page only occasionally, so a page that is killed would
 * lose them. Several windows write to the file: the newest version of each entry applies.
 */
export class TypedTexts {
  private readonly entries = new Map<string, TypedEntry>();
  private readonly path: string;
  private readonly temporary: string;
  private readonly files: FileSystem;
  private loaded: Promise<void> | undefined;
  private isLoaded = false;
  private writing: Promise<void> | undefined;
  private isDirty = false;

  constructor(private readonly deps: TypedTextsDeps) {
    this.path = join(deps.directory, 'typed.json');
    this.temporary = `${this.path}.${randomBytes(8).toString('hex')}`;
    this.files = deps.files ?? nodeFileSystem;
  }

  /** The entries with these IDs. */
  async of(ids: readonly string[]): Promise<readonly TypedEntry[]> {
    this.loaded ??= this.guarded(async () => {
      await this.merge();
      this.isLoaded = true;
    });
    await this.loaded;
    // After a disk error, the next call tries again.
    if (!this.isLoaded) this.loaded = undefined;
    return ids.flatMap((id) => this.entries.get(id) ?? []);
  }

  /** Saves an entry, unless a newer one is known. Starts writing at once. */
  keep(entry: TypedEntry): void {
    this.take(entry);
    this.isDirty = true;
    this.writing ??= this.guarded(() => this.write()).finally(() => (this.writing = undefined));
  }

  /** Resolves when everything is on disk. */
  async flush(): Promise<void> {
    await this.writing;
  }

  private async write(): Promise<void> {
    await this.files.mkdir(this.deps.directory, { recursive: true, mode: directoryMode });
    while (this.isDirty) {
      this.isDirty = false;
      await this.merge();
      const newest = [...this.entries.values()].sort((a, b) => b.at - a.at).slice(0, most);
      await replaceFile(this.files, this.path, Buffer.from(JSON.stringify(newest)), this.temporary);
    }
  }

  private async merge(): Promise<void> {
    const content = await unlessMissing(this.files.readFile(this.path, 'utf8'));
    for (const entry of content === undefined ? [] : entriesIn(content)) this.take(entry);
  }

  private take(entry: TypedEntry): void {
    const known = this.entries.get(entry.id);
    if (!known || known.at <= entry.at) this.entries.set(entry.id, entry);
  }

  private async guarded(act: () => Promise<void>): Promise<void> {
    try {
      await act();
    } catch (error) {
      this.deps.onDiskError(error);
    }
  }
}

/** A damaged file is read as empty. */
function entriesIn(content: string): readonly TypedEntry[] {
  const value = parseJson(content);
  return Array.isArray(value) ? value.filter(isEntry) : [];
}

function isEntry(value: unknown): value is TypedEntry {
  if (!isObject(value)) return false;
  const { id, at, value: text } = value;
  return typeof id === 'string' && Number.isSafeInteger(at) && typeof text === 'string';
}
