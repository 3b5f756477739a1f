import { appendFile, mkdir, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const fileMode = 0o600;
const directoryMode = 0o700;
const dayMs = 24 * 60 * 60 * 1_000;

/** Copies of files that have no path: pasted ones, and those of other file systems. Readable by this user only. */
export class TemporaryFiles {
  private opened: Promise<void> | undefined;

  constructor(
    private readonly folder: string,
    private readonly newId: () => string,
  ) {}

  /** Creates a file with these bytes, and returns its path. */
  async create(bytes: Uint8Array | string = ''): Promise<string> {
    await (this.opened ??= this.open());
    const path = join(this.folder, this.newId());
    await writeFile(path, bytes, { mode: fileMode, flag: 'wx' });
    return path;
  }

  async append(path: string, bytes: Uint8Array): Promise<void> {
    await appendFile(path, bytes);
  }

  /** Never throws. */
  async remove(path: string): Promise<void> {
    await rm(path, { force: true }).catch(() => undefined);
  }

  /** Creates the folder, and removes what a window that was killed has left there. */
  private async open(): Promise<void> {
    await mkdir(this.folder, { recursive: true, mode: directoryMode });
    for (const name of await readdir(this.folder)) {
      const path = join(this.folder, name);
      const found = await stat(path).catch(() => undefined);
      if (found && Date.now() - found.mtimeMs > dayMs) await this.remove(path);
    }
  }
}
