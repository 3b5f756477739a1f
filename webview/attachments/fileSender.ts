import { maxChunkBytes, maxChunksAhead } from '../../src/shared/limits';
import type { ViewMessage } from '../../src/shared/protocol';

export interface FileSenderDeps {
  readonly post: (message: Extract<ViewMessage, { type: 'attachBlob' | 'attachChunk' }>) => void;
  /** Whether the upload is still there and has not failed. */
  readonly isWanted: (id: string) => boolean;
  /** The file could not be read: moved or deleted, or a folder. */
  readonly onUnreadable: (id: string, name: string) => void;
}

/**
 * Sends files of the page to the host in chunks, one file after the other. The host acknowledges each chunk; at most
 * {@link maxChunksAhead} of them are read ahead, so that the page never holds a file.
 */
export class FileSender {
  private sending: Promise<void> = Promise.resolve();
  /** Number of chunks of the current file that the host has taken. */
  private taken = 0;
  private current = '';
  private proceed: (() => void) | undefined;

  constructor(private readonly deps: FileSenderDeps) {}

  /** Announces the files to the host at once, and sends their bytes later. Returns their new ids. */
  add(files: readonly File[]): readonly string[] {
    return files.map((file) => {
      const id = crypto.randomUUID();
      const { name, type, size } = file;
      this.deps.post({ type: 'attachBlob', id, name, mime: type.slice(0, 200), size });
      this.sending = this.sending.then(() => this.send(id, file));
      return id;
    });
  }

  /** The host has taken a chunk. */
  chunkTaken(id: string, index: number): void {
    if (id !== this.current) return;
    this.taken = index + 1;
    this.check();
  }

  /** To be called when an upload may have failed or been removed. */
  check(): void {
    this.proceed?.();
  }

  private async send(id: string, file: File): Promise<void> {
    this.current = id;
    this.taken = 0;
    const count = Math.max(1, Math.ceil(file.size / maxChunkBytes));
    try {
      for (let index = 0; index < count; index++) {
        if (!(await this.hasRoom(id, index))) return;
        const data = await base64(file.slice(index * maxChunkBytes, (index + 1) * maxChunkBytes));
        this.deps.post({ type: 'attachChunk', id, index, data, isLast: index === count - 1 });
      }
    } catch {
      this.deps.onUnreadable(id, file.name);
    }
  }

  /** Waits until a chunk may be sent. Resolves to false if the upload has failed or been removed. */
  private async hasRoom(id: string, index: number): Promise<boolean> {
    while (this.deps.isWanted(id) && index >= this.taken + maxChunksAhead) {
      await new Promise<void>((resolve) => (this.proceed = resolve));
    }
    return this.deps.isWanted(id);
  }
}

function base64(blob: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => {
      const url = reader.result as string;
      resolve(url.slice(url.indexOf(',') + 1));
    };
    reader.onerror = () => reject(reader.error ?? new Error('The file cannot be read.'));
    reader.readAsDataURL(blob);
  });
}
