import { constants } from 'node:fs';
import { basename } from 'node:path';
import { errorCode, fileMode, openFlags, renameFile, syncDirectory, unlessMissing } from './fileSystem';
import type { FileSystem } from './fileSystem';
import { JournalScanner } from './journalScanner';
import { readJournal, stateOf, type FileState } from './readJournal';
import type { StorePaths } from '../conversations/storePaths';

/** Where a journal is and what time it is. */
export interface RecoveryParts {
  readonly files: FileSystem;
  readonly paths: StorePaths;
  /** Milliseconds since the epoch, for the name. */
  readonly now: () => number;
}

/**
 * Puts what is sound in a damaged journal into a fresh file in its place, and leaves the damaged one, untouched, under a name
 * of its own, which is returned. At no moment is there less on disk than before. `undefined` where another window was faster.
 */
export async function repairJournal(
  id: string,
  before: FileState,
  parts: RecoveryParts,
): Promise<string | undefined> {
  const { files, paths } = parts;
  const journal = paths.journal(id);
  const kept = await keepOriginal(id, parts);
  const temporary = `${journal}.${basename(kept)}.tmp`;
  try {
    const end = await writeSoundLines(files, kept, temporary);
    const now = await unlessMissing(stateOf(files, journal));
    if (now?.identity !== before.identity) {
      await files.unlink(temporary);
      await files.unlink(kept);
      return undefined;
    }
    await renameFile(files, temporary, journal);
    await takeOverLateLines(files, kept, end, journal);
  } catch (error) {
    await unlessMissing(files.unlink(temporary));
    throw error;
  }
  await syncDirectory(files, paths.directory);
  return kept;
}

/** Moves away what cannot be a journal (nothing sound in it, a directory, a link) and returns where it is now. */
export async function moveAside(id: string, parts: RecoveryParts): Promise<string> {
  const target = await freeName(id, parts);
  await renameFile(parts.files, parts.paths.journal(id), target);
  return target;
}

/** A second name for the file, which stays with it when the first one gets another file. A copy where links are unknown. */
async function keepOriginal(id: string, parts: RecoveryParts): Promise<string> {
  const { files, paths } = parts;
  const target = await freeName(id, parts);
  try {
    await files.link(paths.journal(id), target);
  } catch (error) {
    const cannotLink = ['EPERM', 'ENOSYS', 'ENOTSUP', 'EOPNOTSUPP', 'EMLINK', 'EINVAL'];
    if (!cannotLink.includes(errorCode(error))) throw error;
    await files.copyFile(paths.journal(id), target, constants.COPYFILE_EXCL);
  }
  return target;
}

async function freeName(id: string, parts: RecoveryParts): Promise<string> {
  for (let number = 0; ; number++) {
    const path = parts.paths.corrupt(id, parts.now(), number);
    if (!(await unlessMissing(parts.files.lstat(path)))) return path;
  }
}

/** Returns the place behind the last whole line that was read. */
async function writeSoundLines(files: FileSystem, from: string, to: string): Promise<number> {
  const handle = await files.open(to, openFlags.createNew, fileMode);
  try {
    const lines = new LineCollector();
    const end = await readJournal(files, from, {
      push: async (chunk) => {
        lines.scanner.push(chunk);
        await handle.writeFile(lines.take());
      },
    });
    const rest = lines.scanner.rest;
    lines.scanner.finish();
    await handle.writeFile(lines.take());
    await handle.datasync();
    return end - rest;
  } finally {
    await handle.close();
  }
}

/**
 * What another window wrote to the old file after it was read and before the fresh one stood in its place: that window found
 * everything in order and will not write it again.
 */
async function takeOverLateLines(files: FileSystem, from: string, start: number, to: string): Promise<void> {
  const lines = new LineCollector();
  await readJournal(files, from, lines.scanner, start);
  lines.scanner.finish();
  const late = lines.take();
  if (late.length === 0) return;
  const handle = await files.open(to, openFlags.append);
  try {
    await handle.write(Buffer.concat([Buffer.from('\n'), late]));
    await handle.datasync();
  } finally {
    await handle.close();
  }
}

/** Gathers sound lines as they stand in the file. */
class LineCollector {
  private waiting: Buffer[] = [];
  readonly scanner = new JournalScanner({
    line: (line) => this.waiting.push(Buffer.from(line), Buffer.from('\n')),
  });

  take(): Buffer {
    const bytes = Buffer.concat(this.waiting);
    this.waiting = [];
    return bytes;
  }
}
