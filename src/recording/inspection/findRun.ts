import type { Recordings } from '../recordings';
import { inspect } from './inspect';

/**
 * The ID of the newest recorded run that has this ID: of its recording, execution, conversation, chat, section or log.
 * `undefined` if there is none. Throws what the file system throws.
 */
export async function findRun(
  recordings: Pick<Recordings, 'holding' | 'read'>,
  id: string,
): Promise<string | undefined> {
  for (const { runId } of await recordings.holding(id)) {
    const recording = await recordings.read(runId);
    if (recording && inspect(recording).inspection.ids.some(({ value }) => value === id)) return runId;
  }
  return undefined;
}
