import { appendFile, mkdir, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const fileMode = 0o600;
const directoryMode = 0o700;
const dayMs = 24 * 60 * 60 * 1_000;

/** Copies of files that have no path: pasted ones, and those of other file systems. Readable by this user only. */
export class TemporaryFiles {
  private isTidy = false;

  constructor(
    private readonly folder: string,
    private readonly newId: () => string,
  ) {}

  /** Creates a file with these bytes, and returns its path. */
  async create(bytes: Uint8Array | string = ''): Promise<string> {
    // The folder can be deleted at any time, and a disk that is full takes it later.
    await mkdir(this.folder, { recursive: true, mode: directoryMode });
    await this.tidyOnce();
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

  /** Removes what a window that was killed has left. */
  private async tidyOnce(): Promise<void> {
    if (this.isTidy) return;
    this.isTidy = true;
    for (const name of await readdir(this.folder)) {
      const path = join(this.folder, name);
      const found = await stat(path).catch(() => undefined);
      if (found && Date.now() - found.mtimeMs > dayMs) await this.remove(path);
    }
  }
}
