import { join } from 'node:path';
import { unlessMissing, type FileSystem } from '../journal/disk/fileSystem';
import { conversationOf, isOwnName, type StorePaths } from './storePaths';

/** A removed conversation can be brought back for this long, in milliseconds. */
export const undoTime = 10 * 60_000;

/** Removed conversations, and temporary files of dead processes. Methods throw disk errors. */
export class RemovedConversations {
  constructor(
    private readonly files: FileSystem,
    private readonly paths: StorePaths,
  ) {}

  /** Permanently deletes conversations that were removed long ago, and temporary files left by a crash. */
  async purge(): Promise<void> {
    const { files, paths } = this;
    for (const name of (await unlessMissing(files.readdir(paths.removedDirectory))) ?? []) {
      const id = conversationOf(name);
      if (id !== undefined && (await this.isOld(paths.removed(id)))) await this.deleteForGood(id);
    }
    for (const name of await files.readdir(paths.directory)) {
      const path = join(paths.directory, name);
      if (isOwnName(name) && name.endsWith('.tmp') && (await this.isOld(path))) {
        await files.rm(path, { force: true });
      }
    }
  }

  /** Deletes a removed conversation and files set aside for it. */
  async deleteForGood(id: string): Promise<void> {
    const { files, paths } = this;
    await files.rm(paths.removed(id), { force: true });
    for (const name of await files.readdir(paths.directory)) {
      const isRest = name.startsWith(`${id}.`) && isOwnName(name) && conversationOf(name) === undefined;
      if (isRest) await files.rm(join(paths.directory, name), { recursive: true, force: true });
    }
  }

  private async isOld(path: string): Promise<boolean> {
    const stat = await unlessMissing(this.files.lstat(path));
    return stat !== undefined && Math.abs(Date.now() - stat.mtimeMs) > undoTime;
  }
}
