import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import type { Workbench } from './workbench';

/** The journal files of a workbench's conversations. */
async function journals(workbench: Workbench): Promise<readonly string[]> {
  const storage = join(workbench.userDataFolder, 'User/globalStorage/coze-workflow-chat.coze-workflow-chat');
  const directory = join(storage, 'conversations');
  const names = (await readdir(directory)).filter((name) => name.endsWith('.jsonl'));
  return Promise.all(names.map((name) => readFile(join(directory, name), 'utf8')));
}

/**
 * Kills the extension host of a run with SIGKILL, once the text of the run is on disk. `wordsOf` occurs in that conversation
 * only; the process is found in the journal, whose records name their writer.
 */
export async function killHostOf(
  workbench: Workbench,
  { wordsOf, text }: { readonly wordsOf: string; readonly text: string },
): Promise<void> {
  for (;;) {
    const line = (await journals(workbench))
      .find((journal) => journal.includes(wordsOf))
      ?.split('\n')
      .findLast((record) => record.includes(text));
    const pid = /^v\d+ \d+ [0-9a-z]+\.[0-9a-z]+\.(\d+) /.exec(line ?? '')?.[1];
    if (pid !== undefined) {
      process.kill(Number(pid), 'SIGKILL');
      return;
    }
    await setTimeout(50);
  }
}
