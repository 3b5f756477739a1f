import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const created: string[] = [];

/** Creates a folder whose name begins with `prefix`. It is removed when the process ends, whether its tests passed or not. */
export function temporaryFolder(prefix: string, parent = tmpdir()): string {
  if (created.length === 0) process.on('exit', removeAll);
  const folder = mkdtempSync(join(parent, prefix));
  created.push(folder);
  return folder;
}

function removeAll(): void {
  for (const folder of created) {
    try {
      rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
    } catch {
      // A process that has not ended yet holds a file on Windows.
    }
  }
}
