import type { TemporaryFiles } from './files/temporaryFiles';

interface PageFile {
  readonly size: number;
  path: string | undefined;
  received: number;
  next: number;
  /** The last chunk that is being written. */
  writing: Promise<void>;
}

/** A chunk of a file of the page. */
interface Chunk {
  readonly id: string;
  readonly index: number;
  readonly data: string;
  readonly isLast: boolean;
}

/** Collects files whose bytes come from a page, in chunks. They are written to disk as they arrive. */
export class PageFiles {
  private readonly files = new Map<string, PageFile>();
  /** Number of bytes of all files that have arrived. */
  received = 0;

  constructor(private readonly temporary: TemporaryFiles) {}

  expect(id: string, size: number): void {
    this.files.set(id, { size, path: undefined, received: 0, next: 0, writing: Promise.resolve() });
  }

  /**
   * Writes a chunk. Resolves to the path of the file if it is complete, to `broken` if the chunks do not fit together, and to
   * `unwritten` if the disk refuses it.
   */
  async add(chunk: Chunk): Promise<{ readonly path: string } | 'more' | 'broken' | 'unwritten'> {
    const file = this.files.get(chunk.id);
    if (!file) return 'more';
    const bytes = Buffer.from(chunk.data, 'base64');
    const isNext = chunk.index === file.next++;
    file.received += bytes.length;
    this.received += bytes.length;
    const isComplete = file.received === file.size;
    if (!isNext || file.received > file.size || chunk.isLast !== isComplete) {
      await this.forget(chunk.id);
      return 'broken';
    }
    file.writing = file.writing.then(async () => {
      file.path ??= await this.temporary.create();
      await this.temporary.append(file.path, bytes);
    });
    try {
      await file.writing;
    } catch {
      await this.forget(chunk.id);
      return 'unwritten';
    }
    if (!chunk.isLast) return 'more';
    this.files.delete(chunk.id);
    return { path: file.path ?? '' };
  }

  /** Removes what has arrived of a file. */
  async forget(id: string): Promise<void> {
    const file = this.files.get(id);
    this.files.delete(id);
    await file?.writing.catch(() => undefined);
    if (file?.path !== undefined) await this.temporary.remove(file.path);
  }
}
