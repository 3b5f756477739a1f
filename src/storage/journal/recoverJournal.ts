import { constants } from 'node:fs';
import { basename } from 'node:path';
import { errorCode, fileMode, openFlags, renameFile, syncDirectory, unlessMissing } from './disk/fileSystem';
import { JournalScanner } from './journalScanner';
import { readJournal, stateOf, type FileState } from './disk/readJournal';
import type { JournalDeps } from './journalTypes';

export interface RecoveryDeps<E> extends JournalDeps<E> {
  /** Milliseconds since the epoch, for the name of the damaged file. */
  readonly now: () => number;
}

/**
 * Replaces a damaged journal with a new file that contains its valid lines, and keeps the damaged one under another
 * name, which is returned. At no time is there less on disk than before. `undefined` if another window was faster.
 */
export async function repairJournal<E>(
  before: FileState,
  deps: RecoveryDeps<E>,
): Promise<string | undefined> {
  const { files, paths } = deps;
  const journal = paths.file;
  const kept = await keepOriginal(deps);
  const temporary = `${journal}.${basename(kept)}.tmp`;
  try {
    const end = await writeSoundLines(deps, kept, temporary);
    const now = await unlessMissing(stateOf(files, journal));
    if (now?.identity !== before.identity) {
      await files.unlink(temporary);
      await files.unlink(kept);
      return undefined;
    }
    await renameFile(files, temporary, journal);
    await takeOverLateLines(deps, kept, end, journal);
  } catch (error) {
    await unlessMissing(files.unlink(temporary));
    throw error;
  }
  await syncDirectory(files, paths.directory);
  return kept;
}

/** Moves away a path that cannot be a journal (no valid record, a directory, a link) and returns its new location. */
export async function moveAside<E>(deps: RecoveryDeps<E>): Promise<string> {
  const target = await freeName(deps);
  await renameFile(deps.files, deps.paths.file, target);
  return target;
}

/**
 * Creates a second name for the file, which remains when the first name is replaced. Copies the file if links are not
 * supported.
 */
async function keepOriginal<E>(deps: RecoveryDeps<E>): Promise<string> {
  const { files, paths } = deps;
  const target = await freeName(deps);
  try {
    await files.link(paths.file, target);
  } catch (error) {
    const cannotLink = ['EPERM', 'ENOSYS', 'ENOTSUP', 'EOPNOTSUPP', 'EMLINK', 'EINVAL'];
    if (!cannotLink.includes(errorCode(error))) throw error;
    await files.copyFile(paths.file, target, constants.COPYFILE_EXCL);
  }
  return target;
}

async function freeName<E>(deps: RecoveryDeps<E>): Promise<string> {
  for (let number = 0; ; number++) {
    const path = deps.paths.corrupt(deps.now(), number);
    if (!(await unlessMissing(deps.files.lstat(path)))) return path;
  }
}

/** Returns the position after the last complete line that was read. */
async function writeSoundLines<E>(
  { files, codec }: JournalDeps<E>,
  from: string,
  to: string,
): Promise<number> {
  const handle = await files.open(to, openFlags.createNew, fileMode);
  try {
    const lines = new LineCollector((value) => codec.read(value));
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
 * Copies records that another window wrote to the old file after it was read and before it was replaced. That window
 * saw no error and will not write them again.
 */
async function takeOverLateLines<E>(
  { files, codec }: JournalDeps<E>,
  from: string,
  start: number,
  to: string,
): Promise<void> {
  const lines = new LineCollector((value) => codec.read(value));
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

/** Collects the valid lines of a file, unchanged. */
class LineCollector {
  private waiting: Buffer[] = [];
  readonly scanner: JournalScanner<unknown>;

  constructor(readEvent: (value: unknown) => unknown) {
    this.scanner = new JournalScanner(readEvent, {
      line: (line) => this.waiting.push(Buffer.from(line), Buffer.from('\n')),
    });
  }

  take(): Buffer {
    const bytes = Buffer.concat(this.waiting);
    this.waiting = [];
    return bytes;
  }
}
