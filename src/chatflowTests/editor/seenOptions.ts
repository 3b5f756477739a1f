import { recordingsIn } from '../../recording/recording';
import { replayTarget } from '../../recording/replay';
import { runOnce } from '../../runs/runOnce';
import { questionOf } from '../../shared/conversation/conversation';

/** Most runs of one file that are looked through. */
const maxRuns = 50;

/** The options of the questions in a file of recorded runs, in order and without duplicates. Empty for another file. */
export async function optionsInRecordings(text: string): Promise<readonly string[]> {
  const options = new Set<string>();
  for (const recording of recordingsOf(text).slice(0, maxRuns)) {
    const { run } = await runOnce(
      { message: { text: '', attachments: [] }, earlierMessages: [] },
      { target: replayTarget(recording, { speed: Infinity }) },
    );
    const body = questionOf(run)?.body;
    const question = body?.type === 'card' ? body.question : undefined;
    if (question?.type === 'options') for (const option of question.options) options.add(option);
  }
  return [...options];
}

function recordingsOf(text: string): ReturnType<typeof recordingsIn> {
  try {
    return recordingsIn(text);
  } catch {
    return [];
  }
}
