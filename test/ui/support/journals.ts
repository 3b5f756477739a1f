import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { startedHosts } from './sharedWindow';
import { until } from './until';
import type { Workbench } from './workbench';

/** The journal files of a workbench's conversations, the last written one first. */
async function journals(workbench: Workbench): Promise<readonly string[]> {
  const storage = join(workbench.userDataFolder, 'User/globalStorage/coze-workflow-chat.coze-workflow-chat');
  const directory = join(storage, 'conversations');
  const paths = (await readdir(directory)).flatMap((name) =>
    name.endsWith('.jsonl') ? [join(directory, name)] : [],
  );
  const files = await Promise.all(paths.map(async (path) => ({ path, at: (await stat(path)).mtimeMs })));
  const sorted = files.toSorted((one, other) => other.at - one.at);
  return Promise.all(sorted.map(({ path }) => readFile(path, 'utf8')));
}

/**
 * Kills the extension host of a run with SIGKILL, once the text of the run is on disk; resolves when another one runs. The
 * process is found in the journal, whose records name their writer. `wordsOf` occurs in that conversation only, and in those of
 * earlier attempts.
 */
export async function killHostOf(
  workbench: Workbench,
  { wordsOf, text }: { readonly wordsOf: string; readonly text: string },
): Promise<void> {
  let pid: string | undefined;
  await until(async () => {
    const line = (await journals(workbench))
      .find((journal) => journal.includes(wordsOf))
      ?.split('\n')
      .findLast((record) => record.includes(text));
    pid = /^v\d+ \d+ [0-9a-z]+\.[0-9a-z]+\.(\d+) /.exec(line ?? '')?.[1];
    return pid !== undefined;
  });
  const before = (await startedHosts(workbench)).length;
  process.kill(Number(pid), 'SIGKILL');
  const isRestarted = async () => (await startedHosts(workbench)).length > before;
  // VS Code starts another one by itself, but not if its server takes longer than two seconds to say how this one ended.
  const giveUpAt = Date.now() + 15_000;
  while (!(await isRestarted()) && Date.now() < giveUpAt) await setTimeout(50);
  if (!(await isRestarted())) await workbench.runCommand('Developer: Restart Extension Host');
  await until(isRestarted);
}
