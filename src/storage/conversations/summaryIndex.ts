import { crc32 } from 'node:zlib';
import { replaceFile, unlessMissing, type FileSystem } from '../journal/disk/fileSystem';
import type { SummaryRow } from './summary';

/** Incremented when the meaning of a row changes. An index of another format is ignored. */
const format = 2;

/**
 * Cached rows of the history. A row is valid while its journal is unchanged; without the file all journals are read. If
 * two windows write it, the last one wins.
 */
export class SummaryIndex {
  private rows = new Map<string, SummaryRow>();
  private hasChanged = false;
  private reading: Promise<void> | undefined;

  constructor(
    private readonly files: FileSystem,
    private readonly path: string,
    private readonly newName: () => string,
  ) {}

  /** Reads the file once. A missing or damaged file is read as empty. After a disk error, the next call tries again. */
  open(): Promise<void> {
    return (this.reading ??= this.read().catch((error: unknown) => {
      this.reading = undefined;
      throw error;
    }));
  }

  get(id: string): SummaryRow | undefined {
    return this.rows.get(id);
  }

  set(id: string, row: SummaryRow): void {
    this.rows.set(id, row);
    this.hasChanged = true;
  }

  delete(id: string): void {
    if (this.rows.delete(id)) this.hasChanged = true;
  }

  /** Removes all rows except these. */
  keepOnly(ids: ReadonlySet<string>): void {
    for (const id of this.rows.keys()) {
      if (!ids.has(id)) this.delete(id);
    }
  }

  clear(): void {
    this.rows.clear();
    this.hasChanged = false;
  }

  /** Writes the file if a row has changed. Throws disk errors. */
  async save(): Promise<void> {
    if (!this.hasChanged) return;
    this.hasChanged = false;
    const json = JSON.stringify({ format, rows: [...this.rows] });
    const line = `${crc32(json).toString(16).padStart(8, '0')} ${json}`;
    await replaceFile(this.files, this.path, Buffer.from(line), `${this.path}.${this.newName()}.tmp`);
  }

  private async read(): Promise<void> {
    const text = await unlessMissing(this.files.readFile(this.path, 'utf8'));
    if (text === undefined || crc32(text.slice(9)).toString(16).padStart(8, '0') !== text.slice(0, 8)) return;
    // The checksum proves that this code wrote the content.
    const index = JSON.parse(text.slice(9)) as { format: number; rows: [string, SummaryRow][] };
    // Rows of this window are newer.
    if (index.format === format) this.rows = new Map([...index.rows, ...this.rows]);
  }
}
