import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import type { Workbench } from './workbench';

/** The journals of a workbench's conversations, as they are on disk. */
async function journals(workbench: Workbench): Promise<readonly string[]> {
  const storage = join(workbench.userDataFolder, 'User/globalStorage/coze-workflow-chat.coze-workflow-chat');
  const directory = join(storage, 'conversations');
  const names = (await readdir(directory)).filter((name) => name.endsWith('.jsonl'));
  return Promise.all(names.map((name) => readFile(join(directory, name), 'utf8')));
}

/**
 * Kills, without a word, the extension host that carries a run, once the run's text is on disk. The conversation is known by
 * words that occur in it alone, and the process by the journal: a record names its writer.
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
