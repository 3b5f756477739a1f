import { mkdir, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const dayMs = 24 * 60 * 60 * 1_000;
const defaultMaxFiles = 20;

/**
 * Copies of media that are open in an editor of VS Code. Each has a folder, because the editor shows the name of the
 * file. Copies are read-only, and are removed after a day or when there are too many of them.
 */
export class OpenedFiles {
  constructor(
    private readonly folder: string,
    private readonly newId: () => string,
    private readonly maxFiles = defaultMaxFiles,
  ) {}

  /** Creates a file and returns its path. `name` must be a valid file name. Throws if the disk refuses it. */
  async create(name: string, bytes: Uint8Array): Promise<string> {
    await mkdir(this.folder, { recursive: true, mode: 0o700 });
    await this.removeOld();
    const own = join(this.folder, this.newId());
    await mkdir(own, { mode: 0o700 });
    const path = join(own, name);
    await writeFile(path, bytes, { mode: 0o400, flag: 'wx' });
    return path;
  }

  /** Leaves room for one more file. */
  private async removeOld(): Promise<void> {
    const found = await Promise.all(
      (await readdir(this.folder)).map(async (name) => {
        const path = join(this.folder, name);
        return { path, at: (await stat(path).catch(() => undefined))?.mtimeMs ?? 0 };
      }),
    );
    found.sort((one, other) => other.at - one.at);
    const old = found.filter(({ at }, index) => index >= this.maxFiles - 1 || Date.now() - at > dayMs);
    // Another window may remove the same file, and an editor may hold it open.
    await Promise.all(
      old.map(({ path }) => rm(path, { recursive: true, force: true }).catch(() => undefined)),
    );
  }
}
